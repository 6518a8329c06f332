package org.closedloop.localorg.event;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.async.AsyncQueue;

/** Takes published events to their subscribers, each through the org's work queue. */
public final class EventBus {

  private final AsyncQueue queue;
  private final Function<String, List<EventSubscriber>> subscribers;
  private final Supplier<String> callbackUser;
  private final AtomicLong replayIds = new AtomicLong();

  /**
   * @param subscribers who listens to an event object now, by its name
   * @param callbackUser id of the user as whom publish callbacks run: Automated Process
   */
  public EventBus(
      AsyncQueue queue,
      Function<String, List<EventSubscriber>> subscribers,
      Supplier<String> callbackUser) {
    this.queue = queue;
    this.subscribers = subscribers;
    this.callbackUser = callbackUser;
  }

  String callbackUser() {
    return callbackUser.get();
  }

  /** Queues a callback; publishing works here, so it hears of success. */
  void call(PublishCallback callback) {
    queue.add(queue.clock().now(), new CallbackWork(callback, callbackUser()));
  }

  /** Position of the next event in the stream. */
  String nextReplayId() {
    return String.valueOf(replayIds.incrementAndGet());
  }

  List<EventSubscriber> subscribers(String eventObject) {
    return subscribers.apply(eventObject);
  }

  /** Queues the events for every subscriber; they are delivered from now on. */
  public void send(List<SObjectValue> events, String publisherId) {
    byObject(events)
        .forEach(
            (object, list) -> {
              for (EventSubscriber s : subscribers(object)) {
                queue.add(queue.clock().now(), new EventWork(object, s, publisherId, list, 0));
              }
            });
  }

  static Map<String, List<SObjectValue>> byObject(List<SObjectValue> events) {
    Map<String, List<SObjectValue>> map = new LinkedHashMap<>();
    for (SObjectValue e : events) {
      map.computeIfAbsent(e.type().name(), n -> new ArrayList<>()).add(e);
    }
    return map;
  }
}
