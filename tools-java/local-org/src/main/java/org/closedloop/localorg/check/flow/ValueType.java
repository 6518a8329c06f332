package org.closedloop.localorg.check.flow;

import java.util.Locale;
import org.closedloop.localorg.check.FieldFacts;
import org.closedloop.localorg.formula.FormulaType;

/**
 * Type of a value in a flow, as far as metadata tells it.
 *
 * @param object of records: API name, or empty when it is not known; of Apex values the class
 */
record ValueType(Kind kind, boolean collection, String object) {
  enum Kind {
    STRING,
    NUMBER,
    BOOLEAN,
    DATE,
    DATETIME,
    TIME,
    PICKLIST,
    MULTIPICKLIST,
    RECORD,
    APEX,
    /** Cannot be told offline, or takes anything. */
    ANY
  }

  static final ValueType ANY = of(Kind.ANY);

  static ValueType of(Kind kind) {
    return new ValueType(kind, false, "");
  }

  static ValueType record(String object) {
    return new ValueType(Kind.RECORD, false, object);
  }

  ValueType asCollection() {
    return new ValueType(kind, true, object);
  }

  ValueType item() {
    return new ValueType(kind, false, object);
  }

  /** The type that metadata calls {@code String}, {@code Currency} ... */
  static ValueType named(String dataType, String object) {
    return switch (dataType) {
      case "String" -> of(Kind.STRING);
      case "Number", "Currency" -> of(Kind.NUMBER);
      case "Boolean" -> of(Kind.BOOLEAN);
      case "Date" -> of(Kind.DATE);
      case "DateTime" -> of(Kind.DATETIME);
      case "Time" -> of(Kind.TIME);
      case "Picklist" -> of(Kind.PICKLIST);
      case "Multipicklist" -> of(Kind.MULTIPICKLIST);
      case "SObject" -> record(object);
      case "Apex" -> new ValueType(Kind.APEX, false, object);
      default -> ANY;
    };
  }

  /** The type of a field's values. */
  static ValueType of(FieldFacts field) {
    return switch (field.type()) {
      case "Checkbox" -> of(Kind.BOOLEAN);
      case "Number", "Currency", "Percent" -> of(Kind.NUMBER);
      case "Date" -> of(Kind.DATE);
      case "DateTime" -> of(Kind.DATETIME);
      case "Time" -> of(Kind.TIME);
      case "Picklist" -> of(Kind.PICKLIST);
      case "MultiselectPicklist" -> of(Kind.MULTIPICKLIST);
      case "Location", "Address", "Summary", "" -> ANY;
      default -> of(Kind.STRING);
    };
  }

  boolean isText() {
    return kind == Kind.STRING || kind == Kind.PICKLIST || kind == Kind.MULTIPICKLIST;
  }

  boolean isAny() {
    return kind == Kind.ANY;
  }

  boolean isDate() {
    return kind == Kind.DATE || kind == Kind.DATETIME;
  }

  /** Whether a value of the other type may go where this one is wanted. */
  boolean takes(ValueType got) {
    if (isAny() || got.isAny()) {
      return true;
    }
    if (collection != got.collection) {
      return false;
    }
    if (isText()) {
      return got.kind != Kind.RECORD && got.kind != Kind.APEX;
    }
    return switch (kind) {
      case DATE, DATETIME -> got.isDate();
      case RECORD ->
          got.kind == Kind.RECORD
              && (object.isEmpty() || got.object.isEmpty() || object.equalsIgnoreCase(got.object));
      default -> kind == got.kind;
    };
  }

  FormulaType formula() {
    if (collection) {
      // Texts picked on a screen are a collection that formulas take for one text.
      return isText() ? FormulaType.NULL : FormulaType.OBJECT;
    }
    return switch (kind) {
      case STRING -> FormulaType.TEXT;
      case NUMBER -> FormulaType.NUMBER;
      case BOOLEAN -> FormulaType.BOOLEAN;
      case DATE -> FormulaType.DATE;
      case DATETIME -> FormulaType.DATETIME;
      case TIME -> FormulaType.TIME;
      case PICKLIST -> FormulaType.PICKLIST;
      case MULTIPICKLIST -> FormulaType.MULTIPICKLIST;
      case RECORD, APEX -> FormulaType.OBJECT;
      case ANY -> FormulaType.NULL;
    };
  }

  @Override
  public String toString() {
    String base =
        kind == Kind.RECORD || kind == Kind.APEX
            ? object.isEmpty() ? "record" : object
            : kind.name().toLowerCase(Locale.ROOT);
    return collection ? "collection of " + base : base;
  }
}
