package org.closedloop.localorg.async;

import java.util.List;
import java.util.Map;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.ApexSession.BatchRun;
import org.closedloop.apex.host.HostException;

/** Runs the jobs of a test at stopTest: same transaction, same statics, failures go to the test. */
final class TestJobs {

  private final WorkRequest request;
  private final RequestAsync async;

  TestJobs(WorkRequest request, RequestAsync async) {
    this.request = request;
    this.async = async;
  }

  void run(DueWork work) {
    if (work instanceof JobWork j) {
      asUser(j.userId(), () -> async.within(j.jobRun(), () -> job(j)));
    } else if (work instanceof BatchWork b) {
      asUser(b.userId(), () -> async.within(b.jobRun(), () -> batch(b)));
    } else if (work instanceof CronWork c) {
      asUser(c.userId(), () -> async.within(c.jobRun(), () -> c.fire(request)));
    } else {
      throw new IllegalStateException("not a test job: " + work.kind());
    }
  }

  private void asUser(String userId, Runnable body) {
    if (userId.equals(request.host().user().id())) {
      body.run();
    } else {
      request.host().tests().runAs(userId, body);
    }
  }

  private void job(JobWork j) {
    RuntimeException thrown = null;
    try {
      j.execute(request);
      request.rows().update(j.jobRun().jobId(), JobWork.completed(request));
    } catch (ApexFailure | HostException e) {
      thrown = e;
      request.rows().update(j.jobRun().jobId(), JobWork.failed(request, e.getMessage()));
    }
    if (j.jobRun().finalizerClass() != null) {
      request
          .session()
          .runFinalizer(
              j.jobRun().finalizerClass(),
              j.jobRun().finalizerPayload(),
              j.jobRun().jobId(),
              thrown == null ? null : Failures.of(thrown));
    }
    if (thrown != null) {
      throw thrown;
    }
  }

  private void batch(BatchWork b) {
    String id = b.jobRun().jobId();
    BatchRun open = request.session().openBatch(b.className(), b.payload(), id);
    List<Object> rows = List.copyOf(open.rows());
    if (rows.size() > b.scope()) {
      throw new HostException(
          "UnexpectedException",
          null,
          "No more than one executeBatch can be called from within a test method. Please make sure"
              + " the iterable returned from your start method matches the batch size, resulting"
              + " in one executeBatch invocation.");
    }
    Object carried = b.payload();
    if (!rows.isEmpty()) {
      Object after = open.execute(request.session(), carried, rows, id);
      carried = open.stateful() ? after : carried;
    }
    open.finish(request.session(), carried, id);
    request
        .rows()
        .update(
            id,
            Map.of(
                "Status",
                "Completed",
                "TotalJobItems",
                b.chunks(rows.size()),
                "JobItemsProcessed",
                b.chunks(rows.size()),
                "CompletedDate",
                request.host().now()));
  }
}
