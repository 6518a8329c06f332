package org.closedloop.localorg.async;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.HostException;
import org.closedloop.localorg.clock.OrgClock;
import org.junit.jupiter.api.Test;

class AsyncQueueTest {

  private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

  private final OrgClock clock = OrgClock.starting(Clock.fixed(START, ZoneOffset.UTC), START, true);
  private final RequestRunner runner =
      new RequestRunner() {
        @Override
        public <T> T run(Spec spec, Function<WorkRequest, T> body) {
          return body.apply(null);
        }
      };
  private final AsyncQueue queue = new AsyncQueue(clock, runner);
  private final List<String> ran = new ArrayList<>();

  private DueWork work(String name, Runnable body) {
    return new Work(name, null, body);
  }

  private class Work implements DueWork {
    private final String name;
    private final Object key;
    private final Runnable body;

    Work(String name, Object key, Runnable body) {
      this.name = name;
      this.key = key;
      this.body = body;
    }

    @Override
    public String kind() {
      return "test";
    }

    @Override
    public String name() {
      return name;
    }

    @Override
    public String reference() {
      return null;
    }

    @Override
    public Object batchKey() {
      return key;
    }

    @Override
    public int maxBatch() {
      return 2;
    }

    @Override
    public Outcome run(RequestRunner r, List<DueWork> batch, Instant due) {
      ran.add(name + (batch.size() > 1 ? "+" + (batch.size() - 1) : "") + "@" + clock.now());
      body.run();
      return Outcome.DONE;
    }
  }

  private static Instant hours(int n) {
    return START.plus(Duration.ofHours(n));
  }

  @Test
  void requestsOfWorkCarryItsName() {
    List<String> labels = new ArrayList<>();
    RequestRunner noting =
        new RequestRunner() {
          @Override
          public <T> T run(Spec spec, Function<WorkRequest, T> body) {
            labels.add(spec.work());
            return body.apply(null);
          }
        };
    AsyncQueue named = new AsyncQueue(clock, noting);
    named.add(
        START,
        new Work("Nightly", null, () -> {}) {
          @Override
          public Outcome run(RequestRunner r, List<DueWork> batch, Instant due) {
            r.run(RequestRunner.Spec.of("005", ApexHost.Quiddity.FUTURE), request -> null);
            return Outcome.DONE;
          }
        });
    named.drain();
    assertEquals(List.of("test Nightly"), labels);
  }

  @Test
  void runsByDueTimeThenByArrivalAndMovesTheClockWithIt() {
    queue.add(hours(2), work("late", () -> {}));
    queue.add(hours(1), work("first", () -> queue.add(clock.now(), work("child", () -> {}))));
    queue.add(hours(1), work("second", () -> {}));
    queue.add(hours(9), work("beyond", () -> {}));
    List<AsyncQueue.LogLine> lines = queue.advanceTo(hours(3), l -> {});
    assertEquals(
        List.of(
            "first@2026-01-01T01:00:00Z",
            "second@2026-01-01T01:00:00Z",
            "child@2026-01-01T01:00:00Z",
            "late@2026-01-01T02:00:00Z"),
        ran);
    assertEquals(4, lines.size());
    assertEquals(hours(3), clock.now());
    assertEquals(1, queue.waiting().size());
  }

  @Test
  void aFailureIsALogLineAndTheRestGoesOn() {
    queue.add(
        hours(1),
        work(
            "bad",
            () -> {
              throw new IllegalStateException("boom");
            }));
    queue.add(hours(1), work("good", () -> {}));
    List<AsyncQueue.LogLine> lines = queue.advanceTo(hours(1), l -> {});
    assertTrue(lines.get(0).failed());
    assertTrue(lines.get(0).toString().contains("boom"));
    assertFalse(lines.get(1).failed());
  }

  @Test
  void itemsOfOneKeyAndTimeRunTogetherUpToTheirMaximum() {
    for (int i = 0; i < 5; i++) {
      queue.add(hours(1), new Work("p" + i, "key", () -> {}));
    }
    queue.add(hours(2), new Work("later", "key", () -> {}));
    queue.advanceTo(hours(2), l -> {});
    assertEquals(
        List.of(
            "p0+1@2026-01-01T01:00:00Z",
            "p2+1@2026-01-01T01:00:00Z",
            "p4@2026-01-01T01:00:00Z",
            "later@2026-01-01T02:00:00Z"),
        ran);
  }

  @Test
  void theWorkerRunsWhatIsDueAndIdleMeansIdle() throws InterruptedException {
    try (AsyncQueue q = new AsyncQueue(new OrgClock(Clock.systemUTC()), runner)) {
      q.start("test-worker", 1 << 20);
      q.add(q.clock().now(), work("now", () -> q.add(q.clock().now(), work("then", () -> {}))));
      assertTrue(q.awaitIdle(Duration.ofSeconds(10)));
      assertEquals(2, q.log().size());
    }
  }

  @Test
  void cronExpressionsFollowTheUsersZone() {
    CronExpression nightly = CronExpression.parse("0 0 2 * * ?", ZoneId.of("Europe/Berlin"));
    assertEquals(Instant.parse("2026-01-01T01:00:00Z"), nightly.next(START));
    assertEquals(Instant.parse("2026-01-02T01:00:00Z"), nightly.next(nightly.next(START)));
    CronExpression once = CronExpression.parse("0 0 0 1 1 ? 2025", ZoneOffset.UTC);
    assertEquals(null, once.next(START));
    assertThrows(HostException.class, () -> CronExpression.parse("every day", ZoneOffset.UTC));
  }
}
