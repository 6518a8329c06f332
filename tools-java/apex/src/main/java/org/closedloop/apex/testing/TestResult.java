package org.closedloop.apex.testing;

/**
 * How one test method ended.
 *
 * @param message of the failure or the unsupported feature; null when passed
 * @param exceptionType Apex type of the exception, or null
 * @param stack Apex stack, innermost first, empty when there is none
 */
public record TestResult(
    String className,
    String methodName,
    Outcome outcome,
    String message,
    String exceptionType,
    String stack,
    long millis) {

  /** Passed, failed, or not judged because the engine lacks a feature. */
  public enum Outcome {
    PASSED,
    FAILED,
    UNSUPPORTED
  }

  public String name() {
    return className + "." + methodName;
  }
}
