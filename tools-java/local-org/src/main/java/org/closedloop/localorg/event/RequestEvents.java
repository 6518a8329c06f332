package org.closedloop.localorg.event;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.closedloop.apex.host.AccessHost.ObjectRight;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.DataHost.DmlError;
import org.closedloop.apex.host.DataHost.RowResult;
import org.closedloop.apex.host.EventHost;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.Limits.Counter;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.RecordId;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.async.WorkRequest;
import org.closedloop.localorg.dml.RequestScope;
import org.closedloop.localorg.store.Transaction;

/** Publishing in one request, and the checkpoint of the delivery that the request is. */
public final class RequestEvents implements EventHost {

  private final EventBus bus;
  private final RequestScope scope;
  private final int retries;
  private final boolean test;
  private final boolean guestMayPublish;
  private final List<SObjectValue> pending = new ArrayList<>();
  private final List<PublishCallback> callbacks = new ArrayList<>();
  private Transaction.Mark checkpoint;
  private String checkpointReplayId;

  /**
   * @param retries of the delivery that this request is
   * @param test whether events wait for the test to deliver them
   * @param guestMayPublish the org option guest.eventPublish
   */
  public RequestEvents(
      EventBus bus, RequestScope scope, int retries, boolean test, boolean guestMayPublish) {
    this.bus = bus;
    this.scope = scope;
    this.retries = retries;
    this.test = test;
    this.guestMayPublish = guestMayPublish;
  }

  @Override
  public List<RowResult> publish(List<SObjectValue> events, AccessMode mode) {
    return publish(events, mode, null);
  }

  @Override
  public List<RowResult> publish(List<SObjectValue> events, AccessMode mode, Object payload) {
    boolean immediate = events.stream().anyMatch(e -> !e.type().publishAfterCommit());
    scope.limits().consume(immediate ? Counter.PUBLISH_IMMEDIATE : Counter.DML_STATEMENTS, 1);
    List<RowResult> results = new ArrayList<>();
    List<SObjectValue> later = new ArrayList<>();
    List<SObjectValue> now = new ArrayList<>();
    for (SObjectValue event : events) {
      DmlError problem = problem(event, mode);
      if (problem != null) {
        results.add(new RowResult(null, false, false, List.of(problem)));
        continue;
      }
      SObjectValue sent = stamped(event);
      (event.type().publishAfterCommit() ? later : now).add(sent);
      results.add(
          new RowResult(
              RecordId.of(event.type().keyPrefix(), Long.parseLong((String) sent.get("ReplayId"))),
              true,
              true,
              List.of()));
    }
    String publisher = scope.user().id();
    PublishCallback callback = payload == null ? null : PublishCallback.of(payload, now, later);
    if (test) {
      pending.addAll(now);
      pending.addAll(later);
      if (callback != null) {
        callbacks.add(callback);
      }
    } else {
      if (callback != null) {
        scope.onCommit(() -> bus.call(callback));
      }
      if (!now.isEmpty()) {
        bus.send(now, publisher);
      }
      if (!later.isEmpty()) {
        scope.onCommit(() -> bus.send(later, publisher));
      }
    }
    return results;
  }

  private DmlError problem(SObjectValue event, AccessMode mode) {
    SObjectDef type = event.type();
    if (type.kind() != SObjectDef.Kind.PLATFORM_EVENT) {
      throw new HostException(
          "TypeException", null, "Invalid type for event publishing: " + type.name());
    }
    boolean refusedGuest = scope.user().isGuest() && !guestMayPublish;
    boolean noCreate = mode.userMode() && !scope.access().object(type.name(), ObjectRight.CREATE);
    if (refusedGuest || noCreate) {
      return new DmlError(
          "INSUFFICIENT_ACCESS_OR_READONLY",
          "insufficient access rights on object: " + type.name(),
          List.of());
    }
    for (FieldDef f : type.fields()) {
      Object v = event.get(f.name());
      if (f.custom() && f.required() && v == null && f.type() != FieldType.BOOLEAN) {
        return new DmlError(
            "REQUIRED_FIELD_MISSING",
            "Required fields are missing: [" + f.name() + "]",
            List.of(f.name()));
      }
      if (v instanceof String s && f.custom() && f.length() > 0 && s.length() > f.length()) {
        return new DmlError(
            "STRING_TOO_LONG",
            f.label() + ": data value too large: " + s + " (max length=" + f.length() + ")",
            List.of(f.name()));
      }
    }
    return null;
  }

  private SObjectValue stamped(SObjectValue event) {
    SObjectValue copy = event.copy();
    for (FieldDef f : event.type().fields()) {
      if (!copy.isSet(f.name())) {
        copy.put(f.name(), defaultOf(f));
      }
    }
    if (copy.get("EventUuid") == null) {
      copy.put("EventUuid", UUID.randomUUID().toString());
    }
    copy.put("ReplayId", bus.nextReplayId());
    copy.put("CreatedDate", scope.now());
    copy.put("CreatedById", scope.user().id());
    return copy;
  }

  private static Object defaultOf(FieldDef f) {
    return f.type() == FieldType.BOOLEAN ? "true".equals(f.defaultValueFormula()) : null;
  }

  static List<SObjectValue> copies(List<SObjectValue> events) {
    List<SObjectValue> out = new ArrayList<>();
    for (SObjectValue e : events) {
      out.add(e.copy());
    }
    return out;
  }

  @Override
  public void setResumeCheckpoint(String replayId) {
    checkpoint = scope.transaction().mark();
    checkpointReplayId = replayId;
  }

  /** Keeps what was done up to the last checkpoint; false when none was set. */
  boolean backToCheckpoint() {
    if (checkpoint == null) {
      return false;
    }
    scope.transaction().rollbackTo(checkpoint);
    return true;
  }

  /** Place of the checkpointed event in the batch, or -1. */
  int position(List<SObjectValue> events) {
    for (int i = 0; i < events.size(); i++) {
      if (events.get(i).get("ReplayId").equals(checkpointReplayId)) {
        return i;
      }
    }
    return -1;
  }

  @Override
  public int retries() {
    return retries;
  }

  /** Whether a test has events that nobody delivered yet. */
  public boolean hasPending() {
    return !pending.isEmpty() || !callbacks.isEmpty();
  }

  /** Delivers a test's events in its own transaction, as each subscriber's user. */
  public void deliverPending(WorkRequest request) {
    while (!pending.isEmpty()) {
      List<SObjectValue> batch = List.copyOf(pending);
      pending.clear();
      String publisher = scope.user().id();
      EventBus.byObject(batch)
          .forEach(
              (object, events) -> {
                for (EventSubscriber s : bus.subscribers(object)) {
                  deliver(request, s, events, publisher);
                }
              });
    }
    call(request, true);
  }

  private void call(WorkRequest request, boolean published) {
    List<PublishCallback> waiting = List.copyOf(callbacks);
    callbacks.clear();
    for (PublishCallback c : waiting) {
      request.host().tests().runAs(bus.callbackUser(), () -> c.call(request, published));
    }
  }

  private void deliver(
      WorkRequest request, EventSubscriber s, List<SObjectValue> events, String publisher) {
    String user = s.userId(publisher);
    Runnable body = () -> s.deliver(request, copies(events));
    if (user.equals(scope.user().id())) {
      body.run();
    } else {
      request.host().tests().runAs(user, body);
    }
  }

  /** Forgets a test's events, as if publishing had failed; their callbacks hear of it. */
  public void failPending(WorkRequest request) {
    pending.clear();
    call(request, false);
  }
}
