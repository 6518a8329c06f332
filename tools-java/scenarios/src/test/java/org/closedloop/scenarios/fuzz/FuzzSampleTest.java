package org.closedloop.scenarios.fuzz;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A seeded sample of {@code scripts/bench fuzz}; it must be the same in every run. */
class FuzzSampleTest {

  private static final long SEED = 20_260_101;
  private static final int CASES = 60;
  private static final long LIMIT_MILLIS = 30_000;
  private static final Path ROOT = Path.of("../..").toAbsolutePath().normalize();

  private static Seeds seeds() throws Exception {
    return Seeds.of(
        List.of(ROOT.resolve("force-app"), ROOT.resolve("tools-java/apex/src/test/resources")));
  }

  @Test
  void nothingEscapes() throws Exception {
    long until = System.nanoTime() + TimeUnit.SECONDS.toNanos(12);
    try (FuzzRun run = new FuzzRun(seeds(), LIMIT_MILLIS, e -> {})) {
      run.random(SEED, until, CASES);
      run.deep(until, 7);
      assertEquals(
          List.of(),
          run.escapes().stream().map(e -> e.of().name() + ": " + e.what()).toList(),
          () -> run.summary().toString());
    }
  }

  @Test
  void aNumberAlwaysDrawsTheSame() throws Exception {
    Seeds seeds = seeds();
    for (long n = 0; n < 30; n++) {
      assertEquals(seeds.mutant(n).text(), seeds.mutant(n).text());
      assertEquals(ProgramGenerator.program(n), ProgramGenerator.program(n));
    }
    assertNotEquals(ProgramGenerator.program(1), ProgramGenerator.program(2));
  }

  @Test
  void aWrongOutputIsAnEscape() throws Exception {
    FuzzCase right = ProgramGenerator.program(3);
    List<String> other = new java.util.ArrayList<>(right.expected());
    other.set(0, "something else");
    try (CaseRunner runner = new CaseRunner()) {
      assertEquals(Outcome.Kind.RAN, runner.run(right).kind());
      FuzzCase wrong = new FuzzCase("wrong", right.sources(), right.block(), other);
      assertTrue(runner.run(wrong).isEscape());
    }
  }
}
