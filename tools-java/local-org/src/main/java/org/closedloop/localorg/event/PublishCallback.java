package org.closedloop.localorg.event;

import java.util.List;
import java.util.stream.Stream;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.async.WorkRequest;

/** Apex that waits to hear what became of events it published. */
record PublishCallback(Object payload, List<String> eventUuids) {

  @SafeVarargs
  static PublishCallback of(Object payload, List<SObjectValue>... events) {
    return new PublishCallback(
        payload,
        Stream.of(events)
            .flatMap(List::stream)
            .map(e -> String.valueOf(e.get("EventUuid")))
            .toList());
  }

  void call(WorkRequest request, boolean published) {
    if (!eventUuids.isEmpty()) {
      request.session().publishCallback(payload, published, eventUuids);
    }
  }
}
