package org.closedloop.scenarios.bench;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.ApexHost.Quiddity;
import org.closedloop.apex.host.DataHost;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.soql.SoqlParser;
import org.closedloop.apex.soql.SoqlQuery;
import org.closedloop.apex.testing.NameFilter;
import org.closedloop.apex.testing.TestReport;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.org.LocalOrg;
import org.closedloop.localorg.org.OrgOptions;
import org.closedloop.localorg.org.ProjectTests;
import org.closedloop.localorg.request.Request;
import org.closedloop.localorg.store.Transaction;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.ReadResult;

/**
 * Small tests through the test runner, one worker, against the same DML and SOQL given to the org's
 * data layer directly, each in a request of its own that is rolled back. By turns; the middle of
 * the later turns counts.
 */
final class TestsBench {

  static final int TESTS = 1_000;

  private static final int CLASSES = 20;
  private static final int TURNS = 7;

  /** Milliseconds for all tests. */
  record Result(int tests, double replay, double runner) {
    double ratio() {
      return runner / replay;
    }
  }

  Result measure() {
    ComponentSet project = project();
    ProjectTests tests = new ProjectTests(OrgOptions.defaults());
    List<Double> replays = new ArrayList<>();
    List<Double> runs = new ArrayList<>();
    try (LocalOrg org = new LocalOrg(OrgOptions.defaults())) {
      for (int i = 0; i < TURNS; i++) {
        replays.add(replay(org));
        runs.add(run(tests, project));
      }
    }
    return new Result(
        TESTS,
        Spread.of(replays.subList(1, TURNS)).median(),
        Spread.of(runs.subList(1, TURNS)).median());
  }

  private static double run(ProjectTests tests, ComponentSet project) {
    TestReport report =
        tests.run(project, List.of(), ProjectTests.Choice.of(NameFilter.all()), r -> {}).report();
    if (report.passed() != TESTS) {
      throw new IllegalStateException(report.summary());
    }
    return report.millis();
  }

  // --- the tests ---------------------------------------------------------------------------------

  private static ComponentSet project() {
    Map<String, byte[]> files = new TreeMap<>();
    for (int c = 0; c < CLASSES; c++) {
      String name = "Small" + c + "Test";
      StringBuilder source = new StringBuilder("@IsTest\nprivate class " + name + " {\n");
      for (int t = c; t < TESTS; t += CLASSES) {
        source.append(
            """
              @IsTest
              static void rowsOf%1$d() {
                Account a = new Account(Name = 'Customer %1$d', NumberOfEmployees = %1$d);
                insert a;
                insert new Contact(LastName = 'Person %1$d', AccountId = a.Id);
                List<Contact> found = [
                  SELECT Id, LastName, Account.Name
                  FROM Contact
                  WHERE AccountId = :a.Id
                ];
                Assert.areEqual('Customer %1$d', found[0].Account.Name);
              }
            """
                .formatted(t));
      }
      files.put("classes/" + name + ".cls", bytes(source + "}\n"));
      files.put(
          "classes/" + name + ".cls-meta.xml",
          bytes(
              "<ApexClass xmlns=\"http://soap.sforce.com/2006/04/metadata\">"
                  + "<apiVersion>62.0</apiVersion><status>Active</status></ApexClass>"));
    }
    return ReadResult.ofSource(files, "62.0").components();
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  // --- the same without Apex ---------------------------------------------------------------------

  private static double replay(LocalOrg org) {
    SoqlQuery query =
        SoqlParser.parse("SELECT Id, LastName, Account.Name FROM Contact WHERE AccountId = :a");
    long begin = System.nanoTime();
    for (int t = 0; t < TESTS; t++) {
      int number = t;
      org.inRequest(
          org.adminId(),
          Quiddity.SOAP,
          r -> {
            Transaction.Mark start = r.transaction().mark();
            one(r, query, number);
            r.transaction().rollbackTo(start);
            return null;
          });
    }
    return (System.nanoTime() - begin) / 1e6;
  }

  private static void one(Request r, SoqlQuery query, int number) {
    SObjectDef account = r.schema().object("Account").orElseThrow();
    SObjectValue a = new SObjectValue(account);
    a.put("Name", "Customer " + number);
    a.put("NumberOfEmployees", number);
    insert(r, a);
    SObjectValue c = new SObjectValue(r.schema().object("Contact").orElseThrow());
    c.put("LastName", "Person " + number);
    c.put("AccountId", a.id());
    insert(r, c);
    DataHost.QueryResult found = r.data().query(query, List.of(a.id()), AccessMode.SYSTEM);
    String name = (String) found.rows().get(0).parent("Account").get("Name");
    if (!name.equals("Customer " + number)) {
      throw new IllegalStateException("the replay found " + name);
    }
  }

  private static void insert(Request r, SObjectValue record) {
    List<DataHost.RowResult> results =
        r.data()
            .dml(
                new DataHost.DmlRequest(
                    DataHost.DmlOp.INSERT,
                    List.of(record),
                    null,
                    true,
                    AccessMode.SYSTEM,
                    DataHost.DmlOptions.DEFAULT,
                    List.of()));
    if (!results.get(0).success()) {
      throw new IllegalStateException(results.get(0).errors().toString());
    }
  }
}
