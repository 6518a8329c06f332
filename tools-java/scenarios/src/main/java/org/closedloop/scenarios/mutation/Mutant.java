package org.closedloop.scenarios.mutation;

import java.util.Map;

/**
 * One single mutation of the sources.
 *
 * @param verdict what an org does with it, or that nobody can tell
 * @param reason why, in a few words
 * @param file the file that is mutated, renamed or deleted
 * @param line where, from 1; 0 for the whole file
 * @param change makes the changed files
 */
record Mutant(
    String operator,
    Verdict verdict,
    String reason,
    String file,
    int line,
    String before,
    String after,
    Change change) {

  /** The files that a mutation changes: new bytes, or null for a file that is gone. */
  @FunctionalInterface
  interface Change {
    Map<String, byte[]> files();
  }

  /** Whether the file is one that the mutation touches, or the other half of its component. */
  boolean touches(String other) {
    return change.files().keySet().stream()
        .anyMatch(f -> body(f).equals(body(other)) || body(f).equals(other));
  }

  private static String body(String path) {
    return path.endsWith("-meta.xml")
        ? path.substring(0, path.length() - "-meta.xml".length())
        : path;
  }

  /** {@code file:line before → after} on one line. */
  String what() {
    return file + (line > 0 ? ":" + line : "") + "  " + before + " → " + after;
  }
}
