package org.closedloop.apex.testing;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

/** Several workers at the same work, each on a thread of its own whose stack is deep enough. */
final class Turns {

  /** The platform's depth limit comes long before the end of such a stack. */
  private static final long STACK_BYTES = 64L << 20;

  private Turns() {}

  /** Runs the work for each worker and waits for all; a failure of any is thrown here. */
  static <T> void take(List<T> workers, Consumer<T> work) {
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> threads = new ArrayList<>();
    for (T worker : workers) {
      Thread t =
          new Thread(
              null,
              () -> {
                try {
                  work.accept(worker);
                } catch (RuntimeException | Error e) {
                  failure.compareAndSet(null, e);
                }
              },
              "tests-" + (threads.size() + 1),
              STACK_BYTES);
      threads.add(t);
      t.start();
    }
    threads.forEach(Turns::join);
    if (failure.get() instanceof Error e) {
      throw e;
    }
    if (failure.get() instanceof RuntimeException e) {
      throw e;
    }
  }

  private static void join(Thread thread) {
    boolean interrupted = false;
    while (true) {
      try {
        thread.join();
        break;
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
