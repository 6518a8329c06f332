package org.closedloop.apex.bind;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.closedloop.apex.bind.BoundExpr.Operator;
import org.closedloop.apex.syntax.Expr;
import org.closedloop.apex.syntax.SourcePos;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.Conversion;
import org.closedloop.apex.types.Conversions;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SimpleType;

/** Binds operators and assignments: operand types, concatenation, short circuits. */
final class Operators {

  private static final Map<String, Operator> BY_TEXT =
      Map.ofEntries(
          Map.entry("+", Operator.ADD),
          Map.entry("-", Operator.SUBTRACT),
          Map.entry("*", Operator.MULTIPLY),
          Map.entry("/", Operator.DIVIDE),
          Map.entry("<<", Operator.SHIFT_LEFT),
          Map.entry(">>", Operator.SHIFT_RIGHT),
          Map.entry(">>>", Operator.SHIFT_RIGHT_UNSIGNED),
          Map.entry("&", Operator.BIT_AND),
          Map.entry("|", Operator.BIT_OR),
          Map.entry("^", Operator.BIT_XOR),
          Map.entry("==", Operator.EQUAL),
          Map.entry("!=", Operator.NOT_EQUAL),
          Map.entry("<>", Operator.NOT_EQUAL),
          Map.entry("===", Operator.IDENTICAL),
          Map.entry("!==", Operator.NOT_IDENTICAL),
          Map.entry("<", Operator.LESS),
          Map.entry("<=", Operator.LESS_EQUAL),
          Map.entry(">", Operator.GREATER),
          Map.entry(">=", Operator.GREATER_EQUAL));

  private final Env env;
  private final Code code;
  private final ExprBinder exprs;

  Operators(Env env, Code code, ExprBinder exprs) {
    this.env = env;
    this.code = code;
    this.exprs = exprs;
  }

  /** Left-deep chains are bound in a loop, the deepest operand first. */
  BoundExpr binary(Expr.Binary top) {
    Deque<Expr.Binary> spine = new ArrayDeque<>();
    Expr at = top;
    while (at instanceof Expr.Binary b) {
      spine.push(b);
      at = b.left();
    }
    BoundExpr left = exprs.value(at);
    while (!spine.isEmpty()) {
      Expr.Binary b = spine.pop();
      left = combine(b.op(), left, exprs.value(b.right()), b.pos());
    }
    return left;
  }

  private BoundExpr combine(String op, BoundExpr left, BoundExpr right, SourcePos pos) {
    switch (op) {
      case "&&", "||":
        return logical(op, left, right, pos);
      case "??":
        return coalesce(left, right, pos);
      default:
        return binary(BY_TEXT.get(op), op, left, right, pos);
    }
  }

  private BoundExpr logical(String op, BoundExpr left, BoundExpr right, SourcePos pos) {
    boolean and = op.equals("&&");
    BoundExpr l = bool(left, op);
    BoundExpr r = bool(right, op);
    List<BoundExpr> parts = new ArrayList<>();
    if (l instanceof BoundExpr.Logical x && x.and() == and) {
      parts.addAll(x.parts());
    } else {
      parts.add(l);
    }
    parts.add(r);
    return new BoundExpr.Logical(and, parts, SimpleType.BOOLEAN, pos);
  }

  private BoundExpr bool(BoundExpr e, String op) {
    BoundExpr c = exprs.tryConvert(e, SimpleType.BOOLEAN);
    if (c == null) {
      code.problems.error(
          e.pos(),
          "operand-type",
          "Operands of " + op + " must be Boolean: " + e.type().displayName());
      return exprs.failed(e.pos());
    }
    return c;
  }

  private BoundExpr coalesce(BoundExpr left, BoundExpr right, SourcePos pos) {
    BoundExpr l = left;
    if (exprs.isQuery(left)
        && left.type() instanceof ListType list
        && list.element() instanceof SObjectType s
        && !(right.type() instanceof ListType)) {
      l = new BoundExpr.Convert(left, Conversion.ROWS_TO_RECORD, s, pos);
    }
    ApexType t = common(l, right, pos, "??");
    return new BoundExpr.Coalesce(exprs.convert(l, t, pos), exprs.convert(right, t, pos), t, pos);
  }

  BoundExpr conditional(Expr.Conditional c) {
    BoundExpr condition = exprs.condition(c.condition());
    BoundExpr a = exprs.value(c.whenTrue());
    BoundExpr b = exprs.value(c.whenFalse());
    if (a.type() instanceof SObjectType s && exprs.isQuery(b)) {
      b = exprs.tryConvert(b, s) != null ? exprs.tryConvert(b, s) : b;
    } else if (b.type() instanceof SObjectType s && exprs.isQuery(a)) {
      a = exprs.tryConvert(a, s) != null ? exprs.tryConvert(a, s) : a;
    }
    ApexType t = common(a, b, c.pos(), "?:");
    return new BoundExpr.Conditional(
        condition, exprs.convert(a, t, a.pos()), exprs.convert(b, t, b.pos()), t, c.pos());
  }

  private ApexType common(BoundExpr a, BoundExpr b, SourcePos pos, String op) {
    Optional<ApexType> t =
        a.type().isVoid() || b.type().isVoid()
            ? Optional.empty()
            : env.conversions.common(a.type(), b.type());
    if (t.isPresent()) {
      return t.get();
    }
    ApexType shared = shared(a.type(), b.type());
    if (shared == null) {
      code.problems.error(
          pos,
          "incompatible-types",
          "Incompatible types in "
              + (op.equals("??") ? "null coalescing" : "ternary")
              + " operator: "
              + a.type().displayName()
              + ", "
              + b.type().displayName());
      return SimpleType.NULL;
    }
    return shared;
  }

  /** A supertype that both have, or null. */
  private ApexType shared(ApexType a, ApexType b) {
    for (ApexType s : env.types.supertypes(a)) {
      if (env.conversions.isSubtype(b, s)) {
        return s;
      }
    }
    for (ApexType s : env.types.supertypes(a)) {
      ApexType found = shared(s, b);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  private BoundExpr binary(
      Operator op, String text, BoundExpr left, BoundExpr right, SourcePos pos) {
    ApexType l = left.type();
    ApexType r = right.type();
    if (l.isVoid() || r.isVoid()) {
      return mismatch(text, l, r, pos);
    }
    return switch (op) {
      case ADD ->
          l == SimpleType.STRING || r == SimpleType.STRING
              ? concat(left, right, pos)
              : arithmetic(op, text, left, right, pos);
      case SUBTRACT, MULTIPLY, DIVIDE -> arithmetic(op, text, left, right, pos);
      case SHIFT_LEFT, SHIFT_RIGHT, SHIFT_RIGHT_UNSIGNED -> shift(op, text, left, right, pos);
      case BIT_AND, BIT_OR, BIT_XOR -> bits(op, text, left, right, pos);
      case EQUAL, NOT_EQUAL, IDENTICAL, NOT_IDENTICAL -> equality(op, text, left, right, pos);
      default -> comparison(op, text, left, right, pos);
    };
  }

  private BoundExpr mismatch(String op, ApexType l, ApexType r, SourcePos pos) {
    if (l != SimpleType.NULL && r != SimpleType.NULL || l.isVoid() || r.isVoid()) {
      String what =
          switch (op) {
            case "==", "!=", "<>", "===", "!==", "<", ">", "<=", ">=" ->
                "Comparison arguments must be compatible types: ";
            case "&", "|", "^", "<<", ">>", ">>>" ->
                "Bitwise operators must use Integer, Long or Boolean arguments: ";
            default -> "Arithmetic expressions must use numeric arguments: ";
          };
      code.problems.error(pos, "operand-type", what + l.displayName() + ", " + r.displayName());
    }
    return exprs.failed(pos);
  }

  private static BoundExpr concat(BoundExpr left, BoundExpr right, SourcePos pos) {
    List<BoundExpr> parts = new ArrayList<>();
    if (left instanceof BoundExpr.Concat c) {
      parts.addAll(c.parts());
    } else {
      parts.add(left);
    }
    parts.add(right);
    return new BoundExpr.Concat(parts, SimpleType.STRING, pos);
  }

  private BoundExpr arithmetic(
      Operator op, String text, BoundExpr left, BoundExpr right, SourcePos pos) {
    ApexType l = left.type();
    ApexType r = right.type();
    SimpleType t = arithmeticType(op, l, r);
    if (t == null) {
      return mismatch(text, l, r, pos);
    }
    if (t.isNumeric()) {
      return new BoundExpr.Binary(
          op, exprs.convert(left, t, pos), exprs.convert(right, t, pos), t, t, pos);
    }
    ApexType amount = t == SimpleType.DATETIME ? SimpleType.DECIMAL : SimpleType.INTEGER;
    boolean swapped = Conversions.isNumeric(l);
    BoundExpr base = swapped ? right : left;
    BoundExpr n = swapped ? left : right;
    return new BoundExpr.Binary(op, base, exprs.convert(n, amount, pos), t, t, pos);
  }

  private static SimpleType arithmeticType(Operator op, ApexType l, ApexType r) {
    SimpleType n = Conversions.arithmetic(l, r);
    if (n != null) {
      return n;
    }
    if (l == SimpleType.NULL && r instanceof SimpleType s && s.isNumeric()) {
      return s;
    }
    if (r == SimpleType.NULL && l instanceof SimpleType s && s.isNumeric()) {
      return s;
    }
    if (op != Operator.ADD && op != Operator.SUBTRACT) {
      return null;
    }
    if (isMoment(l) && Conversions.isNumeric(r)) {
      return (SimpleType) l;
    }
    return op == Operator.ADD && isMoment(r) && Conversions.isNumeric(l) ? (SimpleType) r : null;
  }

  private static boolean isMoment(ApexType t) {
    return t == SimpleType.DATE || t == SimpleType.DATETIME || t == SimpleType.TIME;
  }

  private BoundExpr shift(
      Operator op, String text, BoundExpr left, BoundExpr right, SourcePos pos) {
    if (!isWhole(left.type()) || !isWhole(right.type())) {
      return mismatch(text, left.type(), right.type(), pos);
    }
    SimpleType t = Conversions.arithmetic(left.type(), right.type());
    SimpleType result = left.type() == SimpleType.LONG ? SimpleType.LONG : t;
    return new BoundExpr.Binary(
        op,
        exprs.convert(left, result, pos),
        exprs.convert(right, result, pos),
        result,
        result,
        pos);
  }

  private static boolean isWhole(ApexType t) {
    return t == SimpleType.INTEGER || t == SimpleType.LONG;
  }

  private BoundExpr bits(Operator op, String text, BoundExpr left, BoundExpr right, SourcePos pos) {
    if (left.type() == SimpleType.BOOLEAN && right.type() == SimpleType.BOOLEAN) {
      return new BoundExpr.Binary(op, left, right, SimpleType.BOOLEAN, SimpleType.BOOLEAN, pos);
    }
    return shift(op, text, left, right, pos);
  }

  private BoundExpr equality(
      Operator op, String text, BoundExpr left, BoundExpr right, SourcePos pos) {
    BoundExpr l = left;
    BoundExpr r = right;
    if (exprs.isQuery(l) && r.type() instanceof SObjectType s) {
      l = exprs.firstRow(l, s, pos);
    } else if (exprs.isQuery(r) && l.type() instanceof SObjectType s) {
      r = exprs.firstRow(r, s, pos);
    }
    boolean identity = op == Operator.IDENTICAL || op == Operator.NOT_IDENTICAL;
    ApexType t = operandType(l.type(), r.type());
    if (t == null && !env.conversions.comparable(l.type(), r.type())) {
      return mismatch(text, l.type(), r.type(), pos);
    }
    if (t != null && !identity) {
      l = exprs.convert(l, t, pos);
      r = exprs.convert(r, t, pos);
    }
    ApexType operands = t != null && !identity ? t : SimpleType.OBJECT;
    return new BoundExpr.Binary(op, l, r, operands, SimpleType.BOOLEAN, pos);
  }

  /** The primitive type in which two operands compare, or null when it is neither's. */
  private static ApexType operandType(ApexType l, ApexType r) {
    SimpleType number = Conversions.arithmetic(l, r);
    if (number != null) {
      return number;
    }
    if (l.equals(r) || r == SimpleType.NULL) {
      return isPrimitive(l) ? l : null;
    }
    if (l == SimpleType.NULL) {
      return isPrimitive(r) ? r : null;
    }
    if (isText(l) && isText(r)) {
      return l == SimpleType.ID || r == SimpleType.ID ? SimpleType.ID : SimpleType.STRING;
    }
    return isDay(l) && isDay(r) ? SimpleType.DATETIME : null;
  }

  private static boolean isPrimitive(ApexType t) {
    return t instanceof SimpleType s && s != SimpleType.OBJECT && s != SimpleType.NULL;
  }

  private static boolean isText(ApexType t) {
    return t == SimpleType.STRING || t == SimpleType.ID;
  }

  private static boolean isDay(ApexType t) {
    return t == SimpleType.DATE || t == SimpleType.DATETIME;
  }

  private BoundExpr comparison(
      Operator op, String text, BoundExpr left, BoundExpr right, SourcePos pos) {
    ApexType t = operandType(left.type(), right.type());
    if (t == null || t == SimpleType.BOOLEAN || t == SimpleType.BLOB) {
      return mismatch(text, left.type(), right.type(), pos);
    }
    if (t == SimpleType.ID && left.type() != right.type()) {
      t = SimpleType.STRING;
    }
    return new BoundExpr.Binary(
        op, exprs.convert(left, t, pos), exprs.convert(right, t, pos), t, SimpleType.BOOLEAN, pos);
  }

  // --- one operand ------------------------------------------------------------------------------

  BoundExpr unary(Expr.Unary u) {
    BoundExpr v = exprs.value(u.value());
    ApexType t = v.type();
    if (t == SimpleType.NULL) {
      return u.op().equals("!")
          ? new BoundExpr.Not(v, SimpleType.BOOLEAN, u.pos())
          : exprs.failed(u.pos());
    }
    if (u.op().equals("!")) {
      return new BoundExpr.Not(bool(v, "!"), SimpleType.BOOLEAN, u.pos());
    }
    if (u.op().equals("~")) {
      return isWhole(t) ? new BoundExpr.BitNot(v, t, u.pos()) : mismatch("^", t, t, u.pos());
    }
    if (u.op().equals("+") && t == SimpleType.STRING) {
      return v;
    }
    if (!Conversions.isNumeric(t)) {
      return mismatch(u.op(), t, t, u.pos());
    }
    if (u.op().equals("+")) {
      return v;
    }
    return v instanceof BoundExpr.Literal l
        ? new BoundExpr.Literal(negate(l.value()), t, u.pos())
        : new BoundExpr.Negate(v, t, u.pos());
  }

  private static Object negate(Object n) {
    if (n instanceof Integer i) {
      return -i;
    }
    if (n instanceof Long x) {
      return -x;
    }
    return n instanceof Double d ? (Object) (-d) : ((BigDecimal) n).negate();
  }

  BoundExpr increment(Expr.Increment i) {
    BoundExpr.Target target = target(i.target());
    if (target == null) {
      return exprs.failed(i.pos());
    }
    if (!Conversions.isNumeric(target.type())) {
      return mismatch(i.down() ? "-" : "+", target.type(), target.type(), i.pos());
    }
    return new BoundExpr.Increment(target, i.down(), i.prefix(), target.type(), i.pos());
  }

  // --- assignment -------------------------------------------------------------------------------

  BoundExpr assign(Expr.Assign a) {
    BoundExpr.Target target = target(a.target());
    BoundExpr value = exprs.value(a.value());
    if (target == null) {
      return exprs.failed(a.pos());
    }
    if (a.op().equals("=")) {
      BoundExpr v = exprs.convert(value, target.type(), a.value().pos());
      return new BoundExpr.Assign(target, v, target.type(), a.pos());
    }
    String text = a.op().substring(0, a.op().length() - 1);
    Operator op = BY_TEXT.get(text);
    ApexType t = target.type();
    if (op == Operator.ADD && t == SimpleType.STRING) {
      return new BoundExpr.CompoundAssign(target, op, value, SimpleType.STRING, t, a.pos());
    }
    if (t == SimpleType.BOOLEAN && value.type() == SimpleType.BOOLEAN && isBit(op)) {
      return new BoundExpr.CompoundAssign(target, op, value, t, t, a.pos());
    }
    return compoundNumber(a, target, op, text, value);
  }

  private static boolean isBit(Operator op) {
    return op == Operator.BIT_AND || op == Operator.BIT_OR || op == Operator.BIT_XOR;
  }

  private BoundExpr compoundNumber(
      Expr.Assign a, BoundExpr.Target target, Operator op, String text, BoundExpr value) {
    ApexType t = target.type();
    boolean whole =
        isBit(op)
            || op == Operator.SHIFT_LEFT
            || op == Operator.SHIFT_RIGHT
            || op == Operator.SHIFT_RIGHT_UNSIGNED;
    SimpleType operands =
        whole && !(isWhole(t) && isWhole(value.type()))
            ? null
            : arithmeticType(op, t, value.type());
    if (operands == null) {
      return mismatch(text, t, value.type(), a.pos());
    }
    if (operands.isNumeric()) {
      if (!whole && env.conversions.assignment(operands, t).isEmpty()) {
        code.problems.error(
            a.pos(),
            "illegal-assignment",
            "Illegal assignment from " + operands.displayName() + " to " + t.displayName());
        return exprs.failed(a.pos());
      }
      BoundExpr v = exprs.convert(value, operands, a.value().pos());
      return new BoundExpr.CompoundAssign(target, op, v, operands, t, a.pos());
    }
    ApexType amount = operands == SimpleType.DATETIME ? SimpleType.DECIMAL : SimpleType.INTEGER;
    BoundExpr v = exprs.convert(value, amount, a.value().pos());
    return new BoundExpr.CompoundAssign(target, op, v, operands, t, a.pos());
  }

  /** The expression as a place to write to, or null after an error. */
  private BoundExpr.Target target(Expr e) {
    BoundExpr bound;
    if (e instanceof Expr.Name || e instanceof Expr.Member) {
      if (e instanceof Expr.Member m && safeInside(m)) {
        code.problems.error(
            e.pos(), "not-assignable", "Safe navigation cannot be the target of an assignment");
        return null;
      }
      Ref r = exprs.names.ref(e);
      if (r == null) {
        return null;
      }
      bound = r instanceof Ref.Value v ? v.expr() : null;
    } else {
      bound = exprs.value(e);
    }
    if (!(bound instanceof BoundExpr.Target t)) {
      if (bound == null || bound.type() != SimpleType.NULL) {
        code.problems.error(e.pos(), "not-assignable", "Expression cannot be assigned");
      }
      return null;
    }
    checkWritable(t, e.pos());
    return t;
  }

  private static boolean safeInside(Expr e) {
    Expr at = e;
    while (true) {
      if (at instanceof Expr.Member m) {
        if (m.safe()) {
          return true;
        }
        at = m.target();
      } else if (at instanceof Expr.Call c && c.target() != null) {
        if (c.safe()) {
          return true;
        }
        at = c.target();
      } else {
        return false;
      }
    }
  }

  private void checkWritable(BoundExpr.Target t, SourcePos pos) {
    if (t instanceof BoundExpr.RecordField r && r.field() != null) {
      exprs.checkWritable(r.object(), r.field(), pos);
      return;
    }
    BoundField f =
        t instanceof BoundExpr.InstanceField i
            ? i.field()
            : t instanceof BoundExpr.StaticField s
                ? s.field()
                : t instanceof BoundExpr.Property p ? p.property() : null;
    if (f == null || code.accessorOf == f) {
      return;
    }
    if (f.isFinal()
        && !(code.initializing
            && Members.isSubclass(code.owner, f.owner())
            && (code.isStatic || !f.isStatic()))) {
      code.problems.error(
          pos, "final-variable", "Final variable cannot be assigned here: " + f.name());
    } else if (!Members.visible(f.setAccess(), f.owner(), f.annotations(), code.owner)) {
      code.problems.error(pos, "not-visible", "Variable is not visible: " + f);
    } else if (!f.writable()
        && (f.getter() != null || f.owner().outermost() != code.owner.outermost())) {
      code.problems.error(pos, "not-writeable", "Property has no set accessor: " + f);
    }
  }
}
