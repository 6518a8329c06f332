package org.closedloop.localorg.mail;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.closedloop.apex.host.DataHost.DmlError;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.Limits.Counter;
import org.closedloop.apex.host.MailHost;
import org.closedloop.apex.host.UserContext;
import org.closedloop.localorg.async.SystemRows;
import org.closedloop.localorg.dml.RequestScope;
import org.closedloop.localorg.store.Row;
import org.closedloop.localorg.store.Transaction;

/**
 * Sending in one request, by the platform's rules: who may send, how many recipients, opt-out,
 * daily limit of external recipients. Messages reach the outbox when the request commits.
 */
public final class RequestMail implements MailHost {

  /** Asynchronous Apex executions that an org of ordinary size has in a day. */
  private static final long DAILY_ASYNC = 250_000;

  private static final Pattern ADDRESS =
      Pattern.compile("[^\\s@<>,;\"]+@[A-Za-z0-9](?:[A-Za-z0-9.-]*[A-Za-z0-9])?\\.[A-Za-z]{2,}");
  private static final int MAX_RECIPIENTS = 150;
  private static final int MAX_NOTIFIED = 500;

  private final RequestScope scope;
  private final Outbox outbox;
  private final SystemRows rows;
  private final boolean test;
  private final int dailyLimit;
  private int externalHere;
  private int reserved;

  /**
   * @param test a test's mail is checked and counted, and never leaves
   * @param dailyLimit external recipients per GMT day
   */
  public RequestMail(
      RequestScope scope, Outbox outbox, SystemRows rows, boolean test, int dailyLimit) {
    this.scope = scope;
    this.outbox = outbox;
    this.rows = rows;
    this.test = test;
    this.dailyLimit = dailyLimit;
  }

  @Override
  public List<SendResult> send(List<Email> emails, boolean allOrNone) {
    scope.limits().consume(Counter.EMAIL_INVOCATIONS, 1);
    UserContext user = scope.user();
    if (user.isAutomatedProcess() || user.isGuest()) {
      throw new HostException(
          "EmailException",
          "INSUFFICIENT_ACCESS_OR_READONLY",
          "SendEmail failed. First exception on row 0; first error:"
              + " INSUFFICIENT_ACCESS_OR_READONLY, "
              + (user.isGuest() ? "The guest user" : "Automated Process")
              + " cannot send email: []");
    }
    List<SendResult> results = new ArrayList<>();
    List<Outbox.Message> leaving = new ArrayList<>();
    for (int i = 0; i < emails.size(); i++) {
      Draft draft = new Draft(emails.get(i));
      DmlError problem = draft.resolve();
      if (problem == null && externalHere + draft.external() + sentToday() > dailyLimit) {
        problem =
            error("SINGLE_EMAIL_LIMIT_EXCEEDED", "Failed to send email: daily limit exceeded");
      }
      if (problem != null) {
        if (allOrNone) {
          throw new HostException(
              "EmailException",
              problem.statusCode(),
              "SendEmail failed. First exception on row "
                  + i
                  + "; first error: "
                  + problem.statusCode()
                  + ", "
                  + problem.message()
                  + ": "
                  + problem.fields());
        }
        results.add(new SendResult(false, List.of(problem)));
        continue;
      }
      externalHere += draft.external();
      if (!draft.recipients.isEmpty()) {
        leaving.add(draft.message());
        draft.activity();
      }
      results.add(new SendResult(true, List.of()));
    }
    if (!test) {
      scope.onCommit(() -> leaving.forEach(outbox::add));
    }
    return results;
  }

  private int sentToday() {
    return outbox.externalSentOn(scope.now());
  }

  @Override
  public void reserveSingleEmailCapacity(int count) {
    if (reserved + count + externalHere + sentToday() > dailyLimit) {
      throw new HostException(
          "HandledException",
          "SINGLE_EMAIL_LIMIT_EXCEEDED",
          "The daily limit for the org would be exceeded by this operation");
    }
    reserved += count;
  }

  @Override
  public Map<String, long[]> orgLimits() {
    Map<String, long[]> limits = new LinkedHashMap<>();
    limits.put("SingleEmail", new long[] {sentToday() + externalHere, dailyLimit});
    limits.put("DailyAsyncApexExecutions", new long[] {jobsOfTheDay(), DAILY_ASYNC});
    return limits;
  }

  private long jobsOfTheDay() {
    Instant since = scope.now().minus(Duration.ofDays(1));
    long jobs = 0;
    for (Row r : scope.transaction().rows("AsyncApexJob")) {
      if (r.get("CreatedDate") instanceof Instant made && made.isAfter(since)) {
        jobs++;
      }
    }
    return jobs;
  }

  @Override
  public void notify(
      String typeId,
      String senderId,
      String title,
      String body,
      String targetId,
      String targetPageRef,
      List<String> recipientIds) {
    Row type = typeId == null ? null : scope.transaction().get("CustomNotificationType", typeId);
    if (type == null) {
      throw notification("The notification type ID is not valid: " + typeId);
    }
    if (title == null || title.isBlank() || body == null || body.isBlank()) {
      throw notification("The title and the body of a custom notification are required.");
    }
    if (targetId == null && targetPageRef == null) {
      throw notification("A custom notification needs a target ID or a target page reference.");
    }
    if (recipientIds.isEmpty()) {
      throw notification("A custom notification needs at least one recipient.");
    }
    if (recipientIds.size() > MAX_NOTIFIED) {
      throw notification("A custom notification has at most 500 recipients.");
    }
    Set<String> users = new LinkedHashSet<>();
    for (String id : recipientIds) {
      expand(id, users, 0);
    }
    Outbox.Notification sent =
        new Outbox.Notification(
            0,
            scope.now(),
            typeId,
            (String) type.get("DeveloperName"),
            senderId == null ? scope.user().id() : senderId,
            title,
            body,
            targetId,
            List.copyOf(users));
    if (!test) {
      scope.onCommit(() -> outbox.add(sent));
    }
  }

  private static HostException notification(String message) {
    return new HostException("HandledException", null, message);
  }

  /** Users behind an id: a user, the members of a group or queue, an owner of an account. */
  private void expand(String id, Set<String> users, int depth) {
    Transaction tx = scope.transaction();
    String prefix = id == null || id.length() < 15 ? "" : id.substring(0, 3);
    switch (prefix) {
      case "005" -> {
        Row user = tx.get("User", id);
        if (user != null && Boolean.TRUE.equals(user.get("IsActive"))) {
          users.add(user.id());
        }
      }
      case "00G" -> {
        if (depth < 5) {
          for (Row m : tx.find("GroupMember", "GroupId", id)) {
            if (!m.deleted()) {
              expand((String) m.get("UserOrGroupId"), users, depth + 1);
            }
          }
        }
      }
      case "001", "006" -> {
        Row owned = tx.get(prefix.equals("001") ? "Account" : "Opportunity", id);
        if (owned != null && owned.get("OwnerId") != null) {
          expand((String) owned.get("OwnerId"), users, depth + 1);
        }
      }
      default -> throw notification("Invalid recipient ID: " + id);
    }
  }

  private static DmlError error(String code, String message, String... fields) {
    return new DmlError(code, message, List.of(fields));
  }

  /** One message on its way: recipients resolved, template merged. */
  private final class Draft {
    private final Email email;
    private final Set<String> recipients = new LinkedHashSet<>();
    private final List<String> to = new ArrayList<>();
    private int userRecipients;
    private String subject;
    private String html;
    private String text;

    Draft(Email email) {
      this.email = email;
      this.subject = email.subject();
      this.html = email.html();
      this.text = email.text();
    }

    DmlError resolve() {
      DmlError problem = target();
      if (problem != null) {
        return problem;
      }
      for (List<String> list : List.of(email.to(), email.cc(), email.bcc())) {
        for (String address : list) {
          String resolved = address(address);
          if (resolved == null || !ADDRESS.matcher(resolved).matches()) {
            return error(
                "INVALID_EMAIL_ADDRESS", "Invalid email address: " + address, "toAddresses");
          }
        }
      }
      email.to().forEach(a -> to.add(address(a)));
      recipients.addAll(to);
      email.cc().forEach(a -> recipients.add(address(a)));
      email.bcc().forEach(a -> recipients.add(address(a)));
      if (recipients.isEmpty() && email.targetObjectId() == null) {
        return error("REQUIRED_FIELD_MISSING", "Add a recipient to send an email.", "toAddresses");
      }
      if (recipients.size() > MAX_RECIPIENTS) {
        return error("LIMIT_EXCEEDED", "An email can have at most 150 recipients.", "toAddresses");
      }
      problem = template();
      if (problem != null) {
        return problem;
      }
      if (html == null && text == null) {
        return error(
            "REQUIRED_FIELD_MISSING", "Missing body, need at least one of html or plainText");
      }
      return sender();
    }

    /** Addresses may be given as ids of users, contacts or leads. */
    private String address(String given) {
      if (given != null && given.indexOf('@') < 0) {
        Row person = person(given);
        return person == null ? null : (String) person.get("Email");
      }
      return given;
    }

    private Row person(String id) {
      if (id.length() < 15) {
        return null;
      }
      String object =
          switch (id.substring(0, 3)) {
            case "003" -> "Contact";
            case "00Q" -> "Lead";
            case "005" -> "User";
            default -> null;
          };
      return object == null ? null : scope.transaction().get(object, id);
    }

    private DmlError target() {
      String id = email.targetObjectId();
      if (id == null) {
        return null;
      }
      Row person = person(id);
      if (person == null || person.deleted()) {
        return error("INVALID_ID_FIELD", "Invalid targetObjectId: " + id, "targetObjectId");
      }
      if (person.object().equals("User") && email.saveAsActivity()) {
        return error(
            "INVALID_SAVE_AS_ACTIVITY_FLAG",
            "saveAsActivity must be false when sending mail to users.",
            "saveAsActivity");
      }
      if (!email.treatTargetObjectAsRecipient()) {
        return null;
      }
      String address = (String) person.get("Email");
      if (address == null) {
        return error("INVALID_EMAIL_ADDRESS", "Email address is invalid: null", "targetObjectId");
      }
      boolean optedOut = Boolean.TRUE.equals(person.get("HasOptedOutOfEmail"));
      if (optedOut && "REJECT".equals(email.optOutPolicy())) {
        return error("EMAIL_OPTED_OUT", "Contact or lead has opted out of email", "targetObjectId");
      }
      if (optedOut && "FILTER".equals(email.optOutPolicy())) {
        return null;
      }
      to.add(address);
      recipients.add(address);
      if (person.object().equals("User")) {
        userRecipients++;
      }
      return null;
    }

    private DmlError template() {
      if (email.templateId() == null) {
        return null;
      }
      Row template = scope.transaction().get("EmailTemplate", email.templateId());
      if (template == null) {
        return error("INVALID_ID_FIELD", "Invalid templateId", "templateId");
      }
      if (email.targetObjectId() == null) {
        return error(
            "REQUIRED_FIELD_MISSING", "targetObjectId is required with a template", "templateId");
      }
      TemplateMerge merge = new TemplateMerge(scope, email.targetObjectId(), email.whatId());
      subject = merge.text((String) template.get("Subject"));
      html = merge.html((String) template.get("HtmlValue"));
      text = merge.text((String) template.get("Body"));
      return null;
    }

    private DmlError sender() {
      if (email.orgWideEmailAddressId() == null) {
        return null;
      }
      if (email.senderDisplayName() != null) {
        return error(
            "DUPLICATE_SENDER_DISPLAY_NAME",
            "senderDisplayName and orgWideEmailAddressId cannot be used together",
            "senderDisplayName");
      }
      return fromAddress() == null
          ? error("INVALID_ID_FIELD", "Invalid orgWideEmailAddressId", "orgWideEmailAddressId")
          : null;
    }

    private String fromAddress() {
      if (email.orgWideEmailAddressId() != null) {
        Row a = scope.transaction().get("OrgWideEmailAddress", email.orgWideEmailAddressId());
        return a == null ? null : a.get("DisplayName") + " <" + a.get("Address") + ">";
      }
      String name =
          email.senderDisplayName() != null ? email.senderDisplayName() : scope.user().name();
      return name + " <" + scope.user().email() + ">";
    }

    /** Mail to a user by id is free; every other recipient counts. */
    int external() {
      return recipients.size() - userRecipients;
    }

    Outbox.Message message() {
      Map<String, String> headers = new LinkedHashMap<>();
      if (email.replyTo() != null) {
        headers.put("Reply-To", email.replyTo());
      }
      if (email.inReplyTo() != null) {
        headers.put("In-Reply-To", email.inReplyTo());
      }
      if (email.references() != null) {
        headers.put("References", email.references());
      }
      if (!email.unsubscribeUrls().isEmpty()) {
        List<String> urls = new ArrayList<>();
        email.unsubscribeUrls().forEach(u -> urls.add("<" + u + ">"));
        headers.put("List-Unsubscribe", String.join(", ", urls));
        if (email.oneClickPost()) {
          headers.put("List-Unsubscribe-Post", "List-Unsubscribe=One-Click");
        }
      }
      Instant now = scope.now();
      return new Outbox.Message(
          0,
          now,
          scope.user().id(),
          fromAddress(),
          List.copyOf(to),
          email.cc(),
          email.bcc(),
          subject,
          html,
          text,
          headers,
          email.targetObjectId(),
          email.whatId(),
          external());
    }

    /** saveAsActivity logs the mail as a closed task with the contact or lead. */
    void activity() {
      String id = email.targetObjectId();
      if (!email.saveAsActivity() || id == null || id.startsWith("005")) {
        return;
      }
      Map<String, Object> task = new LinkedHashMap<>();
      task.put("Subject", "Email: " + (subject == null ? "" : subject));
      task.put("Status", "Completed");
      task.put("Priority", "Normal");
      task.put("TaskSubtype", "Email");
      task.put("WhoId", id);
      task.put("WhatId", email.whatId());
      task.put("Description", text);
      task.put("IsClosed", true);
      task.put("ActivityDate", scope.now().atZone(scope.user().zone()).toLocalDate());
      rows.insert("Task", task);
    }
  }
}
