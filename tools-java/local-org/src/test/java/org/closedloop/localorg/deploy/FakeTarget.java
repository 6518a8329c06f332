package org.closedloop.localorg.deploy;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentKey;
import org.closedloop.metadata.Diagnostic;

/**
 * An org that holds components and "compiles" a class by looking for the word ERROR in its body; a
 * test class passes unless its body holds FAIL.
 */
public final class FakeTarget implements OrgMetadataTarget {
  private final AtomicInteger ids = new AtomicInteger();
  private volatile OrgMetadata current = OrgMetadata.EMPTY;
  private boolean production;
  private CountDownLatch gate;

  public FakeTarget asProduction() {
    production = true;
    return this;
  }

  /** Makes preparation wait until the latch opens. */
  public FakeTarget gate(CountDownLatch latch) {
    gate = latch;
    return this;
  }

  @Override
  public OrgMetadata current() {
    return current;
  }

  @Override
  public Prepared prepare(ChangeSet change, List<Diagnostic> said, DeployProgress progress) {
    List<Diagnostic> found = new ArrayList<>();
    for (Component c : change.after().ofType("ApexClass")) {
      if (c.contentText().contains("ERROR")) {
        found.add(
            new Diagnostic(
                "compile",
                Diagnostic.Severity.ERROR,
                Diagnostic.Rule.REFUSED,
                c.contentFile(),
                2,
                5,
                c.type(),
                c.fullName(),
                "Unexpected token 'ERROR'.",
                ""));
      }
      progress.componentDone(c.key());
    }
    await(progress);
    List<Diagnostic> before = List.copyOf(said);
    return new Prepared() {
      @Override
      public List<Diagnostic> said() {
        return before;
      }

      @Override
      public List<Diagnostic> diagnostics() {
        return found;
      }

      @Override
      public TestRunResult runTests(
          TestLevel level, List<String> classes, DeployProgress testProgress) {
        return tests(change, classes, testProgress);
      }

      @Override
      public void commit(OrgMetadata next) {
        current = next;
      }
    };
  }

  private void await(DeployProgress progress) {
    try {
      while (gate != null
          && !gate.await(2, java.util.concurrent.TimeUnit.MILLISECONDS)
          && !progress.cancelled()) {
        Thread.onSpinWait();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static TestRunResult tests(
      ChangeSet change, List<String> classes, DeployProgress progress) {
    List<TestRunResult.Failure> failures = new ArrayList<>();
    List<TestRunResult.Success> successes = new ArrayList<>();
    progress.testsPlanned(classes.size());
    for (String name : classes) {
      Component c = change.after().find("ApexClass", name).orElseThrow();
      boolean failed = c.contentText().contains("FAIL");
      progress.testDone(!failed);
      if (failed) {
        failures.add(
            new TestRunResult.Failure(
                "01p000000000001AAA",
                name,
                "m",
                "System.AssertException: Assertion Failed",
                "Class." + name + ".m: line 4, column 1",
                false,
                12));
      } else {
        successes.add(new TestRunResult.Success("01p000000000002AAA", name, "ok", false, 5));
      }
    }
    return new TestRunResult(
        classes.size(),
        17,
        failures,
        successes,
        List.of(new TestRunResult.Coverage("01p000000000003AAA", "A", "Class", 10, List.of(12))),
        List.of());
  }

  @Override
  public String newId(ComponentKey key) {
    return String.format("01p%012dAAA", ids.incrementAndGet());
  }

  @Override
  public boolean production() {
    return production;
  }

  @Override
  public String userName(String userId) {
    return "Admin User";
  }
}
