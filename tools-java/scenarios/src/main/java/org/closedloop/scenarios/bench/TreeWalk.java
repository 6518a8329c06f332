package org.closedloop.scenarios.bench;

import io.github.apexdevtools.apexparser.ApexParser.Arth1ExpressionContext;
import io.github.apexdevtools.apexparser.ApexParser.Arth2ExpressionContext;
import io.github.apexdevtools.apexparser.ApexParser.AssignExpressionContext;
import io.github.apexdevtools.apexparser.ApexParser.BlockContext;
import io.github.apexdevtools.apexparser.ApexParser.CmpExpressionContext;
import io.github.apexdevtools.apexparser.ApexParser.DotExpressionContext;
import io.github.apexdevtools.apexparser.ApexParser.EqualityExpressionContext;
import io.github.apexdevtools.apexparser.ApexParser.ExpressionContext;
import io.github.apexdevtools.apexparser.ApexParser.ExpressionListContext;
import io.github.apexdevtools.apexparser.ApexParser.ExpressionStatementContext;
import io.github.apexdevtools.apexparser.ApexParser.ForControlContext;
import io.github.apexdevtools.apexparser.ApexParser.ForStatementContext;
import io.github.apexdevtools.apexparser.ApexParser.FormalParameterContext;
import io.github.apexdevtools.apexparser.ApexParser.IdPrimaryContext;
import io.github.apexdevtools.apexparser.ApexParser.IfStatementContext;
import io.github.apexdevtools.apexparser.ApexParser.LiteralPrimaryContext;
import io.github.apexdevtools.apexparser.ApexParser.LocalVariableDeclarationContext;
import io.github.apexdevtools.apexparser.ApexParser.MethodCallExpressionContext;
import io.github.apexdevtools.apexparser.ApexParser.MethodDeclarationContext;
import io.github.apexdevtools.apexparser.ApexParser.PostOpExpressionContext;
import io.github.apexdevtools.apexparser.ApexParser.PrimaryExpressionContext;
import io.github.apexdevtools.apexparser.ApexParser.ReturnStatementContext;
import io.github.apexdevtools.apexparser.ApexParser.StatementContext;
import io.github.apexdevtools.apexparser.ApexParser.SubExpressionContext;
import io.github.apexdevtools.apexparser.ApexParser.VariableDeclaratorContext;
import io.github.apexdevtools.apexparser.ApexParserBaseVisitor;
import io.github.apexdevtools.apexparser.ApexParserFactory;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.CommonTokenStream;

/**
 * The yardstick of the language benchmarks: visits the parse tree again for every value, looks
 * variables up by folded name and counts statements, as the first interpreter that one would write
 * does. Naive on purpose, and knows only what the benchmarked methods need.
 */
final class TreeWalk extends ApexParserBaseVisitor<Object> {

  private final Map<String, MethodDeclarationContext> methods = new HashMap<>();
  private Map<String, Object> scope = new HashMap<>();
  private Object result;
  private boolean returned;
  private long statements;

  TreeWalk(String source) {
    var lexer = ApexParserFactory.createLexer(CharStreams.fromString(source));
    var unit = ApexParserFactory.createParser(new CommonTokenStream(lexer)).compilationUnit();
    unit.typeDeclaration().classDeclaration().classBody().classBodyDeclaration().stream()
        .map(d -> d.memberDeclaration().methodDeclaration())
        .filter(m -> m != null)
        .forEach(m -> methods.put(fold(m.id().getText()), m));
  }

  private static String fold(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  Object call(String name, Object... arguments) {
    MethodDeclarationContext m = methods.get(fold(name));
    Map<String, Object> outer = scope;
    scope = new HashMap<>();
    if (arguments.length > 0) {
      List<FormalParameterContext> parameters =
          m.formalParameters().formalParameterList().formalParameter();
      for (int i = 0; i < arguments.length; i++) {
        scope.put(fold(parameters.get(i).id().getText()), arguments[i]);
      }
    }
    visit(m.block());
    scope = outer;
    returned = false;
    return result;
  }

  long statements() {
    return statements;
  }

  // --- statements --------------------------------------------------------------------------------

  @Override
  public Object visitBlock(BlockContext c) {
    for (StatementContext s : c.statement()) {
      visit(s);
      if (returned) {
        break;
      }
    }
    return null;
  }

  @Override
  public Object visitStatement(StatementContext c) {
    statements++;
    return visit(c.getChild(0));
  }

  @Override
  public Object visitExpressionStatement(ExpressionStatementContext c) {
    return visit(c.expression());
  }

  @Override
  public Object visitLocalVariableDeclaration(LocalVariableDeclarationContext c) {
    for (VariableDeclaratorContext d : c.variableDeclarators().variableDeclarator()) {
      scope.put(fold(d.id().getText()), d.expression() == null ? null : visit(d.expression()));
    }
    return null;
  }

  @Override
  public Object visitIfStatement(IfStatementContext c) {
    if ((Boolean) visit(c.parExpression().expression())) {
      return visit(c.statement(0));
    }
    return c.statement().size() > 1 ? visit(c.statement(1)) : null;
  }

  @Override
  public Object visitForStatement(ForStatementContext c) {
    ForControlContext control = c.forControl();
    visit(control.forInit().localVariableDeclaration());
    while ((Boolean) visit(control.expression())) {
      visit(c.statement());
      if (returned) {
        break;
      }
      visit(control.forUpdate().expressionList());
    }
    return null;
  }

  @Override
  public Object visitExpressionList(ExpressionListContext c) {
    c.expression().forEach(this::visit);
    return null;
  }

  @Override
  public Object visitReturnStatement(ReturnStatementContext c) {
    result = visit(c.expression());
    returned = true;
    return null;
  }

  // --- expressions -------------------------------------------------------------------------------

  @Override
  public Object visitPrimaryExpression(PrimaryExpressionContext c) {
    return visit(c.primary());
  }

  @Override
  public Object visitIdPrimary(IdPrimaryContext c) {
    return scope.get(fold(c.id().getText()));
  }

  @Override
  public Object visitLiteralPrimary(LiteralPrimaryContext c) {
    return Integer.valueOf(c.literal().getText());
  }

  @Override
  public Object visitSubExpression(SubExpressionContext c) {
    return visit(c.expression());
  }

  @Override
  public Object visitArth1Expression(Arth1ExpressionContext c) {
    int left = (Integer) visit(c.expression(0));
    int right = (Integer) visit(c.expression(1));
    return c.getChild(1).getText().equals("*") ? left * right : left / right;
  }

  @Override
  public Object visitArth2Expression(Arth2ExpressionContext c) {
    int left = (Integer) visit(c.expression(0));
    int right = (Integer) visit(c.expression(1));
    return c.getChild(1).getText().equals("+") ? left + right : left - right;
  }

  @Override
  public Object visitCmpExpression(CmpExpressionContext c) {
    int left = (Integer) visit(c.expression(0));
    int right = (Integer) visit(c.expression(1));
    return c.getChild(1).getText().equals("<") ? left < right : left > right;
  }

  @Override
  public Object visitEqualityExpression(EqualityExpressionContext c) {
    return visit(c.expression(0)).equals(visit(c.expression(1)));
  }

  @Override
  public Object visitAssignExpression(AssignExpressionContext c) {
    String name = fold(c.expression(0).getText());
    int value = (Integer) visit(c.expression(1));
    Object now =
        switch (c.getChild(1).getText()) {
          case "+=" -> (Integer) scope.get(name) + value;
          case "-=" -> (Integer) scope.get(name) - value;
          default -> value;
        };
    scope.put(name, now);
    return now;
  }

  @Override
  public Object visitPostOpExpression(PostOpExpressionContext c) {
    String name = fold(c.expression().getText());
    Integer old = (Integer) scope.get(name);
    scope.put(name, c.INC() != null ? old + 1 : old - 1);
    return old;
  }

  @Override
  public Object visitDotExpression(DotExpressionContext c) {
    String name = fold(c.expression().getText() + "." + c.dotMethodCall().anyId().getText());
    List<Object> values = values(c.dotMethodCall().expressionList());
    if (name.equals("math.mod")) {
      return (Integer) values.get(0) % (Integer) values.get(1);
    }
    throw new IllegalStateException("the yardstick does not know " + name);
  }

  @Override
  public Object visitMethodCallExpression(MethodCallExpressionContext c) {
    return call(c.methodCall().id().getText(), values(c.methodCall().expressionList()).toArray());
  }

  private List<Object> values(ExpressionListContext c) {
    List<Object> values = new ArrayList<>();
    for (ExpressionContext e : c.expression()) {
      values.add(visit(e));
    }
    return values;
  }
}
