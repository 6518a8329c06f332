package org.closedloop.apex.library;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.TypeOf;

/** A {@code Flow.Interview}: an autolaunched flow with its inputs, and outputs once it has run. */
@ApexType("Flow.Interview")
final class InterviewValue extends LibraryValue {

  private final String flow;
  private final Map<String, Object> variables = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);

  InterviewValue(String flow, ApexMap inputs) {
    this.flow = flow;
    if (inputs != null) {
      inputs.forEach((k, v) -> variables.put((String) k, v));
    }
  }

  @ApexMethod
  static InterviewValue createInterview(String flow, @Nullable ApexMap inputs) {
    return new InterviewValue(flow, inputs);
  }

  @ApexMethod
  static InterviewValue createInterview(
      @Nullable String namespace, String flow, @Nullable ApexMap inputs) {
    return new InterviewValue(flow, inputs);
  }

  @ApexMethod
  void start(ApexContext ctx) {
    ctx.host()
        .flows()
        .start(flow, new LinkedHashMap<>(variables))
        .forEach((name, v) -> variables.put(name, typed(v)));
  }

  /** A flow's value as Apex holds it: collections get the type of their elements. */
  static Object typed(Object v) {
    if (!(v instanceof Collection<?> items)) {
      return v;
    }
    org.closedloop.apex.types.ApexType element =
        items.stream()
            .filter(Objects::nonNull)
            .findFirst()
            .map(TypeOf::of)
            .orElse(SimpleType.OBJECT);
    return ApexList.of(element, new ArrayList<>(items));
  }

  @ApexMethod
  Object getVariableValue(String name) {
    if (!variables.containsKey(name)) {
      throw Errors.of("FlowException", "The flow has no variable " + name);
    }
    return variables.get(name);
  }
}
