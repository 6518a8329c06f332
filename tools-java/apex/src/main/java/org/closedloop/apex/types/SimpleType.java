package org.closedloop.apex.types;

import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;

/**
 * Types without parts: the primitives, {@code Object}, {@code void} and the type of null. The last
 * also stands for a type that could not be resolved, so it converts to and from everything.
 */
public enum SimpleType implements ApexType {
  BLOB("Blob"),
  BOOLEAN("Boolean"),
  DATE("Date"),
  DATETIME("Datetime"),
  DECIMAL("Decimal"),
  DOUBLE("Double"),
  ID("Id"),
  INTEGER("Integer"),
  LONG("Long"),
  STRING("String"),
  TIME("Time"),
  OBJECT("Object"),
  VOID("void"),
  NULL("null");

  private static final Map<String, SimpleType> BY_NAME = new TreeMap<>();

  static {
    for (SimpleType t : values()) {
      if (t != NULL) {
        BY_NAME.put(t.text.toLowerCase(Locale.ROOT), t);
      }
    }
  }

  private final String text;

  SimpleType(String text) {
    this.text = text;
  }

  @Override
  public String displayName() {
    return text;
  }

  /** Integer, Long, Double or Decimal. */
  public boolean isNumeric() {
    return this == INTEGER || this == LONG || this == DOUBLE || this == DECIMAL;
  }

  /** The type of that name in any case, {@code void} included, or null. */
  public static SimpleType byName(String name) {
    return BY_NAME.get(name.toLowerCase(Locale.ROOT));
  }
}
