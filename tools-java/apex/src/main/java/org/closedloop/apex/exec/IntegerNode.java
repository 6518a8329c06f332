package org.closedloop.apex.exec;

import org.closedloop.apex.bind.BoundExpr;
import org.closedloop.apex.bind.BoundExpr.Operator;

/**
 * The commonest operators on Integers, without the detour through values of any kind; variables and
 * literals as operands are read in place. Null and whatever else comes go the general way.
 */
final class IntegerNode implements Node {

  private static final int NOT_LOCAL = -1;

  private final Operator operator;
  private final boolean adds;
  private final boolean subtracts;
  private final Node left;
  private final Node right;
  private final int leftSlot;
  private final int rightSlot;
  private final Integer literal;
  private final Operators.Op general;

  IntegerNode(BoundExpr.Binary e, Node left, Node right, Operators.Op general) {
    this.operator = e.operator();
    this.adds = operator == Operator.ADD;
    this.subtracts = operator == Operator.SUBTRACT;
    this.left = left;
    this.right = right;
    this.leftSlot = slot(e.left());
    this.rightSlot = slot(e.right());
    this.literal =
        e.right() instanceof BoundExpr.Literal l && l.value() instanceof Integer i ? i : null;
    this.general = general;
  }

  private static int slot(BoundExpr e) {
    return e instanceof BoundExpr.Local l ? l.slot() : NOT_LOCAL;
  }

  static boolean knows(Operator operator) {
    return switch (operator) {
      case ADD, SUBTRACT, LESS, LESS_EQUAL, GREATER, GREATER_EQUAL, EQUAL, NOT_EQUAL -> true;
      default -> false;
    };
  }

  private Object left(Frame f) {
    return leftSlot >= 0 ? f.slots[leftSlot] : left.eval(f);
  }

  private Object right(Frame f) {
    return literal != null ? literal : rightSlot >= 0 ? f.slots[rightSlot] : right.eval(f);
  }

  @Override
  public Object eval(Frame f) {
    Object a = left(f);
    Object b = right(f);
    if (a instanceof Integer x && b instanceof Integer y) {
      return adds ? (Object) (x + y) : subtracts ? (Object) (x - y) : (Object) compare(x, y);
    }
    return general.apply(f.ctx, a, b);
  }

  @Override
  public boolean truth(Frame f) {
    Object a = left(f);
    Object b = right(f);
    return a instanceof Integer x && b instanceof Integer y
        ? compare(x, y)
        : (Boolean) general.apply(f.ctx, a, b);
  }

  private boolean compare(int x, int y) {
    return switch (operator) {
      case LESS -> x < y;
      case LESS_EQUAL -> x <= y;
      case GREATER -> x > y;
      case GREATER_EQUAL -> x >= y;
      case EQUAL -> x == y;
      default -> x != y;
    };
  }
}
