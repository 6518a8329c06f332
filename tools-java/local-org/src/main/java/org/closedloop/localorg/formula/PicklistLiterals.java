package org.closedloop.localorg.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.metadata.NearestName;

/**
 * Texts that a formula compares a picklist with although it has no such value: the formula deploys,
 * and the comparison is never true.
 */
final class PicklistLiterals {
  private static final Set<String> COMPARISONS = Set.of("=", "==", "<>", "!=");

  /** A text that is no value, and what it may have meant. */
  record Unknown(String text, String field, String hint) {}

  private final FormulaScope scope;
  private final List<Unknown> found = new ArrayList<>();

  private PicklistLiterals(FormulaScope scope) {
    this.scope = scope;
  }

  /** Those of a formula that compiles in the scope. */
  static List<Unknown> unknown(String source, FormulaScope scope) {
    PicklistLiterals literals = new PicklistLiterals(scope);
    literals.visit(FormulaParser.parse(source));
    return literals.found;
  }

  private void visit(FormulaExpr e) {
    if (e instanceof FormulaExpr.Unary u) {
      visit(u.operand());
    } else if (e instanceof FormulaExpr.Binary b) {
      if (COMPARISONS.contains(b.operator())) {
        compared(b.left(), b.right());
        compared(b.right(), b.left());
      }
      visit(b.left());
      visit(b.right());
    } else if (e instanceof FormulaExpr.Call call) {
      call(call);
      call.args().forEach(this::visit);
    }
  }

  private void call(FormulaExpr.Call call) {
    List<FormulaExpr> args = call.args();
    switch (call.name()) {
      case "ISPICKVAL", "INCLUDES" -> {
        if (args.size() == 2) {
          check(args.get(0), args.get(1));
        }
      }
      case "CASE" -> {
        for (int i = 1; i + 1 < args.size(); i += 2) {
          check(args.get(0), args.get(i));
          compared(args.get(0), args.get(i));
        }
      }
      default -> {}
    }
  }

  /** {@code TEXT(picklist)} beside a text. */
  private void compared(FormulaExpr text, FormulaExpr literal) {
    if (text instanceof FormulaExpr.Call call
        && call.name().equals("TEXT")
        && call.args().size() == 1) {
      check(call.args().get(0), literal);
    }
  }

  private void check(FormulaExpr picklist, FormulaExpr literal) {
    FormulaExpr at = picklist;
    if (at instanceof FormulaExpr.Call call
        && call.name().equals("PRIORVALUE")
        && call.args().size() == 1) {
      at = call.args().get(0);
    }
    if (!(at instanceof FormulaExpr.Reference reference)
        || !(literal instanceof FormulaExpr.Literal value)
        || !(value.value() instanceof String text)
        || text.isEmpty()) {
      return;
    }
    FieldDef field = scope.resolve(reference.path()).field();
    if (field == null || !field.custom() || field.picklistValues().isEmpty()) {
      return;
    }
    boolean known =
        field.picklistValues().stream()
            .anyMatch(v -> text.equals(v.value()) || text.equals(v.label()));
    if (!known) {
      List<String> values = field.picklistValues().stream().map(v -> v.value()).toList();
      found.add(new Unknown(text, field.name(), NearestName.hint(text, values)));
    }
  }
}
