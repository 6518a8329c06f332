package org.closedloop.apex.value;

import java.time.LocalDate;
import java.time.ZoneOffset;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.Conversion;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.types.MapType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SetType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.types.TypeHierarchy;
import org.closedloop.apex.types.TypeVariable;

/** Conversions of values: those that assignments do, casts, and {@code instanceof}. */
public final class Convert {

  private final TypeHierarchy hierarchy;

  public Convert(TypeHierarchy hierarchy) {
    this.hierarchy = hierarchy;
  }

  /** A conversion that the binder put in; row and collection conversions are the caller's. */
  public static Object apply(Conversion c, Object v) {
    if (v == null) {
      return null;
    }
    return switch (c) {
      case NONE, ROWS_TO_RECORD, SOBJECT_COLLECTION -> v;
      case INTEGER_TO_LONG -> ((Number) v).longValue();
      case INTEGER_TO_DOUBLE, LONG_TO_DOUBLE, DECIMAL_TO_DOUBLE -> ((Number) v).doubleValue();
      case INTEGER_TO_DECIMAL, LONG_TO_DECIMAL, DOUBLE_TO_DECIMAL -> Decimals.of((Number) v);
      case ID_TO_STRING -> v instanceof ApexId id ? id.value() : v;
      case STRING_TO_ID -> v instanceof String s ? ApexId.parse(s) : v;
      case DATE_TO_DATETIME ->
          v instanceof LocalDate d ? d.atStartOfDay(ZoneOffset.UTC).toInstant() : v;
    };
  }

  /**
   * The value as the wanted type: what assignments convert is converted, anything else must be an
   * instance.
   */
  public Object cast(Object v, ApexType to) {
    if (v == null || to == SimpleType.OBJECT) {
      return v;
    }
    if (to instanceof SimpleType s) {
      Object converted = primitive(v, s);
      if (converted != null) {
        return converted;
      }
    } else if (fits(v, to)) {
      return v;
    }
    throw Errors.conversion(TypeOf.runtimeName(v), TypeOf.messageName(to));
  }

  /**
   * A collection taken for one of other parts: generic records pass as records of any object, parts
   * that convert are converted into a new collection, anything else must be an instance.
   */
  public Object collection(UserCode code, Object v, ApexType to) {
    if (v instanceof ApexList l
        && to instanceof ListType t
        && converts(l.elementType(), t.element())) {
      ApexList out = new ApexList(t.element());
      l.forEach(x -> out.add(collection(code, x, t.element())));
      return out;
    }
    if (v instanceof ApexSet s
        && to instanceof SetType t
        && converts(s.elementType(), t.element())) {
      ApexSet out = new ApexSet(t.element());
      s.forEach(x -> out.add(code, collection(code, x, t.element())));
      return out;
    }
    if (v instanceof ApexMap m
        && to instanceof MapType t
        && (converts(m.keyType(), t.key()) || converts(m.valueType(), t.value()))) {
      ApexMap out = new ApexMap(t.key(), t.value());
      m.forEach(
          (k, x) -> out.put(code, collection(code, k, t.key()), collection(code, x, t.value())));
      return out;
    }
    return cast(v, to);
  }

  /** Whether parts of the first type must be converted to become parts of the second. */
  private static boolean converts(ApexType from, ApexType to) {
    if (from.equals(to)) {
      return false;
    }
    if (from instanceof ListType f && to instanceof ListType t) {
      return converts(f.element(), t.element());
    }
    if (from instanceof SetType f && to instanceof SetType t) {
      return converts(f.element(), t.element());
    }
    if (from instanceof MapType f && to instanceof MapType t) {
      return converts(f.key(), t.key()) || converts(f.value(), t.value());
    }
    return from instanceof SimpleType
        && from != SimpleType.OBJECT
        && to instanceof SimpleType
        && to != SimpleType.OBJECT;
  }

  /** An explicit cast between numbers; fractions are cut, Integers wrap. */
  public Object narrow(Object v, ApexType to) {
    if (v == null) {
      return null;
    }
    Number n = (Number) v;
    return switch ((SimpleType) to) {
      case INTEGER -> n.intValue();
      case LONG -> n.longValue();
      case DOUBLE -> n.doubleValue();
      case DECIMAL -> Decimals.of(n);
      default -> cast(v, to);
    };
  }

  private static Object primitive(Object v, SimpleType to) {
    switch (to) {
      case INTEGER:
        return v instanceof Integer ? v : null;
      case LONG:
        return v instanceof Integer || v instanceof Long ? (Object) ((Number) v).longValue() : null;
      case DOUBLE:
        return v instanceof Number n ? (Object) n.doubleValue() : null;
      case DECIMAL:
        return v instanceof Number n ? Decimals.of(n) : null;
      case STRING:
        return v instanceof String ? v : v instanceof ApexId id ? id.value() : null;
      case ID:
        return v instanceof ApexId ? v : v instanceof String s ? ApexId.parse(s) : null;
      case DATETIME:
        return v instanceof LocalDate ? apply(Conversion.DATE_TO_DATETIME, v) : same(v, to);
      default:
        return same(v, to);
    }
  }

  private static Object same(Object v, SimpleType to) {
    return TypeOf.of(v) == to ? v : null;
  }

  /** {@code value instanceof type}: false for null. */
  public boolean isInstance(Object v, ApexType type) {
    if (v == null) {
      return false;
    }
    if (type == SimpleType.OBJECT) {
      return true;
    }
    if (type instanceof SimpleType) {
      ApexType own = TypeOf.of(v);
      return own == type
          || v instanceof Number n && widens(n, (SimpleType) type)
          || type == SimpleType.DATETIME && own == SimpleType.DATE
          || type == SimpleType.ID && v instanceof String s && RecordId.isValid(s)
          || type == SimpleType.STRING && own == SimpleType.ID;
    }
    return fits(v, type);
  }

  /** A number is an instance of every type to which it converts by itself. */
  private static boolean widens(Number n, SimpleType to) {
    return switch (to) {
      case LONG -> n instanceof Integer;
      case DOUBLE, DECIMAL -> true;
      default -> false;
    };
  }

  private boolean fits(Object v, ApexType type) {
    if (type instanceof SObjectType t) {
      return v instanceof SObjectValue r
          && (t.isGeneric()
              || t.name().equals(r.type().name())
              || t.equals(SObjectType.AGGREGATE)
                  && r.type().kind() == org.closedloop.apex.schema.SObjectDef.Kind.AGGREGATE);
    }
    if (type instanceof ListType t && v instanceof ApexList l) {
      return part(l.elementType(), t.element());
    }
    if (type instanceof SetType t && v instanceof ApexSet s) {
      return part(s.elementType(), t.element());
    }
    if (type instanceof MapType t && v instanceof ApexMap m) {
      return part(m.keyType(), t.key()) && part(m.valueType(), t.value());
    }
    if (type instanceof ClassType || type instanceof PlatformType) {
      return subtype(TypeOf.of(v), type);
    }
    return type instanceof TypeVariable;
  }

  private boolean part(ApexType own, ApexType wanted) {
    if (own.equals(wanted) || wanted == SimpleType.OBJECT || wanted instanceof TypeVariable) {
      return true;
    }
    if (wanted instanceof SObjectType w && own instanceof SObjectType o) {
      return w.isGeneric() || o.isGeneric();
    }
    if (wanted instanceof ListType w && own instanceof ListType o) {
      return part(o.element(), w.element());
    }
    if (wanted instanceof SetType w && own instanceof SetType o) {
      return part(o.element(), w.element());
    }
    if (wanted instanceof MapType w && own instanceof MapType o) {
      return part(o.key(), w.key()) && part(o.value(), w.value());
    }
    return subtype(own, wanted);
  }

  /** Whether values of the first type are instances of the second, by declared hierarchy. */
  public boolean subtype(ApexType own, ApexType wanted) {
    if (own.equals(wanted) || wanted == SimpleType.OBJECT) {
      return true;
    }
    if (own instanceof PlatformType a
        && wanted instanceof PlatformType b
        && a.name().equals(b.name())
        && (a.arguments().isEmpty() || b.arguments().isEmpty() || arguments(a, b))) {
      return true;
    }
    if (wanted instanceof PlatformType p && p.name().equals(PlatformType.ITERABLE)) {
      if (own instanceof ListType || own instanceof SetType) {
        return true;
      }
    }
    for (ApexType s : hierarchy.supertypes(own)) {
      if (subtype(s, wanted)) {
        return true;
      }
    }
    return false;
  }

  private boolean arguments(PlatformType a, PlatformType b) {
    for (int i = 0; i < a.arguments().size(); i++) {
      if (!part(a.arguments().get(i), b.arguments().get(i))) {
        return false;
      }
    }
    return true;
  }
}
