package org.closedloop.scenarios.mutation;

import java.util.List;
import org.closedloop.metadata.Diagnostic;

/**
 * What the checks said to a mutant.
 *
 * @param found errors that the unmutated sources do not have
 * @param crash what the checks failed with instead of answering, or null; it counts as not caught
 */
record Outcome(Mutant mutant, List<Diagnostic> found, Throwable crash) {
  private static final int NEAR = 3;

  boolean caught() {
    return !found.isEmpty();
  }

  /** A mutant that a check has to find and did not. */
  boolean survived() {
    return mutant.verdict().counts() && !caught();
  }

  /** Whether an error names the mutated file. */
  boolean rightFile() {
    return found.stream().anyMatch(this::sameFile);
  }

  /** Whether an error stands within three lines of the mutation. */
  boolean rightLine() {
    return found.stream()
        .anyMatch(
            d -> sameFile(d) && (mutant.line() == 0 || Math.abs(d.line() - mutant.line()) <= NEAR));
  }

  private boolean sameFile(Diagnostic d) {
    return mutant.touches(d.file());
  }
}
