package org.closedloop.apex.host;

import java.util.List;
import org.closedloop.apex.value.SObjectValue;

/** The event bus of one request. */
public interface EventHost {

  /** Publishes; after-commit events wait for the commit of this request. */
  List<DataHost.RowResult> publish(List<SObjectValue> events, AccessMode mode);

  /**
   * Publishes; the callback, made with {@link ApexSession#detach}, hears in a request of its own
   * which events were published or lost.
   */
  default List<DataHost.RowResult> publish(
      List<SObjectValue> events, AccessMode mode, Object callback) {
    throw new UnsupportedPlatformFeature("publish callbacks in this context");
  }

  /** Within an event trigger: where delivery resumes if the trigger fails later. */
  void setResumeCheckpoint(String replayId);

  /** {@code TriggerContext.retries} of the running event trigger. */
  int retries();
}
