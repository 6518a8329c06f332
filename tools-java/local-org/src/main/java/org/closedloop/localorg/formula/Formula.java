package org.closedloop.localorg.formula;

import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.Set;
import org.closedloop.apex.schema.FieldDef;

/** A compiled formula: checked once, evaluated often, free of state. */
public final class Formula {

  private final String source;
  private final TypedNode root;
  private final Set<String> references;

  Formula(String source, TypedNode root, Set<String> references) {
    this.source = source;
    this.root = root;
    this.references = Collections.unmodifiableSet(new LinkedHashSet<>(references));
  }

  public String source() {
    return source;
  }

  public FormulaType type() {
    return root.type();
  }

  /** Dotted references as written, in order of appearance. */
  public Set<String> references() {
    return references;
  }

  /**
   * Computes the value; blank text comes back as null.
   *
   * @throws FormulaFailure when the values at hand give no result
   */
  public Object evaluate(FormulaContext context) {
    Object v = root.eval().get(context);
    return "".equals(v) ? null : v;
  }

  /** Truth of a condition; blank is false. */
  public boolean isTrue(FormulaContext context) {
    return Boolean.TRUE.equals(root.eval().get(context));
  }

  /** A result as the field stores it: numbers rounded half up to the declared scale. */
  public static Object store(Object value, FieldDef field) {
    if (value instanceof BigDecimal n) {
      return switch (field.type()) {
        case INTEGER -> n.setScale(0, RoundingMode.HALF_UP).intValue();
        case LONG -> n.setScale(0, RoundingMode.HALF_UP).longValue();
        default -> n.setScale(field.scale(), RoundingMode.HALF_UP);
      };
    }
    if (value instanceof String text) {
      String s = text.stripTrailing();
      return field.length() > 0 && s.length() > field.length() ? s.substring(0, field.length()) : s;
    }
    return value;
  }
}
