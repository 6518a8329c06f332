package org.closedloop.localorg.check.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.closedloop.localorg.check.CheckContext;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/** Subflows exist, can be called, and take and give what the caller says. */
final class SubflowChecks {
  private SubflowChecks() {}

  static void check(FlowCheck check) {
    if (!check.flow().plain()) {
      return;
    }
    for (XmlElement node : check.flow().root().children("subflows")) {
      if (node.bool("storeOutputAutomatically", false) && node.has("outputAssignments")) {
        check.refused(
            "bad-storage", node, "Either storeOutputAutomatically or outputAssignments, not both");
      }
      XmlElement name = node.child("flowName").orElse(node);
      call(check, name, node, "inputAssignments", "outputAssignments");
    }
  }

  /** Checks a call of another flow, by a subflow or an action. */
  static void call(
      FlowCheck check, XmlElement name, XmlElement node, String inputs, String outputs) {
    Optional<Component> found = check.context().find("Flow", name.token());
    if (found.isEmpty()) {
      if (!check.context().external(name.token())) {
        check.refused(
            "unknown-reference",
            name,
            "There is no Flow named " + name.token(),
            check.context().hint("Flow", name.token()));
      }
      return;
    }
    FlowXml child = new FlowXml(found.get().xml());
    if (!child.triggerType().equals("None")) {
      check.refused("bad-subflow", name, "The flow " + name.token() + " has a trigger of its own");
    } else if (check.flow().processType().equals("AutoLaunchedFlow")
        && child.processType().equals("Flow")) {
      check.refused(
          "bad-subflow", name, "The flow " + name.token() + " has screens, its caller has none");
    }
    if (found.get().fullName().equalsIgnoreCase(check.component().fullName())) {
      check.wrong("bad-subflow", name, "The flow calls itself");
    }
    List<String> given = new ArrayList<>();
    for (XmlElement in : node.children(inputs)) {
      parameter(check, in, found.get(), "isInput");
      twice(check, in, given);
    }
    for (XmlElement result : node.children(outputs)) {
      parameter(check, result, found.get(), "isOutput");
    }
  }

  private static void twice(FlowCheck check, XmlElement in, List<String> given) {
    String name = in.token("name", "").toLowerCase(Locale.ROOT);
    if (given.contains(name)) {
      check.refused(
          "duplicate-parameter", in, "The input " + in.token("name", "") + " is given twice");
    }
    given.add(name);
  }

  private static void parameter(
      FlowCheck check, XmlElement assignment, Component child, String flag) {
    String name = assignment.token("name", "");
    List<XmlElement> offered =
        child.xml().children("variables").stream().filter(v -> v.bool(flag, false)).toList();
    Optional<XmlElement> variable =
        offered.stream().filter(v -> v.token("name", "").equalsIgnoreCase(name)).findFirst();
    if (variable.isEmpty()) {
      check.refused(
          "unknown-parameter",
          assignment.child("name").orElse(assignment),
          "The flow "
              + child.fullName()
              + " has no variable "
              + name
              + " with "
              + flag.replace("is", "is ").toLowerCase(Locale.ROOT)
              + " true",
          NearestName.hint(name, offered.stream().map(v -> v.token("name", "")).toList()));
      return;
    }
    ValueType type = type(variable.get());
    if (flag.equals("isInput")) {
      assignment
          .child("value")
          .ifPresent(v -> ValueChecks.given(check, v, type, "The input " + name));
    } else {
      assignment
          .child("assignToReference")
          .ifPresent(to -> ActionChecks.taken(check, to, type, name));
    }
  }

  private static ValueType type(XmlElement variable) {
    ValueType t = FlowTypes.declared(variable);
    return variable.bool("isCollection", false) ? t.asCollection() : t;
  }

  /** Types of a flow's output variables by name; null when there is no such flow here. */
  static Map<String, ValueType> outputs(CheckContext context, String flowName) {
    Component flow = context.find("Flow", flowName).orElse(null);
    if (flow == null || flow.xml() == null) {
      return null;
    }
    Map<String, ValueType> out = new LinkedHashMap<>();
    for (XmlElement v : flow.xml().children("variables")) {
      if (v.bool("isOutput", false)) {
        out.put(v.token("name", ""), type(v));
      }
    }
    return out;
  }
}
