package org.closedloop.localorg.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.HostException;
import org.closedloop.localorg.formula.FormulaFailure;

/**
 * Runs interviews together: all advance until each stands at a data element or call or has ended;
 * those that stand at the same element of the same flow run it as one query, statement or call.
 */
final class FlowEngine {

  private FlowEngine() {}

  static void run(List<Interview> interviews) {
    while (true) {
      for (Interview i : interviews) {
        FlowSteps.advance(i);
      }
      List<Interview> group = firstGroup(interviews);
      if (group.isEmpty()) {
        return;
      }
      execute(group);
    }
  }

  private static List<Interview> firstGroup(List<Interview> interviews) {
    List<Interview> group = new ArrayList<>();
    for (Interview i : interviews) {
      if (i.running() && (group.isEmpty() || group.get(0).at() == i.at())) {
        group.add(i);
      }
    }
    return group;
  }

  private static void execute(List<Interview> group) {
    FlowNode.Bulk node = (FlowNode.Bulk) group.get(0).at();
    for (Interview i : group) {
      i.run().tick();
      i.markVisited(node);
    }
    try {
      if (node instanceof FlowNode.Lookup l) {
        FlowQueries.lookup(group, l);
      } else if (node instanceof FlowNode.Create c) {
        FlowDml.create(group, c);
      } else if (node instanceof FlowNode.Update u) {
        FlowDml.update(group, u);
      } else if (node instanceof FlowNode.Delete d) {
        FlowDml.delete(group, d);
      } else if (node instanceof FlowNode.Action a) {
        FlowActions.action(group, a);
      } else if (node instanceof FlowNode.Subflow s) {
        FlowActions.subflow(group, s);
      }
    } catch (FlowFault | FormulaFailure | HostException | ApexFailure e) {
      for (Interview i : group) {
        if (i.running() && i.at() == node) {
          fault(i, node, text(e));
        }
      }
    }
  }

  /** Sends one interview to the node's fault path. */
  static void fault(Interview i, FlowNode.Bulk node, String message) {
    i.trace().step(node.name(), FlowSteps.kind(node), "fault: " + message, Map.of());
    i.faulted(message, node.fault());
  }

  static String text(RuntimeException e) {
    if (e instanceof ApexFailure a) {
      return "An Apex error occurred: " + a.typeName() + ": " + a.getMessage();
    }
    if (e instanceof HostException h && h.statusCode() != null) {
      return h.statusCode() + ": " + h.getMessage();
    }
    return e.getMessage();
  }

  /** The text that the platform puts around an error of the database. */
  static String dmlText(String verb, String errors) {
    return "This error occurred when the flow tried to "
        + verb
        + " records: "
        + errors
        + ". You can look up ExceptionCode values in the SOAP API Developer Guide.";
  }
}
