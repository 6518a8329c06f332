package org.closedloop.apex.bind;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.syntax.Expr;
import org.closedloop.apex.syntax.SourcePos;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.Conversion;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SimpleType;

/**
 * Binds expressions: dispatches to the parts that know names, calls, creation, operators and
 * queries, and writes out conversions. After an error the result is a null of unknown type, which
 * fits everywhere, so that one mistake is reported once.
 */
final class ExprBinder {

  /** A receiver put aside by {@code ?.}. */
  private record Guard(BoundExpr receiver, int slot) {}

  final Env env;
  final Code code;
  final Names names;
  final Members members;
  final Calls calls;
  private final Creation creation;
  private final Operators operators;
  private final Queries queries;
  private final Deque<List<Guard>> chains = new ArrayDeque<>();

  ExprBinder(Env env, Code code) {
    this.env = env;
    this.code = code;
    this.members = new Members(env);
    this.names = new Names(env, code, this);
    this.calls = new Calls(env, code, this);
    this.creation = new Creation(env, code, this);
    this.operators = new Operators(env, code, this);
    this.queries = new Queries(env, code, this);
  }

  /** Stands for an expression about which an error was told. */
  BoundExpr failed(SourcePos pos) {
    return new BoundExpr.Unsupported("what did not compile", SimpleType.NULL, pos);
  }

  /** The expression as a value. */
  BoundExpr value(Expr e) {
    if (!(e instanceof Expr.Member || e instanceof Expr.Call || e instanceof Expr.Index)) {
      return link(e);
    }
    chains.push(new ArrayList<>());
    BoundExpr result = link(e);
    List<Guard> guards = chains.pop();
    for (int i = guards.size() - 1; i >= 0; i--) {
      Guard g = guards.get(i);
      result = new BoundExpr.SafeNavigation(g.receiver(), g.slot(), result, result.type(), e.pos());
    }
    return result;
  }

  List<BoundExpr> values(List<Expr> list) {
    return list.stream().map(this::value).toList();
  }

  /** Puts a receiver of {@code ?.} aside: the rest of the chain reads it from a local. */
  BoundExpr guard(BoundExpr receiver, SourcePos pos) {
    BoundExpr r =
        isQuery(receiver)
                && receiver.type() instanceof ListType l
                && l.element() instanceof SObjectType s
            ? new BoundExpr.Convert(receiver, Conversion.ROWS_TO_RECORD, s, pos)
            : receiver;
    int slot = code.newSlot();
    chains.peek().add(new Guard(r, slot));
    return new BoundExpr.Local(slot, "?", r.type(), pos);
  }

  /** A link of a chain of members, calls and indexes: guards belong to the whole chain. */
  BoundExpr link(Expr e) {
    if (e instanceof Expr.Name || e instanceof Expr.Member) {
      Ref r = names.ref(e);
      if (r == null) {
        return failed(e.pos());
      }
      if (r instanceof Ref.Value v) {
        checkReadable(v.expr());
        return v.expr();
      }
      code.problems.error(e.pos(), "unknown-variable", "Variable does not exist: " + text(e));
      return failed(e.pos());
    }
    if (e instanceof Expr.Call c) {
      return calls.call(c);
    }
    if (e instanceof Expr.Literal l) {
      return new BoundExpr.Literal(l.value(), literalType(l.value()), l.pos());
    }
    if (e instanceof Expr.Index i) {
      return index(i);
    }
    if (e instanceof Expr.This t) {
      return self(t);
    }
    if (e instanceof Expr.Binary b) {
      return operators.binary(b);
    }
    if (e instanceof Expr.Assign a) {
      return operators.assign(a);
    }
    return others(e);
  }

  private BoundExpr others(Expr e) {
    if (e instanceof Expr.Unary u) {
      return operators.unary(u);
    }
    if (e instanceof Expr.Increment i) {
      return operators.increment(i);
    }
    if (e instanceof Expr.Conditional c) {
      return operators.conditional(c);
    }
    if (e instanceof Expr.Cast c) {
      return cast(c);
    }
    if (e instanceof Expr.InstanceOf i) {
      return instanceOf(i);
    }
    if (e instanceof Expr.New n) {
      return creation.object(n);
    }
    if (e instanceof Expr.NewArray n) {
      return creation.array(n);
    }
    if (e instanceof Expr.NewElements n) {
      return creation.elements(n);
    }
    if (e instanceof Expr.NewEntries n) {
      return creation.entries(n);
    }
    if (e instanceof Expr.Soql q) {
      return queries.soql(q);
    }
    if (e instanceof Expr.Sosl q) {
      return queries.sosl(q);
    }
    if (e instanceof Expr.ClassLiteral k) {
      return new BoundExpr.TypeLiteral(
          env.resolver.resolve(k.type(), code.owner, code.problems), PlatformType.TYPE, k.pos());
    }
    if (e instanceof Expr.ConstructorCall k) {
      return calls.constructorCall(k);
    }
    if (e instanceof Expr.Unsupported u) {
      code.problems.missing(u.pos(), u.feature());
      return failed(u.pos());
    }
    code.problems.error(e.pos(), "syntax", "'super' must be followed by a member");
    return failed(e.pos());
  }

  static String text(Expr e) {
    if (e instanceof Expr.Name n) {
      return n.name();
    }
    return e instanceof Expr.Member m ? text(m.target()) + "." + m.name() : "expression";
  }

  private BoundExpr self(Expr.This t) {
    if (code.isStatic) {
      code.problems.error(t.pos(), "static-context", "'this' cannot be used in a static context");
      return failed(t.pos());
    }
    return names.self(t.pos());
  }

  static ApexType literalType(Object v) {
    if (v == null) {
      return SimpleType.NULL;
    }
    if (v instanceof String) {
      return SimpleType.STRING;
    }
    if (v instanceof Integer) {
      return SimpleType.INTEGER;
    }
    if (v instanceof Boolean) {
      return SimpleType.BOOLEAN;
    }
    if (v instanceof Long) {
      return SimpleType.LONG;
    }
    return v instanceof Double ? SimpleType.DOUBLE : SimpleType.DECIMAL;
  }

  private void checkReadable(BoundExpr e) {
    BoundField f =
        e instanceof BoundExpr.Property p
            ? p.property()
            : e instanceof BoundExpr.InstanceField i
                ? i.field()
                : e instanceof BoundExpr.StaticField s ? s.field() : null;
    if (f == null || !f.isProperty() || code.accessorOf == f) {
      return;
    }
    if (!Members.visible(f.getAccess(), f.owner(), f.annotations(), code.owner)) {
      code.problems.error(e.pos(), "not-visible", "Variable is not visible: " + f);
    } else if (!f.readable()) {
      code.problems.error(e.pos(), "not-readable", "Property has no get accessor: " + f);
    }
  }

  private BoundExpr index(Expr.Index i) {
    BoundExpr list = linkOfChain(i.list());
    BoundExpr index = value(i.index());
    if (list.type() == SimpleType.NULL) {
      return failed(i.pos());
    }
    if (!(list.type() instanceof ListType l)) {
      code.problems.error(
          i.pos(), "not-a-list", "Expression must be a list type: " + list.type().displayName());
      return failed(i.pos());
    }
    BoundExpr position = convert(index, SimpleType.INTEGER, i.index().pos());
    return new BoundExpr.Element(list, position, l.element(), i.pos());
  }

  /** The target of a call or index: still part of the chain. */
  BoundExpr linkOfChain(Expr e) {
    return link(e);
  }

  private BoundExpr cast(Expr.Cast c) {
    ApexType to = env.resolver.resolve(c.type(), code.owner, code.problems);
    BoundExpr v = value(c.value());
    ApexType from = v.type();
    if (from instanceof ListType && to instanceof SObjectType s && isQuery(v)) {
      return new BoundExpr.Cast(firstRow(v, s, c.pos()), to, c.pos());
    }
    if (!env.conversions.castable(from, to)) {
      code.problems.error(
          c.pos(),
          "illegal-cast",
          "Incompatible types since an instance of "
              + from.displayName()
              + " is never an instance of "
              + to.displayName());
    }
    return new BoundExpr.Cast(v, to, c.pos());
  }

  private BoundExpr instanceOf(Expr.InstanceOf i) {
    BoundExpr v = value(i.value());
    ApexType t = env.resolver.resolve(i.type(), code.owner, code.problems);
    if (v.type().isVoid() || !env.conversions.castable(v.type(), t)) {
      code.problems.error(
          i.pos(),
          "illegal-instanceof",
          "Operation instanceof is always false since an instance of "
              + v.type().displayName()
              + " is never an instance of "
              + t.displayName());
    }
    return new BoundExpr.InstanceOf(v, t, SimpleType.BOOLEAN, i.pos());
  }

  // --- conversions ------------------------------------------------------------------------------

  /** Whether the value is a query's list of rows, which may stand for its only record. */
  boolean isQuery(BoundExpr e) {
    return e instanceof BoundExpr.Soql && e.type() instanceof ListType
        || e instanceof BoundExpr.PlatformCall c
            && c.signature().startsWith("System.Database.query");
  }

  BoundExpr firstRow(BoundExpr query, SObjectType type, SourcePos pos) {
    return new BoundExpr.Convert(query, Conversion.ROWS_TO_RECORD, type, pos);
  }

  /** The value as the wanted type, or an error about an illegal assignment. */
  BoundExpr convert(BoundExpr e, ApexType to, SourcePos pos) {
    BoundExpr c = tryConvert(e, to);
    if (c == null) {
      code.problems.error(
          pos,
          "illegal-assignment",
          "Illegal assignment from " + e.type().displayName() + " to " + to.displayName());
      return failed(pos);
    }
    return c;
  }

  /** The value as the wanted type, or null when it does not convert. */
  BoundExpr tryConvert(BoundExpr e, ApexType to) {
    ApexType from = e.type();
    if (from.equals(to)) {
      return e;
    }
    if (to instanceof SObjectType s
        && isQuery(e)
        && from instanceof ListType l
        && rowFits(l.element(), s)) {
      return firstRow(e, s, e.pos());
    }
    if (e instanceof BoundExpr.SafeNavigation n
        && n.rest().type() instanceof ListType
        && isQuery(n.rest())) {
      return null;
    }
    Optional<Conversion> c = env.conversions.assignment(from, to);
    if (c.isEmpty()) {
      return null;
    }
    if (c.get() == Conversion.NONE) {
      return e;
    }
    BoundExpr folded = fold(e, to);
    return folded != null ? folded : new BoundExpr.Convert(e, c.get(), to, e.pos());
  }

  private boolean rowFits(ApexType row, SObjectType wanted) {
    return row.equals(wanted) || wanted.isGeneric() || row.equals(SObjectType.GENERIC);
  }

  /** A number literal converted now. */
  private static BoundExpr fold(BoundExpr e, ApexType to) {
    if (e instanceof BoundExpr.Literal l && l.value() instanceof Integer i) {
      if (to == SimpleType.LONG) {
        return new BoundExpr.Literal(i.longValue(), to, l.pos());
      }
      if (to == SimpleType.DECIMAL) {
        return new BoundExpr.Literal(BigDecimal.valueOf(i), to, l.pos());
      }
      if (to == SimpleType.DOUBLE) {
        return new BoundExpr.Literal(i.doubleValue(), to, l.pos());
      }
    }
    return null;
  }

  /** Cost of an argument for a parameter; a query may stand for one record. */
  int cost(BoundExpr argument, ApexType parameter) {
    int c = env.conversions.argumentCost(argument.type(), parameter);
    if (c < 0
        && parameter instanceof SObjectType s
        && isQuery(argument)
        && argument.type() instanceof ListType l
        && rowFits(l.element(), s)) {
      return 45;
    }
    return c;
  }

  List<BoundExpr> convertAll(List<BoundExpr> arguments, List<ApexType> parameters) {
    List<BoundExpr> out = new ArrayList<>(arguments.size());
    for (int i = 0; i < arguments.size(); i++) {
      out.add(convert(arguments.get(i), parameters.get(i), arguments.get(i).pos()));
    }
    return out;
  }

  BoundExpr condition(Expr e) {
    return convert(value(e), SimpleType.BOOLEAN, e.pos());
  }

  /** Whether a field may be written by code: not formulas, roll-ups and auto-numbers. */
  void checkWritable(SObjectDef object, org.closedloop.apex.schema.FieldDef f, SourcePos pos) {
    if (f.calculated() || f.autoNumber()) {
      code.problems.error(
          pos, "field-not-writeable", "Field is not writeable: " + object.name() + "." + f.name());
    }
  }
}
