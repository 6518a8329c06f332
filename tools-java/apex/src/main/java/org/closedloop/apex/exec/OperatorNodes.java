package org.closedloop.apex.exec;

import org.closedloop.apex.bind.BoundExpr;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.Conversion;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.Arithmetic;
import org.closedloop.apex.value.Convert;
import org.closedloop.apex.value.Errors;
import org.closedloop.apex.value.ToText;

/** Operators without assignment, conversions and casts. */
final class OperatorNodes {

  private final Planner planner;

  OperatorNodes(Planner planner) {
    this.planner = planner;
  }

  void register() {
    planner.on(BoundExpr.Convert.class, this::convert);
    planner.on(BoundExpr.Cast.class, this::cast);
    planner.on(BoundExpr.InstanceOf.class, this::instanceOf);
    planner.on(BoundExpr.Binary.class, this::binary);
    planner.on(BoundExpr.Concat.class, this::concat);
    planner.on(BoundExpr.Logical.class, this::logical);
    planner.on(
        BoundExpr.Not.class,
        e -> {
          Node v = planner.node(e.value());
          return f -> !v.truth(f);
        });
    planner.on(
        BoundExpr.Negate.class,
        e -> {
          Node v = planner.node(e.value());
          return f -> Arithmetic.negate(v.eval(f));
        });
    planner.on(BoundExpr.BitNot.class, this::bitNot);
    planner.on(BoundExpr.Conditional.class, this::conditional);
    planner.on(BoundExpr.Coalesce.class, this::coalesce);
    planner.on(BoundExpr.SafeNavigation.class, this::safeNavigation);
  }

  private Node convert(BoundExpr.Convert e) {
    Node value = planner.node(e.value());
    Conversion c = e.conversion();
    switch (c) {
      case NONE:
        return value;
      case ROWS_TO_RECORD:
        return f -> single((ApexList) value.eval(f), false);
      case SOBJECT_COLLECTION:
        ApexType to = e.type();
        Convert convert = planner.program().convert();
        return f -> convert.collection(f.ctx, value.eval(f), to);
      default:
        return f -> Convert.apply(c, value.eval(f));
    }
  }

  /** The one row of a query. */
  static Object single(ApexList rows, boolean nullWhenEmpty) {
    if (rows.size() == 1) {
      return rows.get(0);
    }
    if (rows.isEmpty()) {
      if (nullWhenEmpty) {
        return null;
      }
      throw Errors.query("List has no rows for assignment to SObject");
    }
    throw Errors.query("List has more than 1 row for assignment to SObject");
  }

  /** A receiver of {@code ?.} or {@code ??}: a query without rows is null there. */
  private Node lenient(BoundExpr e) {
    if (e instanceof BoundExpr.Convert c && c.conversion() == Conversion.ROWS_TO_RECORD) {
      Node rows = planner.node(c.value());
      return f -> single((ApexList) rows.eval(f), true);
    }
    return planner.node(e);
  }

  private Node cast(BoundExpr.Cast e) {
    Node value = planner.node(e.value());
    ApexType to = e.type();
    Convert convert = planner.program().convert();
    boolean number =
        e.value().type() instanceof SimpleType from
            && from.isNumeric()
            && to instanceof SimpleType wanted
            && wanted.isNumeric();
    return number
        ? f -> convert.narrow(value.eval(f), to)
        : f -> convert.collection(f.ctx, value.eval(f), to);
  }

  private Node instanceOf(BoundExpr.InstanceOf e) {
    Node value = planner.node(e.value());
    ApexType tested = e.tested();
    Convert convert = planner.program().convert();
    return f -> convert.isInstance(value.eval(f), tested);
  }

  private Node binary(BoundExpr.Binary e) {
    Node left = planner.node(e.left());
    Node right = planner.node(e.right());
    Operators.Op op = Operators.of(e.operator(), e.operands());
    if (e.operands() == SimpleType.INTEGER && IntegerNode.knows(e.operator())) {
      return new IntegerNode(e, left, right, op);
    }
    return f -> op.apply(f.ctx, left.eval(f), right.eval(f));
  }

  private Node concat(BoundExpr.Concat e) {
    Node[] parts = planner.nodes(e.parts());
    return f -> {
      StringBuilder sb = new StringBuilder();
      for (Node p : parts) {
        sb.append(ToText.concat(f.ctx, p.eval(f)));
        if (sb.length() > ExecContext.MAX_TEXT) {
          break;
        }
      }
      return f.ctx.checkLength(sb.toString());
    };
  }

  private Node logical(BoundExpr.Logical e) {
    Node[] parts = planner.nodes(e.parts());
    boolean and = e.and();
    return f -> {
      for (Node p : parts) {
        if (p.truth(f) != and) {
          return !and;
        }
      }
      return and;
    };
  }

  private Node bitNot(BoundExpr.BitNot e) {
    Node value = planner.node(e.value());
    return f -> {
      Object v = value.eval(f);
      if (v == null) {
        throw Errors.nullPointer();
      }
      return v instanceof Integer i ? (Object) ~i : (Object) ~((Number) v).longValue();
    };
  }

  private Node conditional(BoundExpr.Conditional e) {
    Node condition = planner.node(e.condition());
    Node whenTrue = planner.node(e.whenTrue());
    Node whenFalse = planner.node(e.whenFalse());
    return f -> condition.truth(f) ? whenTrue.eval(f) : whenFalse.eval(f);
  }

  private Node coalesce(BoundExpr.Coalesce e) {
    Node value = lenient(e.value());
    Node otherwise = planner.node(e.otherwise());
    return f -> {
      Object v = value.eval(f);
      return v != null ? v : otherwise.eval(f);
    };
  }

  private Node safeNavigation(BoundExpr.SafeNavigation e) {
    Node receiver = lenient(e.receiver());
    Node rest = planner.node(e.rest());
    int slot = e.slot();
    return f -> {
      Object v = receiver.eval(f);
      if (v == null) {
        return null;
      }
      f.slots[slot] = v;
      return rest.eval(f);
    };
  }
}
