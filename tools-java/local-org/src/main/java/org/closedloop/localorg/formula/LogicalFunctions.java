package org.closedloop.localorg.formula;

import java.util.Arrays;
import java.util.List;

/** AND, OR, IF, CASE, blank checks, picklist checks and the functions about the save. */
final class LogicalFunctions {

  private LogicalFunctions() {}

  static void addTo(FormulaFunctions.Table t) {
    t.add("AND", 1, 255, f -> logical(f, true))
        .add("OR", 1, 255, f -> logical(f, false))
        .add(
            "NOT",
            1,
            1,
            f -> {
              TypedNode a = f.bool(0);
              return f.truth(c -> !a.truth(c));
            })
        .add("IF", 3, 3, LogicalFunctions::choose)
        .add("CASE", 4, 255, LogicalFunctions::pick)
        .add("ISBLANK", 1, 1, f -> blank(f))
        .add("ISNULL", 1, 1, f -> blank(f))
        .add("BLANKVALUE", 2, 2, LogicalFunctions::orElse)
        .add("NULLVALUE", 2, 2, LogicalFunctions::orElse)
        .add("ISPICKVAL", 2, 2, LogicalFunctions::isPicked)
        .add("INCLUDES", 2, 2, LogicalFunctions::includes)
        .add("PICKLISTCOUNT", 1, 1, LogicalFunctions::pickCount)
        .add("ISNEW", 0, 0, f -> change(f, f.truth(FormulaContext::created)))
        .add("ISCLONE", 0, 0, f -> change(f, f.truth(c -> false)))
        .add("ISCHANGED", 1, 1, LogicalFunctions::isChanged)
        .add("PRIORVALUE", 1, 1, LogicalFunctions::prior);
  }

  private static TypedNode logical(FunctionCall f, boolean all) {
    for (int i = 0; i < f.count(); i++) {
      f.bool(i);
    }
    List<TypedNode> args = f.args();
    return f.truth(
        c -> {
          for (TypedNode a : args) {
            if (a.truth(c) != all) {
              return !all;
            }
          }
          return all;
        });
  }

  private static TypedNode choose(FunctionCall f) {
    TypedNode test = f.bool(0);
    TypedNode yes = f.arg(1);
    TypedNode no = f.arg(2);
    return f.result(f.common(yes, no), c -> test.truth(c) ? yes.eval().get(c) : no.eval().get(c));
  }

  private static TypedNode pick(FunctionCall f) {
    if (f.count() % 2 != 0) {
      throw f.compiler()
          .error(
              "Incorrect number of parameters for function 'CASE()'. Expected "
                  + (f.count() + 1)
                  + ", received "
                  + f.count(),
              f.offset());
    }
    TypedNode subject = f.arg(0);
    boolean picklist = FormulaCompiler.isPicklist(subject.type());
    int pairs = (f.count() - 2) / 2;
    TypedNode otherwise = f.arg(f.count() - 1);
    FormulaType type = f.common(otherwise, otherwise);
    for (int i = 0; i < pairs; i++) {
      TypedNode when = f.arg(1 + 2 * i);
      if (picklist) {
        f.text(1 + 2 * i);
      } else {
        f.common(subject, when);
      }
      type = type == FormulaType.NULL ? f.arg(2 + 2 * i).type() : type;
      f.common(otherwise, f.arg(2 + 2 * i));
    }
    return f.result(
        type,
        c -> {
          Object v = subject.eval().get(c);
          for (int i = 0; i < pairs; i++) {
            if (FormulaValues.same(v, f.arg(1 + 2 * i).eval().get(c))) {
              return f.arg(2 + 2 * i).eval().get(c);
            }
          }
          return otherwise.eval().get(c);
        });
  }

  private static TypedNode blank(FunctionCall f) {
    TypedNode a = f.arg(0);
    if (a.type() == FormulaType.PICKLIST && !f.compiler().scope().picklistsAreText()) {
      throw f.compiler()
          .error(
              "Field "
                  + (a.ref() == null || a.ref().field() == null ? "" : a.ref().field().name())
                  + " is a picklist field. Picklist fields are only supported in certain"
                  + " functions.",
              a.offset());
    }
    return f.truth(a::blank);
  }

  private static TypedNode orElse(FunctionCall f) {
    TypedNode a = f.arg(0);
    TypedNode b = f.arg(1);
    return f.result(f.common(a, b), c -> a.blank(c) ? b.eval().get(c) : a.eval().get(c));
  }

  private static TypedNode isPicked(FunctionCall f) {
    TypedNode field = f.oneOf(0, FormulaType.PICKLIST);
    TypedNode value = f.text(1);
    return f.truth(c -> FormulaValues.same(field.eval().get(c), value.eval().get(c)));
  }

  private static TypedNode includes(FunctionCall f) {
    TypedNode field = f.oneOf(0, FormulaType.MULTIPICKLIST);
    TypedNode value = f.text(1);
    return f.truth(
        c -> {
          String wanted = value.text(c);
          return Arrays.asList(field.text(c).split(";")).contains(wanted);
        });
  }

  private static TypedNode pickCount(FunctionCall f) {
    TypedNode field = f.oneOf(0, FormulaType.MULTIPICKLIST);
    return f.result(
        FormulaType.NUMBER,
        c ->
            java.math.BigDecimal.valueOf(
                Arrays.stream(field.text(c).split(";")).filter(s -> !s.isEmpty()).count()));
  }

  private static TypedNode change(FunctionCall f, TypedNode node) {
    if (!f.compiler().scope().hasChangeFunctions()) {
      throw f.compiler()
          .error("Function " + f.name() + " may not be used in this type of formula", f.offset());
    }
    return node;
  }

  private static TypedNode fieldOnly(FunctionCall f) {
    TypedNode a = f.arg(0);
    if (a.ref() == null || a.ref().field() == null) {
      throw f.compiler()
          .error(
              "Incorrect parameter type for function '"
                  + f.name()
                  + "()'. Expected Field Reference, received "
                  + a.type().label(),
              a.offset());
    }
    return a;
  }

  private static TypedNode isChanged(FunctionCall f) {
    TypedNode a = fieldOnly(f);
    return change(
        f,
        f.truth(
            c ->
                !c.created()
                    && c.prior() != null
                    && !FormulaValues.same(a.eval().get(c), a.eval().get(c.asPrior()))));
  }

  private static TypedNode prior(FunctionCall f) {
    TypedNode a = fieldOnly(f);
    TypedNode node =
        new TypedNode(a.type(), c -> a.eval().get(c.asPrior()), false, a.ref(), f.offset());
    return change(f, node);
  }
}
