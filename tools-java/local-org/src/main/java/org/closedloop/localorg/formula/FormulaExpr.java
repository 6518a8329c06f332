package org.closedloop.localorg.formula;

import java.util.List;

/** Syntax tree of a formula; {@code offset} is the position in the source. */
sealed interface FormulaExpr {

  int offset();

  /** String, BigDecimal, Boolean or null. */
  record Literal(Object value, FormulaType type, int offset) implements FormulaExpr {}

  /** A dotted reference as written, with or without merge braces. */
  record Reference(List<String> path, int offset) implements FormulaExpr {}

  record Unary(String operator, FormulaExpr operand, int offset) implements FormulaExpr {}

  record Binary(String operator, FormulaExpr left, FormulaExpr right, int offset)
      implements FormulaExpr {}

  /** A function call; the name in upper case. */
  record Call(String name, List<FormulaExpr> args, int offset) implements FormulaExpr {}
}
