package org.closedloop.localorg.async;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.AsyncHost;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.Limits.Counter;
import org.closedloop.apex.host.UserContext;
import org.closedloop.apex.value.SObjectValue;

/**
 * Asynchronous work as one request asks for it. Job rows are written in the request's transaction;
 * the jobs themselves reach the queue when the request commits, so that a rollback drops both. In a
 * test nothing reaches the queue: {@link #runPending} runs the jobs where {@code stopTest} stands.
 */
public final class RequestAsync implements AsyncHost {

  private static final int MAX_SCHEDULED = 100;
  private static final int MAX_DEPTH_IN_TEST = 1;

  private final AsyncQueue queue;
  private final WorkRequest request;
  private final boolean test;
  private final List<String> enqueued = new ArrayList<>();
  private final List<DueWork> pending = new ArrayList<>();
  private JobRun current;

  /**
   * @param job the job that the request runs, or null
   * @param test whether the request runs a test
   */
  public RequestAsync(AsyncQueue queue, WorkRequest request, JobRun job, boolean test) {
    this.queue = queue;
    this.request = request;
    this.current = job;
    this.test = test;
  }

  private ApexHost host() {
    return request.host();
  }

  @Override
  public String enqueue(JobRequest job) {
    boolean future = job.kind() == JobKind.FUTURE;
    if (future && inside(JobKind.FUTURE, JobKind.BATCH)) {
      throw asyncError(
          "Future method cannot be called from a future or batch method: "
              + job.className()
              + "."
              + job.methodName()
              + "()");
    }
    int depth = future ? 0 : queueableDepth() + 1;
    Integer maximum =
        job.maximumDepth() != null || current == null ? job.maximumDepth() : current.maximumDepth();
    if (!future) {
      checkDepth(depth, maximum);
      checkSignature(job.signature());
    }
    if (job.delayMinutes() < 0 || job.delayMinutes() > 10) {
      throw asyncError("The delay of a queueable job must be between 0 and 10 minutes.");
    }
    host().limits().consume(future ? Counter.FUTURE_CALLS : Counter.QUEUEABLE_JOBS, 1);
    Map<String, Object> row = jobRow(future ? "Future" : "Queueable", job.className());
    row.put("MethodName", job.methodName());
    String id = request.rows().insert("AsyncApexJob", row);
    JobRun run = new JobRun(id, null, job.kind(), depth, maximum);
    add(new JobWork(job, run, host().user().id()), Duration.ofMinutes(job.delayMinutes()));
    enqueued.add(id);
    return id;
  }

  private void checkDepth(int depth, Integer maximum) {
    boolean tooDeep = maximum != null ? depth > maximum : test && depth > MAX_DEPTH_IN_TEST;
    if (tooDeep) {
      throw asyncError("Maximum stack depth has been reached.");
    }
  }

  private void checkSignature(String signature) {
    if (signature == null) {
      return;
    }
    boolean waits =
        pending.stream().anyMatch(w -> isSigned(w, signature))
            || queue.waiting().stream().anyMatch(e -> isSigned(e.work(), signature));
    if (waits) {
      throw new HostException(
          "DuplicateMessageException",
          null,
          "Attempt to enqueue job with duplicate queueable signature");
    }
  }

  private static boolean isSigned(DueWork work, String signature) {
    return work instanceof JobWork j && signature.equals(j.signature());
  }

  private boolean inside(JobKind... kinds) {
    for (JobKind k : kinds) {
      if (current != null && current.kind() == k) {
        return true;
      }
    }
    return false;
  }

  @Override
  public String executeBatch(String className, Object payload, int scopeSize) {
    if (scopeSize < 1) {
      throw new HostException("TypeException", null, "Invalid value for scope: " + scopeSize);
    }
    int scope = Math.min(scopeSize, 2000);
    String id = request.rows().insert("AsyncApexJob", jobRow("BatchApex", className));
    JobRun run = new JobRun(id, null, JobKind.BATCH, 0, null);
    add(new BatchWork(className, payload, scope, run, host().user().id()), Duration.ZERO);
    enqueued.add(id);
    return id;
  }

  @Override
  public String schedule(String jobName, String cron, String className, Object payload) {
    CronExpression parsed = CronExpression.parse(cron, host().user().zone());
    Instant next = parsed.next(host().now());
    if (next == null) {
      throw asyncError(
          "Based on configured schedule, the given trigger '" + jobName + "' will never fire.");
    }
    return plan(jobName, parsed.toString(), parsed, next, className, payload, 0);
  }

  @Override
  public String scheduleBatch(
      String jobName, String className, Object payload, int minutesFromNow, int scopeSize) {
    if (minutesFromNow < 1) {
      throw asyncError("Minutes from now must be greater than 0.");
    }
    Instant at = host().now().plus(Duration.ofMinutes(minutesFromNow));
    int scope = scopeSize < 1 ? 200 : Math.min(scopeSize, 2000);
    return plan(jobName, null, null, at, className, payload, scope);
  }

  private String plan(
      String jobName,
      String text,
      CronExpression cron,
      Instant next,
      String className,
      Object payload,
      int batchScope) {
    if (request.rows().findId("CronJobDetail", "Name", jobName) != null) {
      throw asyncError(
          "The Apex job named \"" + jobName + "\" is already scheduled for execution.");
    }
    long planned =
        java.util.stream.Stream.concat(
                pending.stream(), queue.waiting().stream().map(AsyncQueue.Entry::work))
            .filter(CronWork.class::isInstance)
            .filter(w -> request.rows().read("CronTrigger", w.reference()) != null)
            .count();
    if (planned >= MAX_SCHEDULED) {
      throw asyncError("You have exceeded the maximum number (100) of Apex scheduled jobs.");
    }
    UserContext user = host().user();
    Map<String, Object> detail = new LinkedHashMap<>();
    detail.put("Name", jobName);
    detail.put("JobType", "7");
    String detailId = request.rows().insert("CronJobDetail", detail);
    Map<String, Object> trigger = new LinkedHashMap<>();
    trigger.put("CronJobDetailId", detailId);
    trigger.put("CronExpression", text);
    trigger.put("NextFireTime", next);
    trigger.put("StartTime", host().now());
    trigger.put("State", "WAITING");
    trigger.put("TimesTriggered", 0);
    trigger.put("OwnerId", user.id());
    trigger.put("TimeZoneSidKey", user.zone().getId());
    String triggerId = request.rows().insert("CronTrigger", trigger);
    Map<String, Object> row = jobRow("ScheduledApex", className);
    row.put("CronTriggerId", triggerId);
    String jobId = request.rows().insert("AsyncApexJob", row);
    JobRun run = new JobRun(jobId, triggerId, JobKind.SCHEDULED, 0, null);
    CronWork work =
        new CronWork(
            queue, jobName, className, payload, cron, run, detailId, user.id(), batchScope);
    if (test && current != null) {
      // What a job of a test schedules is planned, but the test ends before it could fire.
      return triggerId;
    }
    pending.add(work);
    if (!test) {
      request.onCommit(
          () -> {
            if (pending.remove(work)) {
              queue.add(next, work);
            }
          });
    }
    return triggerId;
  }

  private Map<String, Object> jobRow(String type, String className) {
    Map<String, Object> row = new LinkedHashMap<>();
    row.put("JobType", type);
    row.put("Status", "Queued");
    row.put("ApexClassId", classId(className));
    row.put("JobItemsProcessed", 0);
    row.put("TotalJobItems", 0);
    row.put("NumberOfErrors", 0);
    return row;
  }

  private String classId(String className) {
    int dot = className.indexOf('.');
    String outer = dot < 0 ? className : className.substring(0, dot);
    return request.rows().findId("ApexClass", "Name", outer);
  }

  private void add(DueWork work, Duration delay) {
    pending.add(work);
    if (!test) {
      Instant due = host().now().plus(delay);
      request.onCommit(
          () -> {
            if (pending.remove(work)) {
              queue.add(due, work);
            }
          });
    }
  }

  @Override
  public void abort(String jobId) {
    boolean mine = pending.removeIf(w -> matches(w, jobId));
    CronWork[] cron = new CronWork[1];
    queue.waiting().stream()
        .map(AsyncQueue.Entry::work)
        .filter(w -> matches(w, jobId) && w instanceof CronWork)
        .forEach(w -> cron[0] = (CronWork) w);
    SystemRows rows = request.rows();
    SObjectValue trigger = rows.read("CronTrigger", jobId);
    if (trigger != null) {
      rows.delete(jobId);
      if (trigger.get("CronJobDetailId") instanceof String detail) {
        rows.delete(detail);
      }
      if (cron[0] != null) {
        rows.update(cron[0].jobRun().jobId(), Map.of("Status", "Aborted"));
      }
    } else if (rows.read("AsyncApexJob", jobId) != null) {
      rows.update(jobId, Map.of("Status", "Aborted"));
    } else if (!mine) {
      throw asyncError("The ID " + jobId + " does not identify a job that can be aborted.");
    }
    if (!test) {
      request.onCommit(() -> queue.removeIf(w -> matches(w, jobId)));
    }
  }

  private static boolean matches(DueWork w, String id) {
    if (w instanceof CronWork c) {
      return id.equals(c.jobRun().triggerId()) || id.equals(c.jobRun().jobId());
    }
    return (w instanceof JobWork || w instanceof BatchWork) && id.equals(w.reference());
  }

  @Override
  public int queueableDepth() {
    return current != null && current.kind() == JobKind.QUEUEABLE ? current.depth() : 0;
  }

  @Override
  public String currentJobId() {
    return current == null ? null : current.jobId();
  }

  @Override
  public void attachFinalizer(String className, Object payload) {
    if (current == null || current.kind() != JobKind.QUEUEABLE) {
      throw asyncError("System.attachFinalizer(Finalizer) is not allowed in this context");
    }
    if (current.finalizerClass() != null) {
      throw asyncError("System.attachFinalizer(Finalizer) may be called only once");
    }
    current.attachFinalizer(className, payload);
  }

  @Override
  public List<String> enqueued() {
    return List.copyOf(enqueued);
  }

  /** Whether a test has jobs to run at stopTest. */
  public boolean hasPending() {
    return !pending.isEmpty();
  }

  /** Drops the jobs asked for so far; used when a test's first part ends without running them. */
  public void dropPending() {
    pending.clear();
  }

  /**
   * Runs the jobs of a test, in order, in the test's own transaction, each as the user who asked
   * for it. Scheduled classes run once whatever their expression says.
   */
  public void runPending() {
    List<DueWork> jobs = new ArrayList<>(pending);
    pending.clear();
    for (DueWork job : jobs) {
      new TestJobs(request, this).run(job);
    }
  }

  /** Makes the run the current job for the duration of the body. */
  void within(JobRun run, Runnable body) {
    JobRun before = current;
    current = run;
    try {
      body.run();
    } finally {
      current = before;
    }
  }

  private static HostException asyncError(String message) {
    return new HostException("AsyncException", null, message);
  }
}
