package org.closedloop.scenarios.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.sforce.soap.partner.PartnerConnection;
import com.sforce.soap.partner.SaveResult;
import com.sforce.soap.partner.sobject.SObject;
import com.sforce.ws.ConnectionException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import org.closedloop.cli.CliException;
import org.closedloop.cli.Console;
import org.closedloop.cli.deploy.DeployOutcome;
import org.closedloop.cli.deploy.DeployRequest;
import org.closedloop.cli.deploy.Deployer;
import org.closedloop.cli.deploy.Sources;
import org.closedloop.cli.local.LocalEngine;
import org.closedloop.cli.local.LocalOptions;
import org.closedloop.cli.org.OrgConnection;
import org.closedloop.cli.seed.SeedPlan;
import org.closedloop.cli.seed.Seeder;
import org.closedloop.localorg.org.OrgServer;
import org.closedloop.scenarios.ScenarioOrg;

/**
 * What the package uses of its governor limits when answers of many customers arrive at once: all
 * are inserted in one API call, announced in one transaction and processed as the event bus
 * delivers them.
 */
final class RollupBench {

  /** Most records of one create call, and the package's size of a delivery. */
  static final int ANSWERS = 200;

  private static final Instant FIRST_DAY = Instant.parse("2026-01-05T09:00:00Z");
  private static final int SCORES = 11;

  private final Path root;

  /** Value of one counter. */
  record Amount(long used, long max) {
    double percent() {
      return max == 0 ? 0 : 100.0 * used / max;
    }
  }

  /** One transaction of the processing. */
  record Transaction(String what, double millis, Map<String, Amount> limits) {}

  /** All transactions in the order in which they ended, and the wall time around them. */
  record Result(int answers, double millis, List<Transaction> transactions) {}

  RollupBench(Path root) {
    this.root = root;
  }

  /** Starts an org, runs the bench once on it and ends it. */
  Result measure() throws Exception {
    LocalOptions options =
        new LocalOptions("bench-rollup", 0, null, FIRST_DAY, true, false, Map.of());
    try (OrgServer server = LocalEngine.start(options, line -> {})) {
      OrgConnection connection =
          new OrgConnection("bench", server.baseUrl(), server.adminToken(), true);
      deploy(connection);
      ScenarioOrg org = new ScenarioOrg(connection, line -> {});
      new Seeder(org.partner(), false, line -> {})
          .run(SeedPlan.read(root.resolve("unpackaged/data")));
      org.settle();
      return process(org);
    }
  }

  private void deploy(OrgConnection connection) throws Exception {
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    Sources sources =
        new Sources(new Console(System.getenv(), root, nowhere, System.err, false), connection);
    Sources.Loaded loaded = sources.load(List.of(root, sources.unpackaged(root)));
    DeployOutcome done =
        new Deployer(connection, (what, n, of) -> {})
            .deploy(loaded.components(), loaded.version(), DeployRequest.PLAIN);
    if (!done.success()) {
      throw CliException.failed(
          "deploy-failed", "The package did not deploy: " + done.problems().get(0).text());
    }
  }

  private Result process(ScenarioOrg org) throws ConnectionException {
    List<String> requests = customersWhoWereAsked(org);
    SObject[] asked =
        org.partner()
            .retrieve(
                "Contact__c,Account__c", "Feedback_Request__c", requests.toArray(new String[0]));
    org.settle();
    long before = lastRequest(org.control().get("requests"));
    long begin = System.nanoTime();
    answers(org.partner(), asked);
    org.apex(
        "NpsAnswerPublisher.publish(new Map<Id, NPS_Response__c>("
            + "[SELECT Id FROM NPS_Response__c WHERE Status__c = 'Received']).keySet());");
    org.settle();
    double millis = (System.nanoTime() - begin) / 1e6;
    List<Transaction> transactions = transactions(org.control().get("requests"), before);
    int processed =
        org.query("SELECT Id FROM NPS_Response__c WHERE Status__c = 'Processed'").size();
    if (processed != ANSWERS) {
      throw CliException.failed(
          "not-processed", processed + " of " + ANSWERS + " answers were processed.");
    }
    return new Result(ANSWERS, millis, transactions);
  }

  /** Ids of the requests: one of each contact, one contact of each account. */
  private static List<String> customersWhoWereAsked(ScenarioOrg org) throws ConnectionException {
    PartnerConnection api = org.partner();
    String csm = api.getUserInfo().getUserId();
    List<String> accounts =
        create(
            api,
            i ->
                record(
                    "Account",
                    Map.of("Name", "Customer " + i, "Customer_Success_Manager__c", csm)));
    List<String> contacts =
        create(
            api,
            i ->
                record(
                    "Contact",
                    Map.of(
                        "LastName",
                        "Number " + i,
                        "Email",
                        "person" + i + "@customer" + i + ".example.com",
                        "AccountId",
                        accounts.get(i))));
    Date sent = Date.from(org.now().minus(Duration.ofHours(2)));
    Date expires = Date.from(org.now().plus(Duration.ofDays(30)));
    return create(
        api,
        i -> {
          SObject request =
              record(
                  "Feedback_Request__c",
                  Map.of(
                      "Metric__c", "NPS",
                      "Survey__c", "NPS",
                      "Occasion__c", "Post-Close",
                      "Channel__c", "Email",
                      "Status__c", "Sent",
                      "Language__c", "en_US",
                      "Request_Key__c", "bench|" + i,
                      "Contact__c", contacts.get(i),
                      "Account__c", accounts.get(i)));
          request.setField("Sent_On__c", calendar(sent));
          request.setField("Sent_Flag__c", 1.0);
          request.setField("Expires_On__c", calendar(expires));
          return request;
        });
  }

  private static java.util.Calendar calendar(Date at) {
    java.util.Calendar c = java.util.Calendar.getInstance(java.util.TimeZone.getTimeZone("UTC"));
    c.setTime(at);
    return c;
  }

  private static void answers(PartnerConnection api, SObject[] asked) throws ConnectionException {
    create(
        api,
        i -> {
          SObject answer =
              record(
                  "NPS_Response__c",
                  Map.of(
                      "Request__c",
                      asked[i].getId(),
                      "Contact__c",
                      asked[i].getField("Contact__c"),
                      "Account__c",
                      asked[i].getField("Account__c"),
                      "Comment__c",
                      "Words of customer " + i,
                      "Source_Channel__c",
                      "Email",
                      "Occasion__c",
                      "Post-Close",
                      "Status__c",
                      "Received",
                      "Answer_Key__c",
                      "bench|" + i));
          answer.setField("Score__c", (double) (i % SCORES));
          return answer;
        });
  }

  private static SObject record(String type, Map<String, Object> values) {
    SObject o = new SObject(type);
    values.forEach(o::setField);
    return o;
  }

  /** Creates {@value #ANSWERS} records in one call. */
  private static List<String> create(PartnerConnection api, IntFunction<SObject> record)
      throws ConnectionException {
    SObject[] records = new SObject[ANSWERS];
    java.util.Arrays.setAll(records, record);
    List<String> ids = new ArrayList<>();
    for (SaveResult r : api.create(records)) {
      if (!r.isSuccess()) {
        throw CliException.failed(
            "seed-failed", records[0].getType() + ": " + r.getErrors()[0].getMessage());
      }
      ids.add(r.getId());
    }
    return ids;
  }

  private static long lastRequest(JsonNode requests) {
    return requests.isEmpty() ? 0 : requests.get(requests.size() - 1).path("number").asLong();
  }

  /** Transactions after the given one that changed or asked anything. */
  private static List<Transaction> transactions(JsonNode requests, long after) {
    List<Transaction> all = new ArrayList<>();
    for (JsonNode r : requests) {
      if (r.path("number").asLong() <= after) {
        continue;
      }
      Map<String, Amount> limits = new java.util.LinkedHashMap<>();
      r.path("limits")
          .fields()
          .forEachRemaining(
              e ->
                  limits.put(
                      e.getKey(),
                      new Amount(
                          e.getValue().path("used").asLong(), e.getValue().path("max").asLong())));
      boolean idle = limits.values().stream().allMatch(a -> a.used() == 0);
      if (!idle) {
        String work =
            r.path("work").isNull()
                ? "API " + r.path("quiddity").asText()
                : r.path("work").asText();
        all.add(
            new Transaction(
                work + (r.path("committed").asBoolean() ? "" : " (rolled back)"),
                r.path("micros").asLong() / 1e3,
                limits));
      }
    }
    return all;
  }
}
