package org.closedloop.localorg.deploy;

import java.time.Instant;
import java.util.List;

/**
 * A snapshot of a deploy job. Fields as in the Metadata API; nullable ones are null until they are
 * known.
 */
public record DeployResult(
    String id,
    Status status,
    boolean done,
    boolean success,
    boolean checkOnly,
    boolean ignoreWarnings,
    boolean rollbackOnError,
    boolean runTestsEnabled,
    String createdBy,
    String createdByName,
    String canceledBy,
    String canceledByName,
    Instant createdDate,
    Instant startDate,
    Instant lastModifiedDate,
    Instant completedDate,
    String stateDetail,
    String errorMessage,
    String errorStatusCode,
    int componentErrors,
    int componentsDeployed,
    int componentsTotal,
    int testErrors,
    int testsCompleted,
    int testsTotal,
    int fileCount,
    int zipSize,
    List<DeployMessage> successes,
    List<DeployMessage> failures,
    TestRunResult tests) {

  /** Life of a job. */
  public enum Status {
    PENDING("Pending"),
    IN_PROGRESS("InProgress"),
    SUCCEEDED("Succeeded"),
    SUCCEEDED_PARTIAL("SucceededPartial"),
    FAILED("Failed"),
    CANCELING("Canceling"),
    CANCELED("Canceled");

    private final String wireName;

    Status(String wireName) {
      this.wireName = wireName;
    }

    public String wireName() {
      return wireName;
    }

    public boolean isFinal() {
      return this == SUCCEEDED || this == SUCCEEDED_PARTIAL || this == FAILED || this == CANCELED;
    }
  }
}
