package org.closedloop.localorg.async;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.ApexHost.Quiddity;
import org.closedloop.apex.host.AsyncHost.JobKind;
import org.closedloop.apex.host.AsyncHost.JobRequest;

/** A queueable or future waiting for its turn, with its finalizer. */
final class JobWork implements DueWork {

  private final JobRequest request;
  private final JobRun run;
  private final String userId;

  JobWork(JobRequest request, JobRun run, String userId) {
    this.request = request;
    this.run = run;
    this.userId = userId;
  }

  String signature() {
    return request.signature();
  }

  JobRequest request() {
    return request;
  }

  JobRun jobRun() {
    return run;
  }

  String userId() {
    return userId;
  }

  @Override
  public String kind() {
    return request.kind() == JobKind.FUTURE ? "future" : "queueable";
  }

  @Override
  public String name() {
    return request.methodName() == null
        ? request.className()
        : request.className() + "." + request.methodName();
  }

  @Override
  public String reference() {
    return run.jobId();
  }

  @Override
  public Outcome run(RequestRunner runner, List<DueWork> batch, Instant due) {
    Quiddity quiddity = request.kind() == JobKind.FUTURE ? Quiddity.FUTURE : Quiddity.QUEUEABLE;
    ApexFailure failure = null;
    try {
      runner.run(
          RequestRunner.Spec.of(userId, quiddity, run),
          r -> {
            execute(r);
            r.rows().update(run.jobId(), completed(r));
            return null;
          });
    } catch (RuntimeException | StackOverflowError e) {
      failure = Failures.of(e);
      String message = failure.getMessage();
      runner.run(
          RequestRunner.Spec.of(userId, quiddity),
          r -> {
            r.rows().update(run.jobId(), failed(r, message));
            return null;
          });
    }
    Outcome finalizer = finish(runner, failure);
    if (failure != null) {
      return Outcome.failed(failure.toString());
    }
    return finalizer;
  }

  void execute(WorkRequest r) {
    r.session()
        .runJob(
            request.kind(),
            request.className(),
            request.methodName(),
            request.payload(),
            run.jobId(),
            run.triggerId());
  }

  private Outcome finish(RequestRunner runner, ApexFailure failure) {
    if (run.finalizerClass() == null) {
      return Outcome.DONE;
    }
    try {
      JobRun context =
          new JobRun(run.jobId(), null, JobKind.QUEUEABLE, run.depth(), run.maximumDepth());
      runner.run(
          RequestRunner.Spec.of(userId, Quiddity.TRANSACTION_FINALIZER_QUEUEABLE, context),
          r -> {
            r.session()
                .runFinalizer(run.finalizerClass(), run.finalizerPayload(), run.jobId(), failure);
            return null;
          });
      return Outcome.DONE;
    } catch (RuntimeException | StackOverflowError e) {
      return Outcome.failed("finalizer " + run.finalizerClass() + ": " + Failures.of(e));
    }
  }

  static Map<String, Object> completed(WorkRequest r) {
    Map<String, Object> f = new LinkedHashMap<>();
    f.put("Status", "Completed");
    f.put("JobItemsProcessed", 0);
    f.put("CompletedDate", r.host().now());
    return f;
  }

  static Map<String, Object> failed(WorkRequest r, String message) {
    Map<String, Object> f = new LinkedHashMap<>();
    f.put("Status", "Failed");
    f.put("NumberOfErrors", 1);
    f.put("ExtendedStatus", cut(message));
    f.put("CompletedDate", r.host().now());
    return f;
  }

  static String cut(String message) {
    return message == null || message.length() <= 1000 ? message : message.substring(0, 1000);
  }
}
