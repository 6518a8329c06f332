package org.closedloop.localorg.formula;

import org.closedloop.apex.schema.FieldDef;

/**
 * A reference that was resolved at compile time.
 *
 * @param field the field it ends in, or null
 */
public record FormulaRef(FormulaType type, FieldDef field, Accessor accessor) {

  /** Reads the value at run time; null for blank. */
  @FunctionalInterface
  public interface Accessor {
    Object get(FormulaContext context);
  }
}
