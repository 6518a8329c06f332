package org.closedloop.apex.library;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.function.DoubleUnaryOperator;
import org.closedloop.apex.value.Decimals;

/** Members of Math; each works in the type of its arguments. */
@ApexType("System.Math")
final class MathLibrary {

  private MathLibrary() {}

  private static Object same(Number like, double result) {
    if (like instanceof BigDecimal) {
      return Decimals.fromDouble(result);
    }
    return result;
  }

  private static Object apply(Number x, DoubleUnaryOperator f) {
    return same(x, f.applyAsDouble(x.doubleValue()));
  }

  @ApexMethod
  static Object abs(Number x) {
    if (x instanceof Integer i) {
      return Math.abs(i);
    }
    if (x instanceof Long l) {
      return Math.abs(l);
    }
    return x instanceof BigDecimal d ? d.abs() : (Object) Math.abs(x.doubleValue());
  }

  @ApexMethod
  static Object acos(Number x) {
    return apply(x, Math::acos);
  }

  @ApexMethod
  static Object asin(Number x) {
    return apply(x, Math::asin);
  }

  @ApexMethod
  static Object atan(Number x) {
    return apply(x, Math::atan);
  }

  @ApexMethod
  static Object atan2(Number y, Number x) {
    return same(y, Math.atan2(y.doubleValue(), x.doubleValue()));
  }

  @ApexMethod
  static Object cbrt(Number x) {
    return apply(x, Math::cbrt);
  }

  @ApexMethod
  static Object ceil(Number x) {
    return x instanceof BigDecimal d
        ? d.setScale(0, RoundingMode.CEILING)
        : (Object) Math.ceil(x.doubleValue());
  }

  @ApexMethod
  static Object floor(Number x) {
    return x instanceof BigDecimal d
        ? d.setScale(0, RoundingMode.FLOOR)
        : (Object) Math.floor(x.doubleValue());
  }

  @ApexMethod
  static Object rint(Number x) {
    return x instanceof BigDecimal d
        ? d.setScale(0, RoundingMode.HALF_EVEN)
        : (Object) Math.rint(x.doubleValue());
  }

  @ApexMethod
  static Object cos(Number x) {
    return apply(x, Math::cos);
  }

  @ApexMethod
  static Object cosh(Number x) {
    return apply(x, Math::cosh);
  }

  @ApexMethod
  static Object exp(Number x) {
    return apply(x, Math::exp);
  }

  @ApexMethod
  static Object log(Number x) {
    return apply(x, Math::log);
  }

  @ApexMethod
  static Object log10(Number x) {
    return apply(x, Math::log10);
  }

  @ApexMethod
  static Object sin(Number x) {
    return apply(x, Math::sin);
  }

  @ApexMethod
  static Object sinh(Number x) {
    return apply(x, Math::sinh);
  }

  @ApexMethod
  static Object sqrt(Number x) {
    return apply(x, Math::sqrt);
  }

  @ApexMethod
  static Object tan(Number x) {
    return apply(x, Math::tan);
  }

  @ApexMethod
  static Object tanh(Number x) {
    return apply(x, Math::tanh);
  }

  @ApexMethod
  static Object signum(Number x) {
    return x instanceof BigDecimal d
        ? BigDecimal.valueOf(d.signum())
        : (Object) Math.signum(x.doubleValue());
  }

  @ApexMethod
  static Object max(Number a, Number b) {
    if (a instanceof Integer i && b instanceof Integer j) {
      return Math.max(i, j);
    }
    if (a instanceof Long i && b instanceof Long j) {
      return Math.max(i, j);
    }
    if (a instanceof Double i && b instanceof Double j) {
      return Math.max(i, j);
    }
    return Decimals.of(a).max(Decimals.of(b));
  }

  @ApexMethod
  static Object min(Number a, Number b) {
    if (a instanceof Integer i && b instanceof Integer j) {
      return Math.min(i, j);
    }
    if (a instanceof Long i && b instanceof Long j) {
      return Math.min(i, j);
    }
    if (a instanceof Double i && b instanceof Double j) {
      return Math.min(i, j);
    }
    return Decimals.of(a).min(Decimals.of(b));
  }

  @ApexMethod
  static Object mod(Number a, Number b) {
    if (b.longValue() == 0) {
      throw Errors.math("Divide by 0");
    }
    return a instanceof Integer i && b instanceof Integer j
        ? (Object) (i % j)
        : (Object) (a.longValue() % b.longValue());
  }

  @ApexMethod
  static Double pow(Double base, Double exponent) {
    return Math.pow(base, exponent);
  }

  @ApexMethod
  static Double random() {
    return Math.random();
  }

  @ApexMethod
  static Integer round(Number x) {
    return (int) roundToLong(x).longValue();
  }

  @ApexMethod
  static Long roundToLong(Number x) {
    return x instanceof BigDecimal d
        ? d.setScale(0, RoundingMode.HALF_EVEN).longValue()
        : Math.round(x.doubleValue());
  }
}
