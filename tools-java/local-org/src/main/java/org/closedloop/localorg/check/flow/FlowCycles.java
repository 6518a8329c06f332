package org.closedloop.localorg.check.flow;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.closedloop.metadata.XmlElement;

/** Paths that come back: loops that never take the next item, and paths that never end. */
final class FlowCycles {
  private final FlowCheck check;
  private final FlowXml flow;

  FlowCycles(FlowCheck check) {
    this.check = check;
    this.flow = check.flow();
  }

  void check() {
    endless();
    flow.nodes()
        .forEach(
            (name, node) -> {
              if (node.name().equals("loops")) {
                body(name, node);
              }
            });
  }

  /** Nodes that lead on and on without a place where a path could end. */
  private void endless() {
    Set<String> ending = new HashSet<>();
    flow.nodes()
        .forEach(
            (name, node) -> {
              if (GraphChecks.ends(node)) {
                ending.add(name);
              }
            });
    boolean grows = true;
    while (grows) {
      grows = false;
      for (var e : flow.nodes().entrySet()) {
        boolean leads = GraphChecks.next(e.getValue()).stream().anyMatch(ending::contains);
        boolean dangles =
            GraphChecks.next(e.getValue()).stream().anyMatch(n -> !flow.nodes().containsKey(n));
        grows |= (leads || dangles) && ending.add(e.getKey());
      }
    }
    flow.nodes()
        .forEach(
            (name, node) -> {
              boolean itself = GraphChecks.next(node).contains(name);
              if (!ending.contains(name) && !itself) {
                check.wrong(
                    "endless-path",
                    node,
                    "No path from '" + name + "' ever ends",
                    "a connector leads back to an earlier element");
              }
            });
  }

  private void body(String name, XmlElement loop) {
    String first =
        loop.at("nextValueConnector", "targetReference").map(XmlElement::token).orElse("");
    if (first.isEmpty()) {
      check.warning(
          "loop-without-body", loop, "The loop '" + name + "' does nothing for an item", "");
      return;
    }
    if (!flow.nodes().containsKey(first)) {
      return;
    }
    if (!GraphChecks.from(flow, List.of(first)).contains(name)) {
      check.warning(
          "loop-without-return",
          loop.child("nextValueConnector").orElse(loop),
          "No path from '" + first + "' leads back to the loop '" + name + "'",
          "connect the last element of the body with the loop");
    }
  }
}
