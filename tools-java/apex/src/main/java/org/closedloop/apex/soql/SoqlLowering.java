package org.closedloop.apex.soql;

import io.github.apexdevtools.apexparser.ApexParser;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import org.antlr.v4.runtime.ParserRuleContext;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;
import org.antlr.v4.runtime.tree.TerminalNode;
import org.closedloop.apex.host.UnsupportedPlatformFeature;
import org.closedloop.apex.soql.SoqlQuery.Bind;
import org.closedloop.apex.soql.SoqlQuery.Condition;
import org.closedloop.apex.soql.SoqlQuery.Expr;
import org.closedloop.apex.soql.SoqlQuery.From;
import org.closedloop.apex.soql.SoqlQuery.FunctionCall;
import org.closedloop.apex.soql.SoqlQuery.OrderItem;
import org.closedloop.apex.soql.SoqlQuery.Path;
import org.closedloop.apex.soql.SoqlQuery.SelectItem;
import org.closedloop.apex.soql.SoqlQuery.Value;

/** Lowers one parse tree; binds are numbered in the order of the text. */
final class SoqlLowering {

  private final List<ApexParser.ExpressionContext> bindTrees = new ArrayList<>();
  private final List<Bind> binds = new ArrayList<>();

  private final Deque<From> parents = new ArrayDeque<>();

  List<ApexParser.ExpressionContext> bindTrees() {
    return bindTrees;
  }

  List<Bind> binds() {
    return List.copyOf(binds);
  }

  SoqlQuery query(ApexParser.QueryContext c) {
    List<SelectItem> select = new ArrayList<>();
    From from = from(c.fromNameList());
    parents.push(from);
    for (ApexParser.SelectEntryContext e : c.selectList().selectEntry()) {
      select.add(selectItem(e.fieldName(), e.soqlFunction(), e.subQuery(), e.typeOf(), e.soqlId()));
    }
    parents.pop();
    String scope = c.usingScope() == null ? null : c.usingScope().soqlId().getText();
    Condition where =
        c.whereClause() == null ? null : condition(c.whereClause().whereLogicalExpression());
    SoqlQuery.AccessClause access = access(c.withClause());
    List<Expr> groupBy = new ArrayList<>();
    SoqlQuery.Grouping grouping = SoqlQuery.Grouping.PLAIN;
    Condition having = null;
    if (c.groupByClause() != null) {
      ApexParser.GroupByClauseContext g = c.groupByClause();
      for (ApexParser.FieldGroupByContext f : g.fieldGroupByList().fieldGroupBy()) {
        groupBy.add(expr(f.fieldName(), f.soqlFunction()));
      }
      if (g.ROLLUP() != null) {
        grouping = SoqlQuery.Grouping.ROLLUP;
      } else if (g.CUBE() != null) {
        grouping = SoqlQuery.Grouping.CUBE;
      }
      having = g.logicalExpression() == null ? null : condition(g.logicalExpression());
    }
    List<OrderItem> orderBy = orderBy(c.orderByClause());
    Value limit = limit(c.limitClause());
    Value offset = null;
    if (c.offsetClause() != null) {
      offset = number(c.offsetClause().IntegerLiteral(), c.offsetClause().boundExpression());
    }
    if (c.updateList() != null) {
      throw new UnsupportedPlatformFeature("UPDATE TRACKING and UPDATE VIEWSTAT in SOQL");
    }
    ApexParser.ForClausesContext f = c.forClauses();
    return new SoqlQuery(
        List.copyOf(select),
        from,
        scope,
        where,
        access,
        List.copyOf(groupBy),
        grouping,
        having,
        orderBy,
        limit,
        offset,
        !f.UPDATE().isEmpty(),
        !f.VIEW().isEmpty(),
        !f.REFERENCE().isEmpty(),
        c.allRowsClause() != null,
        List.copyOf(binds),
        sourceText(c));
  }

  private SoqlQuery subQuery(ApexParser.SubQueryContext c, boolean child) {
    List<SelectItem> select = new ArrayList<>();
    From from = child ? relationship(from(c.fromNameList())) : from(c.fromNameList());
    parents.push(from);
    for (ApexParser.SubFieldEntryContext e : c.subFieldList().subFieldEntry()) {
      select.add(selectItem(e.fieldName(), e.soqlFunction(), e.subQuery(), e.typeOf(), e.soqlId()));
    }
    parents.pop();
    Condition where =
        c.whereClause() == null ? null : condition(c.whereClause().whereLogicalExpression());
    List<OrderItem> orderBy = orderBy(c.orderByClause());
    Value limit = limit(c.limitClause());
    if (c.updateList() != null) {
      throw new UnsupportedPlatformFeature("UPDATE TRACKING and UPDATE VIEWSTAT in SOQL");
    }
    ApexParser.ForClausesContext f = c.forClauses();
    return new SoqlQuery(
        List.copyOf(select),
        from,
        null,
        where,
        SoqlQuery.AccessClause.NONE,
        List.of(),
        SoqlQuery.Grouping.PLAIN,
        null,
        orderBy,
        limit,
        null,
        !f.UPDATE().isEmpty(),
        !f.VIEW().isEmpty(),
        !f.REFERENCE().isEmpty(),
        false,
        List.of(),
        sourceText(c));
  }

  private SelectItem selectItem(
      ApexParser.FieldNameContext field,
      ApexParser.SoqlFunctionContext function,
      ApexParser.SubQueryContext sub,
      ApexParser.TypeOfContext typeOf,
      ApexParser.SoqlIdContext alias) {
    if (sub != null) {
      return new SoqlQuery.SubQueryItem(subQuery(sub, true));
    }
    if (typeOf != null) {
      List<SoqlQuery.TypeOfBranch> branches = new ArrayList<>();
      for (ApexParser.WhenClauseContext w : typeOf.whenClause()) {
        branches.add(new SoqlQuery.TypeOfBranch(w.fieldName().getText(), paths(w.fieldNameList())));
      }
      List<Path> otherwise =
          typeOf.elseClause() == null ? List.of() : paths(typeOf.elseClause().fieldNameList());
      return new SoqlQuery.TypeOfItem(
          typeOf.fieldName().getText(), List.copyOf(branches), otherwise);
    }
    if (function != null && function.FIELDS() != null) {
      return new SoqlQuery.FieldsItem(
          function.soqlFieldsParameter().getText().toUpperCase(Locale.ROOT));
    }
    return new SoqlQuery.FieldItem(expr(field, function), alias == null ? null : alias.getText());
  }

  private List<Path> paths(ApexParser.FieldNameListContext list) {
    List<Path> out = new ArrayList<>();
    for (ApexParser.FieldNameContext f : list.fieldName()) {
      out.add(path(f));
    }
    return List.copyOf(out);
  }

  /** {@code FROM Account.Contacts} below Account, or its alias, means {@code FROM Contacts}. */
  private From relationship(From from) {
    From parent = parents.peek();
    int dot = from.object().indexOf('.');
    if (parent == null || dot < 0) {
      return from;
    }
    String first = from.object().substring(0, dot);
    boolean named =
        first.equalsIgnoreCase(parent.object()) || first.equalsIgnoreCase(parent.alias());
    return named
        ? new From(from.object().substring(dot + 1), from.alias(), from.line(), from.column())
        : from;
  }

  private static From from(ApexParser.FromNameListContext c) {
    if (c.fieldName().size() > 1) {
      throw new UnsupportedPlatformFeature("several objects in one FROM clause");
    }
    Token t = c.getStart();
    String alias = c.soqlId().isEmpty() ? null : c.soqlId(0).getText();
    return new From(c.fieldName(0).getText(), alias, t.getLine(), t.getCharPositionInLine() + 1);
  }

  private static SoqlQuery.AccessClause access(ApexParser.WithClauseContext c) {
    if (c == null) {
      return SoqlQuery.AccessClause.NONE;
    }
    if (c.USER_MODE() != null) {
      return SoqlQuery.AccessClause.USER_MODE;
    }
    if (c.SYSTEM_MODE() != null) {
      return SoqlQuery.AccessClause.SYSTEM_MODE;
    }
    if (c.SECURITY_ENFORCED() != null) {
      return SoqlQuery.AccessClause.SECURITY_ENFORCED;
    }
    throw new UnsupportedPlatformFeature("SOQL clause '" + sourceText(c) + "'");
  }

  // --- conditions ------------------------------------------------------------------------------

  private Condition condition(ApexParser.WhereLogicalExpressionContext c) {
    List<Condition> parts = new ArrayList<>();
    for (ApexParser.WhereConditionalExpressionContext p : c.whereConditionalExpression()) {
      if (p.whereLogicalExpression() != null) {
        parts.add(condition(p.whereLogicalExpression()));
      } else if (p.whereFieldExpression().fieldExpression() == null) {
        throw new UnsupportedPlatformFeature("FORMULA() in a SOQL WHERE clause");
      } else {
        parts.add(comparison(p.whereFieldExpression().fieldExpression()));
      }
    }
    return combine(parts, c.NOT() != null, !c.SOQLOR().isEmpty());
  }

  Condition condition(ApexParser.LogicalExpressionContext c) {
    List<Condition> parts = new ArrayList<>();
    for (ApexParser.ConditionalExpressionContext p : c.conditionalExpression()) {
      parts.add(
          p.logicalExpression() != null
              ? condition(p.logicalExpression())
              : comparison(p.fieldExpression()));
    }
    return combine(parts, c.NOT() != null, !c.SOQLOR().isEmpty());
  }

  private static Condition combine(List<Condition> parts, boolean not, boolean or) {
    if (not) {
      return new SoqlQuery.Not(parts.get(0));
    }
    if (parts.size() == 1) {
      return parts.get(0);
    }
    return or ? new SoqlQuery.Or(List.copyOf(parts)) : new SoqlQuery.And(List.copyOf(parts));
  }

  private Condition comparison(ApexParser.FieldExpressionContext c) {
    Expr left = expr(c.fieldName(), c.soqlFunction());
    ApexParser.ComparisonOperatorContext op = c.comparisonOperator();
    ApexParser.ValueContext v = c.value();
    boolean negated = op.NOT() != null;
    if (op.IN() != null) {
      if (v.subQuery() != null) {
        return new SoqlQuery.InQuery(left, negated, subQuery(v.subQuery(), false));
      }
      return new SoqlQuery.InList(left, negated, values(v));
    }
    if (op.INCLUDES() != null || op.EXCLUDES() != null) {
      return new SoqlQuery.Includes(left, op.EXCLUDES() != null, values(v));
    }
    if (v.subQuery() != null || v.valueList() != null) {
      throw SoqlErrors.exception("MALFORMED_QUERY", "unexpected token: '('");
    }
    String text = op.getText().toUpperCase(Locale.ROOT);
    boolean like = text.equals("LIKE");
    return new SoqlQuery.Compare(left, text.equals("<>") ? "!=" : text, value(v, like));
  }

  private List<Value> values(ApexParser.ValueContext v) {
    List<Value> out = new ArrayList<>();
    if (v.valueList() != null) {
      for (ApexParser.ValueContext each : v.valueList().value()) {
        out.add(value(each, false));
      }
    } else {
      out.add(value(v, false));
    }
    return List.copyOf(out);
  }

  private Value value(ApexParser.ValueContext v, boolean like) {
    return v.boundExpression() != null ? bind(v.boundExpression()) : SoqlLiterals.value(v, like);
  }

  Bind bind(ApexParser.BoundExpressionContext c) {
    Token t = c.getStart();
    Bind bind =
        new Bind(
            binds.size(), sourceText(c.expression()), t.getLine(), t.getCharPositionInLine() + 1);
    binds.add(bind);
    bindTrees.add(c.expression());
    return bind;
  }

  // --- expressions -----------------------------------------------------------------------------

  private Expr expr(ApexParser.FieldNameContext field, ApexParser.SoqlFunctionContext function) {
    return field != null ? path(field) : function(function);
  }

  private Expr function(ApexParser.SoqlFunctionContext c) {
    Token t = c.getStart();
    if (c.DISTANCE() != null) {
      throw new UnsupportedPlatformFeature("DISTANCE in SOQL");
    }
    List<Expr> args = new ArrayList<>();
    if (c.fieldName() != null) {
      args.add(path(c.fieldName()));
    } else if (c.soqlFunction() != null) {
      args.add(function(c.soqlFunction()));
    } else if (c.dateFieldName() != null) {
      ApexParser.DateFieldNameContext d = c.dateFieldName();
      Path p = path(d.fieldName());
      args.add(
          d.CONVERT_TIMEZONE() == null
              ? p
              : new FunctionCall("convertTimezone", List.of(p), p.line(), p.column()));
    }
    return new FunctionCall(
        t.getText(), List.copyOf(args), t.getLine(), t.getCharPositionInLine() + 1);
  }

  static Path path(ApexParser.FieldNameContext c) {
    List<String> names = new ArrayList<>();
    for (ApexParser.SoqlIdContext id : c.soqlId()) {
      names.add(id.getText());
    }
    Token t = c.getStart();
    return new Path(List.copyOf(names), t.getLine(), t.getCharPositionInLine() + 1);
  }

  List<OrderItem> orderBy(ApexParser.OrderByClauseContext c) {
    return c == null ? List.of() : orderBy(c.fieldOrderList());
  }

  List<OrderItem> orderBy(ApexParser.FieldOrderListContext list) {
    List<OrderItem> out = new ArrayList<>();
    for (ApexParser.FieldOrderContext f : list.fieldOrder()) {
      Boolean nullsLast = f.NULLS() == null ? null : f.LAST() != null;
      out.add(new OrderItem(expr(f.fieldName(), f.soqlFunction()), f.DESC() != null, nullsLast));
    }
    return List.copyOf(out);
  }

  Value limit(ApexParser.LimitClauseContext c) {
    return c == null ? null : number(c.IntegerLiteral(), c.boundExpression());
  }

  Value number(TerminalNode literal, ApexParser.BoundExpressionContext bound) {
    return literal != null
        ? new SoqlQuery.Literal(SoqlLiterals.integer(literal.getText()))
        : bind(bound);
  }

  static String sourceText(ParserRuleContext c) {
    Token start = c.getStart();
    Token stop = c.getStop();
    if (stop == null || stop.getStopIndex() < start.getStartIndex()) {
      return c.getText();
    }
    return start.getInputStream().getText(Interval.of(start.getStartIndex(), stop.getStopIndex()));
  }
}
