package org.closedloop.apex.value;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.SimpleType;

/** Between Apex values and the raw values that records hold (see {@link FieldType}). */
public final class RawValues {

  private RawValues() {}

  /** The Apex type of a field's values. */
  public static ApexType typeOf(FieldDef f) {
    return switch (f.type()) {
      case ID, REFERENCE -> SimpleType.ID;
      case BOOLEAN -> SimpleType.BOOLEAN;
      case INTEGER -> SimpleType.INTEGER;
      case LONG -> SimpleType.LONG;
      case DOUBLE, CURRENCY, PERCENT -> SimpleType.DECIMAL;
      case DATE -> SimpleType.DATE;
      case DATETIME -> SimpleType.DATETIME;
      case TIME -> SimpleType.TIME;
      case BASE64 -> SimpleType.BLOB;
      case LOCATION, ADDRESS, ANYTYPE -> SimpleType.OBJECT;
      default -> SimpleType.STRING;
    };
  }

  /** A stored value as Apex sees it. */
  public static Object fromRaw(FieldDef f, Object raw) {
    if (raw == null) {
      return null;
    }
    if (f.type().isId()) {
      return raw instanceof String s ? new ApexId(s) : raw;
    }
    return raw instanceof byte[] b ? ApexBlob.of(b) : raw;
  }

  /** An Apex value without a field at hand: binds, flow inputs. Ids become text. */
  public static Object plainRaw(Object v) {
    if (v instanceof ApexId id) {
      return id.value();
    }
    return v instanceof ApexBlob b ? b.bytes() : v;
  }

  /** The raw value to store, converted as an assignment does, or the platform's exception. */
  public static Object toRaw(FieldDef f, Object v) {
    if (v == null) {
      return null;
    }
    FieldType t = f.type();
    Object raw = convert(t, v);
    if (raw == null) {
      throw Errors.sobject(
          "Illegal assignment from "
              + TypeOf.messageName(TypeOf.of(v))
              + " to "
              + typeOf(f).displayName());
    }
    return raw;
  }

  private static Object convert(FieldType t, Object v) {
    if (t.isId()) {
      return v instanceof ApexId id
          ? id.value()
          : v instanceof String s ? ApexId.parse(s).value() : null;
    }
    if (t.isText()) {
      return v instanceof String ? v : v instanceof ApexId id ? id.value() : null;
    }
    if (t.isDecimal()) {
      return v instanceof Number n ? Decimals.of(n) : null;
    }
    return switch (t) {
      case BOOLEAN -> v instanceof Boolean ? v : null;
      case INTEGER -> integer(v);
      case LONG -> v instanceof Long || v instanceof Integer ? ((Number) v).longValue() : null;
      case DATE -> v instanceof LocalDate ? v : null;
      case DATETIME ->
          v instanceof Instant
              ? v
              : v instanceof LocalDate d ? d.atStartOfDay(ZoneOffset.UTC).toInstant() : null;
      case TIME -> v instanceof LocalTime ? v : null;
      case BASE64 -> v instanceof ApexBlob b ? b.bytes() : null;
      default -> plainRaw(v);
    };
  }

  private static Object integer(Object v) {
    if (v instanceof Integer) {
      return v;
    }
    if (v instanceof Long n && n.intValue() == n) {
      return n.intValue();
    }
    return v instanceof BigDecimal d && d.stripTrailingZeros().scale() <= 0 ? d.intValue() : null;
  }
}
