package org.closedloop.apex.syntax;

import java.math.BigDecimal;
import java.util.List;

/** Values of literal tokens. */
final class Literals {

  private Literals() {}

  /** An Integer; out of range is a problem and counts as 0. */
  static Integer integer(String text, SourcePos pos, List<SyntaxProblem> problems) {
    try {
      return Integer.valueOf(text);
    } catch (NumberFormatException e) {
      problems.add(
          new SyntaxProblem(pos, "invalid-literal", "Illegal Integer: " + text + " is too large"));
      return 0;
    }
  }

  static Long longInteger(String text, SourcePos pos, List<SyntaxProblem> problems) {
    try {
      return Long.valueOf(text.substring(0, text.length() - 1));
    } catch (NumberFormatException e) {
      problems.add(
          new SyntaxProblem(pos, "invalid-literal", "Illegal Long: " + text + " is too large"));
      return 0L;
    }
  }

  /** Decimal, or Double with the suffix d. */
  static Object number(String text) {
    char last = text.charAt(text.length() - 1);
    return last == 'd' || last == 'D'
        ? (Object) Double.valueOf(text.substring(0, text.length() - 1))
        : new BigDecimal(text);
  }

  /** The value of a quoted text with its escapes. */
  static String string(String token, SourcePos pos, List<SyntaxProblem> problems) {
    return unescape(token.substring(1, token.length() - 1), pos, problems);
  }

  /**
   * The value of a triple-quoted text; a line break right after the opening quotes is not in it.
   */
  static String multiline(String token, SourcePos pos, List<SyntaxProblem> problems) {
    String body = token.substring(3, token.length() - 3).replace("\r\n", "\n");
    int newline = body.indexOf('\n');
    if (newline >= 0 && body.substring(0, newline).isBlank()) {
      body = body.substring(newline + 1);
    }
    return unescape(body, pos, problems);
  }

  private static String unescape(String s, SourcePos pos, List<SyntaxProblem> problems) {
    if (s.indexOf('\\') < 0) {
      return s;
    }
    StringBuilder out = new StringBuilder(s.length());
    for (int i = 0; i < s.length(); i++) {
      char c = s.charAt(i);
      if (c != '\\' || i + 1 == s.length()) {
        out.append(c);
        continue;
      }
      char e = s.charAt(++i);
      switch (e) {
        case 'b', 'B' -> out.append('\b');
        case 't', 'T' -> out.append('\t');
        case 'n', 'N' -> out.append('\n');
        case 'f', 'F' -> out.append('\f');
        case 'r', 'R' -> out.append('\r');
        case '\'', '"', '\\' -> out.append(e);
        case 'u', 'U' -> {
          if (i + 4 < s.length() && s.substring(i + 1, i + 5).matches("[0-9a-fA-F]{4}")) {
            out.append((char) Integer.parseInt(s.substring(i + 1, i + 5), 16));
            i += 4;
          } else {
            problems.add(illegal(s, i, pos));
          }
        }
        default -> problems.add(illegal(s, i, pos));
      }
    }
    return out.toString();
  }

  private static SyntaxProblem illegal(String s, int at, SourcePos pos) {
    return new SyntaxProblem(
        pos,
        "invalid-literal",
        "Illegal string literal: Invalid string literal '"
            + s
            + "'. Illegal character sequence '\\"
            + s.charAt(at)
            + "' in string literal.");
  }
}
