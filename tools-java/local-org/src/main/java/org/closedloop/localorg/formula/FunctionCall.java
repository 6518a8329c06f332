package org.closedloop.localorg.formula;

import java.util.List;

/** A call being compiled: its arguments and the checks that functions make on them. */
record FunctionCall(FormulaCompiler compiler, String name, List<TypedNode> args, int offset) {

  TypedNode arg(int i) {
    return args.get(i);
  }

  int count() {
    return args.size();
  }

  private String where() {
    return "function '" + name + "()'";
  }

  TypedNode want(int i, FormulaType type) {
    compiler.want(arg(i), where(), type);
    return arg(i);
  }

  TypedNode text(int i) {
    return want(i, FormulaType.TEXT);
  }

  TypedNode number(int i) {
    return want(i, FormulaType.NUMBER);
  }

  TypedNode bool(int i) {
    return want(i, FormulaType.BOOLEAN);
  }

  /** One of several types. */
  TypedNode oneOf(int i, FormulaType... types) {
    TypedNode n = arg(i);
    if (n.type() == FormulaType.NULL) {
      return n;
    }
    StringBuilder names = new StringBuilder();
    for (FormulaType t : types) {
      boolean text =
          t == FormulaType.TEXT
              && (n.type() == FormulaType.ID
                  || (FormulaCompiler.isPicklist(n.type()) && compiler.scope().picklistsAreText()));
      if (n.type() == t || text) {
        return n;
      }
      names.append(names.length() == 0 ? "" : ", ").append(t.label());
    }
    throw compiler.wrongType(where(), names.toString(), n);
  }

  /** The common type of result branches; an error when they differ. */
  FormulaType common(TypedNode a, TypedNode b) {
    FormulaType x = plain(a.type());
    FormulaType y = plain(b.type());
    if (x == FormulaType.NULL) {
      return y;
    }
    if (y == FormulaType.NULL || x == y) {
      return x;
    }
    throw compiler.wrongType(where(), x.label(), b);
  }

  private FormulaType plain(FormulaType t) {
    return t == FormulaType.ID
            || (FormulaCompiler.isPicklist(t) && compiler.scope().picklistsAreText())
        ? FormulaType.TEXT
        : t;
  }

  TypedNode result(FormulaType type, TypedNode.Eval eval) {
    return TypedNode.of(type, offset, eval);
  }

  TypedNode truth(TypedNode.Eval eval) {
    return result(FormulaType.BOOLEAN, eval);
  }
}
