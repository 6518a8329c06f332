package org.closedloop.localorg.partner;

import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.Locale;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.value.RecordId;

/**
 * Values between their text on the wire and the raw form of {@link FieldType}. The field's type
 * decides, never the xsi:type that the client happened to send.
 */
final class WireValues {

  private static final DateTimeFormatter DATETIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd'T'HH:mm:ss.SSS'Z'", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'", Locale.ROOT);

  private WireValues() {}

  /** The text is no value of the type. */
  static final class BadValue extends Exception {
    private static final long serialVersionUID = 1L;
    private final boolean id;

    BadValue(boolean id) {
      super("", null, false, false);
      this.id = id;
    }

    /** Whether an id was expected. */
    boolean id() {
      return id;
    }
  }

  static boolean isTrue(String text) {
    return text.equalsIgnoreCase("true") || text.equals("1");
  }

  /** The raw value; an empty text is null for every type but text. */
  static Object parse(FieldType type, String text) throws BadValue {
    if (type.isId()) {
      String id = text.trim();
      if (id.isEmpty()) {
        return null;
      }
      if (!RecordId.isValid(id)) {
        throw new BadValue(true);
      }
      return RecordId.to18(id);
    }
    if (type.isText() || type == FieldType.ANYTYPE) {
      return text;
    }
    String t = text.trim();
    if (t.isEmpty()) {
      return null;
    }
    try {
      return switch (type) {
        case BOOLEAN -> bool(t);
        case INTEGER -> new BigDecimal(t).intValueExact();
        case LONG -> new BigDecimal(t).longValueExact();
        case DOUBLE, CURRENCY, PERCENT -> decimal(t);
        case DATE -> LocalDate.parse(t.length() > 10 ? t.substring(0, 10) : t);
        case DATETIME -> instant(t);
        case TIME -> time(t);
        case BASE64 -> Base64.getMimeDecoder().decode(t);
        default -> throw new BadValue(false);
      };
    } catch (DateTimeException | ArithmeticException | IllegalArgumentException e) {
      throw new BadValue(false);
    }
  }

  private static BigDecimal decimal(String t) throws BadValue {
    BigDecimal d = new BigDecimal(t);
    if (Math.abs((long) d.scale()) > 400) {
      throw new BadValue(false);
    }
    return d;
  }

  private static Boolean bool(String t) throws BadValue {
    if (isTrue(t)) {
      return true;
    }
    if (t.equalsIgnoreCase("false") || t.equals("0")) {
      return false;
    }
    throw new BadValue(false);
  }

  private static Instant instant(String t) {
    if (t.length() == 10) {
      return LocalDate.parse(t).atStartOfDay(ZoneOffset.UTC).toInstant();
    }
    String zoned = t.matches(".*(Z|[+-]\\d\\d:\\d\\d)") ? t : t + "Z";
    Instant i = OffsetDateTime.parse(zoned).toInstant();
    return Instant.ofEpochMilli(i.toEpochMilli());
  }

  private static LocalTime time(String t) {
    String bare = t.endsWith("Z") ? t.substring(0, t.length() - 1) : t;
    LocalTime v = LocalTime.parse(bare);
    return v.withNano(v.getNano() / 1_000_000 * 1_000_000);
  }

  /** The text of a raw value; null stays null. */
  static String format(Object value) {
    if (value == null) {
      return null;
    }
    if (value instanceof BigDecimal d) {
      BigDecimal plain = d.signum() == 0 ? BigDecimal.ZERO : d.stripTrailingZeros();
      return plain.scale() <= 0 ? plain.setScale(1).toPlainString() : plain.toPlainString();
    }
    if (value instanceof Instant i) {
      return DATETIME.format(i);
    }
    if (value instanceof LocalTime t) {
      return TIME.format(t);
    }
    if (value instanceof byte[] b) {
      return Base64.getEncoder().encodeToString(b);
    }
    return value.toString();
  }

  /** The xsi:type under which a value of unknown column type travels, as in aggregate rows. */
  static String xsiType(Object value) {
    if (value instanceof Integer || value instanceof Long) {
      return "xsd:int";
    }
    if (value instanceof BigDecimal || value instanceof Double) {
      return "xsd:double";
    }
    if (value instanceof Boolean) {
      return "xsd:boolean";
    }
    if (value instanceof LocalDate) {
      return "xsd:date";
    }
    if (value instanceof Instant) {
      return "xsd:dateTime";
    }
    if (value instanceof LocalTime) {
      return "xsd:time";
    }
    return "xsd:string";
  }
}
