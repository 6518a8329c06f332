package org.closedloop.apex.library;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.value.ApexMap;

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
    variables.putAll(ctx.host().flows().start(flow, new LinkedHashMap<>(variables)));
  }

  @ApexMethod
  Object getVariableValue(String name) {
    if (!variables.containsKey(name)) {
      throw Errors.of("FlowException", "The flow has no variable " + name);
    }
    return variables.get(name);
  }
}
