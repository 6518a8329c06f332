package org.closedloop.apex.testing;

import java.util.Comparator;
import java.util.List;
import org.closedloop.apex.testing.TestResult.Outcome;

/** All results of one run, in the order of the program, with the coverage they gave. */
public record TestReport(List<TestResult> results, List<ClassCoverage> coverage, long millis) {
  public TestReport {
    results = List.copyOf(results);
    coverage = List.copyOf(coverage);
  }

  public long count(Outcome outcome) {
    return results.stream().filter(r -> r.outcome() == outcome).count();
  }

  public long passed() {
    return count(Outcome.PASSED);
  }

  public long failed() {
    return count(Outcome.FAILED);
  }

  public long unsupported() {
    return count(Outcome.UNSUPPORTED);
  }

  /** Share of covered lines over all classes and triggers, in percent. */
  public double coveragePercent() {
    int total = coverage.stream().mapToInt(ClassCoverage::total).sum();
    int covered = coverage.stream().mapToInt(c -> c.covered().size()).sum();
    return total == 0 ? 100 : 100.0 * covered / total;
  }

  /** The tests that took longest, longest first. */
  public List<TestResult> slowest(int most) {
    return results.stream()
        .sorted(Comparator.comparingLong(TestResult::millis).reversed())
        .limit(most)
        .toList();
  }

  /** {@code N passed, N failed, N unsupported}. */
  public String summary() {
    return passed() + " passed, " + failed() + " failed, " + unsupported() + " unsupported";
  }
}
