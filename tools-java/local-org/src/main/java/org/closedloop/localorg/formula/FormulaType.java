package org.closedloop.localorg.formula;

import org.closedloop.apex.schema.FieldType;

/** Static type of a formula expression, named as the platform's messages name it. */
public enum FormulaType {
  TEXT("Text"),
  NUMBER("Number"),
  BOOLEAN("Boolean"),
  DATE("Date"),
  DATETIME("Date/Time"),
  TIME("Time"),
  PICKLIST("Picklist"),
  MULTIPICKLIST("Multi-Select Picklist"),
  ID("Id"),
  /** A whole record, a collection or an Apex object: only null checks make sense. */
  OBJECT("Object"),
  /** The literal NULL: fits everywhere. */
  NULL("Null");

  private final String label;

  FormulaType(String label) {
    this.label = label;
  }

  /** The name used in error messages. */
  public String label() {
    return label;
  }

  /** The formula type of a field's stored values. */
  public static FormulaType of(FieldType type) {
    return switch (type) {
      case BOOLEAN -> BOOLEAN;
      case INTEGER, LONG, DOUBLE, CURRENCY, PERCENT -> NUMBER;
      case DATE -> DATE;
      case DATETIME -> DATETIME;
      case TIME -> TIME;
      case PICKLIST, COMBOBOX -> PICKLIST;
      case MULTIPICKLIST -> MULTIPICKLIST;
      case ID, REFERENCE -> ID;
      case STRING, TEXTAREA, EMAIL, PHONE, URL, ENCRYPTEDSTRING, BASE64 -> TEXT;
      case LOCATION, ADDRESS, ANYTYPE -> OBJECT;
    };
  }
}
