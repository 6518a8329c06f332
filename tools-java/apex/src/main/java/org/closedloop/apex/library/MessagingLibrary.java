package org.closedloop.apex.library;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.host.DataHost.DmlError;
import org.closedloop.apex.host.MailHost;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexBlob;
import org.closedloop.apex.value.ApexId;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexSet;
import org.closedloop.apex.value.EnumValue;

/** Members of Messaging: sending mail and its results, notifications. */
@ApexType("System.Messaging")
final class MessagingLibrary {

  private MessagingLibrary() {}

  @ApexMethod
  static ApexList sendEmail(ApexContext ctx, ApexList messages) {
    return sendEmail(ctx, messages, true);
  }

  @ApexMethod
  static ApexList sendEmail(ApexContext ctx, ApexList messages, @Nullable Boolean allOrNone) {
    List<MailHost.Email> mails = new ArrayList<>();
    for (Object m : messages) {
      if (m == null) {
        throw Errors.nullPointer();
      }
      mails.add(((SingleEmail) m).mail());
    }
    ApexList out = new ApexList(PlatformType.of("Messaging.SendEmailResult"));
    for (MailHost.SendResult r : ctx.host().mail().send(mails, allOrNone == null || allOrNone)) {
      out.add(new Result(r));
    }
    return out;
  }

  @ApexMethod
  static void reserveSingleEmailCapacity(ApexContext ctx, Integer count) {
    ctx.host().mail().reserveSingleEmailCapacity(count);
  }

  /** A {@code Messaging.SendEmailResult}. */
  @ApexType("Messaging.SendEmailResult")
  static final class Result extends LibraryValue {
    private final MailHost.SendResult result;

    Result(MailHost.SendResult result) {
      this.result = result;
    }

    @ApexMethod
    Boolean isSuccess() {
      return result.success();
    }

    @ApexMethod
    ApexList getErrors() {
      ApexList out = new ApexList(PlatformType.of("Messaging.SendEmailError"));
      result.errors().forEach(e -> out.add(new Error(e)));
      return out;
    }
  }

  /** A {@code Messaging.SendEmailError}. */
  @ApexType("Messaging.SendEmailError")
  static final class Error extends LibraryValue {
    private final DmlError error;

    Error(DmlError error) {
      this.error = error;
    }

    @ApexMethod
    String getMessage() {
      return error.message();
    }

    @ApexMethod
    EnumValue getStatusCode() {
      return Enums.of("System.StatusCode", error.statusCode());
    }

    @ApexMethod
    ApexList getFields() {
      return ApexList.of(SimpleType.STRING, error.fields());
    }
  }

  /** A {@code Messaging.CustomNotification}. */
  @ApexType("Messaging.CustomNotification")
  static final class Notification extends LibraryValue {
    private String typeId;
    private String senderId;
    private String title;
    private String body;
    private String targetId;
    private String targetPageRef;

    @ApexConstructor
    Notification() {}

    @ApexConstructor
    Notification(
        @Nullable String typeId,
        @Nullable String senderId,
        @Nullable String title,
        @Nullable String body,
        @Nullable String targetId,
        @Nullable String targetPageRef) {
      this.typeId = typeId;
      this.senderId = senderId;
      this.title = title;
      this.body = body;
      this.targetId = targetId;
      this.targetPageRef = targetPageRef;
    }

    @ApexMethod
    void setNotificationTypeId(@Nullable String v) {
      typeId = v;
    }

    @ApexMethod
    void setSenderId(@Nullable String v) {
      senderId = v;
    }

    @ApexMethod
    void setTitle(@Nullable String v) {
      title = v;
    }

    @ApexMethod
    void setBody(@Nullable String v) {
      body = v;
    }

    @ApexMethod
    void setTargetId(@Nullable String v) {
      targetId = v;
    }

    @ApexMethod
    void setTargetPageRef(@Nullable String v) {
      targetPageRef = v;
    }

    @ApexMethod
    void send(ApexContext ctx, ApexSet recipients) {
      List<String> ids = new ArrayList<>();
      recipients.forEach(id -> ids.add(String.valueOf(id)));
      ctx.host()
          .mail()
          .notify(id18(typeId), id18(senderId), title, body, id18(targetId), targetPageRef, ids);
    }

    private static String id18(String id) {
      return id == null ? null : ApexId.parse(id).value();
    }
  }

  /** A {@code Messaging.EmailFileAttachment}. */
  @ApexType("Messaging.EmailFileAttachment")
  static final class FileAttachment extends LibraryValue {
    @ApexBean ApexBlob body;
    @ApexBean String contentType;
    @ApexBean String fileName;
    @ApexBean Boolean inline = false;

    @ApexConstructor
    FileAttachment() {}
  }
}
