package org.closedloop.localorg.site;

import java.util.List;

/** An expression between {@code {!} and {@code }}: names are kept as written. */
sealed interface PageExpr {

  /** String, BigDecimal, Boolean or null. */
  record Literal(Object value) implements PageExpr {}

  /** A dotted path; the first step's {@code name} is the root, for example {@code $Label}. */
  record Path(List<Step> steps) implements PageExpr {
    String root() {
      return steps.get(0).name();
    }

    /** The name at the position or null when it is missing or an index. */
    String nameAt(int i) {
      return i < steps.size() ? steps.get(i).name() : null;
    }
  }

  /** A name after a dot, or an index in brackets; the other is null. */
  record Step(String name, PageExpr index) {}

  record Call(String function, List<PageExpr> args) implements PageExpr {}

  /** {@code !} or {@code -}. */
  record Unary(char op, PageExpr operand) implements PageExpr {}

  /** One of {@code + - * / ^ & = <> < <= > >= && ||}. */
  record Binary(String op, PageExpr left, PageExpr right) implements PageExpr {}
}
