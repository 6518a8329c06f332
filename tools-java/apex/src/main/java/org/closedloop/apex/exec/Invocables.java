package org.closedloop.apex.exec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.bind.BoundField;
import org.closedloop.apex.bind.BoundMethod;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexObject;

/** Calls invocable methods: one call for all interviews, inputs and outputs by name. */
final class Invocables {

  private final ExecContext ctx;
  private final Program program;
  private final HostValues values;

  Invocables(ExecContext ctx, Program program) {
    this.ctx = ctx;
    this.program = program;
    this.values = new HostValues(ctx);
  }

  List<Map<String, Object>> call(String className, List<Map<String, Object>> inputs) {
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
    List<Map<String, Object>> out = new ArrayList<>();
    for (int i = 0; i < inputs.size(); i++) {
      out.add(outputs(m, returned, i, inputs.size()));
    }
    return out;
  }

  private ApexList requests(ListType type, List<Map<String, Object>> inputs) {
    ApexList list = new ApexList(type.element());
    List<BoundField> variables = program.variables(type.element());
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
                      new IllegalArgumentException(
                          type.displayName() + " has no invocable variable " + e.getKey()));
      ctx.users().set(o, f, values.toApex(e.getValue(), f.type()));
    }
    return o;
  }

  private Map<String, Object> outputs(BoundMethod m, Object returned, int row, int rows) {
    Map<String, Object> out = new LinkedHashMap<>();
    if (!(returned instanceof ApexList list)) {
      return out;
    }
    if (list.size() != rows) {
      throw ctx.newException(
          "InvocableActionException",
          "The number of results does not match the number of interviews that were executed in a"
              + " single bulk execution request.");
    }
    Object v = list.get(row);
    ApexType element = ((ListType) m.returnType()).element();
    List<BoundField> variables = program.variables(element);
    if (variables.isEmpty()) {
      out.put("output", HostValues.toHost(v));
    } else if (v != null) {
      for (BoundField f : variables) {
        out.put(f.name(), HostValues.toHost(ctx.users().get((ApexObject) v, f)));
      }
    }
    return out;
  }
}
