package org.closedloop.localorg.async;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.host.ApexHost.Quiddity;
import org.closedloop.apex.host.ApexSession.BatchRun;

/** A batch job: start, chunks and finish, each in a request of its own. */
final class BatchWork implements DueWork {

  private final String className;
  private final Object payload;
  private final int scope;
  private final JobRun run;
  private final String userId;

  BatchWork(String className, Object payload, int scope, JobRun run, String userId) {
    this.className = className;
    this.payload = payload;
    this.scope = scope;
    this.run = run;
    this.userId = userId;
  }

  String className() {
    return className;
  }

  Object payload() {
    return payload;
  }

  int scope() {
    return scope;
  }

  JobRun jobRun() {
    return run;
  }

  String userId() {
    return userId;
  }

  @Override
  public String kind() {
    return "batch";
  }

  @Override
  public String name() {
    return className;
  }

  @Override
  public String reference() {
    return run.jobId();
  }

  private RequestRunner.Spec spec() {
    return RequestRunner.Spec.of(userId, Quiddity.BATCH_APEX, run);
  }

  @Override
  public Outcome run(RequestRunner runner, List<DueWork> batch, Instant due) {
    BatchRun open;
    List<Object> rows;
    try {
      BatchRun[] opened = new BatchRun[1];
      rows =
          runner.run(
              spec(),
              r -> {
                opened[0] = r.session().openBatch(className, payload, run.jobId());
                List<Object> all = List.copyOf(opened[0].rows());
                r.rows()
                    .update(
                        run.jobId(),
                        Map.of("Status", "Processing", "TotalJobItems", chunks(all.size())));
                return all;
              });
      open = opened[0];
    } catch (RuntimeException | StackOverflowError e) {
      String message = Failures.of(e).toString();
      write(runner, r -> JobWork.failed(r, message));
      return Outcome.failed("start: " + message);
    }
    String firstError = null;
    int errors = 0;
    int processed = 0;
    Object carried = payload;
    for (int at = 0; at < rows.size(); at += scope) {
      List<Object> chunk = rows.subList(at, Math.min(rows.size(), at + scope));
      Object current = carried;
      processed++;
      try {
        Object after =
            runner.run(spec(), r -> open.execute(r.session(), current, chunk, run.jobId()));
        if (open.stateful()) {
          carried = after;
        }
      } catch (RuntimeException | StackOverflowError e) {
        errors++;
        firstError = firstError == null ? Failures.of(e).getMessage() : firstError;
      }
      int done = processed;
      int failed = errors;
      write(runner, r -> Map.of("JobItemsProcessed", done, "NumberOfErrors", failed));
    }
    Object last = carried;
    String extended = firstError == null ? null : "First error: " + firstError;
    String finishError = null;
    try {
      runner.run(
          spec(),
          r -> {
            open.finish(r.session(), last, run.jobId());
            return null;
          });
    } catch (RuntimeException | StackOverflowError e) {
      finishError = "finish: " + Failures.of(e);
    }
    String status = finishError == null ? "Completed" : "Failed";
    String text = finishError == null ? extended : finishError;
    int all = errors;
    write(
        runner,
        r -> {
          Map<String, Object> f = new LinkedHashMap<>();
          f.put("Status", status);
          f.put("NumberOfErrors", all);
          f.put("ExtendedStatus", JobWork.cut(text));
          f.put("CompletedDate", r.host().now());
          return f;
        });
    String summary = processed + " chunks, " + errors + " failed";
    return errors > 0 || finishError != null
        ? Outcome.failed(summary + "; " + text)
        : Outcome.done(summary);
  }

  int chunks(int rows) {
    return (rows + scope - 1) / scope;
  }

  private interface Fields {
    Map<String, Object> of(WorkRequest r);
  }

  private void write(RequestRunner runner, Fields fields) {
    runner.run(
        RequestRunner.Spec.of(userId, Quiddity.BATCH_APEX),
        r -> {
          r.rows().update(run.jobId(), fields.of(r));
          return null;
        });
  }
}
