package org.closedloop.metadata;

import java.util.Collection;
import java.util.Locale;
import java.util.Optional;

/** Finds the known name that a misspelt one most likely meant. */
public final class NearestName {
  private NearestName() {}

  /** The closest candidate within a third of the word's length, ignoring case; none below three. */
  public static Optional<String> of(String word, Collection<String> candidates) {
    String folded = word.toLowerCase(Locale.ROOT);
    int limit = folded.length() < 3 ? 0 : folded.length() / 3;
    String best = null;
    int bestDistance = limit + 1;
    for (String candidate : candidates) {
      if (Math.abs(candidate.length() - folded.length()) >= bestDistance) {
        continue;
      }
      int distance = distance(folded, candidate.toLowerCase(Locale.ROOT), bestDistance);
      if (distance < bestDistance) {
        best = candidate;
        bestDistance = distance;
      }
    }
    return Optional.ofNullable(best);
  }

  /** {@code did you mean 'x'?}, or the empty string when nothing is near. */
  public static String hint(String word, Collection<String> candidates) {
    return of(word, candidates).map(n -> "did you mean '" + n + "'?").orElse("");
  }

  /** Edit distance with neighbouring swaps counted once; stops early above the limit. */
  private static int distance(String a, String b, int limit) {
    int[] beforePrevious = new int[b.length() + 1];
    int[] previous = new int[b.length() + 1];
    int[] current = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      previous[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      current[0] = i;
      int rowBest = i;
      for (int j = 1; j <= b.length(); j++) {
        int cost = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
        int d = Math.min(Math.min(current[j - 1], previous[j]) + 1, previous[j - 1] + cost);
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          d = Math.min(d, beforePrevious[j - 2] + 1);
        }
        current[j] = d;
        rowBest = Math.min(rowBest, d);
      }
      if (rowBest >= limit) {
        return limit;
      }
      int[] spare = beforePrevious;
      beforePrevious = previous;
      previous = current;
      current = spare;
    }
    return previous[b.length()];
  }
}
