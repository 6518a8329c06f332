package org.closedloop.apex.testing;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.Consumer;
import org.closedloop.apex.exec.NotCompiled;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.ApexProgram;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.LimitExceeded;
import org.closedloop.apex.host.UnsupportedPlatformFeature;
import org.closedloop.apex.testing.TestResult.Outcome;
import org.closedloop.apex.testing.TestUniverse.TestRequest;

/**
 * Runs test methods class by class: set-up methods once, then every method from the data that they
 * left. Classes may run in several universes at a time; neither that nor the order changes what
 * comes out, and the report tells it in the program's order.
 */
public final class TestRunner {

  private final ApexProgram program;
  private final List<TestUniverse> universes;
  private final Map<String, CompileFailure> failures = new LinkedHashMap<>();
  private final Map<String, BitSet> hits = new LinkedHashMap<>();

  public TestRunner(
      ApexProgram program, TestUniverse universe, List<CompileFailure> compileFailures) {
    this(program, List.of(universe), compileFailures);
  }

  /**
   * @param universes equal ones; each runs one class at a time on a thread of its own
   */
  public TestRunner(
      ApexProgram program, List<TestUniverse> universes, List<CompileFailure> compileFailures) {
    this.program = program;
    this.universes = List.copyOf(universes);
    compileFailures.forEach(f -> failures.put(key(f.className()), f));
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** Runs what the filter accepts in the program's order. */
  public TestReport run(NameFilter filter, Consumer<TestResult> listener) {
    return run(filter, TestOrder.DECLARED, listener);
  }

  /** Runs what the filter accepts; the listener hears every result as it comes. */
  public TestReport run(NameFilter filter, TestOrder order, Consumer<TestResult> listener) {
    long started = System.nanoTime();
    Map<String, List<ApexProgram.TestMethod>> classes = new LinkedHashMap<>();
    for (ApexProgram.TestMethod m : program.testMethods()) {
      classes.computeIfAbsent(m.className(), k -> new ArrayList<>()).add(m);
    }
    List<TestResult> results = new ArrayList<>();
    for (CompileFailure f : failures.values()) {
      if (f.test()
          && classes.keySet().stream().noneMatch(c -> key(c).equals(key(f.className())))
          && filter.accepts(f.className(), "")) {
        TestResult r = notCompiled(f, "(compilation)");
        results.add(r);
        listener.accept(r);
      }
    }
    classes.replaceAll(
        (name, methods) ->
            methods.stream().filter(m -> filter.accepts(name, m.methodName())).toList());
    classes.values().removeIf(List::isEmpty);
    Map<String, TestResult> outcomes = runAll(classes, order, listener);
    classes.forEach(
        (name, methods) ->
            methods.forEach(m -> results.add(outcomes.get(key(name + "." + m.methodName())))));
    return new TestReport(results, coverage(), (System.nanoTime() - started) / 1_000_000);
  }

  /** Results by class and method. */
  private Map<String, TestResult> runAll(
      Map<String, List<ApexProgram.TestMethod>> classes,
      TestOrder order,
      Consumer<TestResult> listener) {
    Map<String, TestResult> outcomes = new HashMap<>();
    Queue<String> waiting = new ConcurrentLinkedQueue<>(order.of(classes.keySet()));
    Turns.take(
        universes,
        universe -> {
          for (String name = waiting.poll(); name != null; name = waiting.poll()) {
            runClass(
                universe,
                name,
                order.of(classes.get(name)),
                r -> {
                  synchronized (outcomes) {
                    outcomes.put(key(r.name()), r);
                    listener.accept(r);
                  }
                });
          }
        });
    return outcomes;
  }

  private static TestResult notCompiled(CompileFailure f, String method) {
    return new TestResult(
        f.className(),
        method,
        f.unsupported() ? Outcome.UNSUPPORTED : Outcome.FAILED,
        "does not compile: " + f.message(),
        null,
        "",
        0);
  }

  private void runClass(
      TestUniverse universe,
      String className,
      List<ApexProgram.TestMethod> methods,
      Consumer<TestResult> sink) {
    CompileFailure broken = failures.get(key(className));
    if (broken != null) {
      methods.forEach(m -> sink.accept(notCompiled(broken, m.methodName())));
      return;
    }
    Object before = universe.mark();
    try {
      TestResult setup = setUp(universe, className, methods.get(0).seeAllData());
      Object ready = universe.mark();
      for (ApexProgram.TestMethod m : methods) {
        sink.accept(
            setup == null
                ? one(universe, className, m.methodName(), m.seeAllData())
                : new TestResult(
                    className,
                    m.methodName(),
                    setup.outcome(),
                    setup.methodName() + ": " + setup.message(),
                    setup.exceptionType(),
                    setup.stack(),
                    0));
        universe.rollback(ready);
      }
    } finally {
      universe.rollback(before);
    }
  }

  /** Runs the set-up methods; the first that does not pass ends the class. */
  private TestResult setUp(TestUniverse universe, String className, boolean seeAllData) {
    List<String> names;
    try (TestRequest r = universe.newRequest(className, "(setup)", seeAllData)) {
      names = r.session().testSetupMethods(className);
    }
    for (String name : names) {
      TestResult result = one(universe, className, name, seeAllData);
      if (result.outcome() != Outcome.PASSED) {
        return result;
      }
    }
    return null;
  }

  private TestResult one(
      TestUniverse universe, String className, String method, boolean seeAllData) {
    long started = System.nanoTime();
    Outcome outcome = Outcome.PASSED;
    String message = null;
    String type = null;
    String stack = "";
    try (TestRequest r = universe.newRequest(className, method, seeAllData)) {
      try {
        r.session().runTest(className, method);
        r.complete();
      } finally {
        note(r.session().coverage());
      }
    } catch (ApexFailure e) {
      outcome = Outcome.FAILED;
      message = e.typeName() + ": " + e.getMessage();
      type = e.typeName();
      stack = e.apexStack();
    } catch (UnsupportedPlatformFeature e) {
      outcome = Outcome.UNSUPPORTED;
      message = e.getMessage();
    } catch (HostException e) {
      outcome = Outcome.FAILED;
      message = "System." + e.apexType() + ": " + e.getMessage();
      type = "System." + e.apexType();
    } catch (LimitExceeded e) {
      outcome = Outcome.FAILED;
      message = "System.LimitException: " + e.getMessage();
      type = "System.LimitException";
    } catch (NotCompiled e) {
      outcome = Outcome.FAILED;
      message = e.getMessage();
    } catch (RuntimeException | StackOverflowError e) {
      outcome = Outcome.FAILED;
      message = "engine error: " + e;
      stack = engineStack(e);
    }
    long millis = (System.nanoTime() - started) / 1_000_000;
    return new TestResult(className, method, outcome, message, type, stack, millis);
  }

  /** The top of a Java stack: an engine error is ours to find. */
  private static String engineStack(Throwable e) {
    StringBuilder sb = new StringBuilder();
    StackTraceElement[] trace = e.getStackTrace();
    for (int i = 0; i < trace.length && i < 12; i++) {
      sb.append(i == 0 ? "" : "\n").append("at ").append(trace[i]);
    }
    return sb.toString();
  }

  // --- coverage ----------------------------------------------------------------------------------

  private void note(Map<String, int[]> session) {
    synchronized (hits) {
      session.forEach(
          (name, lines) -> {
            BitSet all = hits.computeIfAbsent(name, k -> new BitSet());
            for (int l : lines) {
              all.set(l);
            }
          });
    }
  }

  private List<ClassCoverage> coverage() {
    List<ClassCoverage> out = new ArrayList<>();
    program
        .executableLines()
        .forEach(
            (name, lines) -> {
              BitSet ran = hits.getOrDefault(name, new BitSet());
              List<Integer> covered = new ArrayList<>();
              List<Integer> uncovered = new ArrayList<>();
              for (int l : lines) {
                (ran.get(l) ? covered : uncovered).add(l);
              }
              out.add(new ClassCoverage(name, covered, uncovered));
            });
    return out;
  }
}
