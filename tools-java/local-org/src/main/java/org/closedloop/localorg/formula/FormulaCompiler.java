package org.closedloop.localorg.formula;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.closedloop.metadata.NearestName;

/** Turns formula text into a typed, executable {@link Formula}; every name is checked here. */
public final class FormulaCompiler {

  private final String source;
  private final FormulaScope scope;
  private final boolean blanksAsZero;
  private final Set<String> references = new LinkedHashSet<>();

  private FormulaCompiler(String source, FormulaScope scope, boolean blanksAsZero) {
    this.source = source;
    this.scope = scope;
    this.blanksAsZero = blanksAsZero;
  }

  /**
   * Compiles without regard to the result type.
   *
   * @param blanksAsZero empty number fields count as 0
   * @throws FormulaError with the platform's text and a position
   */
  public static Formula compile(String source, FormulaScope scope, boolean blanksAsZero) {
    FormulaCompiler c = new FormulaCompiler(source, scope, blanksAsZero);
    TypedNode root = c.node(FormulaParser.parse(source));
    return new Formula(source, root, c.references);
  }

  /** Compiles a formula whose result must fit the expected type. */
  public static Formula compile(
      String source, FormulaScope scope, boolean blanksAsZero, FormulaType expected) {
    Formula f = compile(source, scope, blanksAsZero);
    FormulaType actual = f.type();
    boolean fits =
        actual == expected
            || actual == FormulaType.NULL
            || (expected == FormulaType.TEXT && actual == FormulaType.ID)
            || (expected == FormulaType.ID && actual == FormulaType.TEXT)
            || (isPicklist(expected) && actual == FormulaType.TEXT)
            || (scope.picklistsAreText() && isPicklist(actual) && expected == FormulaType.TEXT);
    if (!fits) {
      throw new FormulaError(
          "Formula result is data type ("
              + actual.label()
              + "), incompatible with expected data type ("
              + expected.label()
              + ").",
          source,
          0,
          false);
    }
    return f;
  }

  static boolean isPicklist(FormulaType t) {
    return t == FormulaType.PICKLIST || t == FormulaType.MULTIPICKLIST;
  }

  FormulaScope scope() {
    return scope;
  }

  FormulaError error(String message, int offset) {
    return new FormulaError(message, source, offset, false);
  }

  FormulaError unsupported(String what, int offset) {
    return new FormulaError("The local org does not support " + what, source, offset, true);
  }

  TypedNode node(FormulaExpr e) {
    if (e instanceof FormulaExpr.Literal l) {
      return new TypedNode(l.type(), c -> l.value(), true, null, l.offset());
    }
    if (e instanceof FormulaExpr.Reference r) {
      return reference(r);
    }
    if (e instanceof FormulaExpr.Unary u) {
      return unary(u);
    }
    if (e instanceof FormulaExpr.Binary b) {
      return binary(b);
    }
    FormulaExpr.Call call = (FormulaExpr.Call) e;
    FormulaFunctions.Function f = FormulaFunctions.find(call.name());
    if (f == null) {
      if (FormulaFunctions.isRefused(call.name())) {
        throw unsupported("the formula function " + call.name(), call.offset());
      }
      String near = NearestName.of(call.name(), FormulaFunctions.names()).orElse(null);
      throw error(
          "Unknown function "
              + call.name()
              + ". Check spelling."
              + (near == null ? "" : " Did you mean " + near + "?"),
          call.offset());
    }
    List<TypedNode> args = new ArrayList<>();
    for (FormulaExpr a : call.args()) {
      args.add(node(a));
    }
    int n = args.size();
    if (n < f.min() || n > f.max()) {
      throw error(
          "Incorrect number of parameters for function '"
              + call.name()
              + "()'. Expected "
              + (f.min() == f.max() || n < f.min() ? f.min() : f.max())
              + ", received "
              + n,
          call.offset());
    }
    return f.body().compile(new FunctionCall(this, call.name(), args, call.offset()));
  }

  private TypedNode reference(FormulaExpr.Reference r) {
    references.add(String.join(".", r.path()));
    FormulaRef ref;
    try {
      ref = scope.resolve(r.path());
    } catch (FormulaScope.UnknownName unknown) {
      throw new FormulaError(unknown, source, r.offset());
    }
    FormulaRef.Accessor accessor = ref.accessor();
    TypedNode.Eval eval;
    if (ref.type() == FormulaType.NUMBER) {
      eval =
          blanksAsZero
              ? c -> {
                Object v = FormulaValues.fromRaw(accessor.get(c));
                return v == null ? BigDecimal.ZERO : v;
              }
              : c -> FormulaValues.fromRaw(accessor.get(c));
    } else if (ref.type() == FormulaType.BOOLEAN) {
      eval = c -> Boolean.TRUE.equals(accessor.get(c));
    } else {
      eval = accessor::get;
    }
    return new TypedNode(ref.type(), eval, false, ref, r.offset());
  }

  private TypedNode unary(FormulaExpr.Unary u) {
    TypedNode n = node(u.operand());
    if (u.operator().equals("!")) {
      want(n, "operator '!'", FormulaType.BOOLEAN);
      return TypedNode.of(FormulaType.BOOLEAN, u.offset(), c -> !n.truth(c));
    }
    want(n, "operator '" + u.operator() + "'", FormulaType.NUMBER);
    if (u.operator().equals("+")) {
      return n;
    }
    return TypedNode.of(
        FormulaType.NUMBER,
        u.offset(),
        c -> {
          BigDecimal v = n.number(c);
          return v == null ? null : v.negate();
        });
  }

  private TypedNode binary(FormulaExpr.Binary b) {
    TypedNode l = node(b.left());
    TypedNode r = node(b.right());
    switch (b.operator()) {
      case "&&" -> {
        want(l, "operator '&&'", FormulaType.BOOLEAN);
        want(r, "operator '&&'", FormulaType.BOOLEAN);
        return TypedNode.of(FormulaType.BOOLEAN, b.offset(), c -> l.truth(c) && r.truth(c));
      }
      case "||" -> {
        want(l, "operator '||'", FormulaType.BOOLEAN);
        want(r, "operator '||'", FormulaType.BOOLEAN);
        return TypedNode.of(FormulaType.BOOLEAN, b.offset(), c -> l.truth(c) || r.truth(c));
      }
      case "&" -> {
        want(l, "operator '&'", FormulaType.TEXT);
        want(r, "operator '&'", FormulaType.TEXT);
        return TypedNode.of(FormulaType.TEXT, b.offset(), c -> l.text(c) + r.text(c));
      }
      case "=", "<>" -> {
        return equality(b, l, r);
      }
      case "<", ">", "<=", ">=" -> {
        return relation(b, l, r);
      }
      default -> {
        return FormulaArithmetic.compile(this, b, l, r);
      }
    }
  }

  private TypedNode equality(FormulaExpr.Binary b, TypedNode l, TypedNode r) {
    comparable(b.operator(), l, r);
    boolean negated = b.operator().equals("<>");
    return TypedNode.of(
        FormulaType.BOOLEAN,
        b.offset(),
        c -> FormulaValues.same(l.eval().get(c), r.eval().get(c)) != negated);
  }

  private TypedNode relation(FormulaExpr.Binary b, TypedNode l, TypedNode r) {
    comparable(b.operator(), l, r);
    if (l.type() == FormulaType.BOOLEAN) {
      throw wrongType("operator '" + b.operator() + "'", "Number", l);
    }
    String op = b.operator();
    return TypedNode.of(
        FormulaType.BOOLEAN,
        b.offset(),
        c -> {
          Object x = l.eval().get(c);
          Object y = r.eval().get(c);
          if (x == null || y == null) {
            return false;
          }
          int d = FormulaValues.order(x, y);
          return switch (op) {
            case "<" -> d < 0;
            case ">" -> d > 0;
            case "<=" -> d <= 0;
            default -> d >= 0;
          };
        });
  }

  private void comparable(String op, TypedNode l, TypedNode r) {
    noPicklist(l);
    noPicklist(r);
    FormulaType a = family(l.type());
    FormulaType z = family(r.type());
    if (a == FormulaType.NULL || z == FormulaType.NULL) {
      return;
    }
    if (a == FormulaType.OBJECT) {
      throw wrongType("operator '" + op + "'", "Number, Text, Date", l);
    }
    if (a != z) {
      throw wrongType("operator '" + op + "'", a.label(), r);
    }
  }

  private FormulaType family(FormulaType t) {
    return t == FormulaType.ID || (isPicklist(t) && scope.picklistsAreText())
        ? FormulaType.TEXT
        : t;
  }

  private void noPicklist(TypedNode n) {
    if (isPicklist(n.type()) && !scope.picklistsAreText()) {
      String field = n.ref() == null || n.ref().field() == null ? "" : n.ref().field().name();
      throw error(
          "Field "
              + field
              + (n.type() == FormulaType.PICKLIST
                  ? " is a picklist field. Picklist fields are only supported in certain functions."
                  : " is a multi-select picklist field. Multi-select picklist fields are only"
                      + " supported in certain functions."),
          n.offset());
    }
  }

  /** Checks an operand or argument; ids count as text, NULL fits everywhere. */
  void want(TypedNode n, String where, FormulaType type) {
    if (n.type() == type || n.type() == FormulaType.NULL) {
      return;
    }
    if (type == FormulaType.TEXT) {
      noPicklist(n);
      if (family(n.type()) == FormulaType.TEXT) {
        return;
      }
    }
    throw wrongType(where, type.label(), n);
  }

  FormulaError wrongType(String where, String expected, TypedNode received) {
    return error(
        "Incorrect parameter type for "
            + where
            + ". Expected "
            + expected
            + ", received "
            + received.type().label(),
        received.offset());
  }
}
