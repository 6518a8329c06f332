package org.closedloop.scenarios.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.List;
import java.util.function.IntUnaryOperator;
import org.closedloop.apex.ApexEngine;
import org.closedloop.apex.host.ApexHost.Quiddity;
import org.closedloop.apex.host.ApexProgram;
import org.closedloop.apex.host.ApexSource;
import org.closedloop.localorg.org.LocalOrg;
import org.closedloop.localorg.org.OrgOptions;

/**
 * A tight loop and a recursive call in Apex, run by the local org, by {@link TreeWalk} and as plain
 * Java. Each is warmed up and measured by turns; the best turn counts.
 */
final class EngineBench {

  private static final int TURNS = 6;

  /** How often a turn repeats what is fast, so that the JIT gets its chance. */
  private static final int REPEATS = 8;

  private static final int JAVA = 50;
  private static final int LOOP = 1_000_000;
  private static final int FIB = 25;

  /** What the sizes are for the yardstick, which takes so much longer. */
  private static final int WALKED_LOOP = 150_000;

  private static final int WALKED_FIB = 21;

  private static final String SOURCE =
      """
      @IsTest
      private class BenchCode {
        @IsTest
        static void runLoop() {
          Assert.areEqual(%d, Spin(%d));
        }
        @IsTest
        static void runFib() {
          Assert.areEqual(%d, fibOf(%d));
        }
        static Integer spin(Integer n) {
          Integer Sum = 0;
          for (Integer i = 0; I < n; i++) {
            if (Math.mod(i, 3) == 0) {
              sum += i;
            } else {
              SUM -= 2;
            }
          }
          return sum;
        }
        static Integer fibOf(Integer n) {
          if (N < 2) {
            return n;
          }
          return FibOf(n - 1) + fibOF(n - 2);
        }
      }
      """;

  /** Units per second of processor time: turns of the loop, or calls. */
  record Rates(String what, double walk, double local, double java) {
    double overWalk() {
      return local / walk;
    }

    double javaOver() {
      return java / local;
    }
  }

  List<Rates> measure() {
    String source = SOURCE.formatted(spin(LOOP), LOOP, fib(FIB), FIB);
    TreeWalk walk = new TreeWalk(source);
    try (LocalOrg org = new LocalOrg(OrgOptions.defaults())) {
      ApexProgram program =
          org.inRequest(org.adminId(), Quiddity.ANONYMOUS, r -> compile(source, r.schema()));
      double walkedLoop = 0;
      double walkedCalls = 0;
      double loop = 0;
      double calls = 0;
      double javaLoop = 0;
      double javaCalls = 0;
      for (int i = 0; i < TURNS; i++) {
        walkedLoop =
            Math.max(
                walkedLoop,
                rate(WALKED_LOOP, () -> check(walk, "spin", WALKED_LOOP, EngineBench::spin)));
        walkedCalls =
            Math.max(
                walkedCalls,
                rate(calls(WALKED_FIB), () -> check(walk, "fibof", WALKED_FIB, EngineBench::fib)));
        loop = Math.max(loop, rate((long) LOOP * REPEATS, () -> run(org, program, "runLoop")));
        calls = Math.max(calls, rate(calls(FIB) * REPEATS, () -> run(org, program, "runFib")));
        javaLoop =
            Math.max(javaLoop, rate((long) LOOP * JAVA, () -> java(EngineBench::spin, LOOP)));
        javaCalls = Math.max(javaCalls, rate(calls(FIB) * JAVA, () -> java(EngineBench::fib, FIB)));
      }
      return List.of(
          new Rates("loop turns", walkedLoop, loop, javaLoop),
          new Rates("calls", walkedCalls, calls, javaCalls));
    }
  }

  private static ApexProgram compile(String source, org.closedloop.apex.schema.Schema schema) {
    ApexSource code =
        new ApexSource(ApexSource.Kind.CLASS, "BenchCode", "BenchCode.cls", source, 67);
    ApexEngine.Compiled compiled =
        ApexEngine.compile(List.of(code), schema, ApexEngine.Mode.REFUSE);
    return compiled
        .program()
        .orElseThrow(() -> new IllegalStateException(compiled.diagnostics().toString()));
  }

  private static void run(LocalOrg org, ApexProgram program, String method) {
    for (int i = 0; i < REPEATS; i++) {
      org.inRequest(
          org.adminId(),
          Quiddity.ANONYMOUS,
          r -> {
            program.open(r).runTest("BenchCode", method);
            return null;
          });
    }
  }

  private static void check(TreeWalk walk, String method, int n, IntUnaryOperator expected) {
    Object found = walk.call(method, n);
    if (!found.equals(expected.applyAsInt(n))) {
      throw new IllegalStateException(method + " of the yardstick gives " + found);
    }
  }

  private static void java(IntUnaryOperator method, int n) {
    int expected = method.applyAsInt(n);
    for (int i = 1; i < JAVA; i++) {
      if (method.applyAsInt(n) != expected) {
        throw new IllegalStateException("Java disagrees with itself");
      }
    }
  }

  private static int spin(int n) {
    int sum = 0;
    for (int i = 0; i < n; i++) {
      if (i % 3 == 0) {
        sum += i;
      } else {
        sum -= 2;
      }
    }
    return sum;
  }

  private static int fib(int n) {
    return n < 2 ? n : fib(n - 1) + fib(n - 2);
  }

  /** How many calls the naive recursion makes. */
  private static long calls(int n) {
    return 2L * fib(n + 1) - 1;
  }

  /** By the thread's own processor time, so that other work on the machine does not count. */
  private static double rate(long units, Runnable work) {
    ThreadMXBean threads = ManagementFactory.getThreadMXBean();
    long begin = threads.getCurrentThreadCpuTime();
    work.run();
    return units / ((threads.getCurrentThreadCpuTime() - begin) / 1e9);
  }
}
