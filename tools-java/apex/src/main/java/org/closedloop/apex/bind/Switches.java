package org.closedloop.apex.bind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.closedloop.apex.syntax.Expr;
import org.closedloop.apex.syntax.SourcePos;
import org.closedloop.apex.syntax.Stmt;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SimpleType;

/** Binds {@code switch}: over values, enum constants and record types. */
final class Switches {

  private final Env env;
  private final Code code;
  private final ExprBinder exprs;
  private final StmtBinder stmts;

  Switches(Env env, Code code, ExprBinder exprs, StmtBinder stmts) {
    this.env = env;
    this.code = code;
    this.exprs = exprs;
    this.stmts = stmts;
  }

  BoundStmt bind(Stmt.Switch w) {
    BoundExpr subject = exprs.value(w.subject());
    if (exprs.isQuery(subject)
        && subject.type() instanceof org.closedloop.apex.types.ListType l
        && l.element() instanceof SObjectType s) {
      subject = exprs.firstRow(subject, s, w.pos());
    }
    ApexType t = subject.type();
    boolean fine =
        t == SimpleType.INTEGER
            || t == SimpleType.LONG
            || t == SimpleType.STRING
            || t == SimpleType.ID
            || t == SimpleType.NULL
            || t == SimpleType.OBJECT
            || t instanceof SObjectType
            || env.types.isEnum(t);
    if (!fine && (w.whens().isEmpty() || w.whens().stream().anyMatch(x -> x.type() == null))) {
      code.problems.error(
          w.subject().pos(), "switch-type", "Illegal switch expression type: " + t.displayName());
    }
    List<BoundStmt.Case> cases = new ArrayList<>();
    Set<Object> seen = new HashSet<>();
    for (Stmt.When when : w.whens()) {
      cases.add(when.type() != null ? typeCase(when, t, seen) : valueCase(when, t, seen));
    }
    BoundStmt.Block otherwise = w.otherwise() == null ? null : stmts.caseBody(w.otherwise());
    return new BoundStmt.Switch(subject, cases, otherwise, w.pos());
  }

  private BoundStmt.Case typeCase(Stmt.When when, ApexType subject, Set<Object> seen) {
    ApexType t = env.resolver.resolve(when.type(), code.owner, code.problems);
    if (!env.conversions.castable(subject, t)) {
      code.problems.error(
          when.pos(),
          "when-type",
          "When type " + t.displayName() + " does not match " + subject.displayName());
    }
    if (t.equals(subject) && t != SimpleType.NULL) {
      code.problems.error(
          when.pos(),
          "when-type",
          t.displayName() + " in the 'when expression' is already matching the switch expression");
    }
    if (!seen.add(t)) {
      duplicate(t.displayName(), when.pos());
    }
    code.enter();
    Code.Variable v = code.declare(when.variable(), t, when.pos());
    BoundStmt.Block body = stmts.caseBody(when.body());
    code.leave();
    return new BoundStmt.TypeCase(t, v.slot(), v.name(), body);
  }

  private BoundStmt.Case valueCase(Stmt.When when, ApexType subject, Set<Object> seen) {
    List<BoundExpr> values = new ArrayList<>();
    for (Expr e : when.values()) {
      BoundExpr v = value(e, subject);
      if (v instanceof BoundExpr.Literal l && !seen.add(l.value() == null ? "null " : l.value())
          || v instanceof BoundExpr.EnumConstant c && !seen.add(c.name())) {
        duplicate(
            v instanceof BoundExpr.EnumConstant c
                ? c.name()
                : String.valueOf(((BoundExpr.Literal) v).value()),
            e.pos());
      }
      values.add(v);
    }
    return new BoundStmt.ValueCase(values, stmts.caseBody(when.body()));
  }

  private void duplicate(String what, SourcePos pos) {
    if (!code.problems.hasErrorAt(pos)) {
      code.problems.error(pos, "duplicate-when", "Duplicate when value: " + what);
    }
  }

  private BoundExpr value(Expr e, ApexType subject) {
    if (e instanceof Expr.Name n) {
      BoundExpr c = constant(n.name(), subject, n.pos());
      if (c != null) {
        return c;
      }
      if (env.types.isEnum(subject)) {
        code.problems.error(
            n.pos(),
            "unknown-constant",
            "Enum constant does not exist: " + n.name() + " on " + subject.displayName(),
            Problems.nearest(n.name(), constants(subject)));
        return exprs.failed(n.pos());
      }
    }
    BoundExpr v = exprs.value(e);
    if (v instanceof BoundExpr.EnumConstant) {
      code.problems.error(
          e.pos(), "when-value", "Enum value used in 'when expression' should be unqualified");
    }
    if (subject == SimpleType.OBJECT || v.type() == SimpleType.NULL) {
      return v;
    }
    boolean constant =
        v instanceof BoundExpr.Literal || v instanceof BoundExpr.EnumConstant || isConstantField(v);
    if (!constant) {
      code.problems.error(
          e.pos(), "when-value", "When values must be literals, constants or enum constants");
      return v;
    }
    return exprs.convert(v, subject, e.pos());
  }

  private static boolean isConstantField(BoundExpr v) {
    return v instanceof BoundExpr.StaticField f && f.field().isFinal();
  }

  private List<String> constants(ApexType subject) {
    return subject instanceof ClassType c
        ? env.types.declaration(c).constants()
        : subject instanceof PlatformType p ? env.platform.enumConstants(p) : List.of();
  }

  private BoundExpr constant(String name, ApexType subject, SourcePos pos) {
    if (!env.types.isEnum(subject)) {
      return null;
    }
    List<String> all = constants(subject);
    Optional<String> found = all.stream().filter(c -> c.equalsIgnoreCase(name)).findFirst();
    return found
        .map(c -> (BoundExpr) new BoundExpr.EnumConstant(subject, c, all.indexOf(c), pos))
        .orElse(null);
  }
}
