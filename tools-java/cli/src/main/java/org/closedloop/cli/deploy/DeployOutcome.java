package org.closedloop.cli.deploy;

import java.util.List;

/**
 * What a deploy did.
 *
 * @param status as the org names it: Succeeded, Failed, Canceled...
 * @param problems component failures and warnings by source file
 * @param testFailures failed test methods
 */
public record DeployOutcome(
    String id,
    String status,
    boolean success,
    boolean dryRun,
    int components,
    int componentsTotal,
    int tests,
    int testErrors,
    List<Problem> problems,
    List<TestFailure> testFailures,
    List<String> coverageWarnings,
    String message,
    long millis) {

  /** A remark about one component; line and column are 0 when unknown. */
  public record Problem(
      String severity,
      String componentType,
      String fullName,
      String file,
      int line,
      int column,
      String message) {

    /** {@code file:line:column message}. */
    public String text() {
      String where = file == null || file.isEmpty() ? componentType + " " + fullName : file;
      return where
          + (line > 0 ? ":" + line + (column > 0 ? ":" + column : "") : "")
          + "  "
          + message;
    }
  }

  /** A failed test method. */
  public record TestFailure(String className, String method, String message, String stack) {}
}
