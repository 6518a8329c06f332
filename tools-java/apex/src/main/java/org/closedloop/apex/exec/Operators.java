package org.closedloop.apex.exec;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.temporal.ChronoUnit;
import org.closedloop.apex.bind.BoundExpr.Operator;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.Arithmetic;
import org.closedloop.apex.value.Compare;
import org.closedloop.apex.value.Equality;
import org.closedloop.apex.value.Errors;
import org.closedloop.apex.value.ToText;
import org.closedloop.apex.value.UserCode;

/** The binary operators on values that were converted to the operand type. */
final class Operators {

  private static final BigDecimal DAY_MILLIS = BigDecimal.valueOf(86_400_000L);
  private static final long DAY_NANOS = 86_400_000_000_000L;

  /** An operator with both operands evaluated. */
  @FunctionalInterface
  interface Op {
    Object apply(UserCode code, Object a, Object b);
  }

  private Operators() {}

  static Op of(Operator operator, ApexType operands) {
    switch (operator) {
      case EQUAL:
        return (c, a, b) -> Equality.operator(c, a, b);
      case NOT_EQUAL:
        return (c, a, b) -> !Equality.operator(c, a, b);
      case IDENTICAL:
        return (c, a, b) -> Equality.identical(a, b);
      case NOT_IDENTICAL:
        return (c, a, b) -> !Equality.identical(a, b);
      case LESS:
        return (c, a, b) -> {
          Integer r = Compare.relational(a, b);
          return r != null && r < 0;
        };
      case LESS_EQUAL:
        return (c, a, b) -> {
          Integer r = Compare.relational(a, b);
          return r != null && r <= 0;
        };
      case GREATER:
        return (c, a, b) -> {
          Integer r = Compare.relational(a, b);
          return r != null && r > 0;
        };
      case GREATER_EQUAL:
        return (c, a, b) -> {
          Integer r = Compare.relational(a, b);
          return r != null && r >= 0;
        };
      case ADD:
        return add(operands);
      case SUBTRACT:
        return subtract(operands);
      case MULTIPLY:
        return (c, a, b) -> Arithmetic.multiply(a, b);
      case DIVIDE:
        return (c, a, b) -> Arithmetic.divide(a, b);
      default:
        return bits(operator);
    }
  }

  private static Op add(ApexType operands) {
    if (operands == SimpleType.STRING) {
      return (c, a, b) -> ToText.concat(c, a) + ToText.concat(c, b);
    }
    return isTime(operands) ? (c, a, b) -> shift(a, b, 1) : (c, a, b) -> Arithmetic.add(a, b);
  }

  private static Op subtract(ApexType operands) {
    return isTime(operands) ? (c, a, b) -> shift(a, b, -1) : (c, a, b) -> Arithmetic.subtract(a, b);
  }

  private static boolean isTime(ApexType t) {
    return t == SimpleType.DATE || t == SimpleType.DATETIME || t == SimpleType.TIME;
  }

  /** Days on dates, fractions of days on datetimes, milliseconds on times. */
  private static Object shift(Object a, Object b, int sign) {
    if (a == null || b == null) {
      throw Errors.nullPointer();
    }
    Number n = (Number) b;
    try {
      return shifted(a, n, sign);
    } catch (DateTimeException | ArithmeticException e) {
      throw Errors.type("Date or time is out of range");
    }
  }

  private static Object shifted(Object a, Number n, int sign) {
    if (a instanceof LocalDate d) {
      return d.plusDays(sign * n.longValue());
    }
    if (a instanceof Instant t) {
      long millis =
          new BigDecimal(n.toString())
              .multiply(DAY_MILLIS)
              .setScale(0, java.math.RoundingMode.HALF_UP)
              .longValue();
      return t.plusMillis(sign * millis);
    }
    LocalTime t = (LocalTime) a;
    return t.plusNanos(
        sign * ChronoUnit.MILLIS.getDuration().toNanos() * n.longValue() % DAY_NANOS);
  }

  private static Op bits(Operator operator) {
    return (c, a, b) -> {
      if (a == null || b == null) {
        throw Errors.nullPointer();
      }
      if (a instanceof Boolean x) {
        return bool(operator, x, (Boolean) b);
      }
      if (a instanceof Integer x && b instanceof Integer y) {
        return integer(operator, x, y);
      }
      return longs(operator, ((Number) a).longValue(), ((Number) b).longValue());
    };
  }

  private static Object bool(Operator o, boolean x, boolean y) {
    return switch (o) {
      case BIT_AND -> x & y;
      case BIT_OR -> x | y;
      default -> x ^ y;
    };
  }

  private static Object integer(Operator o, int x, int y) {
    return switch (o) {
      case SHIFT_LEFT -> x << y;
      case SHIFT_RIGHT -> x >> y;
      case SHIFT_RIGHT_UNSIGNED -> x >>> y;
      case BIT_AND -> x & y;
      case BIT_OR -> x | y;
      default -> x ^ y;
    };
  }

  private static Object longs(Operator o, long x, long y) {
    return switch (o) {
      case SHIFT_LEFT -> x << y;
      case SHIFT_RIGHT -> x >> y;
      case SHIFT_RIGHT_UNSIGNED -> x >>> y;
      case BIT_AND -> x & y;
      case BIT_OR -> x | y;
      default -> x ^ y;
    };
  }
}
