package org.closedloop.scenarios;

import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.QueryResult;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import com.sforce.ws.bind.XmlObject;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Calendar;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.TimeZone;
import org.closedloop.cli.org.ControlClient;
import org.closedloop.cli.org.OrgConnection;

/**
 * The org behind the survey page as its administrator sees it: invites customers, looks at what was
 * stored.
 */
final class SurveyDoorOrg {

  private static final String SITE = "/nps";
  private static final List<String> WATCHED =
      List.of(
          "SELECT Id, SystemModstamp, Score__c, Comment__c FROM NPS_Response__c ORDER BY Id",
          "SELECT Id, SystemModstamp, Status__c, Attempt_Log__c, Answered_On__c"
              + " FROM Feedback_Request__c ORDER BY Id",
          "SELECT Id, SystemModstamp, Survey_Opt_Out__c FROM Contact ORDER BY Id",
          "SELECT Id, SystemModstamp FROM Account ORDER BY Id",
          "SELECT Id, SystemModstamp FROM Follow_Up__c ORDER BY Id",
          "SELECT Id, SystemModstamp FROM Task ORDER BY Id",
          "SELECT Id, Message__c FROM NPS_Log__c ORDER BY Id");

  private final OrgConnection connection;
  private final PartnerConnection partner;
  private final ControlClient control;
  private final SecureRandom random = new SecureRandom();
  private int invited;

  /** A customer who was asked. */
  record Invitation(
      String requestId, String contactId, String url, String secret, String unsubscribeUrl) {

    /** The link of the mail for one score. */
    String link(int score) {
      return url + "&s=" + score;
    }
  }

  SurveyDoorOrg(OrgConnection connection) throws ConnectionException {
    this.connection = connection;
    this.partner = connection.partner();
    this.control = new ControlClient(connection);
  }

  String page(String name) {
    return connection.instanceUrl() + SITE + "/" + name;
  }

  String base() {
    return connection.instanceUrl();
  }

  /** Waits on the org's clock; everything due on the way runs. */
  void advance(Duration by) {
    int failed = control.advance(control.now().plus(by), item -> {}).path("failed").asInt();
    if (failed > 0) {
      throw new AssertionError(failed + " pieces of background work failed");
    }
  }

  /** A sent survey that is open for a week, as the sender stores it: only hashes of the secrets. */
  Invitation invite() throws ConnectionException {
    int n = ++invited;
    Instant now = control.now();
    String account = create("Account", "Name", "Door " + n + " Ltd");
    String contact =
        create(
            "Contact",
            "LastName",
            "Door" + n,
            "AccountId",
            account,
            "Email",
            "door" + n + "@door.example.com");
    String secret = secret();
    String unsubscribe = secret();
    String request =
        create(
            "Feedback_Request__c",
            "Contact__c",
            contact,
            "Account__c",
            account,
            "Status__c",
            "Sent",
            "Metric__c",
            "NPS",
            "Survey__c",
            "NPS",
            "Channel__c",
            "Email",
            "Occasion__c",
            "Manual",
            "Purpose__c",
            "Overall Satisfaction",
            "Language__c",
            "en",
            "Sent_On__c",
            calendar(now.minus(Duration.ofHours(1))),
            "Expires_On__c",
            calendar(now.plus(Duration.ofDays(7))),
            "Token_Hash__c",
            hash(secret),
            "Unsubscribe_Token_Hash__c",
            hash(unsubscribe));
    return new Invitation(
        request,
        contact,
        page("NpsSurvey") + "?t=" + secret,
        secret,
        page("NpsUnsubscribe") + "?u=" + unsubscribe);
  }

  String secret() {
    byte[] bytes = new byte[32];
    random.nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }

  private static String hash(String secret) {
    try {
      return HexFormat.of()
          .formatHex(
              MessageDigest.getInstance("SHA-256").digest(secret.getBytes(StandardCharsets.UTF_8)));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Calendar calendar(Instant at) {
    Calendar c = Calendar.getInstance(TimeZone.getTimeZone("UTC"));
    c.setTimeInMillis(at.toEpochMilli());
    return c;
  }

  private String create(String type, Object... namesAndValues) throws ConnectionException {
    SObject o = new SObject(type);
    for (int i = 0; i < namesAndValues.length; i += 2) {
      o.setField((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    SaveResult r = partner.create(new SObject[] {o})[0];
    if (!r.isSuccess()) {
      throw new AssertionError(
          type + ": " + r.getErrors()[0].getStatusCode() + " " + r.getErrors()[0].getMessage());
    }
    return r.getId();
  }

  List<SObject> query(String soql) throws ConnectionException {
    List<SObject> rows = new ArrayList<>();
    QueryResult r = partner.query(soql);
    rows.addAll(List.of(r.getRecords()));
    while (!r.isDone()) {
      r = partner.queryMore(r.getQueryLocator());
      rows.addAll(List.of(r.getRecords()));
    }
    return rows;
  }

  List<SObject> answers(Invitation to) throws ConnectionException {
    return query(
        "SELECT Id, Score__c, Comment__c FROM NPS_Response__c WHERE Request__c = '"
            + to.requestId()
            + "'");
  }

  boolean optedOut(Invitation who) throws ConnectionException {
    return "true"
        .equals(
            query("SELECT Survey_Opt_Out__c FROM Contact WHERE Id = '" + who.contactId() + "'")
                .get(0)
                .getField("Survey_Opt_Out__c"));
  }

  /** Everything a visitor could have changed; equal before and after means nothing was written. */
  String stored() throws ConnectionException {
    StringBuilder all = new StringBuilder();
    for (String soql : WATCHED) {
      for (SObject row : query(soql)) {
        for (Iterator<XmlObject> it = row.getChildren(); it.hasNext(); ) {
          XmlObject field = it.next();
          all.append(field.getName().getLocalPart()).append('=').append(field.getValue());
          all.append(' ');
        }
        all.append('\n');
      }
    }
    return all.toString();
  }

  /** What a person reads of a page. */
  static String bodyText(String html) {
    return org.jsoup.Jsoup.parse(html).body().text();
  }

  /** Name of the user whom visitors are. */
  String guestUsername() throws ConnectionException {
    return (String)
        query("SELECT Username FROM User WHERE UserType = 'Guest' LIMIT 1")
            .get(0)
            .getField("Username");
  }
}
