package org.closedloop.localorg.event;

import java.util.List;
import org.closedloop.apex.host.ApexSession.TriggerEvent;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.async.WorkRequest;

/**
 * The Apex triggers of an event object. They run as Automated Process unless a
 * PlatformEventSubscriberConfig names a user and a batch size.
 */
public record TriggerSubscriber(String object, String userId, int batchSize)
    implements EventSubscriber {

  public static final int DEFAULT_BATCH = 2000;

  @Override
  public String name() {
    return "trigger";
  }

  @Override
  public String userId(String publisherId) {
    return userId;
  }

  @Override
  public void deliver(WorkRequest request, List<SObjectValue> events) {
    request.session().fireTriggers(object, TriggerEvent.AFTER_INSERT, events, null);
  }
}
