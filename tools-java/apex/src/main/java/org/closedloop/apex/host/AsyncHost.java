package org.closedloop.apex.host;

import java.util.List;

/**
 * Work that runs after the request commits. Jobs carry a detached copy of the Apex object made by
 * the program ({@link ApexSession#detach}); a rolled-back request drops its jobs.
 */
public interface AsyncHost {

  /** Kind of asynchronous work, as AsyncApexJob.JobType names it. */
  enum JobKind {
    QUEUEABLE,
    FUTURE,
    BATCH,
    SCHEDULED
  }

  /**
   * A queueable or future to run.
   *
   * @param payload what {@link ApexSession#detach} gave
   * @param delayMinutes 0 to 10
   * @param signature duplicate signature or null
   */
  record JobRequest(
      JobKind kind,
      String className,
      String methodName,
      Object payload,
      int delayMinutes,
      Integer maximumDepth,
      String signature) {}

  /** Returns the AsyncApexJob id. */
  String enqueue(JobRequest job);

  /** Starts a batch; returns the AsyncApexJob id. */
  String executeBatch(String className, Object payload, int scopeSize);

  /** Schedules by a cron expression of the platform; returns the CronTrigger id. */
  String schedule(String jobName, String cron, String className, Object payload);

  /** {@code System.scheduleBatch}: starts the batch once after the minutes. */
  String scheduleBatch(
      String jobName, String className, Object payload, int minutesFromNow, int scopeSize);

  /** Aborts a CronTrigger or AsyncApexJob by id. */
  void abort(String jobId);

  /** Depth of the chain of queueables this request belongs to; 0 outside. */
  int queueableDepth();

  /** Id of the AsyncApexJob that this request runs, or null. */
  String currentJobId();

  /** Attaches a finalizer payload to the running queueable. */
  void attachFinalizer(String className, Object payload);

  /** Ids of jobs enqueued by this request so far. */
  List<String> enqueued();
}
