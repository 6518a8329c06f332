package org.closedloop.scenarios.bench;

import java.util.Arrays;
import java.util.List;

/** Smallest, middle and largest of several measurements of the same thing. */
record Spread(double min, double median, double max) {

  static Spread of(List<? extends Number> values) {
    double[] v = values.stream().mapToDouble(Number::doubleValue).sorted().toArray();
    if (v.length == 0) {
      throw new IllegalArgumentException("no measurements");
    }
    int middle = v.length / 2;
    double median = v.length % 2 == 1 ? v[middle] : (v[middle - 1] + v[middle]) / 2;
    return new Spread(v[0], median, Arrays.stream(v).max().orElseThrow());
  }
}
