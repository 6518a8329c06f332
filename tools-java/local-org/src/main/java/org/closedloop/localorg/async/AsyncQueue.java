package org.closedloop.localorg.async;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.Iterator;
import java.util.List;
import java.util.TreeSet;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Predicate;
import org.closedloop.localorg.async.DueWork.Outcome;
import org.closedloop.localorg.clock.OrgClock;

/**
 * The org's work list, ordered by due time, then by order of arrival. Items run one at a time:
 * either on the worker as the clock reaches them, or in {@link #advanceTo} as the clock is moved.
 */
public final class AsyncQueue implements AutoCloseable {

  private static final int MAX_LOG = 10_000;

  /** A waiting item. */
  public record Entry(long number, Instant due, DueWork work) {}

  /** An item that ran: one log line. */
  public record LogLine(
      Instant due,
      Instant ranAt,
      String kind,
      String name,
      String reference,
      int count,
      boolean failed,
      String message) {

    @Override
    public String toString() {
      return due
          + "  "
          + kind
          + "  "
          + name
          + (reference == null ? "" : "  " + reference)
          + (count > 1 ? "  x" + count : "")
          + "  "
          + (failed ? "FAILED" : "ok")
          + (message.isEmpty() ? "" : "  " + message);
    }
  }

  private static final Comparator<Entry> ORDER =
      Comparator.comparing(Entry::due).thenComparingLong(Entry::number);

  private final OrgClock clock;
  private final RequestRunner runner;
  private final TreeSet<Entry> waiting = new TreeSet<>(ORDER);
  private final Deque<LogLine> log = new ArrayDeque<>();
  private final ReentrantLock running = new ReentrantLock(true);
  private long next;
  private int active;
  private Thread worker;
  private boolean closed;

  public AsyncQueue(OrgClock clock, RequestRunner runner) {
    this.clock = clock;
    this.runner = runner;
  }

  public OrgClock clock() {
    return clock;
  }

  public RequestRunner runner() {
    return runner;
  }

  /** Adds an item; one that is due already runs as soon as the queue gets to it. */
  public synchronized long add(Instant due, DueWork work) {
    Entry e = new Entry(next++, due, work);
    waiting.add(e);
    notifyAll();
    return e.number();
  }

  /** Takes waiting items away and returns how many. */
  public synchronized int removeIf(Predicate<DueWork> which) {
    int before = waiting.size();
    waiting.removeIf(e -> which.test(e.work()));
    notifyAll();
    return before - waiting.size();
  }

  /** Waiting items in the order in which they will run. */
  public synchronized List<Entry> waiting() {
    return List.copyOf(waiting);
  }

  /** Lines of the items that ran, oldest first; bounded. */
  public synchronized List<LogLine> log() {
    return List.copyOf(log);
  }

  /** Forgets everything that waits and what ran; for a reset of the org. */
  public synchronized void clear() {
    waiting.clear();
    log.clear();
    notifyAll();
  }

  /**
   * Moves the clock to the target, stopping at the due time of each item on the way to run it. Work
   * that items start runs too when it falls due before the target.
   *
   * @param lines receives one line per item as it ends
   * @return the lines
   */
  public List<LogLine> advanceTo(Instant target, Consumer<LogLine> lines) {
    running.lock();
    try {
      List<LogLine> out = new ArrayList<>();
      while (true) {
        List<Entry> batch = takeDue(target);
        if (batch.isEmpty()) {
          clock.moveTo(target);
          return out;
        }
        clock.moveTo(batch.get(0).due());
        LogLine line = runBatch(batch);
        out.add(line);
        lines.accept(line);
      }
    } finally {
      running.unlock();
    }
  }

  /** Runs what is due now, and what that starts, on the calling thread. */
  public List<LogLine> drain() {
    running.lock();
    try {
      List<LogLine> out = new ArrayList<>();
      List<Entry> batch = takeDue(clock.now());
      while (!batch.isEmpty()) {
        out.add(runBatch(batch));
        batch = takeDue(clock.now());
      }
      return out;
    } finally {
      running.unlock();
    }
  }

  /** Starts the worker that runs items as they fall due. */
  public synchronized void start(String threadName, long stackBytes) {
    if (worker != null) {
      throw new IllegalStateException("worker runs already");
    }
    worker = new Thread(null, this::work, threadName, stackBytes);
    worker.setDaemon(true);
    worker.start();
  }

  private void work() {
    while (awaitDue()) {
      drain();
    }
  }

  private synchronized boolean awaitDue() {
    try {
      while (!closed) {
        if (waiting.isEmpty()) {
          wait();
          continue;
        }
        Duration d = clock.wallTimeUntil(waiting.first().due());
        if (d != null && d.isZero()) {
          return true;
        }
        // The clock may be moved or released by others: look again at least every second.
        wait(d == null ? 1_000 : Math.min(1_000, Math.max(1, d.toMillis())));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return false;
  }

  /** Waits until nothing runs and nothing is due; false when the time is over first. */
  public synchronized boolean awaitIdle(Duration limit) throws InterruptedException {
    long end = System.nanoTime() + limit.toNanos();
    while (active > 0 || (!waiting.isEmpty() && !waiting.first().due().isAfter(clock.now()))) {
      long left = (end - System.nanoTime()) / 1_000_000;
      if (left <= 0) {
        return false;
      }
      wait(Math.min(left, 200));
    }
    return true;
  }

  private synchronized List<Entry> takeDue(Instant until) {
    List<Entry> batch = new ArrayList<>();
    if (waiting.isEmpty() || waiting.first().due().isAfter(until)) {
      return batch;
    }
    Entry first = waiting.pollFirst();
    batch.add(first);
    Object key = first.work().batchKey();
    if (key != null) {
      Iterator<Entry> it = waiting.iterator();
      while (it.hasNext() && batch.size() < first.work().maxBatch()) {
        Entry e = it.next();
        if (e.due().isAfter(first.due())) {
          break;
        }
        if (key.equals(e.work().batchKey())) {
          batch.add(e);
          it.remove();
        }
      }
    }
    active++;
    return batch;
  }

  /** Requests of a piece of work carry its name into the org's log of requests. */
  private RequestRunner labelled(DueWork work) {
    return new RequestRunner() {
      @Override
      public <T> T run(Spec spec, Function<WorkRequest, T> body) {
        return runner.run(spec.of(work), body);
      }
    };
  }

  private LogLine runBatch(List<Entry> batch) {
    Entry first = batch.get(0);
    Outcome outcome;
    try {
      outcome =
          first
              .work()
              .run(labelled(first.work()), batch.stream().map(Entry::work).toList(), first.due());
    } catch (RuntimeException | StackOverflowError e) {
      outcome = Outcome.failed(e.toString());
    }
    LogLine line =
        new LogLine(
            first.due(),
            clock.now(),
            first.work().kind(),
            first.work().name(),
            first.work().reference(),
            batch.size(),
            outcome.failed(),
            outcome.message());
    synchronized (this) {
      active--;
      log.addLast(line);
      if (log.size() > MAX_LOG) {
        log.removeFirst();
      }
      notifyAll();
    }
    return line;
  }

  @Override
  public void close() {
    Thread w;
    synchronized (this) {
      closed = true;
      w = worker;
      notifyAll();
    }
    if (w != null && w != Thread.currentThread()) {
      try {
        w.join(10_000);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
      }
    }
  }
}
