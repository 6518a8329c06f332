package org.closedloop.apex.schema;

import java.util.Locale;

/**
 * The data type of a field, as describe calls name it. Stored values use one Java type each: {@code
 * ID, REFERENCE} and every text type a {@code String} (ids always 18 characters), {@code BOOLEAN} a
 * {@code Boolean}, {@code INTEGER} an {@code Integer}, {@code LONG} a {@code Long}, {@code DOUBLE,
 * CURRENCY, PERCENT} a {@code BigDecimal}, {@code DATE} a {@code LocalDate}, {@code DATETIME} an
 * {@code Instant} (milliseconds), {@code TIME} a {@code LocalTime}, {@code BASE64} a {@code
 * byte[]}. A multi-select picklist is its values joined by {@code ;}.
 */
public enum FieldType {
  ID,
  STRING,
  TEXTAREA,
  BOOLEAN,
  INTEGER,
  LONG,
  DOUBLE,
  CURRENCY,
  PERCENT,
  DATE,
  DATETIME,
  TIME,
  EMAIL,
  PHONE,
  URL,
  PICKLIST,
  MULTIPICKLIST,
  COMBOBOX,
  REFERENCE,
  BASE64,
  ENCRYPTEDSTRING,
  LOCATION,
  ADDRESS,
  ANYTYPE;

  /** The name that the wire uses, for example {@code picklist}, {@code int}, {@code anyType}. */
  public String wireName() {
    return switch (this) {
      case ANYTYPE -> "anyType";
      case INTEGER -> "int";
      default -> name().toLowerCase(Locale.ROOT);
    };
  }

  /** Whether a stored value is a {@code String}. */
  public boolean isText() {
    return switch (this) {
      case ID,
          STRING,
          TEXTAREA,
          EMAIL,
          PHONE,
          URL,
          PICKLIST,
          MULTIPICKLIST,
          COMBOBOX,
          REFERENCE,
          ENCRYPTEDSTRING ->
          true;
      default -> false;
    };
  }

  /** Whether a stored value is a {@code BigDecimal}. */
  public boolean isDecimal() {
    return this == DOUBLE || this == CURRENCY || this == PERCENT;
  }

  public boolean isNumeric() {
    return isDecimal() || this == INTEGER || this == LONG;
  }

  public boolean isId() {
    return this == ID || this == REFERENCE;
  }
}
