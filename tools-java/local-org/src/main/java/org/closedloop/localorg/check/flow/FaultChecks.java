package org.closedloop.localorg.check.flow;

import java.util.Set;
import org.closedloop.metadata.XmlElement;

/** Elements that can fail say what happens then. A weakness, not an error. */
final class FaultChecks {
  private static final Set<String> FAULTABLE =
      Set.of("recordLookups", "recordCreates", "recordUpdates", "recordDeletes", "actionCalls");

  private FaultChecks() {}

  static void check(FlowCheck check) {
    // Before a save nothing is written; a fault there fails the row with its message.
    if (!check.flow().plain() || check.flow().triggerType().equals("RecordBeforeSave")) {
      return;
    }
    for (XmlElement node : check.flow().nodes().values()) {
      boolean shown =
          node.name().equals("actionCalls") && node.token("actionType", "").equals("component");
      if (FAULTABLE.contains(node.name()) && !shown && !node.has("faultConnector")) {
        check.warning(
            "no-fault-path",
            node,
            "The element '" + node.token("name", "") + "' has no fault path",
            "connect it with an element that handles the fault");
      }
    }
  }
}
