package org.closedloop.localorg.formula;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;

/**
 * A compiled expression.
 *
 * @param constant whether it reads nothing
 * @param ref the reference when the expression is nothing but one, else null
 */
record TypedNode(FormulaType type, Eval eval, boolean constant, FormulaRef ref, int offset) {

  /** Computes the value: String, BigDecimal, Boolean, LocalDate, Instant, LocalTime or null. */
  @FunctionalInterface
  interface Eval {
    Object get(FormulaContext c);
  }

  static TypedNode of(FormulaType type, int offset, Eval eval) {
    return new TypedNode(type, eval, false, null, offset);
  }

  /** Text with blank as the empty string. */
  String text(FormulaContext c) {
    Object v = eval.get(c);
    return v == null ? "" : (String) v;
  }

  BigDecimal number(FormulaContext c) {
    return (BigDecimal) eval.get(c);
  }

  /** The number as an int, cut towards zero; blank is 0. */
  int integer(FormulaContext c) {
    BigDecimal n = number(c);
    if (n == null) {
      return 0;
    }
    if (n.abs().compareTo(BigDecimal.valueOf(Integer.MAX_VALUE)) > 0) {
      throw new FormulaFailure("number out of range: " + n.toPlainString());
    }
    return n.intValue();
  }

  boolean truth(FormulaContext c) {
    return Boolean.TRUE.equals(eval.get(c));
  }

  LocalDate date(FormulaContext c) {
    return (LocalDate) eval.get(c);
  }

  Instant instant(FormulaContext c) {
    return (Instant) eval.get(c);
  }

  LocalTime time(FormulaContext c) {
    return (LocalTime) eval.get(c);
  }

  boolean blank(FormulaContext c) {
    Object v = eval.get(c);
    return v == null || v.equals("") || (v instanceof java.util.Collection<?> l && l.isEmpty());
  }
}
