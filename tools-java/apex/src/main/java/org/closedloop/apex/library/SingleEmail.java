package org.closedloop.apex.library;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.host.MailHost;
import org.closedloop.apex.host.UnsupportedPlatformFeature;
import org.closedloop.apex.value.ApexBlob;
import org.closedloop.apex.value.ApexId;
import org.closedloop.apex.value.ApexList;

/** A {@code Messaging.SingleEmailMessage}. */
@ApexType("Messaging.SingleEmailMessage")
final class SingleEmail extends EmailBase {
  @ApexBean ApexList toAddresses;
  @ApexBean ApexList ccAddresses;
  @ApexBean ApexList bccAddresses;
  @ApexBean String charset;
  @ApexBean String htmlBody;
  @ApexBean String plainTextBody;
  @ApexBean String inReplyTo;
  @ApexBean String references;
  @ApexBean String optOutPolicy;
  @ApexBean ApexId orgWideEmailAddressId;
  @ApexBean ApexId targetObjectId;
  @ApexBean Boolean treatTargetObjectAsRecipient = true;
  @ApexBean Boolean treatBodiesAsTemplate = false;
  @ApexBean ApexId templateId;
  @ApexBean ApexId whatId;
  @ApexBean ApexList fileAttachments;
  @ApexBean ApexList entityAttachments;
  @ApexBean Boolean oneClickPost = false;
  @ApexBean ApexList unsubscribeUrls;
  @ApexBean String unsubscribeComment;

  @ApexConstructor
  SingleEmail() {}

  /** The properties that the platform repeats on this class. */
  @ApexProperty("Subject")
  String subjectOfMessage() {
    return subject;
  }

  @ApexProperty("Subject")
  void subjectOfMessage(@Nullable String v) {
    subject = v;
  }

  @ApexProperty("SaveAsActivity")
  Boolean saved() {
    return saveAsActivity;
  }

  @ApexProperty("SaveAsActivity")
  void saved(@Nullable Boolean v) {
    saveAsActivity = v;
  }

  @ApexProperty("UserMail")
  Boolean userMail() {
    return targetObjectId != null && targetObjectId.keyPrefix().equals("005");
  }

  @ApexMethod
  Boolean isUserMail() {
    return userMail();
  }

  /** The mail as the org takes it. */
  MailHost.Email mail() {
    if (Boolean.TRUE.equals(treatBodiesAsTemplate)) {
      throw new UnsupportedPlatformFeature("SingleEmailMessage.setTreatBodiesAsTemplate(true)");
    }
    if (entityAttachments != null && !entityAttachments.isEmpty()) {
      throw new UnsupportedPlatformFeature("SingleEmailMessage.setEntityAttachments");
    }
    return new MailHost.Email(
        texts(toAddresses),
        texts(ccAddresses),
        texts(bccAddresses),
        subject,
        htmlBody,
        plainTextBody,
        replyTo,
        senderDisplayName,
        text(orgWideEmailAddressId),
        text(targetObjectId),
        !Boolean.FALSE.equals(treatTargetObjectAsRecipient),
        text(whatId),
        text(templateId),
        !Boolean.FALSE.equals(saveAsActivity),
        !Boolean.FALSE.equals(useSignature),
        charset,
        optOutPolicy,
        references,
        inReplyTo,
        texts(unsubscribeUrls),
        Boolean.TRUE.equals(oneClickPost),
        attachments());
  }

  private List<MailHost.Attachment> attachments() {
    List<MailHost.Attachment> out = new ArrayList<>();
    if (fileAttachments != null) {
      for (Object o : fileAttachments) {
        MessagingLibrary.FileAttachment a = (MessagingLibrary.FileAttachment) o;
        ApexBlob body = a.body;
        out.add(
            new MailHost.Attachment(
                a.fileName, a.contentType, body == null ? new byte[0] : body.bytes()));
      }
    }
    return out;
  }

  private static String text(ApexId id) {
    return id == null ? null : id.value();
  }

  private static List<String> texts(ApexList values) {
    List<String> out = new ArrayList<>();
    if (values != null) {
      values.forEach(v -> out.add(v == null ? null : v.toString()));
    }
    return out;
  }
}
