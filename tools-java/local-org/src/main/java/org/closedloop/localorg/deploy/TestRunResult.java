package org.closedloop.localorg.deploy;

import java.util.List;

/**
 * Outcome of the Apex tests of a deploy.
 *
 * @param totalTimeMillis wall time
 * @param warnings coverage below what the org demands
 */
public record TestRunResult(
    int testsRun,
    double totalTimeMillis,
    List<Failure> failures,
    List<Success> successes,
    List<Coverage> coverage,
    List<CoverageWarning> warnings) {

  /** No tests were asked for. */
  public static final TestRunResult NONE =
      new TestRunResult(0, 0, List.of(), List.of(), List.of(), List.of());

  /**
   * @param classId id of the test class
   * @param stackTrace as Apex prints it
   */
  public record Failure(
      String classId,
      String className,
      String methodName,
      String message,
      String stackTrace,
      boolean seeAllData,
      double millis) {}

  public record Success(
      String classId, String className, String methodName, boolean seeAllData, double millis) {}

  /**
   * @param type {@code Class} or {@code Trigger}
   * @param linesNotCovered line numbers
   */
  public record Coverage(
      String id, String name, String type, int lines, List<Integer> linesNotCovered) {}

  /**
   * @param name null for the org as a whole
   */
  public record CoverageWarning(String id, String name, String message) {}

  public boolean passed() {
    return failures.isEmpty() && warnings.isEmpty();
  }
}
