package org.closedloop.localorg.check;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/** Names, connectors, reachability and condition logic of a flow. */
final class FlowGraphRule implements Rule {
  private static final Pattern NAME = Pattern.compile("[A-Za-z](?:_?[A-Za-z0-9])*");

  @Override
  public Set<String> types() {
    return Set.of("Flow");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    FlowParts flow = new FlowParts(c.xml());
    for (XmlElement twice : flow.doubles()) {
      out.refused(
          "duplicate-name",
          c,
          twice,
          "The name '" + twice.token("name", "") + "' is used more than once in the flow");
    }
    flow.names()
        .forEach(
            (name, named) -> {
              if (!NAME.matcher(name).matches()) {
                out.refused("bad-name", c, named.element(), "'" + name + "' is no API name");
              }
            });
    targets(c, flow, out);
    reach(c, flow, out);
    logic(c, flow, out);
  }

  private static void targets(Component c, FlowParts flow, Findings out) {
    FlowParts.each(
        flow.flow(),
        e -> {
          boolean target =
              e.name().equals("targetReference") || e.name().equals("startElementReference");
          if (target && !flow.nodes().containsKey(e.token())) {
            out.refused(
                "unknown-target",
                c,
                e,
                "The connector leads to '" + e.token() + "', which is no element of the flow",
                NearestName.hint(e.token(), flow.nodes().keySet()));
          }
        });
    flow.nodes()
        .forEach(
            (name, node) ->
                links(node).stream()
                    .filter(l -> l.token().equals(name))
                    .forEach(
                        l ->
                            out.refused(
                                "self-target",
                                c,
                                l,
                                "The element '" + name + "' leads to itself")));
  }

  /** All connector targets anywhere below. */
  private static List<XmlElement> links(XmlElement root) {
    List<XmlElement> links = new ArrayList<>();
    FlowParts.each(
        root,
        e -> {
          if (e.name().equals("targetReference") || e.name().equals("startElementReference")) {
            links.add(e);
          }
        });
    return links;
  }

  private static void reach(Component c, FlowParts flow, Findings out) {
    List<XmlElement> entries = new ArrayList<>();
    flow.start().ifPresent(s -> entries.addAll(links(s)));
    flow.flow().child("startElementReference").ifPresent(entries::add);
    if (entries.isEmpty()) {
      if (flow.active()) {
        out.refused(
            "empty-flow",
            c,
            flow.start().orElse(flow.flow()),
            "The flow is active and its start leads nowhere");
      }
      return;
    }
    Set<String> reached = new HashSet<>();
    Deque<XmlElement> open = new ArrayDeque<>(entries);
    while (!open.isEmpty()) {
      String name = open.pop().token();
      XmlElement node = flow.nodes().get(name);
      if (node != null && reached.add(name)) {
        open.addAll(links(node));
      }
    }
    flow.nodes()
        .forEach(
            (name, node) -> {
              if (!reached.contains(name)) {
                out.wrong(
                    "unreachable", c, node, "The element '" + name + "' is reached from nowhere");
              }
            });
  }

  private static void logic(Component c, FlowParts flow, Findings out) {
    logicIn(c, flow.flow(), out);
    FlowParts.each(flow.flow(), e -> logicIn(c, e, out));
  }

  private static void logicIn(Component c, XmlElement holder, Findings out) {
    for (String[] pair :
        new String[][] {{"filterLogic", "filters"}, {"conditionLogic", "conditions"}}) {
      XmlElement logic = holder.child(pair[0]).orElse(null);
      if (logic != null) {
        ConditionLogic.problem(logic.token(), holder.children(pair[1]).size())
            .ifPresent(p -> out.wrong("bad-logic", c, logic, p));
      }
    }
  }
}
