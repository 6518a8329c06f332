package org.closedloop.apex.library;

import java.math.BigDecimal;
import java.time.DateTimeException;
import org.closedloop.apex.value.ApexId;
import org.closedloop.apex.value.Decimals;

/** Brings Apex arguments into the Java types that library methods declare. */
final class Arguments {

  private Arguments() {}

  /** Copies arguments behind {@code at}; a null that the method does not accept is refused. */
  static void fill(Object[] all, int at, Object[] args, Class<?>[] types, boolean[] nullable) {
    for (int i = 0; i < types.length; i++) {
      all[at + i] = fit(args[i], types[i], nullable[i], i + 1);
    }
  }

  /** One argument; {@code position} counts from 1. */
  static Object fit(Object v, Class<?> type, boolean nullable, int position) {
    if (v == null) {
      if (!nullable) {
        throw Errors.nullArgument(position);
      }
      return null;
    }
    return convert(v, type);
  }

  /**
   * Widens numbers and takes ids for text and back; elements of collections seen under other
   * arguments arrive unconverted.
   */
  static Object convert(Object v, Class<?> type) {
    if (v == null || type.isInstance(v)) {
      return v;
    }
    if (type == String.class && v instanceof ApexId id) {
      return id.value();
    }
    if (type == ApexId.class && v instanceof String s) {
      return ApexId.parse(s);
    }
    if (v instanceof Number n) {
      if (type == Long.class) {
        return n.longValue();
      }
      if (type == Double.class) {
        return n.doubleValue();
      }
      if (type == BigDecimal.class) {
        return Decimals.of(n);
      }
    }
    throw new IllegalArgumentException(
        "library argument " + v.getClass().getName() + " for " + type.getName());
  }

  /**
   * Library methods throw no checked exceptions. What Java's numbers and dates cannot hold is an
   * Apex exception; anything else passes unchanged.
   */
  static RuntimeException unchecked(Throwable t) {
    if (t instanceof DateTimeException) {
      return Errors.type("Date or time is out of range");
    }
    if (t instanceof ArithmeticException) {
      return Errors.math("Number is out of range");
    }
    if (t instanceof RuntimeException r) {
      return r;
    }
    if (t instanceof Error e) {
      throw e;
    }
    return new IllegalStateException(t);
  }
}
