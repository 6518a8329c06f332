package org.closedloop.scenarios.bench;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.closedloop.cli.CliException;
import org.closedloop.cli.deploy.DeployOutcome;
import org.closedloop.cli.deploy.DeployRequest;
import org.closedloop.cli.deploy.Deployer;
import org.closedloop.cli.local.LocalEngine;
import org.closedloop.cli.local.LocalOptions;
import org.closedloop.cli.org.OrgConnection;
import org.closedloop.localorg.org.OrgServer;
import org.closedloop.metadata.ReadResult;
import org.closedloop.scenarios.ScenarioOrg;

/** A batch job that updates 10,000 accounts in chunks of 200, on an org of its own. */
final class BatchBench {

  static final int ROWS = 10_000;

  private static final String JOB =
      """
      public without sharing class BenchBatch implements Database.Batchable<SObject> {
        public Database.QueryLocator start(Database.BatchableContext context) {
          return Database.getQueryLocator('SELECT Id, NumberOfEmployees FROM Account');
        }
        public void execute(Database.BatchableContext context, List<Account> rows) {
          for (Account row : rows) {
            row.NumberOfEmployees += 1;
          }
          update rows;
        }
        public void finish(Database.BatchableContext context) {
        }
      }
      """;

  private static final String META =
      "<ApexClass xmlns=\"http://soap.sforce.com/2006/04/metadata\">"
          + "<apiVersion>62.0</apiVersion><status>Active</status></ApexClass>";

  /** Milliseconds of inserting the rows in one statement, and of the job. */
  record Result(int rows, double insert, double job) {}

  Result measure() throws Exception {
    LocalOptions options = new LocalOptions("bench-batch", 0, null, null, false, false, Map.of());
    try (OrgServer server = LocalEngine.start(options, line -> {})) {
      OrgConnection connection =
          new OrgConnection("bench", server.baseUrl(), server.adminToken(), true);
      deploy(connection);
      ScenarioOrg org = new ScenarioOrg(connection, line -> {});
      long begin = System.nanoTime();
      org.apex(
          "List<Account> rows = new List<Account>();"
              + "for (Integer i = 0; i < "
              + ROWS
              + "; i++) { rows.add(new Account(Name = 'Customer ' + i, NumberOfEmployees = 0)); }"
              + "insert rows;");
      long inserted = System.nanoTime();
      org.apex("Database.executeBatch(new BenchBatch());");
      org.settle();
      long done = System.nanoTime();
      org.apex(
          "Assert.areEqual("
              + ROWS
              + ", [SELECT COUNT() FROM Account WHERE NumberOfEmployees = 1]);");
      return new Result(ROWS, (inserted - begin) / 1e6, (done - inserted) / 1e6);
    }
  }

  private static void deploy(OrgConnection connection) throws Exception {
    ReadResult read =
        ReadResult.ofSource(
            Map.of(
                "classes/BenchBatch.cls", JOB.getBytes(StandardCharsets.UTF_8),
                "classes/BenchBatch.cls-meta.xml", META.getBytes(StandardCharsets.UTF_8)),
            "62.0");
    DeployOutcome done =
        new Deployer(connection, (what, n, of) -> {})
            .deploy(read.components(), read.version(), DeployRequest.PLAIN);
    if (!done.success()) {
      throw CliException.failed(
          "deploy-failed", "The batch did not deploy: " + done.problems().get(0).text());
    }
  }
}
