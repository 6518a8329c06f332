package org.closedloop.localorg.http;

import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The bounded pool on which requests run: a fixed number of threads with stacks deep enough for the
 * platform's 1,000 nested Apex calls, and a bounded queue before them.
 */
final class WorkerPool implements AutoCloseable {

  static final long STACK_BYTES = 64L << 20;

  private final ThreadPoolExecutor executor;

  WorkerPool(int threads, int queue) {
    AtomicInteger number = new AtomicInteger();
    executor =
        new ThreadPoolExecutor(
            threads,
            threads,
            30,
            TimeUnit.SECONDS,
            new ArrayBlockingQueue<>(queue),
            task -> {
              Thread t =
                  new Thread(null, task, "org-worker-" + number.incrementAndGet(), STACK_BYTES);
              t.setDaemon(true);
              return t;
            });
    executor.allowCoreThreadTimeOut(true);
  }

  /** Hands the task to a worker; false when every worker is busy and the queue is full. */
  boolean offer(Runnable task) {
    try {
      executor.execute(task);
      return true;
    } catch (RejectedExecutionException full) {
      return false;
    }
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
