package org.closedloop.localorg.async;

import org.closedloop.apex.host.AsyncHost.JobKind;

/**
 * The job that a request runs: what {@code AsyncHost} answers about it, and the finalizer it may
 * attach, which survives a rollback of the request.
 */
public final class JobRun {

  private final String jobId;
  private final String triggerId;
  private final JobKind kind;
  private final int depth;
  private final Integer maximumDepth;
  private String finalizerClass;
  private Object finalizerPayload;

  /**
   * @param depth 1 for the first queueable of a chain
   * @param triggerId CronTrigger id for scheduled work, else null
   */
  public JobRun(String jobId, String triggerId, JobKind kind, int depth, Integer maximumDepth) {
    this.jobId = jobId;
    this.triggerId = triggerId;
    this.kind = kind;
    this.depth = depth;
    this.maximumDepth = maximumDepth;
  }

  public String jobId() {
    return jobId;
  }

  public String triggerId() {
    return triggerId;
  }

  public JobKind kind() {
    return kind;
  }

  public int depth() {
    return depth;
  }

  public Integer maximumDepth() {
    return maximumDepth;
  }

  void attachFinalizer(String className, Object payload) {
    finalizerClass = className;
    finalizerPayload = payload;
  }

  String finalizerClass() {
    return finalizerClass;
  }

  Object finalizerPayload() {
    return finalizerPayload;
  }
}
