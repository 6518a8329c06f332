package org.closedloop.localorg.formula;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** Cuts formula text into tokens: literals, operators, names, {@code {!merge.fields}}. */
final class FormulaLexer {

  enum Kind {
    NUMBER,
    TEXT,
    NAME,
    OPERATOR,
    END
  }

  /**
   * A token; {@code value} holds the BigDecimal, text, name or operator. {@code merged} marks a
   * name in merge braces, which is never a function or constant.
   */
  record Token(Kind kind, Object value, int offset, boolean merged) {
    boolean is(String operator) {
      return kind == Kind.OPERATOR && operator.equals(value);
    }
  }

  private static final String[] OPERATORS = {
    "<>", "!=", "<=", ">=", "==", "&&", "||", "+", "-", "*", "/", "^", "(", ")", ",", "=", "<", ">",
    "&", "!"
  };

  private final String source;
  private int at;

  FormulaLexer(String source) {
    this.source = source;
  }

  List<Token> tokens() {
    List<Token> out = new ArrayList<>();
    while (true) {
      skipBlanks();
      if (at >= source.length()) {
        out.add(new Token(Kind.END, "end of formula", source.length(), false));
        return out;
      }
      out.add(next());
    }
  }

  private void skipBlanks() {
    while (at < source.length()) {
      if (Character.isWhitespace(source.charAt(at)) || source.charAt(at) == '\u00a0') {
        at++;
      } else if (source.startsWith("/*", at)) {
        int end = source.indexOf("*/", at + 2);
        if (end < 0) {
          throw error("Syntax error. Comment is not closed", at);
        }
        at = end + 2;
      } else {
        return;
      }
    }
  }

  private Token next() {
    int start = at;
    char c = source.charAt(at);
    if (c == '"' || c == '\'') {
      return new Token(Kind.TEXT, text(c), start, false);
    }
    if (Character.isDigit(c) || (c == '.' && digitAt(at + 1))) {
      return new Token(Kind.NUMBER, number(), start, false);
    }
    if (source.startsWith("{!", at)) {
      int end = source.indexOf('}', at);
      if (end < 0) {
        throw error("Syntax error. Missing '}'", at);
      }
      String name = source.substring(at + 2, end).strip();
      at = end + 1;
      return new Token(Kind.NAME, name, start, true);
    }
    if (nameStart(c)) {
      at++;
      while (at < source.length() && namePart(source.charAt(at))) {
        at++;
      }
      return new Token(Kind.NAME, source.substring(start, at), start, false);
    }
    for (String op : OPERATORS) {
      if (source.startsWith(op, at)) {
        at += op.length();
        return new Token(Kind.OPERATOR, op, start, false);
      }
    }
    throw error("Syntax error. Found '" + c + "'", at);
  }

  private boolean digitAt(int i) {
    return i < source.length() && Character.isDigit(source.charAt(i));
  }

  private static boolean nameStart(char c) {
    return Character.isLetter(c) || c == '_' || c == '$';
  }

  private static boolean namePart(char c) {
    return Character.isLetterOrDigit(c) || c == '_' || c == '$' || c == '.' || c == ':';
  }

  private BigDecimal number() {
    int start = at;
    while (digitAt(at)) {
      at++;
    }
    if (at < source.length() && source.charAt(at) == '.') {
      at++;
      while (digitAt(at)) {
        at++;
      }
    }
    String digits = source.substring(start, at);
    if (at < source.length() && nameStart(source.charAt(at))) {
      throw error("Syntax error. Found '" + source.charAt(at) + "'", at);
    }
    return new BigDecimal(digits.endsWith(".") ? digits + "0" : digits);
  }

  private String text(char quote) {
    int start = at++;
    StringBuilder sb = new StringBuilder();
    while (at < source.length() && source.charAt(at) != quote) {
      char c = source.charAt(at++);
      if (c == '\\' && at < source.length()) {
        char e = source.charAt(at++);
        switch (e) {
          case 'n' -> sb.append('\n');
          case 'r' -> sb.append('\r');
          case 't' -> sb.append('\t');
          case '"', '\'', '\\' -> sb.append(e);
          default -> sb.append('\\').append(e);
        }
      } else {
        sb.append(c);
      }
    }
    if (at >= source.length()) {
      throw error("Syntax error. Missing '" + quote + "'", start);
    }
    at++;
    return sb.toString();
  }

  private FormulaError error(String message, int offset) {
    return new FormulaError(message, source, offset, false);
  }
}
