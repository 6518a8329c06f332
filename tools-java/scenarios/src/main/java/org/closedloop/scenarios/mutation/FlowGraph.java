package org.closedloop.scenarios.mutation;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.closedloop.scenarios.mutation.NeededElements.Need;
import org.closedloop.scenarios.mutation.XmlText.Node;

/** Nodes and arrows of a flow, to say what a mutation of an arrow or an element leaves behind. */
final class FlowGraph {
  private static final Need OPTIONAL = new Need(Verdict.EQUIVALENT, "an optional element");
  private static final Set<String> RESOURCES =
      Set.of("variables", "formulas", "constants", "textTemplates", "choices", "stages");
  private static final Set<String> STEPS =
      Set.of(
          "actionCalls",
          "assignments",
          "collectionProcessors",
          "customErrors",
          "decisions",
          "loops",
          "recordCreates",
          "recordDeletes",
          "recordLookups",
          "recordUpdates",
          "screens",
          "subflows");

  private final XmlText flow;
  private final Map<String, Node> nodes = new LinkedHashMap<>();

  FlowGraph(XmlText flow) {
    this.flow = flow;
    for (Node n : flow.root.children) {
      if (STEPS.contains(n.name)) {
        nodes.put(n.value("name"), n);
      }
    }
  }

  Set<String> nodes() {
    return nodes.keySet();
  }

  /** All arrows: elements that name a target. */
  List<Node> arrows() {
    return flow.elements(n -> n.name.equals("targetReference"));
  }

  /** The node that an arrow leaves; null for the start. */
  String owner(Node arrow) {
    Node at = arrow;
    while (at.parent != flow.root) {
      at = at.parent;
    }
    return STEPS.contains(at.name) ? at.value("name") : null;
  }

  /** Nodes that the start reaches when one arrow leads elsewhere ({@code to} null: nowhere). */
  Set<String> reached(Node changed, String to) {
    Map<String, List<String>> out = new LinkedHashMap<>();
    for (Node a : arrows()) {
      String target = a == changed ? to : a.value();
      if (target != null) {
        String from = owner(a);
        out.computeIfAbsent(from == null ? "" : from, k -> new ArrayList<>()).add(target);
      }
    }
    Set<String> seen = new HashSet<>();
    Deque<String> todo = new ArrayDeque<>(out.getOrDefault("", List.of()));
    while (!todo.isEmpty()) {
      String here = todo.pop();
      if (nodes.containsKey(here) && seen.add(here)) {
        todo.addAll(out.getOrDefault(here, List.of()));
      }
    }
    return seen;
  }

  /**
   * Whether the flow would lead in a circle that nothing can end: back from a fault path, or past
   * elements that do not choose a way.
   */
  boolean circles(Node changed, String to) {
    String from = owner(changed);
    boolean fault = changed.parent.name.equals("faultConnector");
    return from != null
        && !chooses(from)
        && (fault ? leads(to, from, changed, false) : leads(to, from, changed, true));
  }

  private boolean chooses(String node) {
    return Set.of("decisions", "loops", "screens").contains(nodes.get(node).name);
  }

  private boolean leads(String start, String end, Node except, boolean straight) {
    Deque<String> todo = new ArrayDeque<>(List.of(start));
    Set<String> seen = new HashSet<>();
    while (!todo.isEmpty()) {
      String here = todo.pop();
      if (here.equals(end)) {
        return true;
      }
      if (nodes.containsKey(here) && seen.add(here) && !(straight && chooses(here))) {
        arrows().stream()
            .filter(a -> a != except && here.equals(owner(a)))
            .filter(a -> !straight || !a.parent.name.equals("faultConnector"))
            .forEach(a -> todo.add(a.value()));
      }
    }
    return false;
  }

  /** Whether an element of the flow refers to this name. */
  boolean refersTo(String name, Node except) {
    return flow.elements().stream()
        .filter(n -> n.leaf() && !inside(n, except))
        .anyMatch(
            n ->
                (n.name.endsWith("Reference")
                        && (n.value().equals(name) || n.value().startsWith(name + ".")))
                    || n.raw().contains("{!" + name + "}")
                    || n.raw().contains("{!" + name + "."));
  }

  private static boolean inside(Node n, Node outer) {
    for (Node at = n; at != null; at = at.parent) {
      if (at == outer) {
        return true;
      }
    }
    return false;
  }

  /** What becomes of the flow without an element that the schema does not require. */
  Need without(Node n) {
    Node arrow = n.name.equals("targetReference") ? n : n.child("targetReference").orElse(null);
    if (arrow != null) {
      return withoutArrow(arrow);
    }
    if (n.parent == flow.root) {
      return withoutPart(n);
    }
    String parent = n.parent.name;
    boolean inStart = parent.equals("start");
    if (inStart && n.name.equals("object")) {
      return refused("a record-triggered flow names its object");
    }
    if (inStart && n.name.equals("scheduledPaths") && !nowhere(n)) {
      return new Need(Verdict.WRONG, "elements that nothing leads to");
    }
    if (n.name.equals("name") && flow.root != n.parent) {
      return refused("a named element has a name");
    }
    if (n.name.equals("actionName") || n.name.equals("actionType") || n.name.equals("flowName")) {
      return refused(n.name + " says what is called");
    }
    if (Set.of("elementReference", "stringValue", "numberValue", "booleanValue").contains(n.name)) {
      return new Need(Verdict.WRONG, "a value that holds nothing");
    }
    if (parent.equals("recordLookups") || parent.equals("recordCreates")) {
      return n.name.equals("object") ? refused("the element names its object") : OPTIONAL;
    }
    if (parent.equals("recordUpdates") && n.name.equals("object")) {
      return refused("the element names its object");
    }
    return switch (parent + "/" + n.name) {
      case "conditions/leftValueReference", "filters/field", "filters/operator" ->
          refused("a condition has two sides and an operator");
      case "conditions/rightValue", "filters/value" ->
          new Need(Verdict.WRONG, "a condition without a right side");
      case "assignmentItems/assignToReference", "assignmentItems/operator" ->
          refused("an assignment has a target and an operator");
      case "inputAssignments/field", "outputParameters/assignToReference" ->
          refused("it says where the value goes");
      case "inputAssignments/value", "inputParameters/value" ->
          new Need(Verdict.WRONG, "an input without a value");
      case "decisions/rules" -> ruleGone(n);
      default -> OPTIONAL;
    };
  }

  private Need ruleGone(Node rule) {
    boolean dead =
        rule.child("connector")
            .flatMap(c -> c.child("targetReference"))
            .map(a -> !reached(a, null).containsAll(reachedNow()))
            .orElse(false);
    return rule.parent.children("rules").size() == 1
        ? refused("a decision has an outcome")
        : dead ? new Need(Verdict.WRONG, "elements that nothing leads to") : OPTIONAL;
  }

  private Need withoutPart(Node n) {
    if (STEPS.contains(n.name) || RESOURCES.contains(n.name)) {
      return refersTo(n.value("name"), n) ? refused("other elements refer to it") : OPTIONAL;
    }
    return switch (n.name) {
      case "start" -> refused("an active flow starts somewhere");
      case "processType" -> refused("a flow has a type");
      default -> OPTIONAL;
    };
  }

  private Need withoutArrow(Node arrow) {
    if (owner(arrow) == null) {
      return refused("an active flow leads somewhere");
    }
    return reached(arrow, null).containsAll(reachedNow())
        ? new Need(Verdict.EQUIVALENT, "a path may end here")
        : new Need(Verdict.WRONG, "elements that nothing leads to");
  }

  private boolean nowhere(Node path) {
    return path.child("connector").isEmpty();
  }

  private Set<String> reachedNow() {
    return reached(null, null);
  }

  private static Need refused(String reason) {
    return new Need(Verdict.REFUSED, reason);
  }
}
