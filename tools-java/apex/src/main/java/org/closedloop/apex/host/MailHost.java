package org.closedloop.apex.host;

import java.util.List;
import java.util.Map;

/** Mail and notifications of one request; both leave only after commit. */
public interface MailHost {

  /**
   * A single e-mail as {@code Messaging.SingleEmailMessage} holds it. Lists may be empty, never
   * null; other members null when unset.
   */
  record Email(
      List<String> to,
      List<String> cc,
      List<String> bcc,
      String subject,
      String html,
      String text,
      String replyTo,
      String senderDisplayName,
      String orgWideEmailAddressId,
      String targetObjectId,
      boolean treatTargetObjectAsRecipient,
      String whatId,
      String templateId,
      boolean saveAsActivity,
      boolean useSignature,
      String charset,
      String optOutPolicy,
      String references,
      String inReplyTo,
      List<String> unsubscribeUrls,
      boolean oneClickPost,
      List<Attachment> attachments) {}

  /** A file sent along. */
  record Attachment(String fileName, String contentType, byte[] body) {}

  /** Result per message; errors empty on success. */
  record SendResult(boolean success, List<DataHost.DmlError> errors) {}

  /**
   * Sends, counting one invocation. With {@code allOrNone} a refused message raises a HostException
   * of type EmailException.
   */
  List<SendResult> send(List<Email> emails, boolean allOrNone);

  void reserveSingleEmailCapacity(int count);

  /** {@code OrgLimits}: name to {used, max}. */
  Map<String, long[]> orgLimits();

  /** A custom notification (bell). */
  void notify(
      String notificationTypeId,
      String senderId,
      String title,
      String body,
      String targetId,
      String targetPageRef,
      List<String> recipientIds);
}
