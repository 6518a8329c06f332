package org.closedloop.localorg.check.flow;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.closedloop.metadata.XmlElement;

/** Paths that come back: loops that never take the next item, and paths that never end. */
final class FlowCycles {
  private static final Set<String> PAUSES = Set.of("screens", "waits", "loops");
  private static final Set<String> IDLE =
      Set.of("decisions", "recordLookups", "collectionProcessors");

  private final FlowCheck check;
  private final FlowXml flow;

  FlowCycles(FlowCheck check) {
    this.check = check;
    this.flow = check.flow();
  }

  void check() {
    endless();
    faults();
    idle();
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

  /** What handles a fault does not run what failed again, unless somebody or an item intervenes. */
  private void faults() {
    flow.nodes()
        .forEach(
            (name, node) -> {
              XmlElement fault = node.child("faultConnector").orElse(null);
              String to = fault == null ? "" : fault.token("targetReference", "");
              if (!to.equals(name) && straight(to).contains(name)) {
                check.wrong(
                    "fault-loop",
                    fault,
                    "The fault path of '" + name + "' leads back to it",
                    "end the path");
              }
            });
  }

  /** Paths that come around without anything that could change the next decision. */
  private void idle() {
    flow.nodes()
        .forEach(
            (name, node) -> {
              for (XmlElement link : GraphChecks.links(node)) {
                String to = link.token();
                boolean back =
                    IDLE.contains(node.name())
                        && !to.equals(name)
                        && GraphChecks.from(flow, List.of(to), n -> IDLE.contains(n.name()))
                            .contains(name);
                if (back) {
                  check.wrong(
                      "idle-cycle",
                      link,
                      "From '"
                          + to
                          + "' the path comes back to '"
                          + name
                          + "' with nothing changed on the way",
                      "such a flow never ends");
                }
              }
            });
  }

  /** What a path reaches before a screen, a wait or the next item of a loop. */
  private Set<String> straight(String first) {
    return GraphChecks.from(flow, List.of(first), n -> !PAUSES.contains(n.name()));
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
