package org.closedloop.scenarios.mutation;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntConsumer;
import org.closedloop.localorg.org.OrgOptions;
import org.closedloop.localorg.validate.Validator;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.ReadResult;

/** Checks mutants one by one against a warm validator. */
final class MutationRun {
  private static final int THREADS = 2;
  private final Sources sources;
  private final Validator validator = new Validator(OrgOptions.defaults());
  private final Set<String> before = new HashSet<>();

  /** Checks the unmutated sources first; what they have already counts for no mutant. */
  MutationRun(Sources sources) {
    this.sources = sources;
    errors(validator.validate(sources.baseline()).errors()).forEach(d -> before.add(key(d)));
  }

  /** Errors of the unmutated sources. */
  Set<String> before() {
    return before;
  }

  /** Checks them all, in their order. */
  List<Outcome> check(List<Mutant> mutants, IntConsumer progress)
      throws InterruptedException, ExecutionException {
    ExecutorService pool = Executors.newFixedThreadPool(THREADS);
    try {
      AtomicInteger done = new AtomicInteger();
      List<Future<Outcome>> waiting = new ArrayList<>();
      for (Mutant m : mutants) {
        Callable<Outcome> one =
            () -> {
              Outcome o = check(m);
              progress.accept(done.incrementAndGet());
              return o;
            };
        waiting.add(pool.submit(one));
      }
      List<Outcome> out = new ArrayList<>();
      for (Future<Outcome> f : waiting) {
        out.add(f.get());
      }
      return out;
    } finally {
      pool.shutdownNow();
    }
  }

  /** The quick checks first; compiling only where they stay silent. A crash is an answer too. */
  Outcome check(Mutant mutant) {
    try {
      ReadResult read = sources.with(mutant.change().files());
      List<Diagnostic> found = fresh(validator.metadata(read).errors());
      if (found.isEmpty()) {
        found = fresh(validator.validate(read).errors());
      }
      return new Outcome(mutant, found, null);
    } catch (RuntimeException e) {
      return new Outcome(mutant, List.of(), e);
    }
  }

  private List<Diagnostic> fresh(List<Diagnostic> all) {
    return errors(all).stream().filter(d -> !before.contains(key(d))).toList();
  }

  private static List<Diagnostic> errors(List<Diagnostic> all) {
    return all.stream().filter(Diagnostic::isError).toList();
  }

  private static String key(Diagnostic d) {
    return d.code() + "|" + d.file() + "|" + d.message();
  }
}
