package org.closedloop.apex.value;

import java.math.BigDecimal;

/**
 * The operators on numbers after promotion: Integer and Long wrap, division by zero is the
 * platform's MathException, null operands its NullPointerException.
 */
public final class Arithmetic {

  private Arithmetic() {}

  public static Object add(Object a, Object b) {
    if (a instanceof Integer x && b instanceof Integer y) {
      return x + y;
    }
    return switch (rank(a, b)) {
      case 2 -> l(a) + l(b);
      case 3 -> d(a) + d(b);
      default -> m(a).add(m(b));
    };
  }

  public static Object subtract(Object a, Object b) {
    if (a instanceof Integer x && b instanceof Integer y) {
      return x - y;
    }
    return switch (rank(a, b)) {
      case 2 -> l(a) - l(b);
      case 3 -> d(a) - d(b);
      default -> m(a).subtract(m(b));
    };
  }

  public static Object multiply(Object a, Object b) {
    if (a instanceof Integer x && b instanceof Integer y) {
      return x * y;
    }
    return switch (rank(a, b)) {
      case 2 -> l(a) * l(b);
      case 3 -> d(a) * d(b);
      default -> Decimals.bounded(m(a).multiply(m(b)));
    };
  }

  public static Object divide(Object a, Object b) {
    if (a instanceof Integer x && b instanceof Integer y) {
      if (y == 0) {
        throw Errors.math("Divide by 0");
      }
      return x / y;
    }
    switch (rank(a, b)) {
      case 2:
        if (l(b) == 0) {
          throw Errors.math("Divide by 0");
        }
        return l(a) / l(b);
      case 3:
        if (d(b) == 0) {
          throw Errors.math("Divide by 0");
        }
        return d(a) / d(b);
      default:
        return Decimals.divide(m(a), m(b));
    }
  }

  public static Object negate(Object a) {
    if (a instanceof Integer x) {
      return -x;
    }
    if (a instanceof Long x) {
      return -x;
    }
    if (a instanceof Double x) {
      return -x;
    }
    return m(a).negate();
  }

  /** The value one more or less, in its own type. */
  public static Object step(Object a, int by) {
    if (a instanceof Integer x) {
      return x + by;
    }
    if (a instanceof Long x) {
      return x + by;
    }
    if (a instanceof Double x) {
      return x + by;
    }
    return m(a).add(BigDecimal.valueOf(by));
  }

  /** 1 Integer, 2 Long, 3 Double, 4 Decimal; the wider of the two. */
  private static int rank(Object a, Object b) {
    int r = Math.max(rank(a), rank(b));
    return r == 1 ? 2 : r;
  }

  private static int rank(Object a) {
    if (a == null) {
      throw Errors.nullPointer();
    }
    return a instanceof Integer ? 1 : a instanceof Long ? 2 : a instanceof Double ? 3 : 4;
  }

  private static long l(Object a) {
    return ((Number) a).longValue();
  }

  private static double d(Object a) {
    return ((Number) a).doubleValue();
  }

  private static BigDecimal m(Object a) {
    if (a == null) {
      throw Errors.nullPointer();
    }
    return Decimals.of((Number) a);
  }
}
