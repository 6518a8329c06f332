package org.closedloop.differential;

import java.util.Comparator;

/**
 * An error that a compiler reports.
 *
 * @param file relative to the folder that was compiled, with slashes
 */
record Finding(String file, int line, String message) implements Comparable<Finding> {

  private static final Comparator<Finding> ORDER =
      Comparator.comparing(Finding::file)
          .thenComparingInt(Finding::line)
          .thenComparing(Finding::message);

  @Override
  public int compareTo(Finding other) {
    return ORDER.compare(this, other);
  }

  /** Where, without what: by that the two compilers are compared. */
  String place() {
    return file + ":" + line;
  }
}
