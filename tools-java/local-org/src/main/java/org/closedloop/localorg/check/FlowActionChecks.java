package org.closedloop.localorg.check;

import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** What actions and subflows call exists and takes what it is given. */
final class FlowActionChecks {
  private static final Pattern INVOCABLE =
      Pattern.compile("@\\s*invocablemethod", Pattern.CASE_INSENSITIVE);

  private FlowActionChecks() {}

  static void check(Component c, XmlElement action, CheckContext context, Findings out) {
    XmlElement name = action.child("actionName").orElse(null);
    if (name == null) {
      return;
    }
    switch (action.token("actionType", "")) {
      case "apex" -> apex(c, name, context, out);
      case "emailAlert" -> exists(c, name, "WorkflowAlert", context, out);
      case "flow" -> exists(c, name, "Flow", context, out);
      case "quickAction" -> exists(c, name, "QuickAction", context, out);
      default -> {}
    }
  }

  private static void apex(Component c, XmlElement name, CheckContext context, Findings out) {
    Optional<Component> found = context.find("ApexClass", name.token());
    if (found.isEmpty()) {
      exists(c, name, "ApexClass", context, out);
    } else if (found.get().contentText() != null
        && !INVOCABLE.matcher(found.get().contentText()).find()) {
      out.refused(
          "not-invocable",
          c,
          name,
          "The class " + name.token() + " has no method with @InvocableMethod");
    }
  }

  private static void exists(
      Component c, XmlElement at, String type, CheckContext context, Findings out) {
    if (at.token().contains("__") && !context.has(type, at.token()) && type.equals("ApexClass")) {
      out.refused("unknown-reference", c, at, "There is no installed package with " + at.token());
    } else if (!context.has(type, at.token())) {
      out.refused(
          "unknown-reference",
          c,
          at,
          "There is no " + type + " named " + at.token(),
          context.hint(type, at.token()));
    }
  }

  static void subflow(Component c, XmlElement node, CheckContext context, Findings out) {
    XmlElement name = node.child("flowName").orElse(null);
    if (name == null) {
      return;
    }
    Optional<Component> child = context.find("Flow", name.token());
    if (child.isEmpty()) {
      exists(c, name, "Flow", context, out);
      return;
    }
    FlowParts flow = new FlowParts(child.get().xml());
    if (!flow.triggerType().equals("None")) {
      out.refused("bad-subflow", c, name, "The flow " + name.token() + " has a trigger of its own");
    }
    for (XmlElement in : node.children("inputAssignments")) {
      parameter(c, in, child.get(), "isInput", out);
    }
    for (XmlElement result : node.children("outputAssignments")) {
      parameter(c, result, child.get(), "isOutput", out);
    }
  }

  private static void parameter(
      Component c, XmlElement assignment, Component child, String flag, Findings out) {
    String name = assignment.token("name", "");
    boolean found =
        child.xml().children("variables").stream()
            .anyMatch(v -> v.token("name", "").equalsIgnoreCase(name) && v.bool(flag, false));
    if (!found) {
      out.refused(
          "unknown-parameter",
          c,
          assignment,
          "The flow "
              + child.fullName()
              + " has no variable "
              + name
              + " with "
              + flag.toLowerCase(Locale.ROOT).replace("is", "is ")
              + " true");
    }
  }
}
