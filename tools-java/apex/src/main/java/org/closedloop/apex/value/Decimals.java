package org.closedloop.apex.value;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * Decimal arithmetic. Sums, differences and products keep their natural scale; {@link #divide} is
 * the one place that decides how a quotient is cut.
 */
public final class Decimals {

  /** Digits of a quotient that does not end; not documented by the platform. */
  private static final MathContext QUOTIENT = MathContext.DECIMAL128;

  /** Digits before and behind the point that a number may have; the platform's are not known. */
  private static final int MOST_DIGITS = 1_000;

  private static final int MOST_BITS = 3_400;

  private Decimals() {}

  /** The number, unless it has more digits than numbers may have. */
  public static BigDecimal bounded(BigDecimal d) {
    checkScale(d.scale());
    if (d.unscaledValue().bitLength() > MOST_BITS) {
      throw tooLong();
    }
    return d;
  }

  /** Refuses a number of digits that no number may have. */
  public static int checkScale(int scale) {
    if (scale > MOST_DIGITS || scale < -MOST_DIGITS) {
      throw tooLong();
    }
    return scale;
  }

  private static RuntimeException tooLong() {
    return Errors.math("Decimal has too many digits");
  }

  /** Any Apex number as a Decimal. */
  public static BigDecimal of(Number n) {
    if (n instanceof BigDecimal d) {
      return d;
    }
    if (n instanceof Double d) {
      return fromDouble(d);
    }
    return BigDecimal.valueOf(n.longValue());
  }

  public static BigDecimal fromDouble(double d) {
    if (Double.isNaN(d) || Double.isInfinite(d)) {
      throw Errors.math("Invalid number: " + d);
    }
    BigDecimal plain = new BigDecimal(Double.toString(d));
    return plain.scale() < 0 ? plain.setScale(0) : plain;
  }

  /** {@code a / b}; division by zero is the platform's MathException. */
  public static BigDecimal divide(BigDecimal a, BigDecimal b) {
    if (b.signum() == 0) {
      throw Errors.math("Divide by 0");
    }
    BigDecimal q = a.divide(b, QUOTIENT);
    return q.scale() < 0 ? q.setScale(0) : q;
  }

  /** {@code a.divide(b, scale)}. */
  public static BigDecimal divide(BigDecimal a, BigDecimal b, int scale, RoundingMode mode) {
    if (b.signum() == 0) {
      throw Errors.math("Divide by 0");
    }
    return bounded(a.divide(b, checkScale(scale), mode));
  }
}
