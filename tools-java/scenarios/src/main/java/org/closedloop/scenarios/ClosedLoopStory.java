package org.closedloop.scenarios;

import static org.closedloop.scenarios.ScenarioOrg.instant;
import static org.closedloop.scenarios.ScenarioOrg.number;
import static org.closedloop.scenarios.ScenarioOrg.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.function.Consumer;
import org.closedloop.cli.org.OrgConnection;
import org.closedloop.cli.seed.SeedPlan;
import org.closedloop.cli.seed.Seeder;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Element;

/**
 * One whole loop, step by step: a deal is won, the customer is asked 14 days later, answers 3,
 * somebody makes it good, the customer answers 9, and a year later the figures are blank again.
 * Every step tells what it did and fails when the org does not show what it should.
 */
public final class ClosedLoopStory {

  /** The site's address below the org's. */
  private static final String SITE = "/nps";

  private static final String COMMENT = "Nobody called us back for two weeks.";
  private static final String PRAISE = "You listened, and the spare parts came on time.";
  private static final int SCORES = 11;

  private final ScenarioOrg org;
  private final Path root;
  private final Consumer<String> say;
  private final SurveyVisitor customer = new SurveyVisitor();

  private String customerMail;
  private String accountId;
  private String contactId;
  private String csmId;
  private String csmUsername;
  private String managerId;
  private String firstDealId;
  private String secondDealId;
  private String secondOccasionDealId;
  private String firstResponseId;
  private String followUpId;
  private String surveyUrl;
  private SurveyVisitor.Page survey;
  private LocalDate firstSent;

  /**
   * @param root the checkout, for seeds and scripts
   * @param say receives what happened, line by line
   */
  public ClosedLoopStory(ScenarioOrg org, Path root, Consumer<String> say) {
    this.org = org;
    this.root = root;
    this.say = say;
  }

  /** Address of the survey page with the last link that was sent. */
  public String surveyUrl() {
    return surveyUrl;
  }

  // --- before the first day
  // -----------------------------------------------------------------------

  /** Seeds the demo customers, switches sending on and starts the dispatcher (R57, R89). */
  public void setUp() throws ConnectionException, IOException {
    new Seeder(org.partner(), false, line -> {})
        .run(SeedPlan.read(root.resolve("unpackaged/data")));
    LoopCustomer c = LoopCustomer.find(org);
    customerMail = c.email();
    contactId = c.contactId();
    accountId = c.accountId();
    csmId = c.csmId();
    csmUsername = c.csmUsername();
    managerId = c.managerId();
    check("contract value", new BigDecimal("1.2E+5"), c.contractValue());
    check("the CSM has a manager", true, csmId != null && managerId != null);
    firstDealId = c.firstDealId();
    secondDealId = c.secondDealId();
    secondOccasionDealId = LoopCustomer.deal(org, "training cell", accountId, contactId);
    if (org.hasClock()) {
      // Only an org of our own: switching a real programme on is its admin's decision.
      settings();
      org.apex(Files.readString(root.resolve("unpackaged/scripts/start-programme.apex")));
    }
    say.accept(
        "seeded: account "
            + accountId
            + " (contract value 120,000), contact "
            + contactId
            + ", CSM "
            + csmId
            + ", manager "
            + managerId);
  }

  private void settings() throws ConnectionException {
    String orgId = org.one("SELECT Id FROM Organization").getId();
    Object[] values = {
      "Sending_Enabled__c",
      true,
      "Programme_Start_Date__c",
      java.sql.Date.valueOf(org.today()),
      "Survey_Base_URL__c",
      org.connection().instanceUrl() + SITE,
      "Survey_Base_Org_Id__c",
      orgId
    };
    List<SObject> existing =
        org.query("SELECT Id FROM NPS_Settings__c WHERE SetupOwnerId = '" + orgId + "'");
    if (existing.isEmpty()) {
      Object[] all = new Object[values.length + 2];
      System.arraycopy(values, 0, all, 0, values.length);
      all[values.length] = "SetupOwnerId";
      all[values.length + 1] = orgId;
      org.create("NPS_Settings__c", all);
    } else {
      org.update("NPS_Settings__c", existing.get(0).getId(), values);
    }
  }

  // --- the loop
  // -----------------------------------------------------------------------------------

  /** 1. The deal of a strategic account becomes Closed Won (R41). */
  public void dealIsWon() throws ConnectionException {
    org.update("Opportunity", firstDealId, "StageName", "Closed Won");
    org.settle();
    check("no survey yet", 0, requests("Opportunity__c = '" + firstDealId + "'").size());
    say.accept("deal " + firstDealId + " is Closed Won; nothing is sent yet");
  }

  /** 2a. 14 days later the survey leaves, with eleven score links (R11, R38, R45, R53). */
  public void surveyLeaves() throws ConnectionException {
    org.advance(Duration.ofDays(2));
    org.update("Opportunity", secondOccasionDealId, "StageName", "Closed Won");
    org.advance(Duration.ofDays(12).plusMinutes(30));
    SObject request =
        org.one(
            "SELECT Id, Status__c, Sent_On__c, Metric__c, Occasion__c FROM Feedback_Request__c"
                + " WHERE Opportunity__c = '"
                + firstDealId
                + "' AND Contact__c = '"
                + contactId
                + "'");
    check("request status", "Sent", text(request, "Status__c"));
    firstSent = org.today();
    String stamped =
        text(
            org.one("SELECT Last_NPS_Date__c FROM Contact WHERE Id = '" + contactId + "'"),
            "Last_NPS_Date__c");
    check("Last_NPS_Date__c", firstSent.toString(), stamped);
    JsonNode mail = lastMail();
    Set<String> links = scoreLinks(mail);
    check("score links", SCORES, links.size());
    check("List-Unsubscribe", true, mail.path("headers").has("List-Unsubscribe"));
    say.accept(
        "request "
            + request.getId()
            + " sent "
            + text(request, "Sent_On__c")
            + "; Last_NPS_Date__c "
            + stamped
            + "; mail \""
            + mail.path("subject").asText()
            + "\" with "
            + links.size()
            + " score links");
  }

  /**
   * 2b. A second occasion in the same week is refused, with its reason on record (R49, R51, D5).
   */
  public void secondOccasionIsRefused() throws ConnectionException {
    int mails = org.control().get("outbox").size();
    org.advance(Duration.ofDays(3));
    SObject refused =
        org.one(
            "SELECT Id, Status__c, Suppression_Reason__c, Next_Eligible_On__c, Rule__c"
                + " FROM Feedback_Request__c WHERE Opportunity__c = '"
                + secondOccasionDealId
                + "' AND Contact__c = '"
                + contactId
                + "'");
    check("second request", "Suppressed", text(refused, "Status__c"));
    check("a reason is on record", true, text(refused, "Suppression_Reason__c") != null);
    check(
        "next eligible on",
        firstSent.plusDays(90).toString(),
        text(refused, "Next_Eligible_On__c"));
    check("mails to the customer since", mails, org.control().get("outbox").size());
    say.accept(
        "second occasion refused: request "
            + refused.getId()
            + ", reason \""
            + text(refused, "Suppression_Reason__c")
            + "\", next eligible on "
            + text(refused, "Next_Eligible_On__c"));
  }

  /** 3a. Opening the link records nothing (D15). */
  public void openingRecordsNothing() throws Exception {
    surveyUrl = linkFor(3);
    survey = customer.open(surveyUrl);
    check("page status", 200, survey.status());
    check("preselected score", "3", survey.preselected());
    for (int score = 0; score < SCORES; score++) {
      customer.open(linkFor(score));
    }
    org.settle();
    check("answers after opening all links", 0, responses().size());
    say.accept("opened " + surveyUrl + " and all other links: nothing recorded");
  }

  /** 3b. The form is sent with score 3 and a comment (R1, R5). */
  public void customerAnswers() throws Exception {
    SurveyVisitor.Page thanks = customer.answer(survey, 3, COMMENT);
    check("thanks page", 200, thanks.status());
    check("the form is gone", false, thanks.hasForm());
    org.settle();
    check("answers", 1, responses().size());
    say.accept("answered 3: \"" + COMMENT + "\" -> " + thanks.url().getPath());
  }

  /** 4. The answer has landed, the figures are there, somebody has to act (R2, R15, R63, R66). */
  public void answerBecomesWork() throws ConnectionException {
    SObject r =
        org.one(
            "SELECT Id, Score__c, Category__c, Status__c, Contact__c, Account__c, Opportunity__c,"
                + " Comment__c, Follow_Up_Status__c FROM NPS_Response__c WHERE Contact__c = '"
                + contactId
                + "'");
    firstResponseId = r.getId();
    check("response status", "Processed", text(r, "Status__c"));
    check("band", "Detractor", text(r, "Category__c"));
    check("response score", new BigDecimal("3"), number(r, "Score__c"));
    check("comment", COMMENT, text(r, "Comment__c"));
    check("account", accountId, text(r, "Account__c"));
    check("opportunity", firstDealId, text(r, "Opportunity__c"));
    figures("3", "Detractor", "3", "Detractor", "-1E+2");
    SObject deal =
        org.one(
            "SELECT NPS_Score__c, NPS_Response_Date__c FROM Opportunity WHERE Id = '"
                + firstDealId
                + "'");
    check("opportunity score", new BigDecimal("3"), number(deal, "NPS_Score__c"));
    followUp(r);
    managerIsNotified();
    say.accept(
        "response " + firstResponseId + ": 3, Detractor, on contact, account and opportunity");
  }

  private void followUp(SObject response) throws ConnectionException {
    SObject f =
        org.one(
            "SELECT Id, OwnerId, Due__c, CreatedDate, Status__c, Play__c, Rule__c"
                + " FROM Follow_Up__c WHERE NPS_Response__c = '"
                + response.getId()
                + "'");
    followUpId = f.getId();
    check("follow-up owner", csmId, text(f, "OwnerId"));
    check("follow-up status", "Open", text(f, "Status__c"));
    Instant answered =
        instant(
            org.one(
                "SELECT Responded_On__c FROM NPS_Response__c WHERE Id = '"
                    + response.getId()
                    + "'"),
            "Responded_On__c");
    long hours = Duration.between(answered, instant(f, "Due__c")).toHours();
    check("hours to act", 48L, hours);
    SObject task =
        org.one(
            "SELECT Id, OwnerId, WhoId, Subject, ActivityDate, IsClosed, NPS_Step__c FROM Task"
                + " WHERE WhatId = '"
                + response.getId()
                + "' AND IsClosed = false");
    check("task owner", csmId, text(task, "OwnerId"));
    check("task contact", contactId, text(task, "WhoId"));
    say.accept(
        "follow-up "
            + followUpId
            + " for the CSM, due "
            + text(f, "Due__c")
            + "; task "
            + task.getId()
            + " \""
            + text(task, "Subject")
            + "\"");
  }

  private void managerIsNotified() {
    List<String> told = new ArrayList<>();
    for (JsonNode n : org.control().get("notifications")) {
      for (JsonNode to : n.path("recipients")) {
        told.add(to.asText());
      }
    }
    check("the manager is notified", true, told.contains(managerId));
    say.accept("notified: manager " + managerId);
  }

  /** 5a. The CSM closes the follow-up with an outcome (R82, R134). */
  public void csmClosesTheLoop() throws ConnectionException {
    org.advance(Duration.ofHours(5));
    String token = org.control().post("sessions/" + csmUsername).path("token").asText();
    PartnerConnection csm =
        new OrgConnection("csm", org.connection().instanceUrl(), token, true).partner();
    ScenarioOrg.update(
        csm,
        "Follow_Up__c",
        followUpId,
        "Status__c",
        "Closed",
        "Outcome__c",
        "Issue Resolved",
        "Outcome_Notes__c",
        "Called Ines, replaced the dispatcher contact.");
    org.settle();
    SObject f =
        org.one(
            "SELECT Status__c, Closed_On__c, SLA_Met__c FROM Follow_Up__c WHERE Id = '"
                + followUpId
                + "'");
    check("follow-up", "Closed", text(f, "Status__c"));
    check("service level", "Met", text(f, "SLA_Met__c"));
    SObject r =
        org.one(
            "SELECT Follow_Up_Status__c, Resolved__c FROM NPS_Response__c WHERE Id = '"
                + firstResponseId
                + "'");
    check("mirrored on the answer", "Closed", text(r, "Follow_Up_Status__c"));
    check("resolved", BigDecimal.ONE, number(r, "Resolved__c"));
    SObject c =
        org.one("SELECT NPS_Recovery_Outcome__c FROM Contact WHERE Id = '" + contactId + "'");
    check("outcome on the contact", "Issue Resolved", text(c, "NPS_Recovery_Outcome__c"));
    say.accept("the CSM closed " + followUpId + ": Issue Resolved, service level met");
  }

  /**
   * 5b. A second deal, more than 90 days on: the customer answers 9 and counts as won back (D18).
   */
  public void customerIsWonBack() throws Exception {
    org.advance(Duration.ofDays(85));
    org.update("Opportunity", secondDealId, "StageName", "Closed Won");
    org.advance(Duration.ofDays(14).plusMinutes(30));
    check("days since the first survey", true, org.today().isAfter(firstSent.plusDays(90)));
    SObject request =
        org.one(
            "SELECT Id, Status__c FROM Feedback_Request__c WHERE Opportunity__c = '"
                + secondDealId
                + "' AND Contact__c = '"
                + contactId
                + "'");
    check("second survey", "Sent", text(request, "Status__c"));
    surveyUrl = linkFor(9);
    survey = customer.open(surveyUrl);
    customer.answer(survey, 9, PRAISE);
    org.settle();
    check("answers", 2, responses().size());
    SObject first =
        org.one(
            "SELECT Recovered__c, Next_Score__c, Next_Response__c, Improved_Next__c, Score__c"
                + " FROM NPS_Response__c WHERE Id = '"
                + firstResponseId
                + "'");
    check("first answer recovered", BigDecimal.ONE, number(first, "Recovered__c"));
    check("next score", new BigDecimal("9"), number(first, "Next_Score__c"));
    check("history is kept", new BigDecimal("3"), number(first, "Score__c"));
    figures("9", "Promoter", "9", "Promoter", "1E+2");
    say.accept(
        "second survey "
            + request.getId()
            + " answered 9; "
            + firstResponseId
            + " is recovered; account score 9");
  }

  /**
   * 5c. Twelve months and a day after the second answer (366 days, 367 across a leap day) both
   * account figures are blank, not 0 (R23, D3).
   */
  public void figuresAgeOut() throws ConnectionException {
    LocalDate answered = org.today();
    long days = ChronoUnit.DAYS.between(answered, answered.plusMonths(12).plusDays(1));
    org.advance(Duration.ofDays(days - 1));
    check("account score a day earlier", new BigDecimal("9"), score(account()));
    org.advance(Duration.ofDays(1));
    SObject a = account();
    check("account score", null, score(a));
    check("account net NPS", null, number(a, "Account_Net_NPS__c"));
    check("account band", null, text(a, "Account_NPS_Category__c"));
    say.accept(days + " days later: Account_NPS_Score__c and Account_Net_NPS__c are blank");
  }

  // --- looking
  // ------------------------------------------------------------------------------------

  private void figures(
      String contactScore,
      String contactBand,
      String accountScore,
      String accountBand,
      String netNps)
      throws ConnectionException {
    SObject c =
        org.one(
            "SELECT NPS_Score__c, NPS_Category__c, NPS_Response_Count__c, NPS_Open_Text__c"
                + " FROM Contact WHERE Id = '"
                + contactId
                + "'");
    check("contact score", new BigDecimal(contactScore), number(c, "NPS_Score__c"));
    check("contact band", contactBand, text(c, "NPS_Category__c"));
    SObject a = account();
    check("account score", new BigDecimal(accountScore), number(a, "Account_NPS_Score__c"));
    check("account band", accountBand, text(a, "Account_NPS_Category__c"));
    check("account net NPS", new BigDecimal(netNps), number(a, "Account_Net_NPS__c"));
    say.accept(
        "contact "
            + contactScore
            + " ("
            + contactBand
            + "), account "
            + accountScore
            + " ("
            + accountBand
            + "), net NPS "
            + number(a, "Account_Net_NPS__c").toPlainString());
  }

  private static BigDecimal score(SObject account) {
    return number(account, "Account_NPS_Score__c");
  }

  private SObject account() throws ConnectionException {
    return org.one(
        "SELECT Account_NPS_Score__c, Account_NPS_Category__c, Account_Net_NPS__c FROM Account"
            + " WHERE Id = '"
            + accountId
            + "'");
  }

  private List<SObject> requests(String where) throws ConnectionException {
    return org.query("SELECT Id FROM Feedback_Request__c WHERE " + where);
  }

  private List<SObject> responses() throws ConnectionException {
    return org.query("SELECT Id FROM NPS_Response__c WHERE Contact__c = '" + contactId + "'");
  }

  private JsonNode lastMail() {
    JsonNode all = org.control().get("outbox");
    for (int i = all.size() - 1; i >= 0; i--) {
      if (all.get(i).path("to").toString().contains(customerMail)
          || contactId.equals(all.get(i).path("targetObjectId").asText())) {
        return org.control().get("outbox/" + all.get(i).path("id").asText());
      }
    }
    throw new AssertionError("no mail to the customer has left");
  }

  private static Set<String> scoreLinks(JsonNode mail) {
    Set<String> links = new LinkedHashSet<>();
    for (Element a : Jsoup.parse(mail.path("html").asText()).select("a[href]")) {
      if (a.attr("href").matches(".*[?&]s=\\d+.*")) {
        links.add(a.attr("href"));
      }
    }
    return links;
  }

  private String linkFor(int score) {
    for (String link : scoreLinks(lastMail())) {
      if (link.matches(".*[?&]s=" + score + "(?!\\d).*")) {
        return link;
      }
    }
    throw new AssertionError("the mail has no link for score " + score);
  }

  private static void check(String what, Object expected, Object actual) {
    boolean same =
        expected instanceof BigDecimal e && actual instanceof BigDecimal a
            ? e.compareTo(a) == 0
            : Objects.equals(expected, actual);
    if (!same) {
      throw new AssertionError(what + ": expected " + expected + ", found " + actual);
    }
  }
}
