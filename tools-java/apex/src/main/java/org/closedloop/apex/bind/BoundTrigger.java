package org.closedloop.apex.bind;

import java.util.Set;
import org.closedloop.apex.host.ApexSession.TriggerEvent;
import org.closedloop.apex.schema.SObjectDef;

/**
 * A trigger.
 *
 * @param holder stands for the trigger in stacks and holds the methods, types and API version
 *     declared in it; its name is the trigger's
 * @param slots size of the frame
 */
public record BoundTrigger(
    String name,
    String file,
    SObjectDef object,
    Set<TriggerEvent> events,
    BoundClass holder,
    BoundStmt.Block body,
    int slots) {
  public BoundTrigger {
    events = Set.copyOf(events);
  }
}
