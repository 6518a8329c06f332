package org.closedloop.localorg.dml;

import java.util.List;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.SObjectValue;

/**
 * Formulas as the data layer needs them. Values are raw (see {@code FieldType}); the result has the
 * type of the field. References to parents are loaded through the scope's own queries.
 */
public interface FormulaPort {

  /** Value of a formula field on a row that has all its stored fields. */
  Object formulaField(RequestScope scope, SObjectValue row, FieldDef field);

  /** A field's default value for a new row; sees no fields of the row. */
  Object defaultValue(RequestScope scope, SObjectDef object, FieldDef field);

  /**
   * The active validation rules of the object whose condition is true for the row.
   *
   * @param row the row about to be saved, complete
   * @param prior the row before the save, null for a new one
   */
  List<Violation> violations(RequestScope scope, SObjectValue row, SObjectValue prior);

  /** A failed rule; {@code field} null shows the message at the top of the page. */
  record Violation(String ruleName, String field, String message) {}
}
