package org.closedloop.localorg.check.flow;

import java.util.Set;
import org.closedloop.localorg.formula.FormulaCompiler;
import org.closedloop.localorg.formula.FormulaError;
import org.closedloop.localorg.formula.FormulaType;
import org.closedloop.metadata.XmlElement;

/**
 * Formulas parse, name what exists and give the type they declare. The platform deploys a flow
 * whatever its formulas say.
 */
final class FormulaChecks {
  private static final Set<String> NAMES =
      Set.of("expression", "filterFormula", "formula", "formulaExpression");

  private FormulaChecks() {}

  /** Whether the element's text is a formula rather than text with merge fields. */
  static boolean isFormula(XmlElement e) {
    return NAMES.contains(e.name()) && e.isLeaf();
  }

  static void check(FlowCheck check) {
    if (!check.flow().plain()) {
      return;
    }
    XmlElement root = check.flow().root();
    for (XmlElement f : root.children("formulas")) {
      XmlElement at = f.child("expression").orElse(f);
      ValueType type = ValueType.named(f.token("dataType", "String"), "");
      formula(check, at, at == f ? "" : at.text(), "formula " + f.token("name", ""), type);
    }
    check
        .flow()
        .start()
        .flatMap(s -> s.child("filterFormula"))
        .ifPresent(f -> condition(check, f, "filterFormula"));
    for (XmlElement p : root.children("collectionProcessors")) {
      p.child("formula").ifPresent(f -> condition(check, f, "formula of " + p.token("name", "")));
    }
    FlowXml.each(
        root,
        e -> {
          if (e.name().equals("validationRule")) {
            e.child("formulaExpression").ifPresent(f -> condition(check, f, "validation"));
          } else if (e.has("formulaDataType") && e.has("formulaExpression")) {
            XmlElement at = e.child("formulaExpression").orElse(e);
            ValueType type = ValueType.named(e.token("formulaDataType", ""), "");
            formula(check, at, at.text(), "formula", type);
          }
        });
  }

  private static void condition(FlowCheck check, XmlElement at, String where) {
    formula(check, at, at.text(), where, ValueType.of(ValueType.Kind.BOOLEAN));
  }

  private static void formula(
      FlowCheck check, XmlElement at, String source, String where, ValueType type) {
    FlowFormulaScope scope = new FlowFormulaScope(check);
    try {
      if (type.formula() == FormulaType.NULL) {
        FormulaCompiler.compile(source, scope, false);
      } else {
        FormulaCompiler.compile(source, scope, false, type.formula());
      }
    } catch (FormulaError e) {
      if (!e.unsupported()) {
        check.wrong("bad-formula", at, where + ": " + e.describe());
      }
    }
  }
}
