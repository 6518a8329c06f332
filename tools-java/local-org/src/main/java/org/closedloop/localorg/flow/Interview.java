package org.closedloop.localorg.flow;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.closedloop.apex.value.ApexObject;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.formula.FormulaContext;
import org.closedloop.localorg.formula.FormulaFailure;

/** One run of a flow for one record or call: where it stands and what its variables hold. */
final class Interview implements FormulaContext.Resources {

  /** How far it got. */
  enum Status {
    RUNNING,
    DONE,
    /** An element failed without a fault path. */
    FAILED,
    /** A custom error refused the record. */
    REFUSED
  }

  /** Position in a loop. */
  private static final class LoopState {
    private final List<Object> items;
    private int next;

    LoopState(List<Object> items) {
      this.items = items;
    }
  }

  private final FlowRun run;
  private final FlowModel flow;
  private final SObjectValue record;
  private final SObjectValue prior;
  private final boolean created;
  private final String id = UUID.randomUUID().toString();
  private final Map<String, Object> values = new HashMap<>();
  private final Map<String, LoopState> loops = new HashMap<>();
  private final Set<String> visited = new HashSet<>();
  private final Set<String> computing = new HashSet<>();
  private final FormulaContext context;
  private final FlowTrace trace;
  private FlowNode at;
  private Status status = Status.RUNNING;
  private String fault;

  /**
   * @param first name of the element to begin with, null ends at once
   */
  Interview(
      FlowRun run,
      FlowModel flow,
      SObjectValue record,
      SObjectValue prior,
      boolean created,
      String first,
      Interview parent) {
    this.run = run;
    this.flow = flow;
    this.record = record;
    this.prior = prior;
    this.created = created;
    this.context =
        new FormulaContext(
            record,
            prior,
            created,
            run.host().now(),
            run.host().user().zone(),
            run.reader(),
            run.org(),
            this);
    this.at = flow.node(first);
    this.trace =
        new FlowTrace(
            id,
            flow.name(),
            parent == null ? run.trigger() : "subflow",
            record == null ? null : record.id(),
            run.host().user().id(),
            run.host().now(),
            parent == null ? null : parent.id);
    if (!run.host().isRunningTest()) {
      run.traces().add(trace);
    }
    if (record != null) {
      run.records().loaded(record);
    }
    for (FlowResource r : flow.resources().values()) {
      if (r instanceof FlowResource.Variable v) {
        values.put(v.name(), v.type().collection() ? new ArrayList<>() : null);
      }
    }
    flow.outcomes().forEach(o -> values.put(o, Boolean.FALSE));
    for (FlowResource r : flow.resources().values()) {
      if (r instanceof FlowResource.Variable v && v.initial() != null) {
        set(v, v.initial().get(context));
      }
    }
  }

  FlowRun run() {
    return run;
  }

  FlowModel flow() {
    return flow;
  }

  SObjectValue record() {
    return record;
  }

  SObjectValue prior() {
    return prior;
  }

  boolean created() {
    return created;
  }

  FormulaContext context() {
    return context;
  }

  FlowTrace trace() {
    return trace;
  }

  FlowNode at() {
    return at;
  }

  Status status() {
    return status;
  }

  boolean running() {
    return status == Status.RUNNING;
  }

  String fault() {
    return fault;
  }

  boolean visited(String node) {
    return visited.contains(node.toLowerCase(Locale.ROOT));
  }

  void markVisited(FlowNode n) {
    visited.add(n.name().toLowerCase(Locale.ROOT));
  }

  /** Goes to the named node; null ends the interview. */
  void go(String next) {
    at = flow.node(next);
    if (at == null) {
      status = Status.DONE;
      trace.end("done", "");
    }
  }

  /** Takes the fault path, or fails without one. */
  void faulted(String message, String faultPath) {
    fault = message;
    FlowNode to = flow.node(faultPath);
    if (to == null) {
      fail(message);
    } else {
      at = to;
    }
  }

  void fail(String message) {
    fault = message;
    status = Status.FAILED;
    trace.end("failed", message);
  }

  void refuse(String message) {
    status = Status.REFUSED;
    trace.end("refused", message);
  }

  // --- values ----------------------------------------------------------------------------------

  @Override
  public Object value(String declaredName) {
    if (declaredName.startsWith("$flow.")) {
      return switch (declaredName) {
        case "$flow.faultmessage" -> fault;
        case "$flow.interviewguid" -> id;
        case "$flow.interviewstarttime" -> trace.startedAt();
        default -> record == null ? null : record.id();
      };
    }
    FlowResource r = flow.resource(declaredName);
    if (r instanceof FlowResource.Constant c) {
      return c.value();
    }
    if (r instanceof FlowResource.Computed c) {
      return compute(c);
    }
    if (r instanceof FlowResource.Template t) {
      if (t.text() == null) {
        throw new FlowFault("The text template " + t.name() + " is invalid: " + t.problem());
      }
      return guarded(t.name(), () -> t.text().render(context));
    }
    return values.get(declaredName);
  }

  private Object compute(FlowResource.Computed c) {
    if (c.formula() == null) {
      throw new FlowFault("The formula " + c.name() + " is invalid: " + c.problem());
    }
    Object v = guarded(c.name(), () -> c.formula().evaluate(context));
    if (v instanceof BigDecimal n && c.scale() >= 0) {
      return n.setScale(c.scale(), RoundingMode.HALF_UP);
    }
    return v;
  }

  private interface Source {
    Object get();
  }

  private Object guarded(String name, Source source) {
    if (!computing.add(name)) {
      throw new FlowFault(name + " refers to itself");
    }
    try {
      return source.get();
    } catch (FormulaFailure e) {
      throw new FlowFault("The formula " + name + " cannot be computed: " + e.getMessage());
    } finally {
      computing.remove(name);
    }
  }

  /** Stores the output of a node under the node's name. */
  void output(String node, Object value) {
    values.put(node, value);
  }

  /** Assigns a variable, or a field, output or member inside what a name holds. */
  void assign(FlowNode.Target target, Object value) {
    if (target.path().isEmpty()) {
      if (flow.resource(target.variable()) instanceof FlowResource.Variable v) {
        set(v, value);
      } else {
        values.put(target.variable(), copy(FlowConvert.to(target.type(), value, context.zone())));
      }
      return;
    }
    members().put(holder(target), last(target), value);
  }

  /** Present value of an assignment's target. */
  Object current(FlowNode.Target target) {
    Object at = root(target);
    for (String name : target.path()) {
      at = at == null ? null : members().get(at, name);
    }
    return at;
  }

  private static String last(FlowNode.Target target) {
    return target.path().get(target.path().size() - 1);
  }

  private Object root(FlowNode.Target target) {
    return target.variable().equals("$Record") ? record : values.get(target.variable());
  }

  /** What holds the member that is assigned; a variable that holds nothing gets something new. */
  private Object holder(FlowNode.Target target) {
    Object at = root(target);
    if (at == null) {
      at = members().create(target.root(), target.text());
      values.put(target.variable(), at);
    }
    for (String name : target.path().subList(0, target.path().size() - 1)) {
      at = members().get(at, name);
      if (at == null) {
        throw new FlowFault(target.text() + " cannot be assigned: " + name + " is blank");
      }
    }
    return at;
  }

  private FlowMembers members() {
    return new FlowMembers(run, context.zone());
  }

  void set(FlowResource.Variable v, Object value) {
    values.put(v.name(), copy(FlowConvert.to(v.type(), value, context.zone())));
  }

  /** Records, Apex-defined values and collections are assigned by value. */
  Object copy(Object value) {
    if (value instanceof SObjectValue r) {
      return run.records().copy(r);
    }
    if (value instanceof Collection<?> c) {
      List<Object> out = new ArrayList<>();
      for (Object o : c) {
        out.add(copy(o));
      }
      return out;
    }
    return value instanceof ApexObject ? run.request().session().detach(value) : value;
  }

  Object apexMember(Object target, String name) {
    return FlowConvert.fromApex(run.request().session().getMember(target, name));
  }

  // --- loops -----------------------------------------------------------------------------------

  /** Moves a loop on: the next item is put in its variable; false when there is none left. */
  boolean nextItem(FlowNode.Loop loop) {
    LoopState state = loops.get(loop.name());
    if (state == null) {
      Object c = loop.collection().get(context);
      List<Object> items = c == null ? List.of() : new ArrayList<>((Collection<?>) c);
      if (!loop.ascending()) {
        items = new ArrayList<>(items);
        java.util.Collections.reverse(items);
      }
      state = new LoopState(items);
      loops.put(loop.name(), state);
    }
    if (state.next >= state.items.size()) {
      loops.remove(loop.name());
      return false;
    }
    Object item = state.items.get(state.next++);
    String variable = loop.assignTo() == null ? loop.name() : loop.assignTo();
    values.put(variable, item);
    return true;
  }

  /** Output variables by name. */
  Map<String, Object> outputs() {
    Map<String, Object> out = new java.util.LinkedHashMap<>();
    for (FlowResource.Variable v : flow.interfaceVariables()) {
      if (v.output()) {
        out.put(v.name(), values.get(v.name()));
      }
    }
    return out;
  }

  /** Sets an input variable; unknown names are an error. */
  void input(String name, Object value) {
    if (!(flow.resource(name) instanceof FlowResource.Variable v) || !v.input()) {
      throw new FlowFault("The flow " + flow.name() + " has no input variable " + name);
    }
    set(v, value);
  }
}
