package org.closedloop.localorg.formula;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.util.List;

/** Arithmetic functions; a blank argument gives blank. */
final class MathFunctions {

  private static final MathContext MC = FormulaValues.PRECISION;

  private MathFunctions() {}

  private interface Map1 {
    BigDecimal apply(BigDecimal n);
  }

  private interface DoubleMap {
    double apply(double d);
  }

  static void addTo(FormulaFunctions.Table t) {
    t.add("ABS", 1, 1, f -> map(f, BigDecimal::abs))
        .add("CEILING", 1, 1, f -> map(f, n -> n.setScale(0, RoundingMode.UP)))
        .add("FLOOR", 1, 1, f -> map(f, n -> n.setScale(0, RoundingMode.DOWN)))
        .add("MCEILING", 1, 1, f -> map(f, n -> n.setScale(0, RoundingMode.CEILING)))
        .add("MFLOOR", 1, 1, f -> map(f, n -> n.setScale(0, RoundingMode.FLOOR)))
        .add("EXP", 1, 1, f -> real(f, Math::exp))
        .add("LN", 1, 1, f -> real(f, Math::log))
        .add("LOG", 1, 1, f -> real(f, Math::log10))
        .add("SIN", 1, 1, f -> real(f, Math::sin))
        .add("COS", 1, 1, f -> real(f, Math::cos))
        .add("TAN", 1, 1, f -> real(f, Math::tan))
        .add("ASIN", 1, 1, f -> real(f, Math::asin))
        .add("ACOS", 1, 1, f -> real(f, Math::acos))
        .add("ATAN", 1, 1, f -> real(f, Math::atan))
        .add("ATAN2", 2, 2, MathFunctions::atan2)
        .add(
            "PI",
            0,
            0,
            f -> f.result(FormulaType.NUMBER, c -> new BigDecimal("3.14159265358979323846")))
        .add("SQRT", 1, 1, f -> map(f, MathFunctions::sqrt))
        .add("ROUND", 2, 2, f -> scaled(f, RoundingMode.HALF_UP))
        .add("TRUNC", 1, 2, f -> scaled(f, RoundingMode.DOWN))
        .add("MOD", 2, 2, MathFunctions::mod)
        .add("MAX", 1, 255, f -> extreme(f, 1))
        .add("MIN", 1, 255, f -> extreme(f, -1));
  }

  private static TypedNode map(FunctionCall f, Map1 m) {
    TypedNode a = f.number(0);
    return f.result(
        FormulaType.NUMBER,
        c -> {
          BigDecimal n = a.number(c);
          return n == null ? null : m.apply(n);
        });
  }

  private static TypedNode real(FunctionCall f, DoubleMap m) {
    return map(f, n -> FormulaValues.fromDouble(m.apply(n.doubleValue())));
  }

  private static BigDecimal sqrt(BigDecimal n) {
    if (n.signum() < 0) {
      throw new FormulaFailure("square root of a negative number");
    }
    return n.sqrt(MC);
  }

  private static TypedNode atan2(FunctionCall f) {
    TypedNode y = f.number(0);
    TypedNode x = f.number(1);
    return f.result(
        FormulaType.NUMBER,
        c -> {
          BigDecimal a = y.number(c);
          BigDecimal b = x.number(c);
          return a == null || b == null
              ? null
              : FormulaValues.fromDouble(Math.atan2(a.doubleValue(), b.doubleValue()));
        });
  }

  private static TypedNode scaled(FunctionCall f, RoundingMode mode) {
    TypedNode a = f.number(0);
    TypedNode digits = f.count() > 1 ? f.number(1) : null;
    return f.result(
        FormulaType.NUMBER,
        c -> {
          BigDecimal n = a.number(c);
          if (n == null) {
            return null;
          }
          int scale = digits == null ? 0 : Math.max(-30, Math.min(30, digits.integer(c)));
          BigDecimal r = n.setScale(scale, mode);
          return scale < 0 ? r.setScale(0) : r;
        });
  }

  private static TypedNode mod(FunctionCall f) {
    TypedNode a = f.number(0);
    TypedNode b = f.number(1);
    return f.result(
        FormulaType.NUMBER,
        c -> {
          BigDecimal n = a.number(c);
          BigDecimal d = b.number(c);
          if (n == null || d == null) {
            return null;
          }
          if (d.signum() == 0) {
            throw new FormulaFailure("division by zero");
          }
          return n.remainder(d);
        });
  }

  private static TypedNode extreme(FunctionCall f, int sign) {
    List<TypedNode> args = f.args();
    for (int i = 0; i < args.size(); i++) {
      f.number(i);
    }
    return f.result(
        FormulaType.NUMBER,
        c -> {
          BigDecimal best = null;
          for (TypedNode a : args) {
            BigDecimal n = a.number(c);
            if (n == null) {
              return null;
            }
            if (best == null || n.compareTo(best) * sign > 0) {
              best = n;
            }
          }
          return best;
        });
  }
}
