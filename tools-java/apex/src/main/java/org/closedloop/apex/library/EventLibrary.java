package org.closedloop.apex.library;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.DataHost.RowResult;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.SObjectValue;

/** Members of EventBus. */
@ApexType("System.EventBus")
final class EventLibrary {

  private EventLibrary() {}

  @ApexMethod({"publish(List<SObject>)", "publish(SObject)"})
  static Object publish(ApexContext ctx, @Nullable Object events) {
    return publish(ctx, events, AccessMode.SYSTEM, null);
  }

  @ApexMethod({"publish(List<SObject>,Object)", "publish(SObject,Object)"})
  static Object publish(ApexContext ctx, @Nullable Object events, Object callback) {
    return publish(ctx, events, AccessMode.SYSTEM, callback);
  }

  @ApexMethod({
    "publishWithAccessLevel(List<SObject>,AccessLevel)",
    "publishWithAccessLevel(SObject,AccessLevel)"
  })
  static Object publishWithAccessLevel(
      ApexContext ctx, @Nullable Object events, AccessLevelValue level) {
    return publish(ctx, events, AccessLevelValue.mode(ctx, level), null);
  }

  @ApexMethod({
    "publishWithAccessLevel(List<SObject>,Object,AccessLevel)",
    "publishWithAccessLevel(SObject,Object,AccessLevel)"
  })
  static Object publishWithAccessLevel(
      ApexContext ctx, @Nullable Object events, Object callback, AccessLevelValue level) {
    return publish(ctx, events, AccessLevelValue.mode(ctx, level), callback);
  }

  private static Object publish(ApexContext ctx, Object events, AccessMode mode, Object callback) {
    if (events == null) {
      throw Errors.nullArgument(1);
    }
    List<SObjectValue> rows = new ArrayList<>();
    if (events instanceof ApexList l) {
      l.forEach(e -> rows.add((SObjectValue) e));
    } else {
      rows.add((SObjectValue) events);
    }
    ApexList out = new ApexList(PlatformType.of("Database.SaveResult"));
    List<RowResult> results =
        callback == null
            ? ctx.host().events().publish(rows, mode)
            : ctx.host().events().publish(rows, mode, ctx.detach(callback));
    for (RowResult r : results) {
      out.add(new DmlResult.Save().from(r));
    }
    return events instanceof ApexList ? out : out.get(0);
  }

  /** A {@code EventBus.SuccessResult}. */
  @ApexType("EventBus.SuccessResult")
  static final class Succeeded extends LibraryValue {
    private final List<String> eventUuids;

    Succeeded(List<String> eventUuids) {
      this.eventUuids = eventUuids;
    }

    @ApexMethod
    ApexList getEventUuids() {
      return ApexList.of(SimpleType.STRING, eventUuids);
    }
  }

  /** A {@code EventBus.FailureResult}. */
  @ApexType("EventBus.FailureResult")
  static final class Failed extends LibraryValue {
    private final List<String> eventUuids;

    Failed(List<String> eventUuids) {
      this.eventUuids = eventUuids;
    }

    @ApexMethod
    ApexList getEventUuids() {
      return ApexList.of(SimpleType.STRING, eventUuids);
    }
  }

  /** A {@code EventBus.TestBroker}. */
  @ApexType("EventBus.TestBroker")
  static final class Broker extends LibraryValue {
    @ApexMethod
    void deliver(ApexContext ctx) {
      ctx.host().tests().deliverEvents();
    }

    @ApexMethod
    void fail(ApexContext ctx) {
      ctx.host().tests().failEvents();
    }
  }

  /** A {@code EventBus.TriggerContext}: the delivery that runs. */
  @ApexType("EventBus.TriggerContext")
  static final class TriggerContext extends LibraryValue {
    private String checkpoint;

    @ApexMethod
    static TriggerContext currentContext(ApexContext ctx) {
      return ctx.state(TriggerContext.class, TriggerContext::new);
    }

    @ApexProperty("retries")
    Integer retries(ApexContext ctx) {
      return ctx.host().events().retries();
    }

    @ApexMethod
    String getResumeCheckpoint() {
      return checkpoint;
    }

    @ApexMethod
    void setResumeCheckpoint(ApexContext ctx, String replayId) {
      checkpoint = replayId;
      ctx.host().events().setResumeCheckpoint(replayId);
    }
  }
}
