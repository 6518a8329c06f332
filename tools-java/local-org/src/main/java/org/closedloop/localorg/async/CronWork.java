package org.closedloop.localorg.async;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.host.ApexHost.Quiddity;
import org.closedloop.apex.host.AsyncHost.JobKind;

/** A scheduled class: fires, then waits for its next time until the expression ends. */
final class CronWork implements DueWork {

  private final AsyncQueue queue;
  private final String jobName;
  private final String className;
  private final Object payload;
  private final CronExpression cron;
  private final JobRun run;
  private final String detailId;
  private final String userId;
  private final int batchScope;
  private int fired;

  /**
   * @param batchScope scope size when the class is a batch to start ({@code scheduleBatch}), else 0
   */
  CronWork(
      AsyncQueue queue,
      String jobName,
      String className,
      Object payload,
      CronExpression cron,
      JobRun run,
      String detailId,
      String userId,
      int batchScope) {
    this.queue = queue;
    this.jobName = jobName;
    this.className = className;
    this.payload = payload;
    this.cron = cron;
    this.run = run;
    this.detailId = detailId;
    this.userId = userId;
    this.batchScope = batchScope;
  }

  String jobName() {
    return jobName;
  }

  String detailId() {
    return detailId;
  }

  JobRun jobRun() {
    return run;
  }

  String userId() {
    return userId;
  }

  @Override
  public String kind() {
    return "schedule";
  }

  @Override
  public String name() {
    return jobName + " (" + className + ")";
  }

  @Override
  public String reference() {
    return run.triggerId();
  }

  @Override
  public Outcome run(RequestRunner runner, List<DueWork> batch, Instant due) {
    fired++;
    Instant next = cron == null ? null : cron.next(due);
    Outcome outcome = Outcome.DONE;
    try {
      runner.run(
          RequestRunner.Spec.of(userId, Quiddity.SCHEDULED, run),
          r -> {
            fire(r);
            return null;
          });
    } catch (RuntimeException | StackOverflowError e) {
      outcome = Outcome.failed(Failures.of(e).toString());
    }
    boolean goesOn =
        runner.run(RequestRunner.Spec.of(userId, Quiddity.SCHEDULED), r -> after(r, due, next));
    if (goesOn) {
      queue.add(next, this);
    }
    return outcome;
  }

  void fire(WorkRequest r) {
    if (batchScope > 0) {
      r.host().async().executeBatch(className, payload, batchScope);
    } else {
      r.session().runJob(JobKind.SCHEDULED, className, null, payload, run.jobId(), run.triggerId());
    }
  }

  /** Keeps the rows; false when the job ended or was aborted while it ran. */
  private boolean after(WorkRequest r, Instant due, Instant next) {
    if (r.rows().read("CronTrigger", run.triggerId()) == null) {
      return false;
    }
    if (next == null) {
      r.rows().delete(run.triggerId());
      r.rows().delete(detailId);
      r.rows().update(run.jobId(), JobWork.completed(r));
      return false;
    }
    Map<String, Object> f = new LinkedHashMap<>();
    f.put("TimesTriggered", fired);
    f.put("PreviousFireTime", due);
    f.put("NextFireTime", next);
    f.put("State", "WAITING");
    r.rows().update(run.triggerId(), f);
    return true;
  }
}
