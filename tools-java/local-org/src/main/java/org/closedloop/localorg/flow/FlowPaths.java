package org.closedloop.localorg.flow;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.async.AsyncQueue;
import org.closedloop.localorg.async.WorkRequest;
import org.closedloop.localorg.flow.FlowModel.Path;
import org.closedloop.localorg.flow.FlowOptions.Option;
import org.closedloop.localorg.flow.FlowPathWork.Key;
import org.closedloop.localorg.formula.FormulaFailure;

/**
 * Plans, moves and drops the scheduled paths of saved records. What a save decides takes effect
 * when its request commits.
 */
final class FlowPaths {

  private final FlowService service;
  private final AsyncQueue queue;
  private final FlowOptions options;

  FlowPaths(FlowService service, AsyncQueue queue, FlowOptions options) {
    this.service = service;
    this.queue = queue;
    this.options = options;
  }

  /** A run to put into the queue. */
  private record Planned(Instant due, FlowPathWork work) {}

  /** What one save decides about the paths of one flow. */
  private static final class Decision {
    private final Set<Key> drop = new HashSet<>();
    private final List<Planned> add = new ArrayList<>();
    private final List<Planned> retime = new ArrayList<>();
  }

  /** Looks at every saved row once per flow. */
  void plan(FlowRun run, FlowModel f, List<SObjectValue> rows, List<SObjectValue> priors) {
    Decision d = new Decision();
    for (int n = 0; n < rows.size(); n++) {
      SObjectValue row = rows.get(n);
      if (row.errors().isEmpty()) {
        try {
          decide(d, run, f, row, priors == null ? null : priors.get(n));
        } catch (FlowFault | FormulaFailure e) {
          FlowHooks.refuse(row, f, e.getMessage());
        }
      }
    }
    if (!d.drop.isEmpty() || !d.add.isEmpty() || !d.retime.isEmpty()) {
      run.request().onCommit(() -> apply(d));
    }
  }

  private void decide(Decision d, FlowRun run, FlowModel f, SObjectValue row, SObjectValue prior) {
    if (prior != null && !FlowEntry.stillMeets(run, f.start(), row, prior)) {
      f.start().paths().forEach(p -> d.drop.add(new Key(f.name(), p.name(), row.id())));
      return;
    }
    boolean starts = FlowEntry.starts(run, f.start(), row, prior);
    for (Path p : f.start().paths()) {
      Key key = new Key(f.name(), p.name(), row.id());
      if (starts) {
        d.drop.add(key);
        Instant due = due(run, p, row);
        if (due != null) {
          d.add.add(new Planned(due, work(run, f, p, key, row, prior)));
        }
      } else if (p.field() != null) {
        replan(d, run, f, p, key, row, prior);
      }
    }
  }

  /** The record was saved, does not start the flow anew, and may have another date now. */
  private void replan(
      Decision d, FlowRun run, FlowModel f, Path p, Key key, SObjectValue row, SObjectValue prior) {
    Object now = row.get(p.field().name());
    if (now == null) {
      d.drop.add(key);
      return;
    }
    boolean moved = prior != null && !now.equals(prior.get(p.field().name()));
    if (moved && options.is(Option.DATE_CHANGE, "retime")) {
      Instant due = due(run, p, row);
      if (due == null) {
        d.drop.add(key);
      } else {
        d.retime.add(new Planned(due, work(run, f, p, key, row, prior)));
      }
    }
  }

  private FlowPathWork work(
      FlowRun run, FlowModel f, Path p, Key key, SObjectValue row, SObjectValue prior) {
    return new FlowPathWork(
        service,
        key,
        row.type().name(),
        run.host().user().id(),
        row.copy(),
        prior == null ? null : prior.copy(),
        p.afterCommit(),
        p.maxBatch());
  }

  /** When the path runs; null when its field is blank or its time is past and past is skipped. */
  private Instant due(FlowRun run, Path p, SObjectValue row) {
    Instant now = run.host().now();
    if (p.afterCommit()) {
      return now;
    }
    ZoneId zone = run.host().org().zone();
    ZonedDateTime base = now.atZone(zone);
    if (p.field() != null) {
      Object v = row.get(p.field().name());
      if (v == null) {
        return null;
      }
      base = v instanceof LocalDate date ? date.atStartOfDay(zone) : ((Instant) v).atZone(zone);
    }
    ZonedDateTime at =
        switch (p.unit()) {
          case MINUTES -> base.plusMinutes(p.offset());
          case HOURS -> base.plusHours(p.offset());
          case DAYS -> base.plusDays(p.offset());
          case WEEKS -> base.plusWeeks(p.offset());
          case MONTHS -> base.plusMonths(p.offset());
        };
    Instant due = at.toInstant();
    if (due.isBefore(now)) {
      return p.field() != null && options.is(Option.PAST_PATH, "skip") ? null : now;
    }
    return due;
  }

  private void apply(Decision d) {
    Set<Key> waiting = new HashSet<>();
    if (!d.retime.isEmpty()) {
      for (AsyncQueue.Entry e : queue.waiting()) {
        if (e.work() instanceof FlowPathWork w) {
          waiting.add(w.key());
        }
      }
    }
    List<Planned> moved = d.retime.stream().filter(p -> waiting.contains(p.work().key())).toList();
    moved.forEach(p -> d.drop.add(p.work().key()));
    if (!d.drop.isEmpty()) {
      queue.removeIf(w -> w instanceof FlowPathWork p && d.drop.contains(p.key()));
    }
    moved.forEach(p -> queue.add(p.due(), p.work()));
    d.add.forEach(p -> queue.add(p.due(), p.work()));
  }

  /** Deleted records lose their pending paths. */
  void dropRecords(WorkRequest request, List<SObjectValue> rows) {
    Set<String> ids = new HashSet<>();
    rows.forEach(r -> ids.add(r.id()));
    request.onCommit(
        () -> queue.removeIf(w -> w instanceof FlowPathWork p && ids.contains(p.key().recordId())));
  }
}
