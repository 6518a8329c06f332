package org.closedloop.localorg.flow;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import org.closedloop.localorg.flow.ConditionSet.Condition;
import org.closedloop.localorg.formula.FormulaContext;
import org.closedloop.localorg.formula.FormulaValues;

/** Decides conditions on flow values. */
final class FlowConditions {

  private FlowConditions() {}

  static boolean test(ConditionSet set, Interview i) {
    return test(set, i.context(), i, false);
  }

  /**
   * @param interview for WasVisited, may be null
   * @param changedIsMet take IsChanged conditions for met, to see whether the state alone holds
   */
  static boolean test(
      ConditionSet set, FormulaContext c, Interview interview, boolean changedIsMet) {
    return set.logic().test(n -> test(set.conditions().get(n), c, interview, changedIsMet));
  }

  private static boolean test(
      Condition condition, FormulaContext c, Interview interview, boolean changedIsMet) {
    Object right = condition.right() == null ? Boolean.TRUE : condition.right().get(c);
    if (condition.operator() == FlowOperator.WAS_VISITED) {
      return (interview != null && interview.visited(condition.visited()))
          == Boolean.TRUE.equals(right);
    }
    if (condition.operator() == FlowOperator.IS_CHANGED) {
      if (changedIsMet) {
        return true;
      }
      boolean changed =
          c.created()
              ? condition.left().get(c) != null
              : c.prior() != null
                  && !FormulaValues.same(
                      condition.left().get(c), condition.left().get(withPrior(c)));
      return changed == Boolean.TRUE.equals(right);
    }
    return compare(condition.left().get(c), condition.operator(), right, c.zone(), false);
  }

  private static FormulaContext withPrior(FormulaContext c) {
    return new FormulaContext(
        c.prior(), c.prior(), c.created(), c.now(), c.zone(), c.records(), c.org(), c.resources());
  }

  /**
   * @param ignoreCase text as the database compares it
   */
  static boolean compare(
      Object leftValue, FlowOperator op, Object rightValue, ZoneId zone, boolean ignoreCase) {
    Object left = FormulaValues.fromRaw(leftValue);
    Object right = FormulaValues.fromRaw(rightValue);
    return switch (op) {
      case EQUAL_TO -> equal(left, right, zone, ignoreCase);
      case NOT_EQUAL_TO -> !equal(left, right, zone, ignoreCase);
      case GREATER_THAN ->
          ordered(left, right, zone, ignoreCase) && order(left, right, zone, ignoreCase) > 0;
      case LESS_THAN ->
          ordered(left, right, zone, ignoreCase) && order(left, right, zone, ignoreCase) < 0;
      case GREATER_THAN_OR_EQUAL_TO ->
          ordered(left, right, zone, ignoreCase) && order(left, right, zone, ignoreCase) >= 0;
      case LESS_THAN_OR_EQUAL_TO ->
          ordered(left, right, zone, ignoreCase) && order(left, right, zone, ignoreCase) <= 0;
      case STARTS_WITH ->
          left != null && text(left, ignoreCase).startsWith(text(right, ignoreCase));
      case ENDS_WITH -> left != null && text(left, ignoreCase).endsWith(text(right, ignoreCase));
      case CONTAINS -> contains(left, right, zone, ignoreCase);
      case IS_NULL -> isNull(left) == Boolean.TRUE.equals(right);
      case IS_BLANK ->
          (left == null || (left instanceof String s && s.isBlank())) == Boolean.TRUE.equals(right);
      case IS_EMPTY ->
          (left == null || (left instanceof Collection<?> x && x.isEmpty()))
              == Boolean.TRUE.equals(right);
      case WAS_SET -> !isNull(left) == Boolean.TRUE.equals(right);
      case IN -> in(left, right, zone, ignoreCase);
      case NOT_IN -> !in(left, right, zone, ignoreCase);
      case IS_CHANGED, WAS_VISITED ->
          throw new IllegalStateException(op.metadataName() + " needs an interview");
    };
  }

  private static boolean isNull(Object v) {
    return v == null || (v instanceof Collection<?> c && c.isEmpty());
  }

  private static boolean in(Object left, Object right, ZoneId zone, boolean ignoreCase) {
    return right instanceof Collection<?> c
        && c.stream().anyMatch(o -> equal(left, FormulaValues.fromRaw(o), zone, ignoreCase));
  }

  private static boolean contains(Object left, Object right, ZoneId zone, boolean ignoreCase) {
    if (left instanceof Collection<?> c) {
      return c.stream().anyMatch(o -> equal(FormulaValues.fromRaw(o), right, zone, ignoreCase));
    }
    return left != null && text(left, ignoreCase).contains(text(right, ignoreCase));
  }

  private static String text(Object v, boolean ignoreCase) {
    String s = FormulaValues.toText(v);
    return ignoreCase ? s.toLowerCase(java.util.Locale.ROOT) : s;
  }

  private static boolean equal(Object left, Object right, ZoneId zone, boolean ignoreCase) {
    if (left == null || right == null) {
      return left == right;
    }
    if (left instanceof String a && right instanceof String b) {
      return ignoreCase ? a.equalsIgnoreCase(b) || FormulaValues.same(a, b) : textSame(a, b);
    }
    Object r = align(left, right, zone);
    return FormulaValues.same(left, r);
  }

  /** Text with case; the empty text equals only itself; ids match in either length. */
  private static boolean textSame(String a, String b) {
    return a.isEmpty() || b.isEmpty() ? a.equals(b) : FormulaValues.same(a, b);
  }

  /** The right value in the type of the left, for dates against date/times and text. */
  private static Object align(Object left, Object right, ZoneId zone) {
    if (left instanceof Instant && right instanceof LocalDate d) {
      return d.atStartOfDay(zone).toInstant();
    }
    if (left instanceof LocalDate && right instanceof Instant i) {
      return i.atZone(zone).toLocalDate();
    }
    if (left instanceof String && !(right instanceof String)) {
      return FormulaValues.toText(right);
    }
    if (right instanceof String s && left instanceof BigDecimal) {
      return FlowConvert.to(FlowType.of(FlowType.Kind.NUMBER), s, zone);
    }
    if (right instanceof String s && left instanceof Boolean) {
      return Boolean.valueOf(s);
    }
    return right;
  }

  private static boolean ordered(Object left, Object right, ZoneId zone, boolean ignoreCase) {
    return left instanceof Comparable
        && right != null
        && align(left, right, zone).getClass() == left.getClass();
  }

  @SuppressWarnings("unchecked")
  private static int order(Object left, Object right, ZoneId zone, boolean ignoreCase) {
    if (ignoreCase && left instanceof String a) {
      return a.compareToIgnoreCase((String) align(left, right, zone));
    }
    return ((Comparable<Object>) left).compareTo(align(left, right, zone));
  }
}
