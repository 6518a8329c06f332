package org.closedloop.apex.exec;

import java.util.LinkedHashMap;
import java.util.Map;

/** Which lines of which file ran in one session. */
final class Coverage {

  private final String[] names;
  private final int[] lines;
  private final boolean[][] hits;

  /**
   * @param names class or trigger name by file index
   * @param lines highest line number by file index
   */
  Coverage(String[] names, int[] lines) {
    this.names = names;
    this.lines = lines;
    this.hits = new boolean[names.length][];
  }

  /** The hit marks of a file; -1 is code that is not counted. */
  boolean[] hits(int file) {
    if (file < 0) {
      return Uncounted.MARKS;
    }
    boolean[] h = hits[file];
    if (h == null) {
      h = new boolean[lines[file] + 1];
      hits[file] = h;
    }
    return h;
  }

  /** Marks that nobody reads, for code without a file; sized for the largest script accepted. */
  private static final class Uncounted {
    static final boolean[] MARKS = new boolean[1_000_001];
  }

  /** Line numbers that ran, ascending, by class or trigger name. */
  Map<String, int[]> lines() {
    Map<String, int[]> out = new LinkedHashMap<>();
    for (int i = 0; i < hits.length; i++) {
      if (hits[i] != null) {
        boolean[] h = hits[i];
        out.put(
            names[i], java.util.stream.IntStream.range(0, h.length).filter(n -> h[n]).toArray());
      }
    }
    return out;
  }
}
