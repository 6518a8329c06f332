package org.closedloop.apex.soql;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.soql.RowShape.BindRole;
import org.closedloop.apex.soql.RowShape.BindUse;
import org.closedloop.apex.soql.SoqlQuery.Condition;
import org.closedloop.apex.soql.SoqlQuery.Expr;
import org.closedloop.apex.soql.SoqlQuery.FunctionCall;
import org.closedloop.apex.soql.SoqlQuery.Path;
import org.closedloop.apex.soql.SoqlQuery.Value;

/** Checks WHERE and HAVING: operators and literal types against the column's type. */
final class ConditionRules {

  private final Consumer<SoqlIssue> issues;
  private final BiConsumer<Integer, BindUse> bindUses;

  ConditionRules(Consumer<SoqlIssue> issues, BiConsumer<Integer, BindUse> bindUses) {
    this.issues = issues;
    this.bindUses = bindUses;
  }

  /** What a comparison's left side is. */
  private record Left(FieldDef field, FieldType type, Expr expr) {}

  void check(Condition c, SoqlPaths paths, boolean having, Consumer<SoqlQuery> inner) {
    if (c instanceof SoqlQuery.And a) {
      a.parts().forEach(p -> check(p, paths, having, inner));
    } else if (c instanceof SoqlQuery.Or o) {
      o.parts().forEach(p -> check(p, paths, having, inner));
    } else if (c instanceof SoqlQuery.Not n) {
      check(n.part(), paths, having, inner);
    } else if (c instanceof SoqlQuery.Compare cmp) {
      Left left = left(cmp.left(), paths, having);
      if (left != null) {
        operator(left, cmp.op());
        value(left, cmp.right(), BindRole.COMPARE);
      }
    } else if (c instanceof SoqlQuery.InList in) {
      Left left = left(in.left(), paths, having);
      if (left != null) {
        list(left, in.values());
      }
    } else if (c instanceof SoqlQuery.Includes inc) {
      Left left = left(inc.left(), paths, having);
      if (left != null) {
        if (left.type() != FieldType.MULTIPICKLIST) {
          issue(left.expr(), "INVALID_QUERY_FILTER_OPERATOR", "invalid operator on field");
        }
        list(left, inc.values());
      }
    } else if (c instanceof SoqlQuery.InQuery q) {
      Left left = left(q.left(), paths, having);
      if (left != null && !left.type().isId()) {
        issue(
            left.expr(),
            "MALFORMED_QUERY",
            "The left operand of a semi-join must be an ID or a reference");
      }
      inner.accept(q.query());
    }
  }

  private void list(Left left, List<Value> values) {
    for (Value v : values) {
      value(left, v, values.size() == 1 ? BindRole.COLLECTION : BindRole.COMPARE);
    }
  }

  private Left left(Expr e, SoqlPaths paths, boolean having) {
    if (e instanceof FunctionCall f) {
      boolean aggregate = SoqlFunctions.isAggregate(f.name());
      if (aggregate && !having) {
        issue(e, "MALFORMED_QUERY", "Aggregate functions are not allowed in a WHERE clause");
        return null;
      }
      FieldDef field = f.args().isEmpty() ? null : argument(f.args().get(0), paths);
      if (field == null && !f.args().isEmpty()) {
        return null;
      }
      FieldType type = SoqlFunctions.resultType(f.name(), field == null ? null : field.type());
      return new Left(field, type, e);
    }
    FieldDef field = argument(e, paths);
    if (field == null) {
      return null;
    }
    if (!SoqlFunctions.filterable(field)) {
      issue(e, "INVALID_FIELD", "field '" + field.name() + "' can not be filtered in a query call");
      return null;
    }
    return new Left(field, field.type(), e);
  }

  private FieldDef argument(Expr e, SoqlPaths paths) {
    if (e instanceof FunctionCall f) {
      return f.args().isEmpty() ? null : argument(f.args().get(0), paths);
    }
    SoqlPaths.Outcome o = paths.resolve((Path) e);
    if (o.issue() != null) {
      issues.accept(o.issue());
      return null;
    }
    return o.resolved().field();
  }

  private void operator(Left left, String op) {
    boolean equality = op.equals("=") || op.equals("!=");
    if (op.equals("LIKE") && (left.type().isId() || !left.type().isText())) {
      issue(
          left.expr(),
          "INVALID_QUERY_FILTER_OPERATOR",
          left.type().isId() ? "invalid operator on id field" : "invalid operator on field");
    } else if (left.type() == FieldType.BOOLEAN && !equality) {
      issue(left.expr(), "INVALID_QUERY_FILTER_OPERATOR", "invalid operator on boolean field");
    }
  }

  private void value(Left left, Value v, BindRole role) {
    if (v instanceof SoqlQuery.Bind b) {
      bindUses.accept(b.index(), new BindUse(role, left.field(), left.type()));
      return;
    }
    if (v instanceof SoqlQuery.DateLiteral d) {
      if (left.type() != FieldType.DATE && left.type() != FieldType.DATETIME) {
        mismatch(left);
      }
      return;
    }
    Object literal = ((SoqlQuery.Literal) v).value();
    if (literal != null && !fits(left.type(), literal)) {
      mismatch(left);
    }
  }

  private static boolean fits(FieldType type, Object v) {
    return switch (type) {
      case BOOLEAN -> v instanceof Boolean;
      case INTEGER, LONG, DOUBLE, CURRENCY, PERCENT ->
          v instanceof Integer || v instanceof BigDecimal;
      case DATE -> v instanceof LocalDate;
      case DATETIME -> v instanceof Instant;
      case TIME -> v instanceof LocalTime;
      case ANYTYPE -> true;
      default -> v instanceof String;
    };
  }

  private void mismatch(Left left) {
    String name = left.field() == null ? SoqlChecker.key(left.expr()) : left.field().name();
    String type =
        switch (left.type()) {
          case BOOLEAN -> "boolean";
          case INTEGER, LONG -> "int";
          case DOUBLE, CURRENCY, PERCENT -> "double";
          case DATE -> "date";
          case DATETIME -> "dateTime";
          case TIME -> "time";
          default -> "string";
        };
    issue(
        left.expr(),
        "INVALID_FIELD",
        "value of filter criterion for field '"
            + name
            + "' must be of type "
            + type
            + (type.equals("string")
                ? " and should be enclosed in quotes"
                : " and should not be enclosed in quotes"));
  }

  private void issue(Expr at, String code, String message) {
    issues.accept(new SoqlIssue(code, message, SoqlChecker.line(at), SoqlChecker.column(at), null));
  }
}
