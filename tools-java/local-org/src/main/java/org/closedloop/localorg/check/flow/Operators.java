package org.closedloop.localorg.check.flow;

import java.util.Optional;
import java.util.Set;
import org.closedloop.localorg.check.flow.ValueType.Kind;
import org.closedloop.metadata.XmlElement;

/** Which comparison goes with which type, on either side. */
final class Operators {
  private static final Set<String> TRUTH =
      Set.of(
          "IsNull",
          "IsBlank",
          "IsEmpty",
          "IsChanged",
          "WasSet",
          "WasSelected",
          "WasVisited",
          "HasError");
  private static final Set<String> ORDER =
      Set.of("GreaterThan", "GreaterThanOrEqualTo", "LessThan", "LessThanOrEqualTo");
  private static final Set<String> TEXT = Set.of("StartsWith", "EndsWith");

  private Operators() {}

  /** Operators that ask yes or no, and take a boolean. */
  static boolean asks(String operator) {
    return TRUTH.contains(operator);
  }

  /** Why the operator does not go with a left side of that type; empty when it does. */
  static Optional<String> problem(String operator, ValueType left) {
    if (left.isAny() || asks(operator)) {
      return Optional.empty();
    }
    boolean good =
        ORDER.contains(operator)
            ? !left.collection()
                && left.kind() != Kind.PICKLIST
                && left.kind() != Kind.MULTIPICKLIST
                && left.kind() != Kind.BOOLEAN
                && left.kind() != Kind.RECORD
                && left.kind() != Kind.APEX
            : TEXT.contains(operator)
                ? !left.collection() && left.isText()
                : !operator.equals("Contains") || left.collection() || left.isText();
    return good
        ? Optional.empty()
        : Optional.of("The operator " + operator + " does not go with " + left);
  }

  /** Checks the right side of a comparison with a left side of that type. */
  static void right(
      FlowCheck check, XmlElement line, XmlElement right, String operator, ValueType left) {
    right(check, line, right, operator, left, false);
  }

  /**
   * @param field whether the left side is a field of a filter
   */
  static void right(
      FlowCheck check,
      XmlElement line,
      XmlElement right,
      String operator,
      ValueType left,
      boolean field) {
    if (asks(operator)) {
      if (right == null || ValueChecks.form(right) == null) {
        check.wrong("bad-operator", line, operator + " needs a boolean value");
        return;
      }
      ValueChecks.fits(check, right, ValueType.of(Kind.BOOLEAN), "The value of " + operator);
      return;
    }
    if (right == null) {
      return;
    }
    if (operator.equals("In") || operator.equals("NotIn")) {
      ValueType got = ValueChecks.type(check, right);
      if (!got.isAny() && !got.collection()) {
        check.refused("bad-type", right, operator + " needs a collection, got " + got);
      }
      return;
    }
    ValueType want = operator.equals("Contains") && left.collection() ? left.item() : left;
    if (want.kind() == Kind.TIME || want.kind() == Kind.APEX) {
      return;
    }
    if (field) {
      ValueChecks.given(check, right, want, "The field");
    } else {
      ValueChecks.fits(check, right, want, "The left side");
    }
  }
}
