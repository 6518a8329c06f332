package org.closedloop.localorg.formula;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.closedloop.localorg.formula.FormulaLexer.Kind;
import org.closedloop.localorg.formula.FormulaLexer.Token;

/**
 * Recursive descent over the tokens. Binding from loose to tight: {@code ||}, {@code &&},
 * comparisons, {@code &}, {@code + -}, {@code * /}, unary, {@code ^}.
 */
final class FormulaParser {

  private static final int MAX_DEPTH = 200;
  private final String source;
  private final List<Token> tokens;
  private int at;
  private int depth;

  private FormulaParser(String source) {
    this.source = source;
    this.tokens = new FormulaLexer(source).tokens();
  }

  static FormulaExpr parse(String source) {
    FormulaParser p = new FormulaParser(source);
    if (p.peek().kind() == Kind.END) {
      throw p.error("Syntax error. The formula is empty", 0);
    }
    FormulaExpr e = p.or();
    if (p.peek().kind() != Kind.END) {
      throw p.extra();
    }
    return e;
  }

  private FormulaError extra() {
    Token t = peek();
    return t.is(")")
        ? error("Syntax error. Extra ')'", t.offset())
        : error("Syntax error. Extra '" + t.value() + "'", t.offset());
  }

  private Token peek() {
    return tokens.get(at);
  }

  private boolean accept(String operator) {
    if (peek().is(operator)) {
      at++;
      return true;
    }
    return false;
  }

  private FormulaExpr or() {
    if (++depth > MAX_DEPTH) {
      throw error("Formula is nested too deeply", peek().offset());
    }
    FormulaExpr left = and();
    while (peek().is("||")) {
      int offset = tokens.get(at++).offset();
      left = new FormulaExpr.Binary("||", left, and(), offset);
    }
    depth--;
    return left;
  }

  private FormulaExpr and() {
    FormulaExpr left = comparison();
    while (peek().is("&&")) {
      int offset = tokens.get(at++).offset();
      left = new FormulaExpr.Binary("&&", left, comparison(), offset);
    }
    return left;
  }

  private FormulaExpr comparison() {
    FormulaExpr left = concatenation();
    while (true) {
      Token t = peek();
      String op = t.kind() == Kind.OPERATOR ? (String) t.value() : "";
      switch (op) {
        case "=", "==", "<>", "!=", "<", ">", "<=", ">=" -> {
          at++;
          String plain = op.equals("==") ? "=" : op.equals("!=") ? "<>" : op;
          left = new FormulaExpr.Binary(plain, left, concatenation(), t.offset());
        }
        default -> {
          return left;
        }
      }
    }
  }

  private FormulaExpr concatenation() {
    FormulaExpr left = sum();
    while (peek().is("&")) {
      int offset = tokens.get(at++).offset();
      left = new FormulaExpr.Binary("&", left, sum(), offset);
    }
    return left;
  }

  private FormulaExpr sum() {
    FormulaExpr left = product();
    while (peek().is("+") || peek().is("-")) {
      Token t = tokens.get(at++);
      left = new FormulaExpr.Binary((String) t.value(), left, product(), t.offset());
    }
    return left;
  }

  private FormulaExpr product() {
    FormulaExpr left = unary();
    while (peek().is("*") || peek().is("/")) {
      Token t = tokens.get(at++);
      left = new FormulaExpr.Binary((String) t.value(), left, unary(), t.offset());
    }
    return left;
  }

  private FormulaExpr unary() {
    Token t = peek();
    if (t.is("-") || t.is("+") || t.is("!")) {
      at++;
      if (++depth > MAX_DEPTH) {
        throw error("Formula is nested too deeply", t.offset());
      }
      FormulaExpr e = new FormulaExpr.Unary((String) t.value(), unary(), t.offset());
      depth--;
      return e;
    }
    return power();
  }

  private FormulaExpr power() {
    FormulaExpr left = primary();
    while (peek().is("^")) {
      int offset = tokens.get(at++).offset();
      left = new FormulaExpr.Binary("^", left, powerOperand(), offset);
    }
    return left;
  }

  private FormulaExpr powerOperand() {
    Token t = peek();
    if (t.is("-") || t.is("+")) {
      at++;
      return new FormulaExpr.Unary((String) t.value(), powerOperand(), t.offset());
    }
    return primary();
  }

  private FormulaExpr primary() {
    Token t = tokens.get(at);
    switch (t.kind()) {
      case NUMBER -> {
        at++;
        return new FormulaExpr.Literal((BigDecimal) t.value(), FormulaType.NUMBER, t.offset());
      }
      case TEXT -> {
        at++;
        return new FormulaExpr.Literal(t.value(), FormulaType.TEXT, t.offset());
      }
      case NAME -> {
        at++;
        return name(t);
      }
      case OPERATOR -> {
        if (accept("(")) {
          FormulaExpr inner = or();
          if (!accept(")")) {
            throw missing(")");
          }
          return inner;
        }
        throw error("Syntax error. Found '" + t.value() + "'", t.offset());
      }
      default -> throw error("Syntax error. Found end of formula", t.offset());
    }
  }

  private FormulaExpr name(Token t) {
    String name = (String) t.value();
    if (!t.merged() && peek().is("(")) {
      return call(name.toUpperCase(Locale.ROOT), t.offset());
    }
    if (!t.merged()) {
      switch (name.toUpperCase(Locale.ROOT)) {
        case "TRUE" -> {
          return new FormulaExpr.Literal(Boolean.TRUE, FormulaType.BOOLEAN, t.offset());
        }
        case "FALSE" -> {
          return new FormulaExpr.Literal(Boolean.FALSE, FormulaType.BOOLEAN, t.offset());
        }
        case "NULL" -> {
          return new FormulaExpr.Literal(null, FormulaType.NULL, t.offset());
        }
        default -> {}
      }
    }
    List<String> path = List.of(name.split("\\.", -1));
    if (path.stream().anyMatch(String::isBlank)) {
      throw error("Syntax error. Found '" + name + "'", t.offset());
    }
    return new FormulaExpr.Reference(path, t.offset());
  }

  private FormulaExpr call(String name, int offset) {
    accept("(");
    List<FormulaExpr> args = new ArrayList<>();
    if (!accept(")")) {
      do {
        args.add(or());
      } while (accept(","));
      if (!accept(")")) {
        throw missing(")");
      }
    }
    return new FormulaExpr.Call(name, List.copyOf(args), offset);
  }

  private FormulaError missing(String what) {
    Token t = peek();
    return t.kind() == Kind.END
        ? error("Syntax error. Missing '" + what + "'", t.offset())
        : error("Syntax error. Missing '" + what + "' before '" + t.value() + "'", t.offset());
  }

  private FormulaError error(String message, int offset) {
    return new FormulaError(message, source, offset, false);
  }
}
