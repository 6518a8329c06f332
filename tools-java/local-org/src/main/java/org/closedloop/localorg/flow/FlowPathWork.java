package org.closedloop.localorg.flow;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.async.DueWork;
import org.closedloop.localorg.async.Failures;
import org.closedloop.localorg.async.RequestRunner;
import org.closedloop.localorg.async.WorkRequest;
import org.closedloop.localorg.flow.FlowModel.Path;

/**
 * One record waiting on a scheduled path. Records of the same path and time run together, in one
 * transaction of at most the path's batch size.
 */
final class FlowPathWork implements DueWork {

  /** What identifies a pending run: one per flow, path and record. */
  record Key(String flow, String path, String recordId) {}

  private final FlowService service;
  private final Key key;
  private final String object;
  private final String userId;
  private final SObjectValue record;
  private final SObjectValue prior;
  private final boolean afterCommit;
  private final int maxBatch;

  FlowPathWork(
      FlowService service,
      Key key,
      String object,
      String userId,
      SObjectValue record,
      SObjectValue prior,
      boolean afterCommit,
      int maxBatch) {
    this.service = service;
    this.key = key;
    this.object = object;
    this.userId = userId;
    this.record = record;
    this.prior = prior;
    this.afterCommit = afterCommit;
    this.maxBatch = maxBatch;
  }

  Key key() {
    return key;
  }

  @Override
  public String kind() {
    return "flow-path";
  }

  @Override
  public String name() {
    return key.flow() + "." + key.path();
  }

  @Override
  public String reference() {
    return key.recordId();
  }

  @Override
  public Object batchKey() {
    return List.of(key.flow(), key.path(), userId);
  }

  @Override
  public int maxBatch() {
    return maxBatch;
  }

  @Override
  public Outcome run(RequestRunner runner, List<DueWork> batch, Instant due) {
    List<FlowPathWork> left = new ArrayList<>();
    batch.forEach(w -> left.add((FlowPathWork) w));
    Map<String, String> failed = new HashMap<>();
    String runAs = service.activeUser(runner, userId);
    while (!left.isEmpty()) {
      Map<String, String> failures = new HashMap<>();
      try {
        String note =
            runner.run(RequestRunner.Spec.waitingFlow(runAs), r -> attempt(r, left, failures));
        return failed.isEmpty()
            ? Outcome.done(note)
            : Outcome.failed(failed.size() + " failed: " + failed.values().iterator().next());
      } catch (FlowRollback e) {
        failed.putAll(failures);
        left.removeIf(w -> failures.containsKey(w.key.recordId()));
      } catch (RuntimeException | StackOverflowError e) {
        return Outcome.failed(Failures.of(e).toString());
      }
    }
    return Outcome.failed(failed.size() + " failed: " + failed.values().iterator().next());
  }

  /** Takes the transaction back, so that the interviews that work can run without the others. */
  private static final class FlowRollback extends RuntimeException {
    private static final long serialVersionUID = 1L;

    FlowRollback() {
      super("interviews failed", null, false, false);
    }
  }

  private String attempt(WorkRequest r, List<FlowPathWork> works, Map<String, String> failures) {
    FlowCatalog catalog = service.catalog();
    FlowModel flow = catalog.find(key.flow()).filter(FlowModel::active).orElse(null);
    Path path = flow == null ? null : path(flow);
    if (path == null) {
      return "the flow or its path is no longer active";
    }
    FlowRun run =
        new FlowRun(r, catalog, service.traces(), AccessMode.SYSTEM, "path " + key.path());
    List<Interview> interviews = new ArrayList<>();
    for (FlowPathWork w : works) {
      SObjectValue fresh = r.records().row(object, w.key.recordId());
      if (fresh != null) {
        boolean stale = service.options().is(FlowOptions.Option.SCHEDULED_RECORD, "stale");
        interviews.add(
            new Interview(
                run,
                flow,
                stale ? w.record.copy() : fresh,
                afterCommit ? w.prior : null,
                false,
                path.first(),
                null));
      }
    }
    FlowEngine.run(interviews);
    for (Interview i : interviews) {
      if (i.status() != Interview.Status.DONE) {
        failures.put(i.record().id(), flow.name() + " " + i.record().id() + ": " + i.fault());
      }
    }
    if (!failures.isEmpty()) {
      throw new FlowRollback();
    }
    int gone = works.size() - interviews.size();
    return gone == 0 ? "" : gone + " of " + works.size() + " records no longer exist";
  }

  private Path path(FlowModel flow) {
    return flow.start().paths().stream()
        .filter(p -> p.name().equalsIgnoreCase(key.path()))
        .findFirst()
        .orElse(null);
  }
}
