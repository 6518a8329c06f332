package org.closedloop.apex.testing;

import java.util.List;

/**
 * Lines of one class or trigger.
 *
 * @param covered executable lines that ran, ascending
 * @param uncovered executable lines that did not
 */
public record ClassCoverage(String name, List<Integer> covered, List<Integer> uncovered) {
  public ClassCoverage {
    covered = List.copyOf(covered);
    uncovered = List.copyOf(uncovered);
  }

  public int total() {
    return covered.size() + uncovered.size();
  }

  /** Share of covered lines in percent; 100 when nothing is executable. */
  public double percent() {
    return total() == 0 ? 100 : 100.0 * covered.size() / total();
  }
}
