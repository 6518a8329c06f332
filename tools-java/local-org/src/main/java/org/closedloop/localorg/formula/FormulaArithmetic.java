package org.closedloop.localorg.formula;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;

/** The operators {@code + - * / ^} over numbers, text, dates and times. Blank gives blank. */
final class FormulaArithmetic {

  private FormulaArithmetic() {}

  private interface Combine {
    Object apply(Object left, Object right);
  }

  static TypedNode compile(
      FormulaCompiler compiler, FormulaExpr.Binary b, TypedNode l, TypedNode r) {
    FormulaType a = l.type() == FormulaType.NULL ? neutral(r.type()) : l.type();
    FormulaType z = r.type() == FormulaType.NULL ? neutral(a) : r.type();
    String op = b.operator();
    boolean plus = op.equals("+");
    boolean minus = op.equals("-");
    if (plus && (isText(compiler, a) || isText(compiler, z))) {
      compiler.want(l, "operator '+'", FormulaType.TEXT);
      compiler.want(r, "operator '+'", FormulaType.TEXT);
      return TypedNode.of(
          FormulaType.TEXT,
          b.offset(),
          c -> FormulaValues.toText(l.eval().get(c)) + FormulaValues.toText(r.eval().get(c)));
    }
    if ((plus || minus) && (unknown(b.left(), l) || unknown(b.right(), r))) {
      return late(b, l, r, minus);
    }
    if (a == FormulaType.NUMBER && z == FormulaType.NUMBER) {
      return numbers(b, l, r);
    }
    if ((plus || minus) && z == FormulaType.NUMBER) {
      TypedNode n = temporal(b, a, l, r, minus);
      if (n != null) {
        return n;
      }
    }
    if (plus && a == FormulaType.NUMBER) {
      TypedNode n = temporal(b, z, r, l, false);
      if (n != null) {
        return n;
      }
    }
    if (minus && a == z) {
      switch (a) {
        case DATE -> {
          return of(
              b,
              FormulaType.NUMBER,
              l,
              r,
              (x, y) -> BigDecimal.valueOf(ChronoUnit.DAYS.between((LocalDate) y, (LocalDate) x)));
        }
        case DATETIME -> {
          return of(
              b,
              FormulaType.NUMBER,
              l,
              r,
              (x, y) -> FormulaValues.daysBetween((Instant) y, (Instant) x));
        }
        case TIME -> {
          return of(
              b,
              FormulaType.NUMBER,
              l,
              r,
              (x, y) -> {
                long ms = ChronoUnit.MILLIS.between((LocalTime) y, (LocalTime) x);
                return BigDecimal.valueOf(Math.floorMod(ms, 86_400_000L));
              });
        }
        default -> {}
      }
    }
    TypedNode wrong = a == FormulaType.NUMBER ? r : l;
    throw compiler.wrongType("operator '" + op + "'", expected(op), wrong);
  }

  private static String expected(String op) {
    return op.equals("+") || op.equals("-") ? "Number, Date, DateTime" : "Number";
  }

  private static FormulaType neutral(FormulaType other) {
    return other == FormulaType.TEXT || other == FormulaType.ID
        ? FormulaType.TEXT
        : FormulaType.NUMBER;
  }

  private static boolean isText(FormulaCompiler compiler, FormulaType t) {
    return t == FormulaType.TEXT
        || t == FormulaType.ID
        || (FormulaCompiler.isPicklist(t) && compiler.scope().picklistsAreText());
  }

  /** A value whose type only the running formula knows, unlike the literal NULL. */
  private static boolean unknown(FormulaExpr e, TypedNode n) {
    return n.type() == FormulaType.NULL && !(e instanceof FormulaExpr.Literal);
  }

  /** Plus or minus whose operands have their types only when it runs. */
  private static TypedNode late(FormulaExpr.Binary b, TypedNode l, TypedNode r, boolean minus) {
    return of(
        b,
        FormulaType.NULL,
        l,
        r,
        (x, y) -> {
          if (!minus && (x instanceof String || y instanceof String)) {
            return FormulaValues.toText(x) + FormulaValues.toText(y);
          }
          if (!minus && x instanceof BigDecimal n && !(y instanceof BigDecimal)) {
            return later(y, n);
          }
          if (y instanceof BigDecimal n) {
            return later(x, signed(n, minus));
          }
          if (minus && x instanceof LocalDate to && y instanceof LocalDate from) {
            return BigDecimal.valueOf(ChronoUnit.DAYS.between(from, to));
          }
          if (minus && x instanceof Instant to && y instanceof Instant from) {
            return FormulaValues.daysBetween(from, to);
          }
          throw new FormulaFailure("operator '" + b.operator() + "' does not go with its values");
        });
  }

  private static Object later(Object at, BigDecimal by) {
    if (at instanceof BigDecimal n) {
      return n.add(by);
    }
    if (at instanceof LocalDate d) {
      return FormulaValues.plusDays(d, by);
    }
    if (at instanceof Instant i) {
      return FormulaValues.plusDays(i, by);
    }
    if (at instanceof LocalTime t) {
      return FormulaValues.plusMillis(t, by);
    }
    throw new FormulaFailure("a number cannot be added to text");
  }

  private static TypedNode numbers(FormulaExpr.Binary b, TypedNode l, TypedNode r) {
    Combine f =
        switch (b.operator()) {
          case "+" -> (x, y) -> ((BigDecimal) x).add((BigDecimal) y);
          case "-" -> (x, y) -> ((BigDecimal) x).subtract((BigDecimal) y);
          case "*" -> (x, y) -> ((BigDecimal) x).multiply((BigDecimal) y, FormulaValues.PRECISION);
          case "/" -> (x, y) -> FormulaValues.divide((BigDecimal) x, (BigDecimal) y);
          default -> (x, y) -> FormulaValues.power((BigDecimal) x, (BigDecimal) y);
        };
    return of(b, FormulaType.NUMBER, l, r, f);
  }

  private static TypedNode temporal(
      FormulaExpr.Binary b, FormulaType type, TypedNode at, TypedNode by, boolean minus) {
    Combine f =
        switch (type) {
          case DATE -> (x, y) -> FormulaValues.plusDays((LocalDate) x, signed(y, minus));
          case DATETIME -> (x, y) -> FormulaValues.plusDays((Instant) x, signed(y, minus));
          case TIME -> (x, y) -> FormulaValues.plusMillis((LocalTime) x, signed(y, minus));
          default -> null;
        };
    return f == null ? null : of(b, type, at, by, f);
  }

  private static BigDecimal signed(Object n, boolean minus) {
    return minus ? ((BigDecimal) n).negate() : (BigDecimal) n;
  }

  private static TypedNode of(
      FormulaExpr.Binary b, FormulaType type, TypedNode l, TypedNode r, Combine f) {
    return TypedNode.of(
        type,
        b.offset(),
        c -> {
          Object x = l.eval().get(c);
          Object y = r.eval().get(c);
          return x == null || y == null ? null : f.apply(x, y);
        });
  }
}
