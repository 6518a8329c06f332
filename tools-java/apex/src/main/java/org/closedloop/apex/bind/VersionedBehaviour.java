package org.closedloop.apex.bind;

/**
 * Everything that depends on the API version a class is saved with. This enum is the only place
 * that compares versions.
 */
public enum VersionedBehaviour {
  /** Queries and DML without a mode run in user mode. */
  USER_MODE_BY_DEFAULT(67.0, "release notes of API version 67"),
  /** A class that declares no sharing runs with sharing. */
  WITH_SHARING_BY_DEFAULT(67.0, "release notes of API version 67"),
  /** {@code WITH SECURITY_ENFORCED} does not compile. */
  SECURITY_ENFORCED_REMOVED(67.0, "release notes of API version 67"),
  /** Abstract and overriding methods need a written access modifier. */
  EXPLICIT_ACCESS_ON_OVERRIDES(65.0, "release notes of API version 65");

  private final double since;
  private final String evidence;

  VersionedBehaviour(double since, String evidence) {
    this.since = since;
    this.evidence = evidence;
  }

  public boolean appliesTo(double apiVersion) {
    return apiVersion >= since;
  }

  public double since() {
    return since;
  }

  public String evidence() {
    return evidence;
  }
}
