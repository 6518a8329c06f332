package org.closedloop.localorg.flow;

import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.localorg.formula.FormulaType;

/**
 * Type of a flow value.
 *
 * @param object the object of a record type, null for others and for records of any object
 * @param apexClass the class of an Apex-defined value, null for others
 */
public record FlowType(Kind kind, boolean collection, SObjectDef object, String apexClass) {

  /** Data types as the metadata names them, and two of ours. */
  public enum Kind {
    STRING,
    NUMBER,
    CURRENCY,
    BOOLEAN,
    DATE,
    DATETIME,
    TIME,
    PICKLIST,
    MULTIPICKLIST,
    SOBJECT,
    APEX,
    /** Several named outputs of an action or subflow. */
    OUTPUTS,
    /** Known only at run time. */
    ANY
  }

  public static FlowType of(Kind kind) {
    return new FlowType(kind, false, null, null);
  }

  public static FlowType record(SObjectDef object) {
    return new FlowType(Kind.SOBJECT, false, object, null);
  }

  public static FlowType apex(String className) {
    return new FlowType(Kind.APEX, false, null, className);
  }

  public FlowType asCollection() {
    return new FlowType(kind, true, object, apexClass);
  }

  public FlowType item() {
    return new FlowType(kind, false, object, apexClass);
  }

  /** The type of a field's value in a flow. */
  public static FlowType of(FieldDef field) {
    return of(
        switch (FormulaType.of(field.type())) {
          case NUMBER -> Kind.NUMBER;
          case BOOLEAN -> Kind.BOOLEAN;
          case DATE -> Kind.DATE;
          case DATETIME -> Kind.DATETIME;
          case TIME -> Kind.TIME;
          case PICKLIST -> Kind.PICKLIST;
          case MULTIPICKLIST -> Kind.MULTIPICKLIST;
          case OBJECT -> Kind.ANY;
          default -> Kind.STRING;
        });
  }

  public boolean isRecord() {
    return kind == Kind.SOBJECT && !collection;
  }

  public boolean isNumber() {
    return kind == Kind.NUMBER || kind == Kind.CURRENCY;
  }

  public boolean isText() {
    return kind == Kind.STRING || kind == Kind.PICKLIST || kind == Kind.MULTIPICKLIST;
  }

  FormulaType formulaType() {
    if (collection) {
      return FormulaType.OBJECT;
    }
    return switch (kind) {
      case STRING -> FormulaType.TEXT;
      case NUMBER, CURRENCY -> FormulaType.NUMBER;
      case BOOLEAN -> FormulaType.BOOLEAN;
      case DATE -> FormulaType.DATE;
      case DATETIME -> FormulaType.DATETIME;
      case TIME -> FormulaType.TIME;
      case PICKLIST -> FormulaType.PICKLIST;
      case MULTIPICKLIST -> FormulaType.MULTIPICKLIST;
      case SOBJECT, APEX, OUTPUTS -> FormulaType.OBJECT;
      case ANY -> FormulaType.NULL;
    };
  }

  @Override
  public String toString() {
    String base =
        kind == Kind.SOBJECT
            ? object == null ? "record" : object.name()
            : kind == Kind.APEX ? apexClass : kind.name().toLowerCase(java.util.Locale.ROOT);
    return collection ? "collection of " + base : base;
  }
}
