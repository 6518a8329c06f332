package org.closedloop.localorg.site;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Recursive-descent parser of page expressions, with the precedence of formulas. */
final class PageExprParser {

  private final String source;
  private final int line;
  private final int column;
  private int pos;
  private int depth;

  private static final int MAX_DEPTH = 100;

  private PageExprParser(String source, int line, int column) {
    this.source = source;
    this.line = line;
    this.column = column;
  }

  /**
   * @param line position of the expression's first character in the page
   */
  static PageExpr parse(String source, int line, int column) throws PageSyntaxException {
    PageExprParser p = new PageExprParser(source, line, column);
    PageExpr e = p.or();
    p.skip();
    if (p.pos < source.length()) {
      throw p.error("Syntax error. Found '" + source.substring(p.pos) + "'");
    }
    return e;
  }

  private PageSyntaxException lacking(String what) {
    return at("The local org does not support " + what, true);
  }

  private PageSyntaxException error(String message) {
    return at(message, false);
  }

  private PageSyntaxException at(String message, boolean lacking) {
    int l = line;
    int c = column;
    for (int i = 0; i < Math.min(pos, source.length()); i++) {
      if (source.charAt(i) == '\n') {
        l++;
        c = 1;
      } else {
        c++;
      }
    }
    return new PageSyntaxException(message, l, c, lacking);
  }

  private void skip() {
    while (pos < source.length() && Character.isWhitespace(source.charAt(pos))) {
      pos++;
    }
  }

  private boolean accept(String token) {
    skip();
    if (source.startsWith(token, pos)) {
      pos += token.length();
      return true;
    }
    return false;
  }

  private void expect(String token) throws PageSyntaxException {
    if (!accept(token)) {
      throw error(
          "Syntax error. Missing '"
              + token
              + "'"
              + (pos < source.length() ? " before '" + source.substring(pos) + "'" : ""));
    }
  }

  private PageExpr or() throws PageSyntaxException {
    if (++depth > MAX_DEPTH) {
      throw error("The expression is nested too deeply");
    }
    PageExpr left = and();
    while (accept("||")) {
      left = new PageExpr.Binary("||", left, and());
    }
    depth--;
    return left;
  }

  private PageExpr and() throws PageSyntaxException {
    PageExpr left = equality();
    while (accept("&&")) {
      left = new PageExpr.Binary("&&", left, equality());
    }
    return left;
  }

  private PageExpr equality() throws PageSyntaxException {
    PageExpr left = relation();
    while (true) {
      if (accept("==") || accept("=")) {
        left = new PageExpr.Binary("=", left, relation());
      } else if (accept("!=") || accept("<>")) {
        left = new PageExpr.Binary("<>", left, relation());
      } else {
        return left;
      }
    }
  }

  private PageExpr relation() throws PageSyntaxException {
    PageExpr left = sum();
    while (true) {
      skip();
      if (source.startsWith("<>", pos)) {
        return left;
      }
      String op =
          accept("<=") ? "<=" : accept(">=") ? ">=" : accept("<") ? "<" : accept(">") ? ">" : null;
      if (op == null) {
        return left;
      }
      left = new PageExpr.Binary(op, left, sum());
    }
  }

  private PageExpr sum() throws PageSyntaxException {
    PageExpr left = product();
    while (true) {
      skip();
      if (accept("+")) {
        left = new PageExpr.Binary("+", left, product());
      } else if (accept("-")) {
        left = new PageExpr.Binary("-", left, product());
      } else if (!source.startsWith("&&", pos) && accept("&")) {
        left = new PageExpr.Binary("&", left, product());
      } else {
        return left;
      }
    }
  }

  private PageExpr product() throws PageSyntaxException {
    PageExpr left = power();
    while (true) {
      if (accept("*")) {
        left = new PageExpr.Binary("*", left, power());
      } else if (accept("/")) {
        left = new PageExpr.Binary("/", left, power());
      } else {
        return left;
      }
    }
  }

  private PageExpr power() throws PageSyntaxException {
    PageExpr left = unary();
    while (accept("^")) {
      left = new PageExpr.Binary("^", left, unary());
    }
    return left;
  }

  private PageExpr unary() throws PageSyntaxException {
    skip();
    if (!source.startsWith("!=", pos) && accept("!")) {
      return nested('!');
    }
    if (accept("-")) {
      return nested('-');
    }
    accept("+");
    return primary();
  }

  private PageExpr nested(char op) throws PageSyntaxException {
    if (++depth > MAX_DEPTH) {
      throw error("The expression is nested too deeply");
    }
    PageExpr e = new PageExpr.Unary(op, unary());
    depth--;
    return e;
  }

  private PageExpr primary() throws PageSyntaxException {
    skip();
    if (pos >= source.length()) {
      throw error("Syntax error. The expression ends too early");
    }
    char c = source.charAt(pos);
    if (c == '(') {
      pos++;
      PageExpr inner = or();
      expect(")");
      return inner;
    }
    if (c == '\'' || c == '"') {
      return new PageExpr.Literal(string(c));
    }
    if (Character.isDigit(c) || c == '.') {
      int start = pos;
      while (pos < source.length()
          && (Character.isDigit(source.charAt(pos)) || source.charAt(pos) == '.')) {
        pos++;
      }
      try {
        return new PageExpr.Literal(new BigDecimal(source.substring(start, pos)));
      } catch (NumberFormatException e) {
        throw error("Syntax error. '" + source.substring(start, pos) + "' is no number");
      }
    }
    if (c == '[') {
      throw lacking("lists of parameters [name=value]");
    }
    String name = name();
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.equals("true") || lower.equals("false")) {
      return new PageExpr.Literal(lower.equals("true"));
    }
    if (lower.equals("null")) {
      return new PageExpr.Literal(null);
    }
    if (accept("(")) {
      List<PageExpr> args = new ArrayList<>();
      if (!accept(")")) {
        do {
          args.add(or());
        } while (accept(","));
        expect(")");
      }
      return new PageExpr.Call(name.toUpperCase(Locale.ROOT), List.copyOf(args));
    }
    List<PageExpr.Step> steps = new ArrayList<>();
    steps.add(new PageExpr.Step(name, null));
    while (true) {
      if (accept(".")) {
        skip();
        steps.add(new PageExpr.Step(name(), null));
      } else if (accept("[")) {
        PageExpr index = or();
        expect("]");
        steps.add(new PageExpr.Step(null, index));
      } else {
        return new PageExpr.Path(List.copyOf(steps));
      }
    }
  }

  private String name() throws PageSyntaxException {
    int start = pos;
    while (pos < source.length()
        && (Character.isLetterOrDigit(source.charAt(pos))
            || source.charAt(pos) == '_'
            || source.charAt(pos) == '$' && pos == start)) {
      pos++;
    }
    if (start == pos) {
      throw error("Syntax error. Found '" + source.substring(pos) + "'");
    }
    return source.substring(start, pos);
  }

  private String string(char quote) throws PageSyntaxException {
    StringBuilder sb = new StringBuilder();
    pos++;
    while (pos < source.length()) {
      char c = source.charAt(pos++);
      if (c == quote) {
        return sb.toString();
      }
      if (c == '\\' && pos < source.length()) {
        char e = source.charAt(pos++);
        sb.append(e == 'n' ? '\n' : e == 't' ? '\t' : e == 'r' ? '\r' : e);
      } else {
        sb.append(c);
      }
    }
    throw error("Syntax error. A text is not closed with " + quote);
  }
}
