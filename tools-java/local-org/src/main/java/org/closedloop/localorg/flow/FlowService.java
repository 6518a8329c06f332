package org.closedloop.localorg.flow;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.ApexHost.Quiddity;
import org.closedloop.apex.host.FlowHost;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.async.AsyncQueue;
import org.closedloop.localorg.async.RequestRunner;
import org.closedloop.localorg.async.WorkRequest;
import org.closedloop.localorg.dml.RequestScope;
import org.closedloop.localorg.dml.SaveHooks;
import org.closedloop.localorg.event.EventSubscriber;
import org.closedloop.localorg.flow.FlowModel.Trigger;
import org.closedloop.localorg.formula.FormulaFailure;

/**
 * Flows of the org across deploys: what is active now, what waits, what ran. Doors bound to one org
 * version ({@link #hooks}, {@link #host}) take that version's catalog, so that a deploy can be
 * tried out before it becomes the active one.
 */
public final class FlowService {

  private final AsyncQueue queue;
  private final FlowOptions options;
  private final FlowUsers users;
  private final ZoneId orgZone;
  private final FlowTraces traces = new FlowTraces();
  private final FlowPaths paths;
  private volatile FlowCatalog catalog = FlowCatalog.EMPTY;

  /**
   * @param orgZone default time zone of the org, in which schedules are read
   */
  public FlowService(AsyncQueue queue, FlowOptions options, FlowUsers users, ZoneId orgZone) {
    this.queue = queue;
    this.options = options;
    this.users = users;
    this.orgZone = orgZone;
    this.paths = new FlowPaths(this, queue, options);
  }

  /** Makes the flows the active ones and arms their schedules anew. */
  public void activate(FlowSet flows) {
    catalog = flows.catalog();
    queue.removeIf(FlowScheduleWork.class::isInstance);
    Instant now = queue.clock().now();
    for (FlowModel f : catalog.scheduled()) {
      arm(f, now);
    }
  }

  void arm(FlowModel f, Instant after) {
    Instant next = FlowScheduleWork.next(f.start().schedule(), orgZone, after);
    if (next != null) {
      queue.add(next, new FlowScheduleWork(this, f.name()));
    }
  }

  public FlowCatalog catalog() {
    return catalog;
  }

  public FlowOptions options() {
    return options;
  }

  /** The latest interviews. */
  public FlowTraces traces() {
    return traces;
  }

  FlowUsers users() {
    return users;
  }

  FlowPaths paths() {
    return paths;
  }

  FlowRun run(WorkRequest request, FlowModel flow, String trigger) {
    return new FlowRun(request, catalog, traces, AccessMode.SYSTEM, trigger);
  }

  /** Hooks of the save pipeline for one org version. */
  public SaveHooks hooks(FlowSet flows, Function<RequestScope, WorkRequest> requests) {
    return new FlowHooks(flows.catalog(), this, requests);
  }

  /** Flows as Apex of one org version starts them. */
  public FlowHost host(FlowSet flows, WorkRequest request) {
    return (name, inputs) -> start(flows.catalog(), request, name, inputs);
  }

  private Map<String, Object> start(
      FlowCatalog version, WorkRequest request, String name, Map<String, Object> inputs) {
    FlowModel flow = version.find(name).filter(FlowModel::active).orElse(null);
    if (flow == null || flow.start().trigger() != Trigger.NONE) {
      throw new HostException("TypeException", null, "Invalid type: Flow.Interview." + name);
    }
    AccessMode mode =
        flow.runMode() == FlowModel.RunMode.SYSTEM_WITHOUT_SHARING
            ? AccessMode.SYSTEM
            : AccessMode.SYSTEM_WITH_SHARING;
    FlowRun run = new FlowRun(request, version, traces, mode, "apex");
    Interview i = new Interview(run, flow, null, null, false, flow.start().first(), null);
    try {
      inputs.forEach((k, v) -> i.input(k, FlowConvert.fromApex(v)));
    } catch (FlowFault e) {
      throw new HostException("FlowException", null, e.getMessage());
    }
    FlowEngine.run(List.of(i));
    if (i.status() != Interview.Status.DONE) {
      throw new HostException(
          "FlowException", null, "An unhandled fault has occurred in this flow: " + i.fault());
    }
    return i.outputs();
  }

  /** Flows that receive events of the object, one interview per event. */
  public List<EventSubscriber> subscribers(String eventObject) {
    List<EventSubscriber> out = new ArrayList<>();
    for (FlowModel f : catalog.triggered(Trigger.PLATFORM_EVENT, eventObject)) {
      out.add(new Subscriber(f));
    }
    return out;
  }

  /** The user, or the default workflow user when that one is no longer active. */
  String activeUser(RequestRunner runner, String userId) {
    Boolean active =
        runner.run(
            RequestRunner.Spec.of(users.automatedProcessUserId(), Quiddity.UNDEFINED),
            r -> {
              SObjectValue user = r.rows().read("User", userId);
              return user != null && !Boolean.FALSE.equals(user.get("IsActive"));
            });
    if (active) {
      return userId;
    }
    String standIn = users.defaultWorkflowUserId();
    return standIn == null ? users.automatedProcessUserId() : standIn;
  }

  private final class Subscriber implements EventSubscriber {
    private final FlowModel flow;

    Subscriber(FlowModel flow) {
      this.flow = flow;
    }

    @Override
    public String name() {
      return flow.name();
    }

    @Override
    public String userId(String publisherId) {
      String standIn = users.defaultWorkflowUserId();
      return flow.start().asDefaultUser() && standIn != null ? standIn : publisherId;
    }

    @Override
    public int batchSize() {
      return 1;
    }

    @Override
    public void deliver(WorkRequest request, List<SObjectValue> events) {
      FlowRun run = run(request, flow, "event");
      List<Interview> interviews = new ArrayList<>();
      for (SObjectValue e : events) {
        try {
          if (FlowEntry.meets(run, flow.start(), e, null, true, true)) {
            interviews.add(new Interview(run, flow, e, null, true, flow.start().first(), null));
          }
        } catch (FlowFault | FormulaFailure fault) {
          throw new HostException("FlowException", null, flow.name() + ": " + fault.getMessage());
        }
      }
      FlowEngine.run(interviews);
      for (Interview i : interviews) {
        if (i.status() != Interview.Status.DONE) {
          throw new HostException("FlowException", null, flow.name() + ": " + i.fault());
        }
      }
    }
  }
}
