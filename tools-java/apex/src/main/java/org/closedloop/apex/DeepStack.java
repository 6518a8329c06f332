package org.closedloop.apex;

import java.util.concurrent.CancellationException;
import java.util.function.Supplier;

/**
 * Compiles on a stack of its own: trees of long chains and deep blocks are walked by recursion, and
 * the caller's stack may be small.
 */
final class DeepStack {

  private static final long BYTES = 256L << 20;

  private DeepStack() {}

  /** The body's result; what it throws is thrown here. */
  static <T> T call(Supplier<T> body) {
    if (Thread.currentThread() instanceof Compiler) {
      return body.get();
    }
    Compiler<T> thread = new Compiler<>(body);
    thread.start();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new CancellationException("interrupted while compiling");
    }
    return thread.result();
  }

  private static final class Compiler<T> extends Thread {
    private final Supplier<T> body;
    private T value;
    private RuntimeException failure;
    private Error error;

    Compiler(Supplier<T> body) {
      super(null, null, "apex-compiler", BYTES);
      this.body = body;
      setDaemon(true);
    }

    @Override
    public void run() {
      try {
        value = body.get();
      } catch (RuntimeException e) {
        failure = e;
      } catch (Error e) {
        error = e;
      }
    }

    T result() {
      if (error != null) {
        throw error;
      }
      if (failure != null) {
        throw failure;
      }
      return value;
    }
  }
}
