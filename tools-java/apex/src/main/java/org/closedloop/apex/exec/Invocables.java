package org.closedloop.apex.exec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.closedloop.apex.bind.BoundField;
import org.closedloop.apex.bind.BoundMethod;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexObject;

/** Calls invocable methods: one call for all interviews, inputs and outputs by name. */
final class Invocables {

  private final ExecContext ctx;
  private final HostValues values;

  Invocables(ExecContext ctx) {
    this.ctx = ctx;
    this.values = new HostValues(ctx);
  }

  /** The invocable variables of a request or response class, empty for plain values. */
  static List<BoundField> variables(ProgramPlan plan, ApexType t) {
    List<BoundField> out = new ArrayList<>();
    if (t instanceof ClassType c && plan.findClass(c.name()) != null) {
      for (ClassPlan p = plan.classPlan(c); p != null; p = p.superclass()) {
        for (BoundField f : p.bound().fields()) {
          if (f.annotation("InvocableVariable").isPresent()) {
            out.add(f);
          }
        }
      }
    }
    return out;
  }

  /**
   * @param out what an output becomes for the caller
   */
  List<Map<String, Object>> call(
      String className, List<Map<String, Object>> inputs, UnaryOperator<Object> out) {
    ClassPlan c = ctx.program().findClass(className);
    BoundMethod m =
        c.bound().methods().stream()
            .filter(x -> x.annotation("InvocableMethod").isPresent())
            .findFirst()
            .orElseThrow(
                () -> new IllegalArgumentException(className + " has no invocable method"));
    Object[] args =
        m.parameters().isEmpty()
            ? new Object[0]
            : new Object[] {requests((ListType) m.parameters().get(0).type(), inputs)};
    ctx.statics(c);
    Object returned = c.plan(m).call(ctx, null, args);
    List<Map<String, Object>> all = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      all.add(outputs(m, returned, i, inputs.size(), out));
    }
    return all;
  }

  private ApexList requests(ListType type, List<Map<String, Object>> inputs) {
    ApexList list = new ApexList(type.element());
    List<BoundField> variables = variables(ctx.program(), type.element());
    for (Map<String, Object> in : inputs) {
      list.add(
          variables.isEmpty()
              ? values.toApex(in.isEmpty() ? null : in.values().iterator().next(), type.element())
              : request(type.element(), variables, in));
    }
    return list;
  }

  private Object request(ApexType type, List<BoundField> variables, Map<String, Object> in) {
    ApexObject o = (ApexObject) ctx.newInstance(type);
    for (Map.Entry<String, Object> e : in.entrySet()) {
      BoundField f =
          variables.stream()
              .filter(v -> v.name().equalsIgnoreCase(e.getKey()))
              .findFirst()
              .orElseThrow(
                  () ->
                      ctx.newException(
                          "InvocableActionException",
                          type.displayName() + " has no invocable variable " + e.getKey()));
      ctx.users().set(o, f, values.toApex(e.getValue(), f.type()));
    }
    return o;
  }

  private Map<String, Object> outputs(
      BoundMethod m, Object returned, int row, int rows, UnaryOperator<Object> out) {
    Map<String, Object> named = new LinkedHashMap<>();
    if (!(returned instanceof ApexList list)) {
      return named;
    }
    if (list.size() != rows) {
      throw ctx.newException(
          "InvocableActionException",
          "The number of results does not match the number of interviews that were executed in a"
              + " single bulk execution request.");
    }
    Object v = list.get(row);
    ApexType element = ((ListType) m.returnType()).element();
    List<BoundField> variables = variables(ctx.program(), element);
    if (variables.isEmpty()) {
      named.put("output", out.apply(v));
    } else if (v != null) {
      for (BoundField f : variables) {
        named.put(f.name(), out.apply(ctx.users().get((ApexObject) v, f)));
      }
    }
    return named;
  }
}
