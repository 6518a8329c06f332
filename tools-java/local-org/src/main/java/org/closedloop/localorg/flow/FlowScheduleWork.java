package org.closedloop.localorg.flow;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.async.DueWork;
import org.closedloop.localorg.async.Failures;
import org.closedloop.localorg.async.RequestRunner;
import org.closedloop.localorg.flow.FlowModel.Frequency;
import org.closedloop.localorg.flow.FlowModel.Schedule;

/** A schedule-triggered flow waiting for its next time; plans the one after when it runs. */
final class FlowScheduleWork implements DueWork {

  private static final int BATCH = 200;

  /** First version whose scheduled flows run as the default workflow user. */
  private static final double DEFAULT_USER_SINCE = 53.0;

  private final FlowService service;
  private final String flowName;

  FlowScheduleWork(FlowService service, String flowName) {
    this.service = service;
    this.flowName = flowName;
  }

  @Override
  public String kind() {
    return "scheduled-flow";
  }

  @Override
  public String name() {
    return flowName;
  }

  @Override
  public String reference() {
    return null;
  }

  /** First time after the instant at which the schedule fires, or null. */
  static Instant next(Schedule s, ZoneId zone, Instant after) {
    Instant first = s.startDate().atTime(s.startTime()).atZone(zone).toInstant();
    if (first.isAfter(after)) {
      return first;
    }
    if (s.frequency() == Frequency.ONCE) {
      return null;
    }
    int step = s.frequency() == Frequency.DAILY ? 1 : 7;
    LocalDate today = after.atZone(zone).toLocalDate();
    long passed = ChronoUnit.DAYS.between(s.startDate(), today) / step * step;
    LocalDate day = s.startDate().plusDays(Math.max(0, passed));
    Instant at = day.atTime(s.startTime()).atZone(zone).toInstant();
    while (!at.isAfter(after)) {
      day = day.plusDays(step);
      at = day.atTime(s.startTime()).atZone(zone).toInstant();
    }
    return at;
  }

  @Override
  public Outcome run(RequestRunner runner, List<DueWork> batch, Instant due) {
    FlowModel flow = service.catalog().find(flowName).filter(FlowModel::active).orElse(null);
    if (flow == null || flow.start().schedule() == null) {
      return Outcome.done("the flow is no longer active");
    }
    service.arm(flow, due);
    String standIn = service.users().defaultWorkflowUserId();
    String user =
        flow.apiVersion() >= DEFAULT_USER_SINCE && standIn != null
            ? standIn
            : service.users().automatedProcessUserId();
    RequestRunner.Spec spec = RequestRunner.Spec.waitingFlow(user);
    try {
      List<SObjectValue> records = new ArrayList<>();
      if (flow.start().object() == null) {
        records.add(null);
      } else {
        records.addAll(runner.run(spec, r -> matching(service.run(r, flow, "schedule"), flow)));
      }
      int failed = 0;
      String first = "";
      for (int at = 0; at < records.size(); at += BATCH) {
        List<SObjectValue> chunk = records.subList(at, Math.min(records.size(), at + BATCH));
        List<String> errors =
            runner.run(spec, r -> chunk(service.run(r, flow, "schedule"), flow, chunk));
        failed += errors.size();
        first = first.isEmpty() && !errors.isEmpty() ? errors.get(0) : first;
      }
      return failed == 0
          ? Outcome.done(flow.start().object() == null ? "" : records.size() + " records")
          : Outcome.failed(failed + " of " + records.size() + " failed: " + first);
    } catch (RuntimeException | StackOverflowError e) {
      return Outcome.failed(Failures.of(e).toString());
    }
  }

  private static List<SObjectValue> matching(FlowRun run, FlowModel flow) {
    Interview query = new Interview(run, flow, null, null, false, null, null);
    query.go(null);
    return FlowQueries.find(
            List.of(query),
            flow.start().object(),
            flow.start().query(),
            List.of(),
            flow.start().object().field("Id").orElse(null),
            false,
            null)
        .get(0);
  }

  private static List<String> chunk(FlowRun run, FlowModel flow, List<SObjectValue> rows) {
    List<Interview> interviews = new ArrayList<>();
    for (SObjectValue row : rows) {
      SObjectValue record = row == null ? null : run.reader().row(row.type().name(), row.id());
      if (row == null || record != null) {
        interviews.add(new Interview(run, flow, record, null, false, flow.start().first(), null));
      }
    }
    FlowEngine.run(interviews);
    return interviews.stream()
        .filter(i -> i.status() != Interview.Status.DONE)
        .map(i -> (i.record() == null ? "" : i.record().id() + ": ") + i.fault())
        .toList();
  }
}
