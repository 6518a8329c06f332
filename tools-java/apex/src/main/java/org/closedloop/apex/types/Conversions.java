package org.closedloop.apex.types;

import static org.closedloop.apex.types.SimpleType.BOOLEAN;
import static org.closedloop.apex.types.SimpleType.DATE;
import static org.closedloop.apex.types.SimpleType.DATETIME;
import static org.closedloop.apex.types.SimpleType.DECIMAL;
import static org.closedloop.apex.types.SimpleType.DOUBLE;
import static org.closedloop.apex.types.SimpleType.ID;
import static org.closedloop.apex.types.SimpleType.INTEGER;
import static org.closedloop.apex.types.SimpleType.LONG;
import static org.closedloop.apex.types.SimpleType.NULL;
import static org.closedloop.apex.types.SimpleType.OBJECT;
import static org.closedloop.apex.types.SimpleType.STRING;
import static org.closedloop.apex.types.SimpleType.VOID;

import java.util.List;
import java.util.Optional;

/** The rules by which a value of one type may stand where another type is wanted. */
public final class Conversions {

  private final TypeHierarchy hierarchy;

  public Conversions(TypeHierarchy hierarchy) {
    this.hierarchy = hierarchy;
  }

  /**
   * How an assignment, return or initialiser converts, or empty when it may not. Single-record
   * assignment of queries is the binder's, since only queries convert that way.
   */
  public Optional<Conversion> assignment(ApexType from, ApexType to) {
    if (from == VOID || to == VOID) {
      return Optional.empty();
    }
    if (to == NULL || unresolved(from) || unresolved(to)) {
      return Optional.of(Conversion.NONE);
    }
    Conversion simple = simple(from, to);
    if (simple != null) {
      return Optional.of(simple);
    }
    if (isSubtype(from, to)) {
      return Optional.of(Conversion.NONE);
    }
    return collection(from, to) ? Optional.of(Conversion.SOBJECT_COLLECTION) : Optional.empty();
  }

  private static Conversion simple(ApexType from, ApexType to) {
    if (from == INTEGER) {
      return to == LONG
          ? Conversion.INTEGER_TO_LONG
          : to == DOUBLE
              ? Conversion.INTEGER_TO_DOUBLE
              : to == DECIMAL ? Conversion.INTEGER_TO_DECIMAL : null;
    }
    if (from == LONG) {
      return to == DOUBLE
          ? Conversion.LONG_TO_DOUBLE
          : to == DECIMAL ? Conversion.LONG_TO_DECIMAL : null;
    }
    if (from == DOUBLE && to == DECIMAL) {
      return Conversion.DOUBLE_TO_DECIMAL;
    }
    if (from == DECIMAL && to == DOUBLE) {
      return Conversion.DECIMAL_TO_DOUBLE;
    }
    if (from == ID && to == STRING) {
      return Conversion.ID_TO_STRING;
    }
    if (from == STRING && to == ID) {
      return Conversion.STRING_TO_ID;
    }
    return from == DATE && to == DATETIME ? Conversion.DATE_TO_DATETIME : null;
  }

  /**
   * How well an argument fits a parameter: 0 exact, higher is a longer way, -1 not at all. The
   * strict table: Integer to Long, Double and Decimal, Long to Double and Decimal, Id to String,
   * Date to Datetime; the ways that only an assignment has (String to Id, Decimal and Double into
   * each other) cost most, so that they count only when nothing else fits.
   */
  public int argumentCost(ApexType from, ApexType to) {
    if (from.equals(to)) {
      return 0;
    }
    if (from == VOID || to == VOID) {
      return -1;
    }
    if (from == NULL || to == NULL || unresolved(from) || unresolved(to)) {
      return to == OBJECT ? 3 : to instanceof ListType ? 2 : 1;
    }
    Conversion c = simple(from, to);
    if (c != null) {
      return switch (c) {
        case INTEGER_TO_LONG, LONG_TO_DOUBLE, DATE_TO_DATETIME, ID_TO_STRING -> 1;
        case INTEGER_TO_DOUBLE, LONG_TO_DECIMAL -> 2;
        case INTEGER_TO_DECIMAL -> 3;
        default -> LOOSE;
      };
    }
    if (to == OBJECT) {
      return 40;
    }
    int d = distance(from, to);
    if (d >= 0) {
      return d;
    }
    if (isSubtype(from, to)) {
      return 20;
    }
    if (collection(from, to)) {
      return 30;
    }
    return -1;
  }

  /** Cost of the conversions that overloads use last. */
  public static final int LOOSE = 50;

  /**
   * Whether the type is, or has as a part, one that could not be resolved; the type of {@code null}
   * counts. What does not fit such a type is no error of its own.
   */
  public static boolean unresolved(ApexType t) {
    if (t instanceof ListType l) {
      return unresolved(l.element());
    }
    if (t instanceof SetType s) {
      return unresolved(s.element());
    }
    if (t instanceof MapType m) {
      return unresolved(m.key()) || unresolved(m.value());
    }
    return t == NULL
        || t instanceof PlatformType p && p.arguments().stream().anyMatch(Conversions::unresolved);
  }

  /** Steps up the hierarchy, 0 for the same type, -1 when not a supertype. */
  private int distance(ApexType from, ApexType to) {
    if (from.equals(to)) {
      return 0;
    }
    if (from instanceof SObjectType && to.equals(SObjectType.GENERIC)) {
      return 1;
    }
    int best = -1;
    for (ApexType s : hierarchy.supertypes(from)) {
      int d = distance(s, to);
      if (d >= 0 && (best < 0 || d + 1 < best)) {
        best = d + 1;
      }
    }
    return best;
  }

  /** Whether every value of the first type is one of the second. */
  public boolean isSubtype(ApexType from, ApexType to) {
    if (from.equals(to) || to == OBJECT || from == NULL || to == NULL) {
      return true;
    }
    if (to instanceof SObjectType t) {
      return from instanceof SObjectType && t.isGeneric();
    }
    if (from instanceof ListType f && to instanceof ListType t) {
      return isSubtype(f.element(), t.element());
    }
    if (from instanceof SetType f && to instanceof SetType t) {
      return isSubtype(f.element(), t.element());
    }
    if (from instanceof MapType f && to instanceof MapType t) {
      return isSubtype(f.key(), t.key()) && isSubtype(f.value(), t.value());
    }
    ApexType iterated = iterableElement(to);
    if (iterated != null) {
      ApexType own = iterableElementOf(from);
      return own != null && (isSubtype(own, iterated) || collectionPart(own, iterated));
    }
    if (from instanceof PlatformType f
        && to instanceof PlatformType t
        && f.name().equals(t.name())) {
      return argumentsFit(f.arguments(), t.arguments());
    }
    for (ApexType s : hierarchy.supertypes(from)) {
      if (isSubtype(s, to)) {
        return true;
      }
    }
    return false;
  }

  private boolean argumentsFit(List<ApexType> from, List<ApexType> to) {
    if (from.isEmpty() || to.isEmpty()) {
      return true;
    }
    for (int i = 0; i < from.size(); i++) {
      if (!isSubtype(from.get(i), to.get(i)) && !collectionPart(from.get(i), to.get(i))) {
        return false;
      }
    }
    return true;
  }

  private static ApexType iterableElement(ApexType t) {
    return t instanceof PlatformType p
            && p.name().equals(PlatformType.ITERABLE)
            && p.arguments().size() == 1
        ? p.arguments().get(0)
        : null;
  }

  /** What iterating over a value of the type gives, or null when it cannot be iterated. */
  public ApexType iterableElementOf(ApexType t) {
    if (t instanceof ListType l) {
      return l.element();
    }
    if (t instanceof SetType s) {
      return s.element();
    }
    if (t.equals(PlatformType.QUERY_LOCATOR)) {
      return SObjectType.GENERIC;
    }
    ApexType direct = iterableElement(t);
    if (direct != null) {
      return direct;
    }
    for (ApexType s : hierarchy.supertypes(t)) {
      ApexType e = iterableElementOf(s);
      if (e != null) {
        return e;
      }
    }
    return null;
  }

  /**
   * Collections convert when their parts do, generic records to those of one object included:
   * {@code List<SObject>} to {@code List<Account>}, {@code Map<Id,SObject>} likewise.
   */
  private boolean collection(ApexType from, ApexType to) {
    if (from instanceof ListType f && to instanceof ListType t) {
      return collectionPart(f.element(), t.element());
    }
    if (from instanceof SetType f && to instanceof SetType t) {
      return collectionPart(f.element(), t.element());
    }
    if (from instanceof MapType f && to instanceof MapType t) {
      return collectionPart(f.key(), t.key()) && collectionPart(f.value(), t.value());
    }
    return false;
  }

  private boolean collectionPart(ApexType from, ApexType to) {
    return from.equals(SObjectType.GENERIC) && to instanceof SObjectType
        || simple(from, to) != null
        || isSubtype(from, to)
        || collection(from, to);
  }

  /** Whether a cast is allowed; it may still fail when it runs. */
  public boolean castable(ApexType from, ApexType to) {
    if (from == VOID || to == VOID) {
      return false;
    }
    if (from == OBJECT || from == NULL || to == NULL || assignment(from, to).isPresent()) {
      return true;
    }
    if (isNumeric(from) && isNumeric(to)) {
      return true;
    }
    if (to instanceof SimpleType) {
      return from == DATETIME && to == DATE;
    }
    if (isSubtype(to, from) || collection(to, from)) {
      return true;
    }
    if (from instanceof SimpleType || from instanceof SObjectType || to instanceof SObjectType) {
      return false;
    }
    return (hierarchy.isInterface(from)
            && (hierarchy.isExtensible(to) || hierarchy.isInterface(to)))
        || (hierarchy.isInterface(to)
            && (hierarchy.isExtensible(from) || hierarchy.isInterface(from)));
  }

  /** Whether values of the two types may be compared with {@code ==} and {@code !=}. */
  public boolean comparable(ApexType a, ApexType b) {
    if (a == VOID || b == VOID) {
      return false;
    }
    return assignment(a, b).isPresent()
        || assignment(b, a).isPresent()
        || isNumeric(a) && isNumeric(b)
        || castable(a, b)
        || castable(b, a);
  }

  /** Whether the type is Integer, Long, Double or Decimal. */
  public static boolean isNumeric(ApexType t) {
    return t instanceof SimpleType s && s.isNumeric();
  }

  /** The type in which two numbers are calculated, or null when one is no number. */
  public static SimpleType arithmetic(ApexType a, ApexType b) {
    if (!isNumeric(a) || !isNumeric(b)) {
      return null;
    }
    if (a == DECIMAL || b == DECIMAL) {
      return DECIMAL;
    }
    if (a == DOUBLE || b == DOUBLE) {
      return DOUBLE;
    }
    return a == LONG || b == LONG ? LONG : INTEGER;
  }

  /** Type of {@code c ? a : b}, {@code a ?? b}: the one that the other converts to. */
  public Optional<ApexType> common(ApexType a, ApexType b) {
    if (a == NULL) {
      return Optional.of(b);
    }
    if (b == NULL || a.equals(b)) {
      return Optional.of(a);
    }
    ApexType number = arithmetic(a, b);
    if (number != null) {
      return Optional.of(number);
    }
    if (a == BOOLEAN || b == BOOLEAN) {
      return a == OBJECT || b == OBJECT ? Optional.of(OBJECT) : Optional.empty();
    }
    if (a == ID && b == STRING || a == STRING && b == ID) {
      return Optional.of(STRING);
    }
    if (isSubtype(b, a)) {
      return Optional.of(a);
    }
    if (isSubtype(a, b)) {
      return Optional.of(b);
    }
    if (assignment(b, a).isPresent()) {
      return Optional.of(a);
    }
    if (assignment(a, b).isPresent()) {
      return Optional.of(b);
    }
    if (a instanceof SObjectType && b instanceof SObjectType) {
      return Optional.of(SObjectType.GENERIC);
    }
    return Optional.empty();
  }
}
