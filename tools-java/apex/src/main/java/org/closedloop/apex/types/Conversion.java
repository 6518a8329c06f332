package org.closedloop.apex.types;

/** What happens to a value when the language takes it for another type without a cast. */
public enum Conversion {
  /** Same type, a supertype, null, or a collection seen under other arguments: nothing happens. */
  NONE,
  INTEGER_TO_LONG,
  INTEGER_TO_DOUBLE,
  INTEGER_TO_DECIMAL,
  LONG_TO_DOUBLE,
  LONG_TO_DECIMAL,
  DOUBLE_TO_DECIMAL,
  DECIMAL_TO_DOUBLE,
  ID_TO_STRING,
  /** Checked when it runs: a text that is no id raises StringException. */
  STRING_TO_ID,
  DATE_TO_DATETIME,
  /**
   * A query result taken for one record: no row or several raise QueryException. As receiver of
   * {@code ?.} and left side of {@code ??} no row gives null.
   */
  ROWS_TO_RECORD,
  /** A collection of generic records taken for one of a certain object; checked when it runs. */
  SOBJECT_COLLECTION
}
