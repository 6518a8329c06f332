package org.closedloop.apex.testing;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.exec.Compiled;
import org.closedloop.apex.exec.FakeUniverse;
import org.closedloop.apex.host.ApexProgram;
import org.closedloop.apex.testing.TestResult.Outcome;
import org.junit.jupiter.api.Test;

class TestRunnerTest {

  private static final ApexProgram PROGRAM =
      Compiled.program(
          62,
          """
          public class Code {
            public static Integer sign(Integer n) {
              if (n < 0) {
                return -1;
              }
              return 1;
            }
          }
          """,
          """
          @IsTest
          private class CodeTest {
            @TestSetup
            static void rows() {
              insert new Account(Name = 'from set-up');
            }
            @IsTest
            static void passes() {
              Assert.areEqual(1, Code.sign(5));
              insert new Account(Name = 'gone afterwards');
              Assert.areEqual(2, [SELECT COUNT() FROM Account]);
            }
            @IsTest
            static void seesOnlyTheSetUp() {
              Assert.areEqual(1, [SELECT COUNT() FROM Account]);
            }
            @IsTest
            static void fails() {
              Assert.areEqual(3, Code.sign(5), 'sign of five');
            }
          }
          """);

  private static TestReport run(String glob, List<String> seen) {
    return new TestRunner(PROGRAM, new FakeUniverse(PROGRAM), List.of())
        .run(NameFilter.glob(glob), r -> seen.add(r.name() + " " + r.outcome()));
  }

  @Test
  void everyMethodStartsFromTheSetUp() {
    List<String> seen = new ArrayList<>();
    TestReport report = run(null, seen);
    assertEquals(
        List.of(
            "CodeTest.passes PASSED", "CodeTest.seesOnlyTheSetUp PASSED", "CodeTest.fails FAILED"),
        seen);
    assertEquals("2 passed, 1 failed, 0 unsupported", report.summary());
  }

  @Test
  void aFailureTellsBothValuesAndTheStack() {
    TestResult r = run("*.fails", new ArrayList<>()).results().get(0);
    assertTrue(r.message().contains("sign of five"), r.message());
    assertTrue(r.message().contains("3") && r.message().contains("1"), r.message());
    assertTrue(r.stack().contains("Class.CodeTest.fails: line 19, column 1"), r.stack());
  }

  @Test
  void coverageCountsExecutableLinesOfProductCode() {
    ClassCoverage c =
        run("CodeTest", new ArrayList<>()).coverage().stream()
            .filter(x -> x.name().equals("Code"))
            .findFirst()
            .orElseThrow();
    assertEquals(List.of(3, 6), c.covered());
    assertEquals(List.of(4), c.uncovered());
  }

  @Test
  void whatDoesNotCompileFails() {
    TestReport report =
        new TestRunner(
                PROGRAM,
                new FakeUniverse(PROGRAM),
                List.of(
                    new CompileFailure("CodeTest", true, "CodeTest.cls:1:1 nonsense", false),
                    new CompileFailure("OtherTest", true, "no Chatter", true)))
            .run(NameFilter.all(), r -> {});
    assertEquals(3, report.failed());
    assertEquals(1, report.unsupported());
    assertFalse(report.results().isEmpty());
  }

  @Test
  void reportsNameEveryResult() throws IOException {
    TestReport report = run(null, new ArrayList<>());
    StringWriter xml = new StringWriter();
    Reports.junit(report, false, xml);
    assertTrue(xml.toString().contains("<testsuite name=\"CodeTest\" tests=\"3\" failures=\"1\""));
    assertTrue(xml.toString().contains("type=\"System.AssertException\""));
    assertEquals(2, Reports.toJson(report).get("passed").asInt());
    assertEquals(1, report.count(Outcome.FAILED));
  }

  @Test
  void theReportKeepsTheOrderOfTheProgramWhateverRanFirst() {
    List<String> declared = new ArrayList<>();
    run(null, declared);
    boolean differed = false;
    for (long seed = 0; seed < 6; seed++) {
      List<String> heard = new ArrayList<>();
      TestReport report =
          new TestRunner(PROGRAM, new FakeUniverse(PROGRAM), List.of())
              .run(
                  NameFilter.all(),
                  TestOrder.shuffled(seed),
                  r -> heard.add(r.name() + " " + r.outcome()));
      assertEquals(
          declared, report.results().stream().map(r -> r.name() + " " + r.outcome()).toList());
      differed |= !heard.equals(declared);
    }
    assertTrue(differed);
  }

  @Test
  void theGateAsksForThreeQuartersAndForEveryTrigger() {
    TestReport little =
        new TestReport(
            List.of(),
            List.of(
                new ClassCoverage("Code", List.of(1, 2), List.of(3)),
                new ClassCoverage("Rows", List.of(), List.of(2))),
            1);
    assertEquals(50, little.coveragePercent());
    assertEquals(2, CoverageGate.shortfalls(little, List.of("ROWS")).size());
    assertEquals(
        "coverage 50.00% (2 of 4 lines): a production deploy would refuse it: Average test coverage"
            + " across all Apex Classes and Triggers is 50%, at least 75% test coverage is"
            + " required.",
        CoverageGate.verdict(little, List.of()));
    TestReport enough =
        new TestReport(
            List.of(), List.of(new ClassCoverage("Code", List.of(1, 2, 4), List.of(3))), 1);
    assertEquals(
        "coverage 75.00% (3 of 4 lines): a production deploy would accept it",
        CoverageGate.verdict(enough, List.of()));
  }

  @Test
  void theSlowestComeFirst() {
    List<TestResult> results = new ArrayList<>();
    for (long millis : new long[] {3, 9, 1}) {
      results.add(new TestResult("T", "m" + millis, Outcome.PASSED, null, null, "", millis));
    }
    TestReport report = new TestReport(results, List.of(), 13);
    assertEquals(
        List.of("T.m9", "T.m3"), report.slowest(2).stream().map(TestResult::name).toList());
    assertEquals("T.m9", Reports.toJson(report).get("slowest").get(0).asText());
  }
}
