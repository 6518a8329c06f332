package org.closedloop.apex.bind;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.closedloop.apex.host.DataHost.DmlOp;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.syntax.Expr;
import org.closedloop.apex.syntax.SourcePos;
import org.closedloop.apex.syntax.Stmt;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SimpleType;

/** Binds the statements of one body. */
final class StmtBinder {

  private final Env env;
  private final Code code;
  private final ExprBinder exprs;

  StmtBinder(Env env, Code code) {
    this.env = env;
    this.code = code;
    this.exprs = new ExprBinder(env, code);
  }

  BoundStmt.Block body(Stmt.Block b) {
    return block(b);
  }

  /** Only here may the first statement be {@code this(...)} or {@code super(...)}. */
  BoundStmt.Block constructorBody(Stmt.Block b) {
    code.chainAllowed = startsWithChain(b);
    return block(b);
  }

  private static boolean startsWithChain(Stmt.Block b) {
    return !b.statements().isEmpty()
        && b.statements().get(0) instanceof Stmt.Expression e
        && e.expression() instanceof Expr.ConstructorCall;
  }

  /** A field's initial value as an assignment. */
  BoundStmt initializer(BoundField f, Stmt.Declarator d) {
    BoundExpr value = exprs.convert(exprs.value(d.value()), f.type(), d.value().pos());
    BoundExpr.Target target =
        f.isStatic()
            ? new BoundExpr.StaticField(f, f.type(), d.pos())
            : new BoundExpr.InstanceField(exprs.names.self(d.pos()), f, f.type(), d.pos());
    return new BoundStmt.Expression(
        new BoundExpr.Assign(target, value, f.type(), d.pos()), d.pos());
  }

  private BoundStmt.Block block(Stmt.Block b) {
    code.enter();
    List<BoundStmt> out = new ArrayList<>();
    boolean left = false;
    for (Stmt s : b.statements()) {
      if (left) {
        code.problems.error(s.pos(), "unreachable", "Unreachable statement");
        left = false;
      }
      bindInto(s, out);
      code.chainAllowed = false;
      left |= !out.isEmpty() && !Completion.canComplete(out.get(out.size() - 1));
    }
    code.leave();
    return new BoundStmt.Block(out, b.pos());
  }

  private void bindInto(Stmt s, List<BoundStmt> out) {
    if (s instanceof Stmt.Local l) {
      ApexType t = env.resolver.resolve(l.type(), code.owner, code.problems);
      for (Stmt.Declarator d : l.declarators()) {
        out.add(local(t, d, d == l.declarators().get(0) ? l.pos() : d.pos()));
      }
      return;
    }
    out.add(statement(s));
  }

  private BoundStmt local(ApexType t, Stmt.Declarator d, SourcePos pos) {
    // the name is not in scope in its own initial value
    BoundExpr value =
        d.value() == null ? null : exprs.convert(exprs.value(d.value()), t, d.value().pos());
    Code.Variable v = code.declare(d.name(), t, d.pos());
    return new BoundStmt.LocalDeclaration(v.slot(), v.name(), t, value, pos);
  }

  /** A statement that stands alone has a scope of its own. */
  private BoundStmt nested(Stmt s) {
    if (s instanceof Stmt.Block b) {
      return block(b);
    }
    code.enter();
    List<BoundStmt> out = new ArrayList<>();
    bindInto(s, out);
    code.leave();
    return out.size() == 1 ? out.get(0) : new BoundStmt.Block(out, s.pos());
  }

  private BoundStmt loopBody(Stmt s) {
    code.loopDepth++;
    BoundStmt b = nested(s);
    code.loopDepth--;
    return b;
  }

  private BoundStmt statement(Stmt s) {
    if (s instanceof Stmt.Expression e) {
      return expression(e);
    }
    if (s instanceof Stmt.Block b) {
      return block(b);
    }
    if (s instanceof Stmt.If i) {
      return ifStatement(i);
    }
    if (s instanceof Stmt.Return r) {
      return returnStatement(r);
    }
    if (s instanceof Stmt.ForEach f) {
      return forEach(f);
    }
    if (s instanceof Stmt.For f) {
      return forStatement(f);
    }
    if (s instanceof Stmt.While w) {
      return new BoundStmt.While(exprs.condition(w.condition()), loopBody(w.body()), w.pos());
    }
    if (s instanceof Stmt.DoWhile d) {
      BoundStmt body = loopBody(d.body());
      return new BoundStmt.DoWhile(body, exprs.condition(d.condition()), d.pos());
    }
    if (s instanceof Stmt.Try t) {
      return tryStatement(t);
    }
    if (s instanceof Stmt.Throw t) {
      BoundExpr v = exprs.value(t.value());
      if (v.type() != SimpleType.NULL && !env.types.isException(v.type())) {
        code.problems.error(
            t.pos(),
            "throw-type",
            "Throw expression must be of type exception: " + v.type().displayName());
      }
      return new BoundStmt.Throw(v, t.pos());
    }
    if (s instanceof Stmt.Switch w) {
      return new Switches(env, code, exprs, this).bind(w);
    }
    if (s instanceof Stmt.Dml d) {
      return dml(d);
    }
    if (s instanceof Stmt.RunAs r) {
      return runAs(r);
    }
    if (s instanceof Stmt.Break b) {
      checkLoop(b.pos(), "break");
      return new BoundStmt.Break(b.pos());
    }
    if (s instanceof Stmt.Continue c) {
      checkLoop(c.pos(), "continue");
      return new BoundStmt.Continue(c.pos());
    }
    throw new IllegalStateException("unknown statement " + s.getClass());
  }

  private BoundStmt runAs(Stmt.RunAs r) {
    List<BoundExpr> who = exprs.values(r.arguments());
    ApexType t = who.size() == 1 ? who.get(0).type() : SimpleType.VOID;
    boolean fine =
        t == SimpleType.NULL
            || t instanceof SObjectType s && s.name().equalsIgnoreCase("User")
            || t instanceof SObjectType && env.conversions.castable(t, SObjectType.GENERIC)
            || who.size() == 1 && exprs.isQuery(who.get(0))
            || t.displayName().endsWith("Version");
    if (!fine) {
      code.problems.error(
          r.pos(), "runas-type", "runAs requires a single argument of type 'User' or 'Version'");
    }
    return new BoundStmt.RunAs(who, block(r.body()), r.pos());
  }

  BoundStmt.Block caseBody(Stmt.Block b) {
    return block(b);
  }

  private void checkLoop(SourcePos pos, String word) {
    if (code.loopDepth == 0) {
      code.problems.error(pos, "outside-loop", "'" + word + "' statement must be inside of a loop");
    }
  }

  private BoundStmt expression(Stmt.Expression s) {
    Expr e = s.expression();
    boolean fine =
        e instanceof Expr.Call
            || e instanceof Expr.Assign
            || e instanceof Expr.Increment
            || e instanceof Expr.New
            || e instanceof Expr.ConstructorCall;
    BoundExpr bound = exprs.value(e);
    if (!fine && !code.problems.hasErrorAt(e.pos())) {
      code.problems.error(s.pos(), "not-a-statement", "Expression cannot be a statement");
    }
    return new BoundStmt.Expression(bound, s.pos());
  }

  /** Chains of else-ifs are bound from their end so that long ones need no stack. */
  private BoundStmt ifStatement(Stmt.If first) {
    List<Stmt.If> chain = new ArrayList<>();
    Stmt at = first;
    while (at instanceof Stmt.If i) {
      chain.add(i);
      at = i.otherwise();
    }
    List<BoundExpr> conditions = new ArrayList<>();
    List<BoundStmt> bodies = new ArrayList<>();
    for (Stmt.If i : chain) {
      conditions.add(exprs.condition(i.condition()));
      bodies.add(nested(i.then()));
    }
    BoundStmt otherwise = at == null ? null : nested(at);
    for (int i = chain.size() - 1; i >= 0; i--) {
      otherwise = new BoundStmt.If(conditions.get(i), bodies.get(i), otherwise, chain.get(i).pos());
    }
    return otherwise;
  }

  private BoundStmt returnStatement(Stmt.Return r) {
    if (code.initializing && !code.constructor) {
      code.problems.error(r.pos(), "return-value", "Return must be called from a method");
    }
    if (r.value() == null) {
      if (code.returnType != SimpleType.VOID) {
        code.problems.error(
            r.pos(),
            "missing-return",
            "Missing return value of type " + code.returnType.displayName());
      }
      return new BoundStmt.Return(null, r.pos());
    }
    BoundExpr v = exprs.value(r.value());
    if (code.returnType == SimpleType.VOID) {
      code.problems.error(r.pos(), "return-value", "Void method must not return a value");
      return new BoundStmt.Return(null, r.pos());
    }
    return new BoundStmt.Return(exprs.convert(v, code.returnType, r.value().pos()), r.pos());
  }

  private BoundStmt forStatement(Stmt.For f) {
    code.enter();
    List<BoundStmt> init = new ArrayList<>();
    f.init().forEach(i -> bindInto(i, init));
    BoundExpr condition = f.condition() == null ? null : exprs.condition(f.condition());
    List<BoundExpr> update = exprs.values(f.update());
    BoundStmt body = loopBody(f.body());
    code.leave();
    return new BoundStmt.For(init, condition, update, body, f.pos());
  }

  private BoundStmt forEach(Stmt.ForEach f) {
    ApexType t = env.resolver.resolve(f.type(), code.owner, code.problems);
    BoundExpr source = exprs.value(f.source());
    code.enter();
    Code.Variable v = code.declare(f.name(), t, f.namePos());
    BoundStmt.Iteration kind = BoundStmt.Iteration.ITERABLE;
    BoundExpr conversion = null;
    ApexType element = env.conversions.iterableElementOf(source.type());
    boolean query = exprs.isQuery(source);
    if (query && t instanceof ListType && chunkFits(t, source.type())) {
      kind = BoundStmt.Iteration.QUERY_CHUNKS;
    } else if (element != null) {
      kind =
          query && source instanceof BoundExpr.Soql
              ? BoundStmt.Iteration.QUERY_ROWS
              : source.type() instanceof ListType
                  ? BoundStmt.Iteration.LIST
                  : source.type() instanceof org.closedloop.apex.types.SetType
                      ? BoundStmt.Iteration.SET
                      : BoundStmt.Iteration.ITERABLE;
      conversion = elementConversion(v, element, t, f);
    } else if (source.type() != SimpleType.NULL) {
      code.problems.error(
          f.source().pos(),
          "not-iterable",
          "Loop must iterate over a collection type: " + source.type().displayName());
    }
    BoundStmt body = loopBody(f.body());
    code.leave();
    return new BoundStmt.ForEach(v.slot(), v.name(), t, conversion, kind, source, body, f.pos());
  }

  private boolean chunkFits(ApexType list, ApexType rows) {
    return env.conversions.assignment(rows, list).isPresent();
  }

  private BoundExpr elementConversion(
      Code.Variable v, ApexType element, ApexType t, Stmt.ForEach f) {
    if (element.equals(t)) {
      return null;
    }
    BoundExpr.Local raw = new BoundExpr.Local(v.slot(), v.name(), element, f.namePos());
    BoundExpr converted = exprs.tryConvert(raw, t);
    if (converted == null && element.equals(SObjectType.GENERIC) && t instanceof SObjectType) {
      converted = new BoundExpr.Cast(raw, t, f.namePos());
    }
    if (converted == null) {
      code.problems.error(
          f.pos(),
          "loop-type",
          "Loop variable must be of type " + element.displayName() + ", not " + t.displayName());
      return null;
    }
    return converted == raw ? null : converted;
  }

  private BoundStmt tryStatement(Stmt.Try t) {
    BoundStmt.Block body = block(t.body());
    List<BoundStmt.Catch> catches = new ArrayList<>();
    Set<ApexType> caught = new HashSet<>();
    for (Stmt.Catch c : t.catches()) {
      ApexType type = env.resolver.resolve(c.type(), code.owner, code.problems);
      if (type != SimpleType.NULL && !env.types.isException(type)) {
        code.problems.error(
            c.pos(), "catch-type", "Catch must be of an exception type: " + type.displayName());
      }
      boolean covered = caught.stream().anyMatch(above -> env.conversions.isSubtype(type, above));
      if (covered && type != SimpleType.NULL) {
        code.problems.error(
            c.pos(), "duplicate-catch", "Exception is already caught: " + type.displayName());
      }
      caught.add(type);
      code.enter();
      Code.Variable v = code.declare(c.name(), type, c.pos());
      BoundStmt.Block handler = block(c.body());
      code.leave();
      catches.add(new BoundStmt.Catch(type, v.slot(), v.name(), handler, c.pos()));
    }
    BoundStmt.Block last = t.finallyBlock() == null ? null : block(t.finallyBlock());
    return new BoundStmt.Try(body, catches, last, t.pos());
  }

  // --- DML --------------------------------------------------------------------------------------

  private BoundStmt dml(Stmt.Dml d) {
    BoundExpr records = rows(d.records(), d.op());
    DmlOp op = DmlOp.valueOf(d.op().toUpperCase(Locale.ROOT));
    BoundExpr duplicates = null;
    if (d.duplicates() != null) {
      duplicates = exprs.value(d.duplicates());
      ApexType t = duplicates.type();
      ApexType one = t instanceof ListType l ? l.element() : t;
      if (!(one instanceof SObjectType) && one != SimpleType.ID && one != SimpleType.NULL) {
        code.problems.error(
            d.duplicates().pos(), "dml-type", "Invalid type for merge: " + t.displayName());
      }
    }
    FieldDef externalId =
        d.externalId() == null ? null : externalId(d.externalId(), records.type(), d.pos());
    boolean userMode =
        switch (d.mode()) {
          case USER -> true;
          case SYSTEM -> false;
          case NONE -> code.owner.userModeByDefault();
        };
    return new BoundStmt.Dml(op, records, duplicates, externalId, userMode, d.pos());
  }

  private BoundExpr rows(Expr e, String op) {
    BoundExpr v = exprs.value(e);
    ApexType t = v.type();
    ApexType one = t instanceof ListType l ? l.element() : t;
    if (!(one instanceof SObjectType) && one != SimpleType.NULL) {
      code.problems.error(
          e.pos(), "dml-type", "DML requires SObject or SObject list type: " + t.displayName());
    } else if (one.equals(SObjectType.AGGREGATE)) {
      code.problems.error(e.pos(), "dml-type", "DML not allowed on AggregateResult: " + op);
    }
    return v;
  }

  private FieldDef externalId(String path, ApexType records, SourcePos pos) {
    int dot = path.lastIndexOf('.');
    ApexType one = records instanceof ListType l ? l.element() : records;
    String field = path.substring(dot + 1);
    SObjectDef d = null;
    if (dot >= 0) {
      String object = path.substring(0, dot);
      d = env.schema.object(object.substring(object.lastIndexOf('.') + 1)).orElse(null);
    }
    if (d == null && one instanceof SObjectType s) {
      d = env.object(s);
    }
    Optional<FieldDef> f = d == null ? Optional.empty() : d.field(field);
    if (f.isEmpty()) {
      code.problems.error(
          pos,
          "unknown-field",
          "Field does not exist: " + path + " on " + one.displayName(),
          d == null
              ? ""
              : Problems.nearest(field, d.fields().stream().map(FieldDef::name).toList()));
      return null;
    }
    FieldDef found = f.get();
    if (!found.externalId()
        && !found.name().equals("Id")
        && !found.nameField()
        && !found.unique()) {
      code.problems.error(
          pos,
          "not-external-id",
          "Invalid upsert field, it must be an external id: " + found.name());
    }
    return found.name().equals("Id") ? null : found;
  }
}
