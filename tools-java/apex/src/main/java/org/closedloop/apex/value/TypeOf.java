package org.closedloop.apex.value;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.types.MapType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SetType;
import org.closedloop.apex.types.SimpleType;

/** The type of a value at run time, and how messages write it. */
public final class TypeOf {

  private TypeOf() {}

  /** The most specific type; {@code SimpleType.NULL} for null. */
  public static ApexType of(Object v) {
    if (v == null) {
      return SimpleType.NULL;
    }
    if (v instanceof String) {
      return SimpleType.STRING;
    }
    if (v instanceof Integer) {
      return SimpleType.INTEGER;
    }
    if (v instanceof Boolean) {
      return SimpleType.BOOLEAN;
    }
    if (v instanceof ApexObject o) {
      return o.apexType();
    }
    if (v instanceof SObjectValue r) {
      return new SObjectType(r.type().name());
    }
    if (v instanceof ApexList l) {
      return new ListType(l.elementType());
    }
    if (v instanceof ApexMap m) {
      return new MapType(m.keyType(), m.valueType());
    }
    if (v instanceof ApexSet s) {
      return new SetType(s.elementType());
    }
    if (v instanceof ApexId) {
      return SimpleType.ID;
    }
    if (v instanceof BigDecimal) {
      return SimpleType.DECIMAL;
    }
    return others(v);
  }

  private static ApexType others(Object v) {
    if (v instanceof Long) {
      return SimpleType.LONG;
    }
    if (v instanceof Double) {
      return SimpleType.DOUBLE;
    }
    if (v instanceof LocalDate) {
      return SimpleType.DATE;
    }
    if (v instanceof Instant) {
      return SimpleType.DATETIME;
    }
    if (v instanceof LocalTime) {
      return SimpleType.TIME;
    }
    if (v instanceof ApexBlob) {
      return SimpleType.BLOB;
    }
    if (v instanceof EnumValue e) {
      return e.type();
    }
    if (v instanceof TypeToken) {
      return PlatformType.TYPE;
    }
    if (v instanceof SObjectTypeToken) {
      return PlatformType.SOBJECT_TYPE;
    }
    if (v instanceof SObjectFieldToken) {
      return PlatformType.SOBJECT_FIELD;
    }
    if (v instanceof PlatformValue p) {
      return p.apexType();
    }
    throw new IllegalArgumentException("not an Apex value: " + v.getClass().getName());
  }

  /** The type of a value as conversion messages name it. */
  public static String runtimeName(Object v) {
    return messageName(of(v));
  }

  /** A type as conversion messages name it: records as SOBJECT:Name, Object in brackets as ANY. */
  public static String messageName(ApexType t) {
    return t instanceof SObjectType s && !s.isGeneric() ? "SOBJECT:" + s.name() : partName(t, true);
  }

  private static String partName(ApexType t, boolean top) {
    if (t == SimpleType.OBJECT && !top) {
      return "ANY";
    }
    if (t instanceof ListType l) {
      return "List<" + partName(l.element(), false) + ">";
    }
    if (t instanceof SetType s) {
      return "Set<" + partName(s.element(), false) + ">";
    }
    if (t instanceof MapType m) {
      return "Map<" + partName(m.key(), false) + "," + partName(m.value(), false) + ">";
    }
    return t.displayName();
  }
}
