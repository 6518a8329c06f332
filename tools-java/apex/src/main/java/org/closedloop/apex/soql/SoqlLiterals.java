package org.closedloop.apex.soql;

import io.github.apexdevtools.apexparser.ApexParser;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.ZoneOffset;
import java.util.Locale;
import org.closedloop.apex.host.UnsupportedPlatformFeature;
import org.closedloop.apex.soql.SoqlQuery.DateLiteral;
import org.closedloop.apex.soql.SoqlQuery.Literal;
import org.closedloop.apex.soql.SoqlQuery.Value;

/** Literal values of SOQL: text with escapes, numbers, dates and relative date literals. */
final class SoqlLiterals {

  /** Stands for the backslash of {@code \\%} and {@code \\_}, which the Apex lexer refuses. */
  private static final char WILDCARD_ESCAPE = '\uE000';

  private SoqlLiterals() {}

  /** Makes the escapes of SOQL that Apex strings do not know readable for the Apex lexer. */
  static String forLexer(String query) {
    StringBuilder out = null;
    for (int i = 0; i + 1 < query.length(); i++) {
      if (query.charAt(i) == '\\') {
        char next = query.charAt(i + 1);
        if (next == '%' || next == '_') {
          out = out == null ? new StringBuilder(query) : out;
          out.setCharAt(i, WILDCARD_ESCAPE);
        }
        i++;
      }
    }
    return out == null ? query : out.toString();
  }

  static Value value(ApexParser.ValueContext v, boolean like) {
    if (v.NULL() != null) {
      return new Literal(null);
    }
    if (v.BooleanLiteral() != null) {
      return new Literal(Boolean.valueOf(v.getText()));
    }
    if (v.StringLiteral() != null) {
      return new Literal(text(v.StringLiteral().getText(), like));
    }
    if (v.signedNumber() != null) {
      return new Literal(number(v.signedNumber().getText()));
    }
    if (v.DateLiteral() != null) {
      return new Literal(date(v.getText()));
    }
    if (v.DateTimeLiteral() != null) {
      return new Literal(instant(v.getText()));
    }
    if (v.TimeLiteral() != null) {
      return new Literal(time(v.getText()));
    }
    if (v.dateFormula() != null) {
      return dateFormula(v.dateFormula());
    }
    if (v.IntegralCurrencyLiteral() != null) {
      throw new UnsupportedPlatformFeature("currency literal " + v.getText() + " in SOQL");
    }
    throw SoqlErrors.exception("MALFORMED_QUERY", "unexpected token: '" + v.getText() + "'");
  }

  private static Value dateFormula(ApexParser.DateFormulaContext c) {
    String[] parts = c.getText().split(":");
    int n = parts.length > 1 ? Integer.parseInt(parts[1]) : 0;
    return new DateLiteral(parts[0].toUpperCase(Locale.ROOT), n);
  }

  static Object integer(String text) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      return new BigDecimal(text);
    }
  }

  private static Object number(String text) {
    String plain = text.startsWith("+") ? text.substring(1) : text;
    if (plain.indexOf('.') < 0) {
      return integer(plain);
    }
    if (plain.endsWith("d") || plain.endsWith("D")) {
      throw SoqlErrors.exception("MALFORMED_QUERY", "unexpected token: '" + text + "'");
    }
    return new BigDecimal(plain);
  }

  private static LocalDate date(String text) {
    try {
      return LocalDate.parse(text);
    } catch (DateTimeException e) {
      throw SoqlErrors.exception("MALFORMED_QUERY", "Invalid date: " + text);
    }
  }

  private static Instant instant(String text) {
    try {
      return OffsetDateTime.parse(withColonOffset(text.toUpperCase(Locale.ROOT))).toInstant();
    } catch (DateTimeException e) {
      throw SoqlErrors.exception("MALFORMED_QUERY", "Invalid datetime: " + text);
    }
  }

  private static LocalTime time(String text) {
    try {
      return OffsetTime.parse(withColonOffset(text.toUpperCase(Locale.ROOT)))
          .withOffsetSameInstant(ZoneOffset.UTC)
          .toLocalTime();
    } catch (DateTimeException e) {
      throw SoqlErrors.exception("MALFORMED_QUERY", "Invalid time: " + text);
    }
  }

  /** Offsets may be written +0200; the parser of the JDK wants +02:00. */
  private static String withColonOffset(String text) {
    return text.replaceFirst("([+-]\\d\\d)(\\d\\d)$", "$1:$2");
  }

  /**
   * The value of a quoted literal. For LIKE patterns the escapes {@code \%}, {@code \_} and {@code
   * \\} stay two characters, so that the pattern can tell them from wildcards.
   */
  static String text(String quoted, boolean like) {
    String body = quoted.substring(1, quoted.length() - 1);
    if (body.indexOf('\\') < 0 && body.indexOf(WILDCARD_ESCAPE) < 0) {
      return body;
    }
    StringBuilder out = new StringBuilder(body.length());
    for (int i = 0; i < body.length(); i++) {
      char c = body.charAt(i);
      if ((c != '\\' && c != WILDCARD_ESCAPE) || i + 1 == body.length()) {
        out.append(c);
        continue;
      }
      char e = body.charAt(++i);
      switch (e) {
        case 'n', 'N' -> out.append('\n');
        case 'r', 'R' -> out.append('\r');
        case 't', 'T' -> out.append('\t');
        case 'b', 'B' -> out.append('\b');
        case 'f', 'F' -> out.append('\f');
        case 'u' -> {
          out.append((char) Integer.parseInt(body.substring(i + 1, i + 5), 16));
          i += 4;
        }
        case '%', '_', '\\' -> {
          if (like) {
            out.append('\\');
          }
          out.append(e);
        }
        default -> out.append(e);
      }
    }
    return out.toString();
  }
}
