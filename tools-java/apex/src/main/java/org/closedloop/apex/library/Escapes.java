package org.closedloop.apex.library;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.function.IntPredicate;

/** String members that escape and unescape for HTML, XML, CSV, script and source code. */
@ApexType("System.String")
final class Escapes {

  private static final Map<String, Integer> BY_NAME = new HashMap<>();
  private static final Map<Integer, String> BY_CODE = new HashMap<>();

  static {
    try (BufferedReader in =
        new BufferedReader(
            new InputStreamReader(
                Escapes.class.getResourceAsStream("html4-entities.txt"), StandardCharsets.UTF_8))) {
      for (String line = in.readLine(); line != null; line = in.readLine()) {
        if (!line.startsWith("#")) {
          String[] pair = line.split(" ");
          BY_NAME.put(pair[0], Integer.valueOf(pair[1]));
          BY_CODE.put(Integer.valueOf(pair[1]), pair[0]);
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Escapes() {}

  @ApexMethod
  static String escapeSingleQuotes(String s) {
    return s.replace("'", "\\'");
  }

  @ApexMethod
  static String escapeHtml4(String s) {
    return html(s, c -> true);
  }

  /** HTML 3 has the entities of Latin-1 only. */
  @ApexMethod
  static String escapeHtml3(String s) {
    return html(s, c -> c <= 0xFF);
  }

  private static String html(String s, IntPredicate known) {
    StringBuilder sb = new StringBuilder(s.length() + 16);
    s.codePoints()
        .forEach(
            c -> {
              String name = known.test(c) ? BY_CODE.get(c) : null;
              if (name == null) {
                sb.appendCodePoint(c);
              } else {
                sb.append('&').append(name).append(';');
              }
            });
    return sb.toString();
  }

  @ApexMethod({"unescapeHtml4", "unescapeHtml3"})
  static String unescapeHtml(String s) {
    return unescape(s, BY_NAME);
  }

  @ApexMethod
  static String escapeXml(String s) {
    StringBuilder sb = new StringBuilder(s.length() + 16);
    for (char c : s.toCharArray()) {
      switch (c) {
        case '&' -> sb.append("&amp;");
        case '<' -> sb.append("&lt;");
        case '>' -> sb.append("&gt;");
        case '"' -> sb.append("&quot;");
        case '\'' -> sb.append("&apos;");
        default -> sb.append(c);
      }
    }
    return sb.toString();
  }

  @ApexMethod
  static String unescapeXml(String s) {
    return unescape(s, Map.of("amp", 38, "lt", 60, "gt", 62, "quot", 34, "apos", 39));
  }

  private static String unescape(String s, Map<String, Integer> names) {
    StringBuilder sb = new StringBuilder(s.length());
    int at = 0;
    while (at < s.length()) {
      char c = s.charAt(at);
      int end = c == '&' ? s.indexOf(';', at) : -1;
      Integer code = end < 0 || end - at > 12 ? null : entity(s.substring(at + 1, end), names);
      if (code == null) {
        sb.append(c);
        at++;
      } else {
        sb.appendCodePoint(code);
        at = end + 1;
      }
    }
    return sb.toString();
  }

  private static Integer entity(String body, Map<String, Integer> names) {
    if (!body.startsWith("#")) {
      return names.get(body);
    }
    boolean hex = body.startsWith("#x") || body.startsWith("#X");
    try {
      int code = Integer.parseInt(body.substring(hex ? 2 : 1), hex ? 16 : 10);
      return Character.isValidCodePoint(code) ? code : null;
    } catch (NumberFormatException e) {
      return null;
    }
  }

  @ApexMethod
  static String escapeCsv(String s) {
    boolean quote = s.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quote ? '"' + s.replace("\"", "\"\"") + '"' : s;
  }

  @ApexMethod
  static String unescapeCsv(String s) {
    if (s.length() < 2 || s.charAt(0) != '"' || s.charAt(s.length() - 1) != '"') {
      return s;
    }
    String inner = s.substring(1, s.length() - 1);
    boolean quoted = inner.chars().anyMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
    return quoted ? inner.replace("\"\"", "\"") : s;
  }

  @ApexMethod
  static String escapeEcmaScript(String s) {
    return source(s, c -> c == '\'' || c == '"' || c == '\\' || c == '/');
  }

  @ApexMethod
  static String escapeJava(String s) {
    return source(s, c -> c == '"' || c == '\\');
  }

  private static String source(String s, IntPredicate withBackslash) {
    StringBuilder sb = new StringBuilder(s.length() + 16);
    for (char c : s.toCharArray()) {
      if (withBackslash.test(c)) {
        sb.append('\\').append(c);
      } else {
        switch (c) {
          case '\b' -> sb.append("\\b");
          case '\n' -> sb.append("\\n");
          case '\t' -> sb.append("\\t");
          case '\f' -> sb.append("\\f");
          case '\r' -> sb.append("\\r");
          default -> unicode(sb, c);
        }
      }
    }
    return sb.toString();
  }

  private static void unicode(StringBuilder sb, char c) {
    if (c >= 32 && c <= 0x7f) {
      sb.append(c);
    } else {
      sb.append(String.format("\\u%04X", (int) c));
    }
  }

  @ApexMethod
  static String escapeUnicode(String s) {
    StringBuilder sb = new StringBuilder(s.length());
    for (char c : s.toCharArray()) {
      unicode(sb, c);
    }
    return sb.toString();
  }

  @ApexMethod({"unescapeJava", "unescapeEcmaScript"})
  static String unescapeSource(String s) {
    StringBuilder sb = new StringBuilder(s.length());
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c != '\\' || i + 1 == s.length()) {
        sb.append(c);
        continue;
      }
      char n = s.charAt(++i);
      switch (n) {
        case 'b' -> sb.append('\b');
        case 'n' -> sb.append('\n');
        case 't' -> sb.append('\t');
        case 'f' -> sb.append('\f');
        case 'r' -> sb.append('\r');
        case 'u' -> i = fromHex(s, i, sb);
        default -> sb.append(n);
      }
    }
    return sb.toString();
  }

  @ApexMethod
  static String unescapeUnicode(String s) {
    StringBuilder sb = new StringBuilder(s.length());
    for (int i = 0; i < s.length(); i++) {
      if (s.startsWith("\\u", i)) {
        i = fromHex(s, i + 1, sb);
      } else {
        sb.append(s.charAt(i));
      }
    }
    return sb.toString();
  }

  /** Reads the four digits behind the {@code u} at {@code at}; answers the last position read. */
  private static int fromHex(String s, int at, StringBuilder sb) {
    int from = at;
    while (from < s.length() && s.charAt(from) == 'u') {
      from++;
    }
    if (from + 4 > s.length()) {
      throw Errors.string(
          "Less than 4 hex digits in unicode value: '" + s.substring(at - 1) + "' due to end");
    }
    try {
      sb.append((char) Integer.parseInt(s.substring(from, from + 4), 16));
    } catch (NumberFormatException e) {
      throw Errors.string("Unable to parse unicode value: " + s.substring(from, from + 4));
    }
    return from + 3;
  }
}
