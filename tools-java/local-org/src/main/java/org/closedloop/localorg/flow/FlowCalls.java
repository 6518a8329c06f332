package org.closedloop.localorg.flow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.closedloop.apex.host.ApexProgram.InvocableInfo;
import org.closedloop.apex.host.ApexProgram.InvocableVariable;
import org.closedloop.localorg.flow.FlowNode.ActionType;
import org.closedloop.localorg.flow.FlowNode.Target;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/** Compiles calls: Apex and standard actions, subflows; Apex parameters by what compiled. */
final class FlowCalls {

  private final FlowParts parts;
  private final FlowNames names;
  private final FlowWorld world;
  private final FlowProblems problems;

  FlowCalls(FlowParts parts, FlowNames names, FlowWorld world, FlowProblems problems) {
    this.parts = parts;
    this.names = names;
    this.world = world;
    this.problems = problems;
  }

  FlowNode action(XmlElement e) {
    String typeName = e.token("actionType", "");
    ActionType type = null;
    for (ActionType t : ActionType.values()) {
      if (t.metadataName().equals(typeName)) {
        type = t;
      }
    }
    if (type == null) {
      problems.unsupported(
          e.child("actionType").orElse(e),
          "the flow action type " + typeName + " (action " + e.token("actionName", "") + ")");
      return null;
    }
    Map<String, FlowValue> inputs = values(e, "inputParameters");
    Map<String, Target> outputs = targets(e, "outputParameters");
    boolean automatic = names.automatic(e);
    String name = e.token("actionName", "");
    if (type == ActionType.APEX) {
      apex(e, name, inputs, outputs);
    } else if (type == ActionType.FLOW) {
      flow(e, name);
    }
    return new FlowNode.Action(
        FlowElements.head(e),
        type,
        name,
        inputs,
        outputs,
        automatic,
        parts.connector(e, "connector"),
        parts.connector(e, "faultConnector"));
  }

  private Map<String, FlowValue> values(XmlElement e, String child) {
    Map<String, FlowValue> out = new LinkedHashMap<>();
    for (XmlElement p : e.children(child)) {
      FlowValue v = p.child("value").map(parts::value).orElse(null);
      if (v != null) {
        out.put(p.token("name", ""), v);
      }
    }
    return out;
  }

  private Map<String, Target> targets(XmlElement e, String child) {
    Map<String, Target> out = new LinkedHashMap<>();
    for (XmlElement p : e.children(child)) {
      Target t = parts.targetChild(p, "assignToReference");
      if (t != null) {
        out.put(p.token("name", ""), t);
      }
    }
    return out;
  }

  private void unknown(XmlElement e, String text, String name, List<String> candidates) {
    String near = NearestName.of(name, candidates).orElse(null);
    problems.refused(
        "flow-action", e, text + name + (near == null ? "." : ". Did you mean " + near + "?"));
  }

  private void apex(
      XmlElement e, String className, Map<String, FlowValue> inputs, Map<String, Target> outputs) {
    XmlElement at = e.child("actionName").orElse(e);
    InvocableInfo info = world.invocable(className).orElse(null);
    if (info == null) {
      if (world.hasClass(className)) {
        problems.refused("flow-action", at, "The class " + className + " has no invocable method.");
      } else {
        String near = NearestName.of(className, world.invocableClasses()).orElse(null);
        problems.missing(
            "flow-action",
            at,
            className,
            "There is no Apex class "
                + className
                + (near == null ? "." : ". Did you mean " + near + "?"));
      }
      return;
    }
    Function<List<InvocableVariable>, List<String>> namesOf =
        l -> l.stream().map(InvocableVariable::name).toList();
    if (!info.primitive()) {
      Map<String, InvocableVariable> known =
          info.inputs().stream()
              .collect(
                  Collectors.toMap(v -> v.name().toLowerCase(Locale.ROOT), v -> v, (a, b) -> a));
      inputs.forEach(
          (name, value) -> {
            InvocableVariable v = known.get(name.toLowerCase(Locale.ROOT));
            if (v == null) {
              unknown(
                  e, className + " has no invocable input ", name, namesOf.apply(info.inputs()));
            } else if (!takes(e, v, value)) {
              problems.refused(
                  "flow-type",
                  e,
                  "The input "
                      + name
                      + " of "
                      + className
                      + " is "
                      + v.type()
                      + " and cannot hold "
                      + value.type()
                      + ".");
            }
          });
      for (InvocableVariable v : info.inputs()) {
        boolean given =
            e.children("inputParameters").stream()
                .anyMatch(p -> p.token("name", "").equalsIgnoreCase(v.name()));
        if (v.required() && !given) {
          problems.refused(
              "flow-action",
              e,
              "The required input " + v.name() + " of " + className + " is missing.");
        }
      }
    }
    for (String name : outputs.keySet()) {
      if (info.outputs().stream().noneMatch(v -> v.name().equalsIgnoreCase(name))) {
        unknown(e, className + " has no invocable output ", name, namesOf.apply(info.outputs()));
      }
    }
  }

  /** Whether a value may go into an input; Apex-defined values are left to the Apex runtime. */
  private boolean takes(XmlElement action, InvocableVariable input, FlowValue value) {
    FlowType want = names.mapped(action, input.name(), names.apexType(input.type()));
    return want.kind() == FlowType.Kind.APEX || FlowParts.fits(want, value.type());
  }

  private void flow(XmlElement at, String flowName) {
    if (!names.hasFlow(flowName)) {
      problems.missing("flow-subflow", at, flowName, "There is no flow " + flowName + ".");
    }
  }

  FlowNode subflow(XmlElement e) {
    String name = e.token("flowName", "");
    Map<String, FlowValue> inputs = values(e, "inputAssignments");
    Map<String, Target> outputs = targets(e, "outputAssignments");
    flow(e.child("flowName").orElse(e), name);
    return new FlowNode.Subflow(
        FlowElements.head(e),
        name,
        inputs,
        outputs,
        names.automatic(e),
        parts.connector(e, "connector"));
  }
}
