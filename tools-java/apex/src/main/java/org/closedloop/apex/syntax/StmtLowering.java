package org.closedloop.apex.syntax;

import static org.closedloop.apex.syntax.ExprLowering.pos;

import io.github.apexdevtools.apexparser.ApexParser.*;
import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.ParserRuleContext;

/** Parse trees of statements to {@link Stmt}. */
final class StmtLowering {

  private final ExprLowering exprs;
  private final List<SyntaxProblem> problems;

  StmtLowering(ExprLowering exprs, List<SyntaxProblem> problems) {
    this.exprs = exprs;
    this.problems = problems;
  }

  Stmt.Block block(BlockContext c) {
    return new Stmt.Block(
        c.statement().stream().map(this::statement).toList(), pos(c), pos(c.getStop()));
  }

  private Stmt.Block blockOrNull(BlockContext c) {
    return c == null ? null : block(c);
  }

  Stmt statement(StatementContext s) {
    ParserRuleContext c = (ParserRuleContext) s.getChild(0);
    SourcePos pos = pos(c);
    if (c instanceof ExpressionStatementContext e) {
      return new Stmt.Expression(exprs.expr(e.expression()), pos);
    }
    if (c instanceof LocalVariableDeclarationStatementContext l) {
      return local(l.localVariableDeclaration());
    }
    if (c instanceof BlockContext b) {
      return block(b);
    }
    if (c instanceof IfStatementContext i) {
      return ifStatement(i);
    }
    if (c instanceof ReturnStatementContext r) {
      return new Stmt.Return(r.expression() == null ? null : exprs.expr(r.expression()), pos);
    }
    if (c instanceof ForStatementContext f) {
      return forStatement(f);
    }
    if (c instanceof WhileStatementContext w) {
      return new Stmt.While(
          exprs.expr(w.parExpression().expression()), body(w.statement(), pos), pos);
    }
    if (c instanceof DoWhileStatementContext d) {
      return new Stmt.DoWhile(block(d.block()), exprs.expr(d.parExpression().expression()), pos);
    }
    if (c instanceof TryStatementContext t) {
      return tryStatement(t);
    }
    if (c instanceof ThrowStatementContext t) {
      return new Stmt.Throw(exprs.expr(t.expression()), pos);
    }
    if (c instanceof BreakStatementContext) {
      return new Stmt.Break(pos);
    }
    if (c instanceof ContinueStatementContext) {
      return new Stmt.Continue(pos);
    }
    if (c instanceof SwitchStatementContext w) {
      return switchStatement(w);
    }
    if (c instanceof RunAsStatementContext r) {
      return new Stmt.RunAs(exprs.list(r.expressionList()), block(r.block()), pos);
    }
    return dml(c, pos);
  }

  private Stmt dml(ParserRuleContext c, SourcePos pos) {
    if (c instanceof InsertStatementContext d) {
      return dml("insert", d.accessLevel(), d.expression(), null, null, pos);
    }
    if (c instanceof UpdateStatementContext d) {
      return dml("update", d.accessLevel(), d.expression(), null, null, pos);
    }
    if (c instanceof DeleteStatementContext d) {
      return dml("delete", d.accessLevel(), d.expression(), null, null, pos);
    }
    if (c instanceof UndeleteStatementContext d) {
      return dml("undelete", d.accessLevel(), d.expression(), null, null, pos);
    }
    if (c instanceof UpsertStatementContext d) {
      String id = d.qualifiedName() == null ? null : d.qualifiedName().getText();
      return dml("upsert", d.accessLevel(), d.expression(), null, id, pos);
    }
    if (c instanceof MergeStatementContext d) {
      return dml("merge", d.accessLevel(), d.expression(0), d.expression(1), null, pos);
    }
    throw new IllegalStateException("grammar has an unknown statement " + c.getClass());
  }

  private Stmt dml(
      String op,
      AccessLevelContext mode,
      ExpressionContext records,
      ExpressionContext duplicates,
      String externalId,
      SourcePos pos) {
    return new Stmt.Dml(
        op,
        mode == null ? Stmt.Mode.NONE : mode.USER() != null ? Stmt.Mode.USER : Stmt.Mode.SYSTEM,
        exprs.expr(records),
        duplicates == null ? null : exprs.expr(duplicates),
        externalId,
        pos);
  }

  Stmt.Local local(LocalVariableDeclarationContext c) {
    return new Stmt.Local(exprs.type(c.typeRef()), declarators(c.variableDeclarators()), pos(c));
  }

  List<Stmt.Declarator> declarators(VariableDeclaratorsContext c) {
    List<Stmt.Declarator> out = new ArrayList<>();
    for (VariableDeclaratorContext d : c.variableDeclarator()) {
      out.add(
          new Stmt.Declarator(
              d.id().getText(),
              d.expression() == null ? null : exprs.expr(d.expression()),
              pos(d)));
    }
    return out;
  }

  /** A chain of else-ifs is built from its end so that long ones need no stack. */
  private Stmt ifStatement(IfStatementContext first) {
    List<IfStatementContext> chain = new ArrayList<>();
    IfStatementContext at = first;
    Stmt otherwise = null;
    while (true) {
      chain.add(at);
      if (at.statement().size() < 2) {
        break;
      }
      StatementContext next = at.statement(1);
      if (next.getChild(0) instanceof IfStatementContext nested) {
        at = nested;
      } else {
        otherwise = statement(next);
        break;
      }
    }
    for (int i = chain.size() - 1; i >= 0; i--) {
      IfStatementContext c = chain.get(i);
      otherwise =
          new Stmt.If(
              exprs.expr(c.parExpression().expression()),
              statement(c.statement(0)),
              otherwise,
              pos(c));
    }
    return otherwise;
  }

  private Stmt body(StatementContext c, SourcePos pos) {
    return c == null ? new Stmt.Block(List.of(), pos, pos) : statement(c);
  }

  private Stmt forStatement(ForStatementContext c) {
    SourcePos pos = pos(c);
    Stmt body = body(c.statement(), pos);
    ForControlContext control = c.forControl();
    EnhancedForControlContext each = control.enhancedForControl();
    if (each != null) {
      return new Stmt.ForEach(
          exprs.type(each.typeRef()),
          each.id().getText(),
          pos(each.id()),
          exprs.expr(each.expression()),
          body,
          pos);
    }
    List<Stmt> init = new ArrayList<>();
    if (control.forInit() != null) {
      ForInitContext i = control.forInit();
      if (i.localVariableDeclaration() != null) {
        init.add(local(i.localVariableDeclaration()));
      } else {
        for (Expr e : exprs.list(i.expressionList())) {
          init.add(new Stmt.Expression(e, pos(i)));
        }
      }
    }
    return new Stmt.For(
        init,
        control.expression() == null ? null : exprs.expr(control.expression()),
        control.forUpdate() == null ? List.of() : exprs.list(control.forUpdate().expressionList()),
        body,
        pos);
  }

  private Stmt tryStatement(TryStatementContext c) {
    List<Stmt.Catch> catches = new ArrayList<>();
    for (CatchClauseContext k : c.catchClause()) {
      List<TypeNode.Part> parts = new ArrayList<>();
      k.qualifiedName().id().forEach(i -> parts.add(new TypeNode.Part(i.getText(), List.of())));
      catches.add(
          new Stmt.Catch(
              new TypeNode(parts, 0, pos(k.qualifiedName())),
              k.id().getText(),
              block(k.block()),
              pos(k)));
    }
    return new Stmt.Try(
        block(c.block()),
        catches,
        c.finallyBlock() == null ? null : blockOrNull(c.finallyBlock().block()),
        pos(c));
  }

  private Stmt switchStatement(SwitchStatementContext c) {
    List<Stmt.When> whens = new ArrayList<>();
    Stmt.Block otherwise = null;
    for (WhenControlContext w : c.whenControl()) {
      WhenValueContext v = w.whenValue();
      SourcePos pos = pos(w);
      if (otherwise != null) {
        problems.add(
            new SyntaxProblem(pos, "syntax", "'when else' must be the last when of a switch"));
      }
      Stmt.Block body = block(w.block());
      if (v.ELSE() != null) {
        otherwise = body;
      } else if (v.typeRef() != null) {
        whens.add(new Stmt.When(List.of(), exprs.type(v.typeRef()), v.id().getText(), body, pos));
      } else {
        List<Expr> values = v.whenLiteral().stream().map(this::whenLiteral).toList();
        whens.add(new Stmt.When(values, null, null, body, pos));
      }
    }
    return new Stmt.Switch(exprs.expr(c.expression()), whens, otherwise, pos(c));
  }

  private Expr whenLiteral(WhenLiteralContext c) {
    if (c.whenLiteral() != null) {
      return whenLiteral(c.whenLiteral());
    }
    SourcePos pos = pos(c);
    String sign = c.SUB().size() % 2 == 1 ? "-" : "";
    if (c.IntegerLiteral() != null) {
      return new Expr.Literal(
          Literals.integer(sign + c.IntegerLiteral().getText(), pos, problems), pos);
    }
    if (c.LongLiteral() != null) {
      return new Expr.Literal(
          Literals.longInteger(sign + c.LongLiteral().getText(), pos, problems), pos);
    }
    if (c.StringLiteral() != null) {
      return new Expr.Literal(Literals.string(c.StringLiteral().getText(), pos, problems), pos);
    }
    if (c.MultilineStringLiteral() != null) {
      return new Expr.Literal(
          Literals.multiline(c.MultilineStringLiteral().getText(), pos, problems), pos);
    }
    if (c.NULL() != null) {
      return new Expr.Literal(null, pos);
    }
    Expr name = null;
    for (IdContext id : c.qualifiedName().id()) {
      name =
          name == null
              ? new Expr.Name(id.getText(), pos(id))
              : new Expr.Member(name, id.getText(), false, pos(id));
    }
    return name;
  }
}
