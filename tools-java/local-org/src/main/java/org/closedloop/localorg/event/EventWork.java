package org.closedloop.localorg.event;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.ApexHost.Quiddity;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.async.DueWork;
import org.closedloop.localorg.async.RequestRunner;

/**
 * Delivery of events to one subscriber. A RetryableException sends the whole batch again, at most
 * nine times; an error behind a checkpoint keeps what was done before it and goes on after it; any
 * other error loses the batch, as on the platform.
 */
final class EventWork implements DueWork {

  private static final int MAX_RETRIES = 9;

  private final String object;
  private final EventSubscriber subscriber;
  private final String publisherId;
  private final List<SObjectValue> events;
  private final int retries;

  EventWork(
      String object,
      EventSubscriber subscriber,
      String publisherId,
      List<SObjectValue> events,
      int retries) {
    this.object = object;
    this.subscriber = subscriber;
    this.publisherId = publisherId;
    this.events = List.copyOf(events);
    this.retries = retries;
  }

  @Override
  public String kind() {
    return "event";
  }

  @Override
  public String name() {
    return object + " -> " + subscriber.name();
  }

  @Override
  public String reference() {
    return null;
  }

  @Override
  public Object batchKey() {
    return List.of(object, subscriber.name(), subscriber.userId(publisherId), retries);
  }

  @Override
  public int maxBatch() {
    return subscriber.batchSize();
  }

  @Override
  public Outcome run(RequestRunner runner, List<DueWork> batch, Instant due) {
    List<SObjectValue> all = new ArrayList<>();
    for (DueWork w : batch) {
      all.addAll(((EventWork) w).events);
    }
    List<String> problems = new ArrayList<>();
    int from = 0;
    while (from < all.size()) {
      int to = Math.min(all.size(), from + subscriber.batchSize());
      from = deliver(runner, all.subList(from, to), from, problems);
    }
    return problems.isEmpty() ? Outcome.DONE : Outcome.failed(String.join("; ", problems));
  }

  /** Delivers one batch and returns the position to go on from. */
  private int deliver(
      RequestRunner runner, List<SObjectValue> events, int from, List<String> problems) {
    int attempt = retries;
    while (true) {
      try {
        return from + once(runner, events, attempt, problems);
      } catch (ApexFailure e) {
        if (!e.typeName().equals("EventBus.RetryableException") || attempt == MAX_RETRIES) {
          problems.add(e.toString());
          return from + events.size();
        }
        attempt++;
      } catch (RuntimeException e) {
        problems.add(e.getMessage() == null ? e.toString() : e.getMessage());
        return from + events.size();
      }
    }
  }

  private int once(
      RequestRunner runner, List<SObjectValue> events, int attempt, List<String> problems) {
    RequestRunner.Spec spec =
        new RequestRunner.Spec(subscriber.userId(publisherId), Quiddity.UNDEFINED, null, attempt);
    return runner.run(
        spec,
        request -> {
          RequestEvents bus = (RequestEvents) request.host().events();
          try {
            subscriber.deliver(request, RequestEvents.copies(events));
          } catch (RuntimeException e) {
            boolean retry =
                e instanceof ApexFailure f && f.typeName().equals("EventBus.RetryableException");
            if (retry || !bus.backToCheckpoint()) {
              throw e;
            }
            problems.add(e.getMessage());
          }
          int resume = bus.position(events);
          return resume < 0 ? events.size() : resume + 1;
        });
  }
}
