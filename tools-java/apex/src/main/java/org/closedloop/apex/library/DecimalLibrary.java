package org.closedloop.apex.library;

import java.math.BigDecimal;
import java.math.RoundingMode;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.value.Decimals;
import org.closedloop.apex.value.EnumValue;

/** Members of Decimal; rounding without a mode goes to the even neighbour. */
@ApexType("System.Decimal")
final class DecimalLibrary {

  private DecimalLibrary() {}

  @ApexMethod
  static BigDecimal abs(BigDecimal self) {
    return self.abs();
  }

  @ApexMethod
  static BigDecimal divide(BigDecimal self, BigDecimal divisor, Integer scale) {
    return Decimals.divide(self, divisor, scale, RoundingMode.HALF_EVEN);
  }

  @ApexMethod
  static BigDecimal divide(BigDecimal self, BigDecimal divisor, Integer scale, Object mode) {
    return exact(() -> Decimals.divide(self, divisor, scale, mode(mode)));
  }

  static RoundingMode mode(Object mode) {
    return RoundingMode.valueOf(((EnumValue) mode).name());
  }

  private static <T> T exact(java.util.function.Supplier<T> calculation) {
    try {
      return calculation.get();
    } catch (ArithmeticException e) {
      throw Errors.math(e.getMessage());
    }
  }

  @ApexMethod
  static Double doubleValue(BigDecimal self) {
    return self.doubleValue();
  }

  @ApexMethod
  static Integer intValue(BigDecimal self) {
    return self.intValue();
  }

  @ApexMethod
  static Long longValue(BigDecimal self) {
    return self.longValue();
  }

  @ApexMethod
  static String format(ApexContext ctx, BigDecimal self) {
    return NumberLibrary.formatDecimal(ctx, self);
  }

  @ApexMethod
  static BigDecimal pow(BigDecimal self, Integer exponent) {
    if (exponent < 0) {
      throw Errors.math("Invalid exponent: " + exponent);
    }
    BigDecimal base = self.stripTrailingZeros();
    boolean unit = base.abs().compareTo(BigDecimal.ONE) == 0 || base.signum() == 0;
    Decimals.checkScale(unit ? 0 : (int) Math.min(Integer.MAX_VALUE, (long) exponent / 4));
    return exact(() -> Decimals.bounded(self.pow(exponent)));
  }

  @ApexMethod
  static Integer precision(BigDecimal self) {
    return self.precision();
  }

  @ApexMethod
  static Integer scale(BigDecimal self) {
    return self.scale();
  }

  @ApexMethod
  static Long round(BigDecimal self) {
    return self.setScale(0, RoundingMode.HALF_EVEN).longValue();
  }

  @ApexMethod
  static Long round(BigDecimal self, EnumValue mode) {
    return exact(() -> self.setScale(0, mode(mode)).longValue());
  }

  @ApexMethod
  static BigDecimal setScale(BigDecimal self, Integer scale) {
    return self.setScale(Decimals.checkScale(scale), RoundingMode.HALF_EVEN);
  }

  @ApexMethod
  static BigDecimal setScale(BigDecimal self, Integer scale, EnumValue mode) {
    return exact(() -> self.setScale(Decimals.checkScale(scale), mode(mode)));
  }

  @ApexMethod
  static BigDecimal stripTrailingZeros(BigDecimal self) {
    return self.stripTrailingZeros();
  }

  @ApexMethod
  static String toPlainString(BigDecimal self) {
    return self.toPlainString();
  }

  @ApexMethod("valueOf(Double)")
  static BigDecimal ofDouble(Double value) {
    return Decimals.fromDouble(value);
  }

  @ApexMethod("valueOf(Long)")
  static BigDecimal ofLong(Long value) {
    return BigDecimal.valueOf(value);
  }

  @ApexMethod("valueOf(String)")
  static BigDecimal ofText(String value) {
    return NumberLibrary.parse(value, "decimal");
  }
}
