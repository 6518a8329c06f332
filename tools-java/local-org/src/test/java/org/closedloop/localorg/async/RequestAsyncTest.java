package org.closedloop.localorg.async;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.doAnswer;
import static org.mockito.Mockito.doThrow;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.ApexSession;
import org.closedloop.apex.host.ApexSession.BatchRun;
import org.closedloop.apex.host.AsyncHost.JobKind;
import org.closedloop.apex.host.AsyncHost.JobRequest;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.LimitExceeded;
import org.closedloop.apex.host.Limits;
import org.closedloop.apex.host.UserContext;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.clock.OrgClock;
import org.closedloop.localorg.formula.RecordAccess;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class RequestAsyncTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
  private static final String USER = "005000000000001AAA";

  private final Map<String, Map<String, Object>> table = new LinkedHashMap<>();
  private final ApexSession session = mock(ApexSession.class);
  private final OrgClock clock = OrgClock.starting(Clock.fixed(START, ZoneOffset.UTC), START, true);
  private final List<Req> requests = new ArrayList<>();
  private final AsyncQueue queue = new AsyncQueue(clock, new Runner());
  private int ids;

  /** A request whose rows go to a map and whose commit is a list. */
  private final class Req implements WorkRequest, SystemRows {
    private final ApexHost host = mock(ApexHost.class);
    private final List<Runnable> onCommit = new ArrayList<>();
    private final Map<String, Map<String, Object>> before = new LinkedHashMap<>();
    private final RequestAsync async;

    Req(JobRun job, boolean test) {
      table.forEach((k, v) -> before.put(k, new LinkedHashMap<>(v)));
      when(host.limits()).thenReturn(new Limits(job != null));
      when(host.now()).thenAnswer(i -> clock.now());
      when(host.user())
          .thenReturn(
              new UserContext(
                  USER,
                  "u",
                  null,
                  "U",
                  "u@x",
                  null,
                  null,
                  "Standard",
                  ZoneId.of("UTC"),
                  Locale.US,
                  "en_US",
                  null));
      async = new RequestAsync(queue, this, job, test);
      when(host.async()).thenReturn(async);
      requests.add(this);
    }

    void commit() {
      onCommit.forEach(Runnable::run);
    }

    void rollback() {
      table.clear();
      table.putAll(before);
    }

    @Override
    public ApexHost host() {
      return host;
    }

    @Override
    public ApexSession session() {
      return session;
    }

    @Override
    public SystemRows rows() {
      return this;
    }

    @Override
    public RecordAccess records() {
      throw new UnsupportedOperationException();
    }

    @Override
    public void onCommit(Runnable work) {
      onCommit.add(work);
    }

    @Override
    public String insert(String objectName, Map<String, Object> fields) {
      String id = objectName + "-" + ++ids;
      table.put(id, new LinkedHashMap<>(fields));
      return id;
    }

    @Override
    public void update(String id, Map<String, Object> fields) {
      table.get(id).putAll(fields);
    }

    @Override
    public void delete(String id) {
      table.remove(id);
    }

    @Override
    public SObjectValue read(String objectName, String id) {
      if (!table.containsKey(id) || !id.startsWith(objectName)) {
        return null;
      }
      SObjectValue v =
          new SObjectValue(SObjectDef.builder(objectName, SObjectDef.Kind.STANDARD).build());
      table.get(id).forEach(v::put);
      return v;
    }

    @Override
    public String findId(String objectName, String field, String value) {
      if (objectName.equals("ApexClass")) {
        return "01p-" + value;
      }
      return table.entrySet().stream()
          .filter(e -> e.getKey().startsWith(objectName))
          .filter(e -> value.equalsIgnoreCase((String) e.getValue().get(field)))
          .map(Map.Entry::getKey)
          .findFirst()
          .orElse(null);
    }
  }

  private final class Runner implements RequestRunner {
    @Override
    public <T> T run(Spec spec, Function<WorkRequest, T> body) {
      Req r = new Req(spec.job(), false);
      T result;
      try {
        result = body.apply(r);
      } catch (RuntimeException e) {
        r.rollback();
        throw e;
      }
      r.commit();
      return result;
    }
  }

  private static JobRequest queueable(String name, int delay, String signature) {
    return new JobRequest(JobKind.QUEUEABLE, name, null, "payload", delay, null, signature);
  }

  private Object status(String id) {
    return table.get(id).get("Status");
  }

  @Test
  void aJobReachesTheQueueOnCommitOnly() {
    Req r = new Req(null, false);
    String id = r.async.enqueue(queueable("Work", 5, null));
    assertEquals(0, queue.waiting().size());
    assertEquals("Queued", status(id));
    assertEquals("01p-Work", table.get(id).get("ApexClassId"));
    r.commit();
    assertEquals(START.plus(Duration.ofMinutes(5)), queue.waiting().get(0).due());
    queue.advanceTo(START.plus(Duration.ofHours(1)), l -> {});
    assertEquals("Completed", status(id));
  }

  @Test
  void limitsAndSignaturesAreChecked() {
    Req r = new Req(null, false);
    r.async.enqueue(queueable("Work", 0, "s"));
    assertEquals(
        "DuplicateMessageException",
        assertThrows(HostException.class, () -> r.async.enqueue(queueable("Work", 0, "s")))
            .apexType());
    assertThrows(HostException.class, () -> r.async.enqueue(queueable("Work", 11, null)));
    Req inJob = new Req(new JobRun("j", null, JobKind.QUEUEABLE, 1, null), false);
    inJob.async.enqueue(queueable("Next", 0, null));
    assertEquals(1, inJob.async.queueableDepth());
    assertThrows(LimitExceeded.class, () -> inJob.async.enqueue(queueable("Another", 0, null)));
    Req inBatch = new Req(new JobRun("b", null, JobKind.BATCH, 0, null), false);
    assertThrows(
        HostException.class,
        () -> inBatch.async.enqueue(new JobRequest(JobKind.FUTURE, "C", "m", null, 0, null, null)));
  }

  @Test
  void theStackDepthOfAsyncOptionsEndsAChain() {
    Req r = new Req(new JobRun("j", null, JobKind.QUEUEABLE, 2, 2), false);
    HostException e =
        assertThrows(HostException.class, () -> r.async.enqueue(queueable("Next", 0, null)));
    assertEquals("Maximum stack depth has been reached.", e.getMessage());
  }

  @Test
  void aFailedJobIsRecordedAndItsFinalizerRuns() {
    doAnswer(
            i -> {
              requests.get(requests.size() - 1).async.attachFinalizer("Fin", "f");
              throw new ApexFailure("System.DmlException", "no", "");
            })
        .when(session)
        .runJob(any(), anyString(), any(), any(), anyString(), any());
    List<String> finalized = new ArrayList<>();
    doAnswer(
            i -> {
              finalized.add(i.getArgument(0) + " " + i.getArgument(3));
              return null;
            })
        .when(session)
        .runFinalizer(anyString(), any(), anyString(), any());
    Req r = new Req(null, false);
    String id = r.async.enqueue(queueable("Work", 0, null));
    r.commit();
    List<AsyncQueue.LogLine> lines = queue.drain();
    assertTrue(lines.get(0).failed());
    assertEquals("Failed", status(id));
    assertEquals("no", table.get(id).get("ExtendedStatus"));
    assertEquals(List.of("Fin System.DmlException: no"), finalized);
  }

  @Nested
  class Batches {

    private final List<String> ran = new ArrayList<>();

    private void batch(boolean stateful, int rows) {
      BatchRun run =
          new BatchRun() {
            @Override
            public List<Object> rows() {
              List<Object> all = new ArrayList<>();
              for (int i = 0; i < rows; i++) {
                all.add(i);
              }
              return all;
            }

            @Override
            public boolean stateful() {
              return stateful;
            }

            @Override
            public Object execute(ApexSession s, Object payload, List<Object> chunk, String jobId) {
              ran.add(payload + ":" + chunk.size());
              if (chunk.contains(2)) {
                throw new ApexFailure("System.DmlException", "bad chunk", "");
              }
              return payload + "+";
            }

            @Override
            public void finish(ApexSession s, Object payload, String jobId) {
              ran.add("finish " + payload);
            }
          };
      when(session.openBatch(eq("B"), any(), anyString())).thenReturn(run);
    }

    @Test
    void chunksCarryStateOnlyWhenStatefulAndAFailedChunkIsCounted() {
      batch(true, 5);
      Req r = new Req(null, false);
      String id = r.async.executeBatch("B", "p", 2);
      r.commit();
      queue.drain();
      assertEquals(List.of("p:2", "p+:2", "p+:1", "finish p++"), ran);
      assertEquals("Completed", status(id));
      assertEquals(3, table.get(id).get("TotalJobItems"));
      assertEquals(1, table.get(id).get("NumberOfErrors"));
      assertEquals("First error: bad chunk", table.get(id).get("ExtendedStatus"));
      ran.clear();
      batch(false, 2);
      Req again = new Req(null, false);
      again.async.executeBatch("B", "p", 1);
      again.commit();
      queue.drain();
      assertEquals(List.of("p:1", "p:1", "finish p"), ran);
    }

    @Test
    void inATestOneChunkMustDo() {
      batch(false, 3);
      Req r = new Req(null, true);
      r.async.executeBatch("B", "p", 2);
      assertThrows(HostException.class, r.async::runPending);
    }
  }

  @Nested
  class Schedules {

    @Test
    void fireByTheirExpressionUntilAborted() {
      Req r = new Req(null, false);
      String id = r.async.schedule("hourly", "0 0 * * * ?", "S", "p");
      r.commit();
      assertEquals(2, queue.advanceTo(START.plus(Duration.ofHours(2)), l -> {}).size());
      assertEquals(2, table.get(id).get("TimesTriggered"));
      assertEquals(START.plus(Duration.ofHours(3)), table.get(id).get("NextFireTime"));
      Req again = new Req(null, false);
      assertThrows(
          HostException.class, () -> again.async.schedule("Hourly", "0 0 * * * ?", "S", "p"));
      again.async.abort(id);
      String replaced = again.async.schedule("Hourly", "0 30 0 1 1 ? 2030", "S", "p");
      again.commit();
      assertTrue(table.containsKey(replaced));
      assertFalse(table.containsKey(id));
      assertEquals(0, queue.advanceTo(START.plus(Duration.ofDays(1)), l -> {}).size());
    }

    @Test
    void onesThatNeverFireAreRefused() {
      Req r = new Req(null, false);
      HostException e =
          assertThrows(
              HostException.class, () -> r.async.schedule("x", "0 0 0 1 1 ? 2020", "S", "p"));
      assertEquals(
          "Based on configured schedule, the given trigger 'x' will never fire.", e.getMessage());
    }

    @Test
    void aFailureDoesNotEndTheSchedule() {
      doThrow(new ApexFailure("System.X", "no", ""))
          .when(session)
          .runJob(eq(JobKind.SCHEDULED), anyString(), any(), any(), anyString(), anyString());
      Req r = new Req(null, false);
      r.async.schedule("hourly", "0 0 * * * ?", "S", "p");
      r.commit();
      List<AsyncQueue.LogLine> lines = queue.advanceTo(START.plus(Duration.ofHours(2)), l -> {});
      assertEquals(2, lines.size());
      assertTrue(lines.get(1).failed());
    }
  }

  @Nested
  class InTests {

    @Test
    void jobsRunAtStopTestAndMayNotChain() {
      Req r = new Req(null, true);
      List<String> chained = new ArrayList<>();
      doAnswer(
              i -> {
                try {
                  r.async.enqueue(queueable("Next", 0, null));
                } catch (HostException e) {
                  chained.add(e.getMessage());
                }
                return null;
              })
          .when(session)
          .runJob(any(), anyString(), any(), any(), anyString(), any());
      String id = r.async.enqueue(queueable("Work", 0, null));
      assertTrue(r.async.hasPending());
      r.async.runPending();
      assertEquals("Completed", status(id));
      assertEquals(List.of("Maximum stack depth has been reached."), chained);
      assertEquals(0, queue.waiting().size());
    }
  }
}
