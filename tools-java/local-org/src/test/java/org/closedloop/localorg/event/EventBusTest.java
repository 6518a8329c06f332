package org.closedloop.localorg.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.DataHost.RowResult;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.async.AsyncQueue;
import org.closedloop.localorg.async.RequestRunner;
import org.closedloop.localorg.async.WorkRequest;
import org.closedloop.localorg.clock.OrgClock;
import org.closedloop.localorg.dml.TestScope;
import org.closedloop.localorg.schema.OrgSchema;
import org.closedloop.localorg.schema.SchemaRegistry;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.XmlElement;
import org.closedloop.metadata.XmlParseException;
import org.junit.jupiter.api.Test;

class EventBusTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final TestScope scope = new TestScope(schema());
  private final List<String> delivered = new ArrayList<>();
  private final AsyncQueue queue =
      new AsyncQueue(
          OrgClock.starting(Clock.fixed(START, ZoneOffset.UTC), START, true), new Runner());
  private Subscriber subscriber = new Subscriber(2, "robot");
  private final EventBus bus =
      new EventBus(queue, object -> List.of(subscriber), () -> "005000000000001");

  private static OrgSchema schema() {
    try {
      String ns = " xmlns=\"http://soap.sforce.com/2006/04/metadata\"";
      XmlElement object =
          XmlElement.parse(
              ("<CustomObject"
                      + ns
                      + "><label>Done</label><pluralLabel>Done</pluralLabel>"
                      + "<eventType>HighVolume</eventType>"
                      + "<publishBehavior>PublishAfterCommit</publishBehavior></CustomObject>")
                  .getBytes(StandardCharsets.UTF_8),
              "x");
      XmlElement field =
          XmlElement.parse(
              ("<CustomField"
                      + ns
                      + "><fullName>Key__c</fullName><label>k</label><length>5"
                      + "</length><type>Text</type><required>true</required></CustomField>")
                  .getBytes(StandardCharsets.UTF_8),
              "x");
      return new SchemaRegistry()
          .build(
              ComponentSet.of(
                  List.of(
                      Component.ofXml("CustomObject", "Done__e", "x", object),
                      Component.ofXml("CustomField", "Done__e.Key__c", "x", field))));
    } catch (XmlParseException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Writes down what it gets; fails as often as told. */
  private final class Subscriber implements EventSubscriber {
    private final int batch;
    private final String user;
    private int failures;
    private String failure = "System.DmlException";

    Subscriber(int batch, String user) {
      this.batch = batch;
      this.user = user;
    }

    @Override
    public String name() {
      return "s";
    }

    @Override
    public String userId(String publisherId) {
      return user;
    }

    @Override
    public int batchSize() {
      return batch;
    }

    @Override
    public void deliver(WorkRequest request, List<SObjectValue> events) {
      if (failures-- > 0) {
        throw new ApexFailure(failure, "no", "");
      }
      delivered.add(
          String.join(",", events.stream().map(e -> (String) e.get("Key__c")).toList())
              + " retry "
              + request.host().events().retries());
    }
  }

  private final class Runner implements RequestRunner {
    @Override
    public <T> T run(Spec spec, Function<WorkRequest, T> body) {
      WorkRequest r = mock(WorkRequest.class);
      ApexHost host = mock(ApexHost.class);
      when(r.host()).thenReturn(host);
      when(host.events())
          .thenReturn(new RequestEvents(bus, scope, spec.eventRetries(), false, true));
      return body.apply(r);
    }
  }

  private SObjectValue event(String key) {
    SObjectValue e = new SObjectValue(scope.schema.require("Done__e"));
    e.put("Key__c", key);
    return e;
  }

  private RequestEvents events(boolean test, boolean guests) {
    return new RequestEvents(bus, scope, 0, test, guests);
  }

  private List<RowResult> publish(String... keys) {
    List<SObjectValue> all = new ArrayList<>();
    for (String k : keys) {
      all.add(event(k));
    }
    return events(false, true).publish(all, AccessMode.SYSTEM);
  }

  private void commit() {
    scope.afterCommit.forEach(Runnable::run);
    scope.afterCommit.clear();
  }

  @Test
  void eventsAreDeliveredAfterTheCommitInBatches() {
    publish("a", "b", "c");
    assertEquals(0, queue.drain().size());
    commit();
    queue.drain();
    assertEquals(List.of("a,b retry 0", "c retry 0"), delivered);
  }

  @Test
  void aRolledBackRequestPublishesNothing() {
    publish("a");
    scope.afterCommit.clear();
    queue.drain();
    assertEquals(List.of(), delivered);
  }

  @Test
  void requiredAndTooLongFieldsAreRefused() {
    List<RowResult> r = publish(null, "toolong", "ok");
    assertEquals("REQUIRED_FIELD_MISSING", r.get(0).errors().get(0).statusCode());
    assertEquals("STRING_TOO_LONG", r.get(1).errors().get(0).statusCode());
    assertTrue(r.get(2).success());
  }

  @Test
  void theGuestOptionDecidesWhetherGuestsMayPublish() {
    scope.userType = "Guest";
    assertFalse(
        events(false, false).publish(List.of(event("a")), AccessMode.SYSTEM).get(0).success());
    assertTrue(
        events(false, true).publish(List.of(event("a")), AccessMode.SYSTEM).get(0).success());
  }

  @Test
  void aRetryableExceptionSendsTheBatchAgain() {
    subscriber.failures = 2;
    subscriber.failure = "EventBus.RetryableException";
    publish("a", "b");
    commit();
    assertFalse(queue.drain().get(0).failed());
    assertEquals(List.of("a,b retry 2"), delivered);
  }

  @Test
  void nineRetriesAreTheEndAndOtherErrorsLoseTheBatch() {
    subscriber.failures = 100;
    subscriber.failure = "EventBus.RetryableException";
    publish("a");
    commit();
    assertTrue(queue.drain().get(0).failed());
    assertEquals(90, subscriber.failures);
    subscriber = new Subscriber(1, "robot");
    subscriber.failures = 1;
    publish("x", "y");
    commit();
    assertTrue(queue.drain().get(0).failed());
    assertEquals(List.of("y retry 0"), delivered);
  }

  @Test
  void aTestsEventsWaitForDelivery() {
    subscriber = new Subscriber(10, TestScope.ADMIN);
    RequestEvents events = events(true, true);
    events.publish(List.of(event("a")), AccessMode.SYSTEM);
    assertTrue(events.hasPending());
    commit();
    assertEquals(0, queue.drain().size());
    WorkRequest r = mock(WorkRequest.class);
    ApexHost host = mock(ApexHost.class);
    when(r.host()).thenReturn(host);
    when(host.events()).thenReturn(events);
    events.deliverPending(r);
    assertEquals(List.of("a retry 0"), delivered);
    assertFalse(events.hasPending());
  }
}
