package org.closedloop.scenarios.fuzz;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** Draws cases from a seed, judges each and keeps what escaped. */
final class FuzzRun implements AutoCloseable {

  /** A case that hangs keeps its thread; after so many the run ends. */
  private static final int MOST_HANGS = 4;

  /** An escape with the case that shows it. */
  record Escape(FuzzCase of, String what) {}

  /** What a case is drawn from. */
  enum Source {
    DEEP,
    MUTANT,
    PROGRAM
  }

  private final Seeds seeds;
  private final Watchdog watchdog;
  private final Consumer<Escape> listener;
  private CaseRunner runner = new CaseRunner();
  private final Map<Source, Map<Outcome.Kind, Integer>> counts = new EnumMap<>(Source.class);
  private final List<Escape> escapes = new ArrayList<>();
  private int hangs;

  /**
   * @param listener hears of each escape at once
   */
  FuzzRun(Seeds seeds, long millis, Consumer<Escape> listener) {
    this.seeds = seeds;
    this.watchdog = new Watchdog(millis);
    this.listener = listener;
  }

  /** Every shape of nesting at every depth, or a sample of them. */
  void deep(long until, int every) throws InterruptedException {
    for (int n = 0; n < DeepSources.count() && System.nanoTime() < until; n += every) {
      int shape = n;
      check(Source.DEEP, () -> DeepSources.of(shape));
    }
  }

  /**
   * Mutants and valid programs in turn.
   *
   * @param cases at most so many
   */
  void random(long seed, long until, int cases) throws InterruptedException {
    for (int n = 0; n < cases && System.nanoTime() < until && hangs < MOST_HANGS; n++) {
      long number = seed * 1_000_000 + n;
      if (n % 4 == 3 || seeds.size() == 0) {
        check(Source.PROGRAM, () -> ProgramGenerator.program(number));
      } else {
        check(Source.MUTANT, () -> seeds.mutant(number));
      }
    }
  }

  private void check(Source source, Supplier<FuzzCase> drawn) throws InterruptedException {
    CaseRunner current = runner;
    FuzzCase c = drawn.get();
    Outcome o = watchdog.run(() -> current.run(c));
    counts
        .computeIfAbsent(source, k -> new EnumMap<>(Outcome.Kind.class))
        .merge(o.kind(), 1, Integer::sum);
    if (o.isEscape()) {
      Escape e = new Escape(c, o.what());
      escapes.add(e);
      listener.accept(e);
      if (o.what().startsWith("took longer")) {
        hangs++;
      }
      // What escaped may have left the org of the runner in the middle of something.
      runner = new CaseRunner();
    }
  }

  List<Escape> escapes() {
    return escapes;
  }

  /** One line per source: how many cases ended how. */
  List<String> summary() {
    return counts.entrySet().stream()
        .map(
            e ->
                e.getKey().name().toLowerCase(java.util.Locale.ROOT)
                    + ": "
                    + e.getValue().values().stream().mapToInt(Integer::intValue).sum()
                    + " "
                    + e.getValue())
        .toList();
  }

  @Override
  public void close() {
    watchdog.close();
    runner.close();
  }
}
