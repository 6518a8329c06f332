package org.closedloop.localorg.check;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Data elements, actions, subflows, variables and values of a flow. */
final class FlowElementRule implements Rule {
  private static final Set<String> VALUE_KINDS =
      Set.of(
          "stringValue",
          "booleanValue",
          "numberValue",
          "dateValue",
          "dateTimeValue",
          "timeValue",
          "elementReference",
          "setupReference",
          "formulaExpression",
          "apexValue",
          "sobjectValue",
          "transformValueReference",
          "complexValue");

  @Override
  public Set<String> types() {
    return Set.of("Flow");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    FlowParts flow = new FlowParts(c.xml());
    flow.nodes().values().forEach(node -> node(c, flow, node, context, out));
    for (XmlElement variable : c.xml().children("variables")) {
      variable(c, variable, context, out);
    }
    FlowParts.each(c.xml(), e -> holder(c, e, out));
  }

  private static void node(
      Component c, FlowParts flow, XmlElement node, CheckContext context, Findings out) {
    switch (node.name()) {
      case "recordLookups" -> lookup(c, node, context, out);
      case "recordCreates" -> create(c, flow, node, context, out);
      case "recordUpdates" -> update(c, flow, node, context, out);
      case "recordDeletes" -> {
        oneOf(c, node, "inputReference", "object", out);
        object(c, node, context, out);
        filters(c, node, node.token("object", ""), context, out);
      }
      case "actionCalls" -> {
        stored(c, node, "outputParameters", out);
        FlowActionChecks.check(c, node, context, out);
      }
      case "subflows" -> {
        stored(c, node, "outputAssignments", out);
        FlowActionChecks.subflow(c, node, context, out);
      }
      default -> {}
    }
  }

  private static void stored(Component c, XmlElement node, String list, Findings out) {
    if (node.bool("storeOutputAutomatically", false) && node.has(list)) {
      out.refused(
          "bad-storage", c, node, "Either storeOutputAutomatically or " + list + ", not both");
    }
  }

  private static void oneOf(Component c, XmlElement node, String one, String other, Findings out) {
    if (node.has(one) == node.has(other)) {
      out.refused(
          "bad-data-element",
          c,
          node,
          "The element '" + node.token("name", "") + "' needs either " + one + " or " + other);
    }
  }

  private static String object(Component c, XmlElement node, CheckContext context, Findings out) {
    XmlElement at = node.child("object").orElse(null);
    if (at != null && !context.objectExists(at.token())) {
      out.refused(
          "unknown-object",
          c,
          at,
          "There is no object " + at.token(),
          context.hint("CustomObject", at.token()));
      return "";
    }
    return at == null ? "" : at.token();
  }

  private static void lookup(Component c, XmlElement node, CheckContext context, Findings out) {
    int ways =
        (node.bool("storeOutputAutomatically", false) ? 1 : 0)
            + (node.has("outputReference") ? 1 : 0)
            + (node.has("outputAssignments") ? 1 : 0);
    if (ways != 1) {
      out.refused(
          "bad-storage",
          c,
          node,
          "Get Records '"
              + node.token("name", "")
              + "' needs exactly one of storeOutputAutomatically, outputReference,"
              + " outputAssignments");
    }
    String object = object(c, node, context, out);
    filters(c, node, object, context, out);
    if (object.isEmpty()) {
      return;
    }
    node.children("queriedFields").forEach(f -> field(c, object, f, context, out));
    node.child("sortField").ifPresent(f -> field(c, object, f, context, out));
    assignments(c, node, "outputAssignments", object, context, out);
  }

  private static void create(
      Component c, FlowParts flow, XmlElement node, CheckContext context, Findings out) {
    oneOf(c, node, "inputReference", "object", out);
    String object = object(c, node, context, out);
    if (node.has("inputReference")
        && (node.has("inputAssignments")
            || node.bool("storeOutputAutomatically", false)
            || node.has("assignRecordIdToReference"))) {
      out.refused(
          "bad-data-element",
          c,
          node,
          "Create Records from a variable takes no inputAssignments and stores no id");
    }
    if (node.bool("storeOutputAutomatically", false) && node.has("assignRecordIdToReference")) {
      out.refused(
          "bad-storage",
          c,
          node,
          "Either storeOutputAutomatically or assignRecordIdToReference, not both");
    }
    if (!object.isEmpty()) {
      assignments(c, node, "inputAssignments", object, context, out);
    }
  }

  private static void update(
      Component c, FlowParts flow, XmlElement node, CheckContext context, Findings out) {
    oneOf(c, node, "inputReference", "object", out);
    if (node.has("inputReference") && node.has("filters")) {
      out.refused(
          "bad-data-element",
          c,
          node,
          "Update Records takes an inputReference or filters, not both");
    }
    String object = object(c, node, context, out);
    filters(c, node, object, context, out);
    if (node.token("inputReference", "").equals("$Record")) {
      object = flow.startObject();
    }
    if (!object.isEmpty() && context.objectExists(object)) {
      assignments(c, node, "inputAssignments", object, context, out);
    }
  }

  private static void assignments(
      Component c,
      XmlElement node,
      String list,
      String object,
      CheckContext context,
      Findings out) {
    for (XmlElement assignment : node.children(list)) {
      assignment.child("field").ifPresent(f -> field(c, object, f, context, out));
    }
  }

  /** Filters name fields of the object itself, never of a parent. */
  static void filters(
      Component c, XmlElement holder, String object, CheckContext context, Findings out) {
    if (object.isEmpty() || !context.objectExists(object)) {
      return;
    }
    for (XmlElement filter : holder.children("filters")) {
      filter.child("field").ifPresent(f -> field(c, object, f, context, out));
    }
  }

  private static void field(
      Component c, String object, XmlElement at, CheckContext context, Findings out) {
    String name = at.token();
    if (name.contains(".")) {
      out.refused(
          "bad-field", c, at, "Only fields of " + object + " itself can be named, not " + name);
    } else if (context.field(object, name).isEmpty()) {
      out.refused(
          "unknown-field",
          c,
          at,
          "The field \"" + name + "\" for the object \"" + object + "\" doesn't exist.",
          context.fieldHint(object, name));
    }
  }

  private static void variable(
      Component c, XmlElement variable, CheckContext context, Findings out) {
    String type = variable.token("dataType", "");
    String needed = Map.of("SObject", "objectType", "Apex", "apexClass").get(type);
    if (needed != null && !variable.has(needed)) {
      out.refused("bad-variable", c, variable, "A variable of type " + type + " needs " + needed);
    }
    XmlElement object = variable.child("objectType").orElse(null);
    if (object != null && type.equals("SObject") && !context.objectExists(object.token())) {
      out.refused(
          "unknown-object",
          c,
          object,
          "There is no object " + object.token(),
          context.hint("CustomObject", object.token()));
    }
    if (variable.bool("isCollection", false) && variable.has("value")) {
      out.refused("bad-variable", c, variable, "A collection cannot have a default value");
    }
  }

  private static void holder(Component c, XmlElement e, Findings out) {
    String name = e.name().toLowerCase(Locale.ROOT);
    boolean holder = name.equals("value") || name.equals("rightvalue");
    if (!holder || e.nil()) {
      return;
    }
    List<XmlElement> kinds =
        e.children().stream().filter(k -> VALUE_KINDS.contains(k.name())).toList();
    if (kinds.size() > 1) {
      out.refused(
          "bad-value",
          c,
          kinds.get(1),
          "A value has exactly one of " + kinds.get(0).name() + " and " + kinds.get(1).name());
    }
  }
}
