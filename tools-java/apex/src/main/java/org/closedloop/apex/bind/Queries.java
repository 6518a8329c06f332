package org.closedloop.apex.bind;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.closedloop.apex.soql.RowShape;
import org.closedloop.apex.soql.SoqlChecker;
import org.closedloop.apex.soql.SoqlIssue;
import org.closedloop.apex.soql.SoqlQuery;
import org.closedloop.apex.syntax.Expr;
import org.closedloop.apex.syntax.SourcePos;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SimpleType;

/** Binds static queries and searches; columns are checked against the schema. */
final class Queries {

  private final Env env;
  private final Code code;
  private final ExprBinder exprs;

  Queries(Env env, Code code, ExprBinder exprs) {
    this.env = env;
    this.code = code;
    this.exprs = exprs;
  }

  BoundExpr soql(Expr.Soql e) {
    SoqlQuery q = e.query();
    List<BoundExpr> binds = exprs.values(e.binds());
    SoqlChecker.Checked checked = new SoqlChecker(env.schema).check(q);
    String missing =
        env.schema.object(q.from().object()).isEmpty()
            ? env.platform.unsupported(q.from().object())
            : null;
    if (missing != null) {
      code.problems.missing(new SourcePos(q.from().line(), q.from().column()), missing);
      return exprs.failed(e.pos());
    }
    for (SoqlIssue i : checked.issues()) {
      SourcePos at = i.line() == 0 ? e.pos() : new SourcePos(i.line(), i.column());
      if (i.lacking() != null) {
        code.problems.missing(at, i.lacking());
        continue;
      }
      code.problems.absent(
          at,
          "soql-" + i.code().toLowerCase(Locale.ROOT).replace('_', '-'),
          i.name(),
          i.message().strip(),
          i.nearest() == null || i.nearest().isEmpty()
              ? ""
              : "did you mean '" + i.nearest() + "'?");
    }
    if (q.access() == SoqlQuery.AccessClause.SECURITY_ENFORCED
        && VersionedBehaviour.SECURITY_ENFORCED_REMOVED.appliesTo(code.owner.apiVersion())) {
      code.problems.error(
          e.pos(),
          "security-enforced",
          "WITH SECURITY_ENFORCED is not supported from API version 67.0, use WITH USER_MODE");
    }
    RowShape shape = checked.shape();
    if (shape == null) {
      return exprs.failed(e.pos());
    }
    checkBinds(shape, binds);
    ApexType type =
        switch (shape.kind()) {
          case COUNT -> SimpleType.INTEGER;
          case AGGREGATE -> new ListType(SObjectType.AGGREGATE);
          case ROWS -> new ListType(new SObjectType(shape.object().name()));
        };
    return new BoundExpr.Soql(q, shape.object(), binds, userMode(q.access()), type, e.pos());
  }

  private boolean userMode(SoqlQuery.AccessClause clause) {
    return switch (clause) {
      case USER_MODE -> true;
      case SYSTEM_MODE, SECURITY_ENFORCED -> false;
      case NONE -> code.owner.userModeByDefault();
    };
  }

  private void checkBinds(RowShape shape, List<BoundExpr> binds) {
    for (int i = 0; i < binds.size() && i < shape.binds().size(); i++) {
      RowShape.BindUse use = shape.binds().get(i);
      ApexType t = binds.get(i).type();
      if (use == null || t == SimpleType.NULL || t == SimpleType.OBJECT) {
        continue;
      }
      if (t.isVoid()
          || use.role() == RowShape.BindRole.LIMIT
              && t != SimpleType.INTEGER
              && t != SimpleType.LONG) {
        code.problems.error(
            binds.get(i).pos(),
            "bind-type",
            "Invalid bind expression type of "
                + t.displayName()
                + (use.field() == null ? "" : " for column " + use.field().name()));
      }
    }
  }

  BoundExpr sosl(Expr.Sosl e) {
    List<BoundExpr> binds = new ArrayList<>(exprs.values(e.binds()));
    for (String name : e.returning()) {
      if (env.schema.object(name).isEmpty()) {
        code.problems.absent(
            e.pos(),
            "soql-invalid-type",
            name,
            "sObject type '" + name + "' is not supported.",
            "");
      }
    }
    boolean userMode =
        switch (e.access()) {
          case USER -> true;
          case SYSTEM -> false;
          case NONE -> code.owner.userModeByDefault();
        };
    ApexType type = new ListType(new ListType(SObjectType.GENERIC));
    return new BoundExpr.Sosl(e.text(), binds, userMode, type, e.pos());
  }
}
