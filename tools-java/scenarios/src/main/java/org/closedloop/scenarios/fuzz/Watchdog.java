package org.closedloop.scenarios.fuzz;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Runs a case on a thread with the stack of request threads, for a bounded time. */
final class Watchdog implements AutoCloseable {

  private static final long STACK_BYTES = 64L << 20;
  private final long millis;
  private volatile Thread worker;
  private final ThreadPoolExecutor executor =
      new ThreadPoolExecutor(
          0, Integer.MAX_VALUE, 10, TimeUnit.SECONDS, new SynchronousQueue<>(), this::thread);

  /**
   * @param millis how long a case may take
   */
  Watchdog(long millis) {
    this.millis = millis;
  }

  private Thread thread(Runnable task) {
    Thread t = new Thread(null, task, "fuzz", STACK_BYTES);
    t.setDaemon(true);
    return t;
  }

  /** The case's outcome; too long or a Java throwable is an escape. */
  Outcome run(Callable<Outcome> body) throws InterruptedException {
    Future<Outcome> running =
        executor.submit(
            () -> {
              worker = Thread.currentThread();
              return body.call();
            });
    try {
      return running.get(millis, TimeUnit.MILLISECONDS);
    } catch (TimeoutException e) {
      String stack = top(worker.getStackTrace());
      running.cancel(true);
      return Outcome.escape("took longer than " + millis + " ms at " + stack);
    } catch (ExecutionException e) {
      return Outcome.escape(e.getCause() + " at " + top(e.getCause().getStackTrace()));
    }
  }

  private static String top(StackTraceElement[] stack) {
    StringBuilder sb = new StringBuilder();
    for (int i = 0; i < Math.min(12, stack.length); i++) {
      sb.append("\n    ").append(stack[i]);
    }
    return sb.toString();
  }

  @Override
  public void close() {
    executor.shutdownNow();
  }
}
