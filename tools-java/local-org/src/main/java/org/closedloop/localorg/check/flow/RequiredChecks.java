package org.closedloop.localorg.check.flow;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.closedloop.metadata.XmlElement;

/** What lines of a flow cannot do without, although the schema calls it optional. */
final class RequiredChecks {
  private static final Map<String, List<String>> NEEDED =
      Map.of(
          "conditions", List.of("leftValueReference", "operator"),
          "filters", List.of("field", "operator"),
          "assignmentItems", List.of("assignToReference", "operator"),
          "actionCalls", List.of("actionName", "actionType"),
          "subflows", List.of("flowName"));

  /** Lines that without a value say nothing. */
  private static final Set<String> VALUED = Set.of("filters", "inputAssignments");

  private RequiredChecks() {}

  static void check(FlowCheck check) {
    XmlElement root = check.flow().root();
    if (root.token("label", "").isEmpty()) {
      check.refused(
          "required", root.child("label").orElse(root), "Required field is missing: label");
    }
    if (!check.flow().plain()) {
      return;
    }
    for (XmlElement node : check.flow().nodes().values()) {
      needs(check, node, "label");
    }
    for (XmlElement top : root.children()) {
      if (!top.name().equals("transforms")) {
        visit(check, top);
      }
    }
    for (XmlElement node : check.flow().nodes().values()) {
      once(check, node, "inputAssignments", "field");
      once(check, node, "queriedFields", null);
      taken(check, node);
    }
  }

  private static void visit(FlowCheck check, XmlElement e) {
    NEEDED.getOrDefault(e.name(), List.of()).forEach(child -> needs(check, e, child));
    if (VALUED.contains(e.name()) && ValueChecks.empty(e.child("value").orElse(null))) {
      check.wrong("no-value", e, "There is no value in these " + e.name(), "give it a value");
    }
    for (String logic : List.of("conditionLogic", "filterLogic")) {
      e.child(logic)
          .filter(l -> l.token().isEmpty() && !l.nil())
          .ifPresent(l -> check.wrong("bad-logic", l, "The logic is empty", "and, or, 1 AND 2"));
    }
    e.children().forEach(child -> visit(check, child));
  }

  private static void needs(FlowCheck check, XmlElement e, String child) {
    if (e.token(child, "").isEmpty()) {
      check.refused("required", e.child(child).orElse(e), "Required field is missing: " + child);
    }
  }

  /** Fields are set or read once by an element. */
  private static void once(FlowCheck check, XmlElement node, String list, String key) {
    Set<String> seen = new HashSet<>();
    for (XmlElement line : node.children(list)) {
      String name = key == null ? line.token() : line.token(key, "");
      if (!name.isEmpty() && !seen.add(name.toLowerCase(Locale.ROOT))) {
        check.wrong("twice", line, "The field " + name + " is named twice");
      }
    }
  }

  /** An output goes to a variable once. */
  private static void taken(FlowCheck check, XmlElement node) {
    Set<String> seen = new HashSet<>();
    for (String list : List.of("outputParameters", "outputAssignments")) {
      for (XmlElement line : node.children(list)) {
        String name = line.token("name", line.token("field", ""));
        String pair = name + " > " + line.token("assignToReference", "");
        if (!seen.add(pair.toLowerCase(Locale.ROOT))) {
          check.wrong("twice", line, "The output " + name + " is taken twice");
        }
      }
    }
  }
}
