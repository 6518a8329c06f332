package org.closedloop.apex.exec;

import org.closedloop.apex.bind.BoundExpr;
import org.closedloop.apex.bind.BoundExpr.Operator;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.Arithmetic;
import org.closedloop.apex.value.Convert;
import org.closedloop.apex.value.Errors;

/** Assignments, plain and compound, and increments. */
final class AssignNodes {

  private final Planner planner;

  AssignNodes(Planner planner) {
    this.planner = planner;
  }

  void register() {
    planner.on(BoundExpr.Assign.class, this::assign);
    planner.on(BoundExpr.CompoundAssign.class, this::compound);
    planner.on(BoundExpr.Increment.class, this::increment);
  }

  private Node assign(BoundExpr.Assign e) {
    Node value = planner.node(e.value());
    if (e.target() instanceof BoundExpr.Local l) {
      int slot = l.slot();
      return f -> f.slots[slot] = value.eval(f);
    }
    TargetNode target = planner.target(e.target());
    return f -> {
      Object base = target.base(f);
      Object v = value.eval(f);
      target.store(f, base, v);
      return v;
    };
  }

  private Node compound(BoundExpr.CompoundAssign e) {
    TargetNode target = planner.target(e.target());
    Node value = planner.node(e.value());
    Operators.Op op = Operators.of(e.operator(), e.operands());
    ApexType operands = e.operands();
    ApexType own = e.target().type();
    boolean text = operands == SimpleType.STRING;
    Convert convert = planner.program().convert();
    if (e.target() instanceof BoundExpr.Local l
        && operands == SimpleType.INTEGER
        && own == SimpleType.INTEGER
        && (e.operator() == Operator.ADD || e.operator() == Operator.SUBTRACT)) {
      return integers(l.slot(), e.operator() == Operator.ADD ? 1 : -1, value, op);
    }
    boolean same = operands.equals(own) || text || !number(operands) || !number(own);
    return f -> {
      Object base = target.base(f);
      Object old = target.load(f, base);
      Object right = value.eval(f);
      Object result;
      if (same) {
        result = op.apply(f.ctx, old, right);
      } else {
        if (old == null) {
          throw Errors.nullPointer();
        }
        result = convert.narrow(op.apply(f.ctx, convert.narrow(old, operands), right), own);
      }
      if (text) {
        f.ctx.checkLength((String) result);
      }
      target.store(f, base, result);
      return result;
    };
  }

  /** {@code +=} and {@code -=} on an Integer variable. */
  private static Node integers(int slot, int sign, Node value, Operators.Op op) {
    return f -> {
      Object old = f.slots[slot];
      Object by = value.eval(f);
      Object now =
          old instanceof Integer x && by instanceof Integer y
              ? (Object) (x + sign * y)
              : op.apply(f.ctx, old, by);
      f.slots[slot] = now;
      return now;
    };
  }

  private static boolean number(ApexType t) {
    return t instanceof SimpleType s && s.isNumeric();
  }

  private Node increment(BoundExpr.Increment e) {
    int by = e.down() ? -1 : 1;
    boolean prefix = e.prefix();
    if (e.target() instanceof BoundExpr.Local l) {
      int slot = l.slot();
      return f -> {
        Object old = f.slots[slot];
        Object now = old instanceof Integer i ? (Object) (i + by) : Arithmetic.step(old, by);
        f.slots[slot] = now;
        return prefix ? now : old;
      };
    }
    TargetNode target = planner.target(e.target());
    return f -> {
      Object base = target.base(f);
      Object old = target.load(f, base);
      Object now = Arithmetic.step(old, by);
      target.store(f, base, now);
      return prefix ? now : old;
    };
  }
}
