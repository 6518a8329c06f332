package org.closedloop.apex.soql;

import java.util.List;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;

/**
 * What a query answers.
 *
 * @param object the object of the FROM clause
 * @param columns of aggregate rows in select order; empty for other kinds
 * @param binds how each bind is used, by its index
 */
public record RowShape(Kind kind, SObjectDef object, List<Column> columns, List<BindUse> binds) {

  /** Records, the single number of COUNT(), or aggregate rows. */
  public enum Kind {
    ROWS,
    COUNT,
    AGGREGATE
  }

  /** A column of an aggregate row under its alias. */
  public record Column(String alias, FieldType type) {}

  /** Where a bind stands. */
  public enum BindRole {
    COMPARE,
    COLLECTION,
    LIMIT
  }

  /**
   * A bind's use; {@code field} is what it is compared with, null where there is none, and {@code
   * type} the type compared (that of the function for functions).
   */
  public record BindUse(BindRole role, FieldDef field, FieldType type) {}
}
