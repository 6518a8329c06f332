package org.closedloop.localorg.soql;

import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;

/**
 * Reads one column of a row or a group.
 *
 * @param field the field behind the column, null for COUNT()
 * @param type type of the values read
 */
record Accessor<R>(FieldDef field, FieldType type, Reader<R> reader) {

  /** Reads the raw value, null when empty. */
  interface Reader<R> {
    Object read(R row);
  }

  Object get(R row) {
    return reader.read(row);
  }
}
