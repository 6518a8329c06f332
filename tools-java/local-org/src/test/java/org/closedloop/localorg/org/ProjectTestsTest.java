package org.closedloop.localorg.org;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.closedloop.apex.testing.NameFilter;
import org.closedloop.apex.testing.TestOrder;
import org.closedloop.apex.testing.TestResult;
import org.closedloop.localorg.org.ProjectTests.Choice;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.ReadResult;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Runs of a project's tests: the same outcome whatever the order, the company or the count. */
class ProjectTestsTest {

  private static final OrgOptions OPTIONS =
      OrgOptions.defaults()
          .withClock(java.time.Instant.parse("2026-03-02T10:00:00Z"))
          .withFrozen(true);

  /** Every method fails with all that it saw: ids, numbers, times, statics, jobs. */
  private static final String SEES =
      """
      @IsTest
      private class %1$s {
        static Integer calls = 0;
        @TestSetup
        static void rows() {
          insert new Account(Name = 'from set-up of %1$s');
        }
        private static void tell(String name) {
          calls++;
          Account a = new Account(Name = name);
          insert a;
          Case c = new Case(Subject = name, AccountId = a.Id);
          insert c;
          c = [SELECT CaseNumber FROM Case WHERE Id = :c.Id];
          Test.startTest();
          Id job = System.enqueueJob(new Work());
          Test.stopTest();
          List<String> names = new List<String>();
          for (Account x : [SELECT Name FROM Account ORDER BY Id]) {
            names.add(x.Name);
          }
          Assert.fail(a.Id + ' ' + c.CaseNumber + ' ' + job + ' ' + calls + ' '
            + String.join(names, ',') + ' ' + Datetime.now().getTime());
        }
        @IsTest
        static void one() {
          tell('one');
        }
        @IsTest
        static void two() {
          tell('two');
          tell('never');
        }
        @IsTest
        static void three() {
          Work.total++;
          Assert.areEqual(1, Work.total);
        }
      }
      """;

  private static final String WORK =
      """
      public class Work implements Queueable {
        public static Integer total = 0;
        public void execute(QueueableContext context) {
          total++;
          insert new Account(Name = 'from the job');
        }
        public void neverCalled() {
          total--;
        }
      }
      """;

  private static Map<String, byte[]> files(String work) {
    Map<String, byte[]> files = new TreeMap<>();
    for (String name : List.of("AlphaTest", "BetaTest", "GammaTest", "DeltaTest")) {
      add(files, name, SEES.formatted(name));
    }
    add(files, "Work", work);
    return files;
  }

  private static void add(Map<String, byte[]> files, String name, String source) {
    files.put("classes/" + name + ".cls", source.getBytes(StandardCharsets.UTF_8));
    files.put(
        "classes/" + name + ".cls-meta.xml",
        """
        <?xml version="1.0" encoding="UTF-8"?>
        <ApexClass xmlns="http://soap.sforce.com/2006/04/metadata">
            <apiVersion>62.0</apiVersion>
            <status>Active</status>
        </ApexClass>
        """
            .getBytes(StandardCharsets.UTF_8));
  }

  private static ComponentSet project(String work) {
    ReadResult read = ReadResult.ofSource(files(work), "62.0");
    assertEquals(List.of(), read.diagnostics());
    return read.components();
  }

  private static List<String> told(ProjectTests.Run run) {
    List<String> out = new ArrayList<>();
    for (TestResult r : run.report().results()) {
      out.add(r.name() + " " + r.outcome() + " " + r.message() + " " + r.stack());
    }
    return out;
  }

  private static ProjectTests.Run run(ProjectTests tests, TestOrder order, int workers) {
    return tests.run(
        project(WORK), List.of(), new Choice(NameFilter.all(), order, workers), r -> {});
  }

  @Nested
  class SameOutcome {

    private final List<String> first = told(run(new ProjectTests(OPTIONS), TestOrder.DECLARED, 1));

    @Test
    void testsSeeTheSetUpAndNothingOfEachOther() {
      assertEquals(12, first.size());
      String two = first.stream().filter(t -> t.startsWith("BetaTest.two")).findFirst().orElse("");
      assertTrue(two.contains(" 1 from set-up of BetaTest,two,from the job "), two);
      assertTrue(two.contains("Class.BetaTest.two: line"), two);
      assertEquals(4, first.stream().filter(t -> t.contains(".three PASSED")).count());
    }

    @Test
    void aSecondRunGivesTheSame() {
      ProjectTests tests = new ProjectTests(OPTIONS);
      assertEquals(first, told(run(tests, TestOrder.DECLARED, 1)));
      assertEquals(first, told(run(tests, TestOrder.DECLARED, 1)));
    }

    @Test
    void anyOrderGivesTheSame() {
      for (long seed = 1; seed <= 5; seed++) {
        List<String> heard = new ArrayList<>();
        ProjectTests.Run run =
            new ProjectTests(OPTIONS)
                .run(
                    project(WORK),
                    List.of(),
                    new Choice(NameFilter.all(), TestOrder.shuffled(seed), 1),
                    r -> heard.add(r.name()));
        assertEquals(first, told(run));
        assertNotEquals(
            run.report().results().stream().map(TestResult::name).toList(), heard, "shuffled");
      }
    }

    @Test
    void severalWorkersGiveTheSame() {
      for (int workers = 2; workers <= 5; workers++) {
        ProjectTests.Run run = run(new ProjectTests(OPTIONS), TestOrder.DECLARED, workers);
        assertEquals(first, told(run));
        assertEquals(
            List.of(2, 4, 5),
            run.report().coverage().stream()
                .filter(c -> c.name().equals("Work"))
                .findFirst()
                .orElseThrow()
                .covered());
      }
    }

    @Test
    void aTestAloneGivesTheSameAsAmongOthers() {
      ProjectTests.Run run =
          new ProjectTests(OPTIONS)
              .run(project(WORK), List.of(), Choice.of(NameFilter.glob("DeltaTest.two")), r -> {});
      assertEquals(first.stream().filter(t -> t.startsWith("DeltaTest.two ")).toList(), told(run));
    }
  }

  @Nested
  class CompiledCode {

    @Test
    void isMadeAnewWhenAClassChanges() {
      ProjectTests tests = new ProjectTests(OPTIONS);
      List<String> before = told(run(tests, TestOrder.DECLARED, 1));
      ProjectTests.Run changed =
          tests.run(
              project(WORK.replace("from the job", "from the other job")),
              List.of(),
              Choice.of(NameFilter.all()),
              r -> {});
      assertTrue(told(changed).toString().contains("from the other job"));
      ProjectTests.Run broken =
          tests.run(
              project(WORK.replace("total--", "nothing--")),
              List.of(),
              Choice.of(NameFilter.all()),
              r -> {});
      assertTrue(broken.diagnostics().stream().anyMatch(d -> d.isError() && d.line() == 8));
      ProjectTests.Run moved =
          tests.run(
              project("\n" + WORK.replace("total--", "nothing--")),
              List.of(),
              Choice.of(NameFilter.all()),
              r -> {});
      assertTrue(moved.diagnostics().stream().anyMatch(d -> d.isError() && d.line() == 9));
      assertEquals(before, told(run(tests, TestOrder.DECLARED, 1)));
    }
  }
}
