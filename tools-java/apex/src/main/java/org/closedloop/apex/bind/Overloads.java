package org.closedloop.apex.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.function.ToIntBiFunction;
import org.closedloop.apex.types.ApexType;

/**
 * Chooses among overloads: the one whose every argument fits at least as well as in any other. When
 * none dominates, the smallest sum wins, then declaration order.
 */
final class Overloads {

  private Overloads() {}

  /** The best candidate, or null when none takes the arguments. */
  static <C> C choose(
      List<C> candidates,
      Function<C, List<ApexType>> parameters,
      List<BoundExpr> arguments,
      ToIntBiFunction<BoundExpr, ApexType> cost) {
    List<C> fitting = new ArrayList<>();
    List<int[]> costs = new ArrayList<>();
    for (C c : candidates) {
      int[] fit = fit(parameters.apply(c), arguments, cost);
      if (fit != null) {
        fitting.add(c);
        costs.add(fit);
      }
    }
    C best = null;
    int[] bestCost = null;
    for (int i = 0; i < fitting.size(); i++) {
      if (best == null || better(costs.get(i), bestCost)) {
        best = fitting.get(i);
        bestCost = costs.get(i);
      }
    }
    return best;
  }

  private static int[] fit(
      List<ApexType> parameters,
      List<BoundExpr> arguments,
      ToIntBiFunction<BoundExpr, ApexType> cost) {
    if (parameters.size() != arguments.size()) {
      return null;
    }
    int[] out = new int[parameters.size()];
    for (int i = 0; i < out.length; i++) {
      out[i] = cost.applyAsInt(arguments.get(i), parameters.get(i));
      if (out[i] < 0) {
        return null;
      }
    }
    return out;
  }

  private static boolean better(int[] a, int[] b) {
    boolean some = false;
    boolean worse = false;
    int sumA = 0;
    int sumB = 0;
    for (int i = 0; i < a.length; i++) {
      some |= a[i] < b[i];
      worse |= a[i] > b[i];
      sumA += a[i];
      sumB += b[i];
    }
    return some && (!worse || sumA < sumB);
  }
}
