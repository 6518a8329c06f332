package org.closedloop.localorg.mail;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.anyMap;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.LimitExceeded;
import org.closedloop.apex.host.MailHost.Email;
import org.closedloop.apex.host.MailHost.SendResult;
import org.closedloop.localorg.async.SystemRows;
import org.closedloop.localorg.dml.TestScope;
import org.closedloop.localorg.schema.SchemaRegistry;
import org.closedloop.metadata.ComponentSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RequestMailTest {

  private final TestScope scope = new TestScope(new SchemaRegistry().build(ComponentSet.empty()));
  private final Outbox outbox = new Outbox();
  private final SystemRows rows = mock(SystemRows.class);
  private String contact;

  @BeforeEach
  void people() {
    contact = scope.newId("Contact");
    scope.put("Contact", contact, Map.of("LastName", "Ada", "Email", "ada@example.com"));
    scope.put(
        "User",
        TestScope.ADMIN,
        Map.of("LastName", "Admin", "Email", "a@example.com", "IsActive", true));
  }

  private RequestMail mail(int dailyLimit) {
    return new RequestMail(scope, outbox, rows, false, dailyLimit);
  }

  /** What a test sets of a message; the rest is as Apex leaves it. */
  private static final class Draft {
    private List<String> to = List.of();
    private String text = "hello";
    private String target;
    private String template;
    private String policy;
    private boolean log;
    private List<String> unsubscribe = List.of();

    Email email() {
      return new Email(
          to,
          List.of(),
          List.of(),
          "Subject",
          null,
          text,
          null,
          null,
          null,
          target,
          true,
          null,
          template,
          log,
          false,
          "UTF-8",
          policy,
          null,
          null,
          unsubscribe,
          !unsubscribe.isEmpty(),
          List.of());
    }
  }

  private static Draft to(String... addresses) {
    Draft d = new Draft();
    d.to = List.of(addresses);
    return d;
  }

  private Draft target(String id) {
    Draft d = new Draft();
    d.target = id;
    return d;
  }

  private void commit() {
    scope.afterCommit.forEach(Runnable::run);
    scope.afterCommit.clear();
  }

  private static String code(SendResult r) {
    return r.success() ? null : r.errors().get(0).statusCode();
  }

  @Test
  void mailLeavesOnlyWhenTheRequestCommits() {
    Draft d = target(contact);
    d.unsubscribe = List.of("https://x.example/u");
    assertTrue(mail(10).send(List.of(d.email()), true).get(0).success());
    assertEquals(0, outbox.messages().size());
    commit();
    Outbox.Message m = outbox.message(1).orElseThrow();
    assertEquals(List.of("ada@example.com"), m.to());
    assertEquals("<https://x.example/u>", m.headers().get("List-Unsubscribe"));
    assertEquals("List-Unsubscribe=One-Click", m.headers().get("List-Unsubscribe-Post"));
    assertEquals(TestScope.ADMIN, m.senderUserId());
  }

  @Test
  void guestsAndAutomatedProcessCannotSend() {
    for (String type : List.of("Guest", "AutomatedProcess")) {
      scope.userType = type;
      HostException e =
          assertThrows(
              HostException.class, () -> mail(10).send(List.of(to("x@y.io").email()), false));
      assertEquals("EmailException", e.apexType());
    }
  }

  @Test
  void eachMessageGetsItsOwnResult() {
    Draft noBody = to("x@y.io");
    noBody.text = null;
    List<SendResult> r =
        mail(10)
            .send(
                List.of(
                    to("no address").email(),
                    to("x@y.io").email(),
                    noBody.email(),
                    to().email(),
                    target("003000000000999AAA").email()),
                false);
    assertEquals("INVALID_EMAIL_ADDRESS", code(r.get(0)));
    assertNull(code(r.get(1)));
    assertEquals("REQUIRED_FIELD_MISSING", code(r.get(2)));
    assertEquals("REQUIRED_FIELD_MISSING", code(r.get(3)));
    assertEquals("INVALID_ID_FIELD", code(r.get(4)));
    commit();
    assertEquals(1, outbox.messages().size());
  }

  @Test
  void allOrNoneRaisesTheFirstError() {
    HostException e =
        assertThrows(
            HostException.class,
            () -> mail(10).send(List.of(to("x@y.io").email(), to("bad").email()), true));
    assertTrue(
        e.getMessage()
            .startsWith(
                "SendEmail failed. First exception on row 1; first error:"
                    + " INVALID_EMAIL_ADDRESS, Invalid email address: bad"),
        e.getMessage());
  }

  @Test
  void theOptOutPolicyFiltersOrRejects() {
    String out = scope.newId("Contact");
    scope.put(
        "Contact",
        out,
        Map.of("LastName", "Out", "Email", "out@example.com", "HasOptedOutOfEmail", true));
    Draft filter = target(out);
    filter.policy = "FILTER";
    Draft reject = target(out);
    reject.policy = "REJECT";
    List<SendResult> r = mail(10).send(List.of(filter.email(), reject.email()), false);
    assertNull(code(r.get(0)));
    assertEquals("EMAIL_OPTED_OUT", code(r.get(1)));
    commit();
    assertEquals(0, outbox.messages().size());
  }

  @Test
  void theDailyLimitCountsExternalRecipientsPerGmtDay() {
    scope.zone = "Pacific/Auckland";
    RequestMail mail = mail(2);
    mail.send(List.of(to("a@x.io").email(), target(TestScope.ADMIN).email()), false);
    commit();
    assertEquals(1, mail(2).orgLimits().get("SingleEmail")[0]);
    List<SendResult> r = mail(2).send(List.of(to("b@x.io").email(), to("c@x.io").email()), false);
    assertNull(code(r.get(0)));
    assertEquals("SINGLE_EMAIL_LIMIT_EXCEEDED", code(r.get(1)));
    commit();
    scope.now = scope.now.plus(Duration.ofDays(1));
    assertEquals(0, mail(2).orgLimits().get("SingleEmail")[0]);
  }

  @Test
  void tenInvocationsAreTheMost() {
    RequestMail mail = mail(100);
    for (int i = 0; i < 10; i++) {
      mail.send(List.of(to("a@x.io").email()), false);
    }
    LimitExceeded e =
        assertThrows(LimitExceeded.class, () -> mail.send(List.of(to("a@x.io").email()), false));
    assertEquals("Too many Email Invocations: 11", e.getMessage());
  }

  @Test
  void aMessageHas150RecipientsAtMost() {
    List<String> many = new ArrayList<>();
    for (int i = 0; i < 151; i++) {
      many.add("a" + i + "@x.io");
    }
    assertEquals(
        "LIMIT_EXCEEDED",
        code(mail(1000).send(List.of(to(many.toArray(new String[0])).email()), false).get(0)));
  }

  @Test
  void templatesAreMergedAndEscaped() {
    String template = scope.newId("EmailTemplate");
    scope.put(
        "EmailTemplate",
        template,
        Map.of(
            "Subject", "Hi {!Contact.LastName}",
            "HtmlValue", "<p>{!Contact.LastName}</p>",
            "Body", "Hi {!Contact.LastName}, {!Contact.Phone}"));
    scope.put("Contact", contact, Map.of("LastName", "A<b", "Email", "ada@example.com"));
    Draft d = target(contact);
    d.template = template;
    mail(10).send(List.of(d.email()), true);
    commit();
    Outbox.Message m = outbox.message(1).orElseThrow();
    assertEquals("Hi A<b", m.subject());
    assertEquals("<p>A&lt;b</p>", m.html());
    assertEquals("Hi A<b, ", m.text());
  }

  @Test
  void saveAsActivityLogsATaskForContactsOnly() {
    Draft plain = target(contact);
    mail(10).send(List.of(plain.email()), true);
    verify(rows, never()).insert(eq("Task"), anyMap());
    Draft logged = target(contact);
    logged.log = true;
    mail(10).send(List.of(logged.email()), true);
    verify(rows).insert(eq("Task"), anyMap());
    Draft user = target(TestScope.ADMIN);
    user.log = true;
    assertEquals(
        "INVALID_SAVE_AS_ACTIVITY_FLAG", code(mail(10).send(List.of(user.email()), false).get(0)));
  }

  @Test
  void notificationsReachUsersBehindGroupsAndOwners() {
    String type = scope.newId("CustomNotificationType");
    scope.put("CustomNotificationType", type, Map.of("DeveloperName", "Ring"));
    String other = scope.newId("User");
    scope.put("User", other, Map.of("LastName", "B", "IsActive", true));
    String gone = scope.newId("User");
    scope.put("User", gone, Map.of("LastName", "C", "IsActive", false));
    String group = scope.newId("Group");
    scope.put("Group", group, Map.of("Name", "G"));
    for (String member : List.of(other, gone)) {
      scope.put(
          "GroupMember",
          scope.newId("GroupMember"),
          Map.of("GroupId", group, "UserOrGroupId", member));
    }
    mail(10).notify(type, null, "T", "B", contact, null, List.of(TestScope.ADMIN, group, other));
    commit();
    Outbox.Notification n = outbox.notifications().get(0);
    assertEquals(List.of(TestScope.ADMIN, other), n.recipientIds());
    assertEquals("Ring", n.typeName());
    assertThrows(
        HostException.class,
        () -> mail(10).notify("0ML000000000001AAA", null, "T", "B", contact, null, List.of(other)));
    assertThrows(
        HostException.class,
        () ->
            mail(10).notify(type, null, "T", "B", contact, null, Collections.nCopies(501, other)));
  }
}
