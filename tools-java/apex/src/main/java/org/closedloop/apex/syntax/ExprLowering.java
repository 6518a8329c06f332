package org.closedloop.apex.syntax;

import io.github.apexdevtools.apexparser.ApexParser.*;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.tree.ParseTree;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.UnsupportedPlatformFeature;
import org.closedloop.apex.soql.SoqlParser;

/**
 * Parse trees of expressions to {@link Expr}; chains that grow to the left are walked in a loop.
 */
final class ExprLowering {

  private final List<SyntaxProblem> problems;

  ExprLowering(List<SyntaxProblem> problems) {
    this.problems = problems;
  }

  static SourcePos pos(ParserRuleContext c) {
    return pos(c.getStart());
  }

  static SourcePos pos(Token t) {
    return new SourcePos(t.getLine(), t.getCharPositionInLine() + 1);
  }

  List<Expr> list(ExpressionListContext c) {
    List<Expr> out = new ArrayList<>();
    if (c != null) {
      c.expression().forEach(e -> out.add(expr(e)));
    }
    return out;
  }

  Expr expr(ExpressionContext context) {
    Deque<ExpressionContext> spine = new ArrayDeque<>();
    ExpressionContext at = context;
    for (ExpressionContext left = left(at); left != null; left = left(at)) {
      spine.push(at);
      at = left;
    }
    Expr value = base(at);
    while (!spine.isEmpty()) {
      value = combine(spine.pop(), value);
    }
    return value;
  }

  /** The first operand when the expression begins with one, else null. */
  private static ExpressionContext left(ExpressionContext c) {
    return c.getChildCount() > 1 && c.getChild(0) instanceof ExpressionContext e ? e : null;
  }

  private Expr combine(ExpressionContext c, Expr left) {
    if (c instanceof DotExpressionContext d) {
      boolean safe = d.QUESTIONDOT() != null;
      if (d.dotMethodCall() != null) {
        DotMethodCallContext m = d.dotMethodCall();
        return new Expr.Call(left, m.anyId().getText(), list(m.expressionList()), safe, pos(m));
      }
      return new Expr.Member(left, d.anyId().getText(), safe, pos(d.anyId()));
    }
    if (c instanceof ArrayExpressionContext a) {
      return new Expr.Index(left, expr(a.expression(1)), pos(c));
    }
    if (c instanceof PostOpExpressionContext p) {
      return new Expr.Increment(left, p.DEC() != null, false, pos(c));
    }
    if (c instanceof InstanceOfExpressionContext i) {
      return new Expr.InstanceOf(left, type(i.typeRef()), pos(c));
    }
    if (c instanceof CondExpressionContext q) {
      return new Expr.Conditional(left, expr(q.expression(1)), expr(q.expression(2)), pos(c));
    }
    StringBuilder op = new StringBuilder();
    Token opToken = null;
    ExpressionContext right = null;
    for (int i = 1; i < c.getChildCount(); i++) {
      ParseTree child = c.getChild(i);
      if (child instanceof TerminalNode t) {
        op.append(t.getText());
        opToken = opToken == null ? t.getSymbol() : opToken;
      } else if (child instanceof ExpressionContext e) {
        right = e;
      }
    }
    Expr value = expr(right);
    return c instanceof AssignExpressionContext
        ? new Expr.Assign(op.toString(), left, value, pos(opToken))
        : new Expr.Binary(op.toString(), left, value, pos(opToken));
  }

  private Expr base(ExpressionContext c) {
    if (c instanceof PrimaryExpressionContext p) {
      return primary(p.primary());
    }
    if (c instanceof MethodCallExpressionContext m) {
      MethodCallContext call = m.methodCall();
      List<Expr> args = list(call.expressionList());
      return call.id() != null
          ? new Expr.Call(null, call.id().getText(), args, false, pos(call))
          : new Expr.ConstructorCall(call.SUPER() != null, args, pos(call));
    }
    if (c instanceof NewExpressionContext n) {
      return creator(n.creator(), pos(c));
    }
    if (c instanceof CastExpressionContext k) {
      return new Expr.Cast(type(k.typeRef()), expr(k.expression()), pos(c));
    }
    if (c instanceof SubExpressionContext s) {
      return expr(s.expression());
    }
    if (c instanceof PreOpExpressionContext p) {
      if (p.INC() != null || p.DEC() != null) {
        return new Expr.Increment(expr(p.expression()), p.DEC() != null, true, pos(c));
      }
      Number lowest = p.SUB() == null ? null : smallest(p.expression());
      if (lowest != null) {
        return new Expr.Literal(lowest, pos(c));
      }
      return new Expr.Unary(p.SUB() != null ? "-" : "+", expr(p.expression()), pos(c));
    }
    if (c instanceof NegExpressionContext n) {
      return new Expr.Unary(n.BANG() != null ? "!" : "~", expr(n.expression()), pos(c));
    }
    throw new IllegalStateException("grammar has an unknown expression " + c.getClass());
  }

  /** The two literals that are only in range below zero. */
  private static Number smallest(ExpressionContext c) {
    String text = c.getText();
    if (text.equals("2147483648")) {
      return Integer.MIN_VALUE;
    }
    return text.equalsIgnoreCase("9223372036854775808L") ? Long.MIN_VALUE : null;
  }

  private Expr primary(PrimaryContext c) {
    SourcePos pos = pos(c);
    if (c instanceof ThisPrimaryContext) {
      return new Expr.This(pos);
    }
    if (c instanceof SuperPrimaryContext) {
      return new Expr.Super(pos);
    }
    if (c instanceof LiteralPrimaryContext l) {
      return literal(l.literal());
    }
    if (c instanceof TypeRefPrimaryContext t) {
      return new Expr.ClassLiteral(type(t.typeRef()), pos);
    }
    if (c instanceof VoidPrimaryContext) {
      return new Expr.ClassLiteral(TypeNode.named("void", pos), pos);
    }
    if (c instanceof IdPrimaryContext i) {
      return new Expr.Name(i.id().getText(), pos);
    }
    if (c instanceof SoqlPrimaryContext s) {
      return soql(s.soqlLiteral().query(), pos);
    }
    if (c instanceof SoslPrimaryContext s) {
      return sosl(s.soslLiteral(), pos);
    }
    throw new IllegalStateException("grammar has an unknown primary " + c.getClass());
  }

  private Expr soql(QueryContext query, SourcePos pos) {
    Optional<Token> alias = SoqlParser.reservedAlias(query);
    if (alias.isPresent()) {
      String text = "Unexpected token '" + alias.get().getText() + "'";
      problems.add(new SyntaxProblem(pos(alias.get()), "syntax", text));
      return new Expr.Literal(null, pos);
    }
    try {
      SoqlParser.StaticSoql q = SoqlParser.lower(query);
      return new Expr.Soql(q.query(), q.binds().stream().map(this::expr).toList(), pos);
    } catch (UnsupportedPlatformFeature e) {
      return new Expr.Unsupported(e.feature(), pos);
    } catch (HostException e) {
      problems.add(new SyntaxProblem(pos, "soql-malformed-query", e.getMessage().strip()));
      return new Expr.Literal(null, pos);
    }
  }

  Expr.Literal literal(LiteralContext c) {
    SourcePos pos = pos(c);
    String text = c.getText();
    Object value = null;
    if (c.IntegerLiteral() != null) {
      value = Literals.integer(text, pos, problems);
    } else if (c.LongLiteral() != null) {
      value = Literals.longInteger(text, pos, problems);
    } else if (c.NumberLiteral() != null) {
      value = Literals.number(text);
    } else if (c.StringLiteral() != null) {
      value = Literals.string(text, pos, problems);
    } else if (c.MultilineStringLiteral() != null) {
      value = Literals.multiline(text, pos, problems);
    } else if (c.BooleanLiteral() != null) {
      value = Boolean.valueOf(text);
    }
    return new Expr.Literal(value, pos);
  }

  private Expr creator(CreatorContext c, SourcePos pos) {
    TypeNode type = created(c.createdName());
    if (c.classCreatorRest() != null) {
      return new Expr.New(type, list(c.classCreatorRest().arguments().expressionList()), pos);
    }
    if (c.arrayCreatorRest() != null) {
      ArrayCreatorRestContext a = c.arrayCreatorRest();
      if (a.expression() != null) {
        return new Expr.NewArray(type, expr(a.expression()), pos);
      }
      List<Expr> elements = new ArrayList<>();
      if (a.arrayInitializer() != null) {
        a.arrayInitializer().expression().forEach(e -> elements.add(expr(e)));
      }
      TypeNode array = new TypeNode(type.parts(), type.arrayDepth() + 1, type.pos());
      return new Expr.NewElements(array, elements, pos);
    }
    if (c.mapCreatorRest() != null) {
      List<Expr.Entry> entries = new ArrayList<>();
      for (MapCreatorRestPairContext p : c.mapCreatorRest().mapCreatorRestPair()) {
        entries.add(new Expr.Entry(expr(p.expression(0)), expr(p.expression(1))));
      }
      return new Expr.NewEntries(type, entries, pos);
    }
    List<Expr> elements = new ArrayList<>();
    if (c.setCreatorRest() != null) {
      c.setCreatorRest().expression().forEach(e -> elements.add(expr(e)));
    }
    return new Expr.NewElements(type, elements, pos);
  }

  private TypeNode created(CreatedNameContext c) {
    List<TypeNode.Part> parts = new ArrayList<>();
    for (IdCreatedNamePairContext p : c.idCreatedNamePair()) {
      parts.add(new TypeNode.Part(p.anyId().getText(), types(p.typeList())));
    }
    return new TypeNode(parts, 0, pos(c));
  }

  TypeNode type(TypeRefContext c) {
    List<TypeNode.Part> parts = new ArrayList<>();
    for (TypeNameContext n : c.typeName()) {
      String name = n.getChild(0).getText();
      TypeArgumentsContext a = n.typeArguments();
      parts.add(new TypeNode.Part(name, a == null ? List.of() : types(a.typeList())));
    }
    return new TypeNode(parts, c.arraySubscripts().LBRACK().size(), pos(c));
  }

  List<TypeNode> types(TypeListContext c) {
    return c == null ? List.of() : c.typeRef().stream().map(this::type).toList();
  }

  private Expr sosl(SoslLiteralContext c, SourcePos pos) {
    List<BoundExpressionContext> bound = new ArrayList<>();
    List<String> returning = new ArrayList<>();
    Expr.Sosl.Access[] access = {Expr.Sosl.Access.NONE};
    collect(c, bound, returning, access);
    StringBuilder text = new StringBuilder();
    int from = c.getStart().getStartIndex();
    List<Expr> binds = new ArrayList<>();
    for (BoundExpressionContext b : bound) {
      text.append(source(c, from, b.getStart().getStartIndex() - 1));
      text.append(":b").append(binds.size());
      binds.add(expr(b.expression()));
      from = b.getStop().getStopIndex() + 1;
    }
    text.append(source(c, from, c.getStop().getStopIndex()));
    String bracketed = text.toString().strip();
    return new Expr.Sosl(
        bracketed.substring(1, bracketed.length() - 1).strip(), binds, returning, access[0], pos);
  }

  private static String source(ParserRuleContext c, int from, int to) {
    return from > to ? "" : c.getStart().getInputStream().getText(Interval.of(from, to));
  }

  private static void collect(
      ParseTree t,
      List<BoundExpressionContext> bound,
      List<String> returning,
      Expr.Sosl.Access[] access) {
    if (t instanceof BoundExpressionContext b) {
      bound.add(b);
      return;
    }
    if (t instanceof FieldSpecContext f) {
      returning.add(f.soslId(0).getText());
    }
    if (t instanceof SoslWithClauseContext w) {
      String last = w.getText().toUpperCase(Locale.ROOT);
      if (last.equals("WITHUSER_MODE")) {
        access[0] = Expr.Sosl.Access.USER;
      } else if (last.equals("WITHSYSTEM_MODE")) {
        access[0] = Expr.Sosl.Access.SYSTEM;
      }
    }
    for (int i = 0; i < t.getChildCount(); i++) {
      collect(t.getChild(i), bound, returning, access);
    }
  }
}
