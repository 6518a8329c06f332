package org.closedloop.apex.host;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.Map;

/**
 * Governor limits of one request. {@link #consume} counts and throws {@link LimitExceeded} when a
 * counter passes its maximum; {@code Test.startTest} pushes a fresh set and {@code stopTest} pops
 * it.
 */
public final class Limits {

  /** What is counted, with the synchronous and asynchronous maximum. */
  public enum Counter {
    SOQL_QUERIES("Too many SOQL queries", 100, 200),
    SOQL_ROWS("Too many query rows", 50_000, 50_000),
    QUERY_LOCATOR_ROWS("Too many query locator rows", 10_000, 10_000),
    SOSL_QUERIES("Too many SOSL queries", 20, 20),
    AGGREGATE_QUERIES("Too many aggregate queries", 300, 300),
    DML_STATEMENTS("Too many DML statements", 150, 150),
    DML_ROWS("Too many DML rows", 10_000, 10_000),
    CPU_TICKS("Apex CPU time limit exceeded", 10_000, 60_000),
    HEAP_BYTES("Apex heap size too large", 6_000_000, 12_000_000),
    CALLOUTS("Too many callouts", 100, 100),
    EMAIL_INVOCATIONS("Too many Email Invocations", 10, 10),
    FUTURE_CALLS("Too many future calls", 50, 0),
    QUEUEABLE_JOBS("Too many queueable jobs added to the queue", 50, 1),
    PUBLISH_IMMEDIATE("Too many publish immediate DML statements", 150, 150),
    MOBILE_PUSH("Too many mobile Apex push calls", 10, 10);

    private final String message;
    private final long sync;
    private final long async;

    Counter(String message, long sync, long async) {
      this.message = message;
      this.sync = sync;
      this.async = async;
    }
  }

  private final boolean asynchronous;
  private final Deque<EnumMap<Counter, Long>> sets = new ArrayDeque<>();
  private final Map<Counter, Long> overrides = new EnumMap<>(Counter.class);
  private boolean enforced = true;

  public Limits(boolean asynchronous) {
    this.asynchronous = asynchronous;
    sets.push(new EnumMap<>(Counter.class));
  }

  public long used(Counter c) {
    return sets.element().getOrDefault(c, 0L);
  }

  public long max(Counter c) {
    return overrides.getOrDefault(c, asynchronous ? c.async : c.sync);
  }

  /** Replaces a maximum, for contexts with rules of their own (a batch's start method, a test). */
  public void override(Counter c, long max) {
    overrides.put(c, max);
  }

  /** Counts {@code n} and throws when the maximum is passed. */
  public void consume(Counter c, long n) {
    long now = used(c) + n;
    sets.element().put(c, now);
    if (enforced && now > max(c)) {
      throw new LimitExceeded(
          c == Counter.CPU_TICKS || c == Counter.HEAP_BYTES
              ? c.message + (c == Counter.HEAP_BYTES ? ": " + now : "")
              : c.message + ": " + (max(c) + 1));
    }
  }

  /** Sets a counter back, used by partial-save retries. */
  public void set(Counter c, long value) {
    sets.element().put(c, value);
  }

  public void setEnforced(boolean value) {
    enforced = value;
  }

  public void push() {
    sets.push(new EnumMap<>(Counter.class));
  }

  public void pop() {
    if (sets.size() > 1) {
      sets.pop();
    }
  }
}
