package org.closedloop.apex.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What a production deploy that runs all tests asks of coverage. */
public final class CoverageGate {

  /** Percent of all lines together, or of each component where tests are named. */
  public static final double REQUIRED = 75;

  private CoverageGate() {}

  /**
   * What stands in the way, in the platform's words; empty when a deploy would go on.
   *
   * @param triggers names of the triggers among the covered components
   */
  public static List<String> shortfalls(TestReport report, List<String> triggers) {
    List<String> out = new ArrayList<>();
    if (report.coveragePercent() < REQUIRED) {
      out.add(
          "Average test coverage across all Apex Classes and Triggers is "
              + (int) report.coveragePercent()
              + "%, at least 75% test coverage is required.");
    }
    for (ClassCoverage c : report.coverage()) {
      if (isTrigger(c, triggers) && c.total() > 0 && c.covered().isEmpty()) {
        out.add(
            "Test coverage of selected Apex Trigger is 0%, at least 1% test coverage is required: "
                + c.name());
      }
    }
    return out;
  }

  private static boolean isTrigger(ClassCoverage c, List<String> triggers) {
    return triggers.stream().anyMatch(t -> t.equalsIgnoreCase(c.name()));
  }

  /** One line: covered lines, and whether a deploy would be satisfied. */
  public static String verdict(TestReport report, List<String> triggers) {
    int total = report.coverage().stream().mapToInt(ClassCoverage::total).sum();
    int covered = report.coverage().stream().mapToInt(c -> c.covered().size()).sum();
    List<String> shortfalls = shortfalls(report, triggers);
    return String.format(
            Locale.ROOT,
            "coverage %.2f%% (%d of %d lines): ",
            report.coveragePercent(),
            covered,
            total)
        + (shortfalls.isEmpty()
            ? "a production deploy would accept it"
            : "a production deploy would refuse it: " + String.join(" ", shortfalls));
  }
}
