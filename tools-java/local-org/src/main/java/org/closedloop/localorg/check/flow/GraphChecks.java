package org.closedloop.localorg.check.flow;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Deque;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/** Where connectors lead: to elements that exist, to all of them, and to an end. */
final class GraphChecks {
  /** Connectors of a node without which a path ends there. */
  private static final Map<String, List<String>> ENDS =
      Map.of(
          "decisions", List.of("defaultConnector"),
          "loops", List.of("noMoreValuesConnector"));

  private GraphChecks() {}

  static void check(FlowCheck check) {
    FlowXml flow = check.flow();
    if (flow.plain()) {
      FlowXml.each(flow.root(), e -> target(check, e));
    }
    flow.nodes()
        .forEach(
            (name, node) -> {
              for (XmlElement link : links(node)) {
                if (link.token().equals(name)) {
                  check.refused("self-target", link, "The element '" + name + "' leads to itself");
                }
              }
            });
    reach(check);
    if (flow.plain()) {
      new FlowCycles(check).check();
    }
  }

  private static void target(FlowCheck check, XmlElement e) {
    boolean target = e.name().equals("targetReference") || e.name().equals("startElementReference");
    if (target && !check.flow().nodes().containsKey(e.token())) {
      check.refused(
          "unknown-target",
          e,
          "The connector leads to '" + e.token() + "', which is no element of the flow",
          NearestName.hint(e.token(), check.flow().nodes().keySet()));
    }
  }

  /** All connector targets anywhere below. */
  static List<XmlElement> links(XmlElement root) {
    List<XmlElement> links = new ArrayList<>();
    FlowXml.each(
        root,
        e -> {
          if (e.name().equals("targetReference") || e.name().equals("startElementReference")) {
            links.add(e);
          }
        });
    return links;
  }

  /** Names of the elements that follow. */
  static Set<String> next(XmlElement node) {
    Set<String> out = new LinkedHashSet<>();
    links(node).forEach(l -> out.add(l.token()));
    return out;
  }

  /** Whether a path may end at the node. */
  static boolean ends(XmlElement node) {
    if (node.name().equals("screens") || node.name().equals("customErrors")) {
      return true;
    }
    if (node.name().equals("waits") || node.name().equals("orchestratedStages")) {
      return true;
    }
    boolean outcomeWithout =
        node.children("rules").stream().anyMatch(rule -> !rule.has("connector"));
    return outcomeWithout
        || ENDS.getOrDefault(node.name(), List.of("connector")).stream()
            .anyMatch(c -> !node.has(c));
  }

  private static void reach(FlowCheck check) {
    FlowXml flow = check.flow();
    List<XmlElement> entries = new ArrayList<>();
    flow.start().ifPresent(s -> entries.addAll(links(s)));
    flow.root().child("startElementReference").ifPresent(entries::add);
    if (entries.isEmpty()) {
      if (flow.active() && flow.plain()) {
        check.refused(
            "empty-flow",
            flow.start().orElse(flow.root()),
            "The flow is active and its start leads nowhere");
      }
      return;
    }
    boolean dangling =
        links(flow.root()).stream().anyMatch(l -> !flow.nodes().containsKey(l.token()));
    if (dangling) {
      // What a broken connector was to reach is not dead by itself.
      return;
    }
    Set<String> reached = from(flow, entries.stream().map(XmlElement::token).toList());
    flow.nodes()
        .forEach(
            (name, node) -> {
              if (!reached.contains(name)) {
                check.wrong(
                    "unreachable", node, "The element '" + name + "' is reached from nowhere");
              }
            });
  }

  /** Names of the nodes that paths from those lead to, they included. */
  static Set<String> from(FlowXml flow, Collection<String> names) {
    return from(flow, names, node -> true);
  }

  /** The same, without going on from nodes that do not pass. */
  static Set<String> from(FlowXml flow, Collection<String> names, Predicate<XmlElement> passes) {
    Set<String> reached = new HashSet<>();
    Deque<String> open = new ArrayDeque<>(names);
    while (!open.isEmpty()) {
      String name = open.pop();
      XmlElement node = flow.nodes().get(name);
      if (node != null && reached.add(name) && passes.test(node)) {
        open.addAll(next(node));
      }
    }
    return reached;
  }
}
