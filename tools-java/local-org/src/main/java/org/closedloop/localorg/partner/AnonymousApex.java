package org.closedloop.localorg.partner;

/** Runs anonymous Apex for the Apex SOAP API. */
public interface AnonymousApex {

  /**
   * What happened.
   *
   * @param line of the problem, -1 when there is none
   * @param compileProblem null when it compiled
   * @param exceptionMessage null when it ran through
   * @param debugLog lines of the debug log, may be empty
   */
  record Result(
      boolean compiled,
      int line,
      int column,
      String compileProblem,
      String exceptionMessage,
      String exceptionStackTrace,
      String debugLog) {

    boolean success() {
      return compiled && exceptionMessage == null;
    }
  }

  /** Runs the source as one transaction of the user; a failure rolls it back. */
  Result run(String userId, String source, double apiVersion);
}
