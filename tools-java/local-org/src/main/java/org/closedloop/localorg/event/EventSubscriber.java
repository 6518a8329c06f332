package org.closedloop.localorg.event;

import java.util.List;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.async.WorkRequest;

/** Somebody who receives the events of one object: its Apex triggers, or a flow. */
public interface EventSubscriber {

  /** Trigger or flow name for logs. */
  String name();

  /** User of the receiving request. */
  String userId(String publisherId);

  /** Most events in one request, 1 to 2,000. */
  int batchSize();

  /** Handles the events in the open request. */
  void deliver(WorkRequest request, List<SObjectValue> events);
}
