package org.closedloop.localorg.formula;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.localorg.schema.OrgSchema;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.XmlElement;

/**
 * What is wrong with the formulas of a schema: those of fields, default values and validation
 * rules, and those of automation that the local org keeps without running it.
 */
public final class FormulaChecks {
  /** Types whose elements {@code formula} are conditions on their object. */
  private static final Set<String> CONDITIONS =
      Set.of(
          "WorkflowRule",
          "AssignmentRule",
          "AutoResponseRule",
          "EscalationRule",
          "ApprovalProcess");

  private final OrgSchema schema;
  private final List<Diagnostic> out = new ArrayList<>();

  private FormulaChecks(OrgSchema schema) {
    this.schema = schema;
  }

  /** All problems; a deploy with an error among them is refused. */
  public static List<Diagnostic> of(OrgSchema schema) {
    FormulaChecks checks = new FormulaChecks(schema);
    checks.fields();
    checks.validationRules();
    checks.automation();
    return checks.out;
  }

  private void fields() {
    for (Component c : schema.metadata().ofType("CustomField")) {
      SObjectDef object = schema.object(home(c.parentName())).orElse(null);
      FieldDef field = object == null ? null : object.field(c.localName()).orElse(null);
      if (field == null || c.xml() == null) {
        continue;
      }
      if (field.formula() != null) {
        attempt(c, child(c, "formula"), () -> OrgFormulas.field(schema, object, field));
        values(c, child(c, "formula"), object);
      }
      if (field.defaultValueFormula() != null && !field.defaultValueFormula().isBlank()) {
        attempt(c, child(c, "defaultValue"), () -> OrgFormulas.defaultOf(schema, field));
      }
    }
  }

  /** Fields of Activity are compiled as those of tasks. */
  private static String home(String object) {
    return object.equalsIgnoreCase("Activity") ? "Task" : object;
  }

  private void validationRules() {
    for (Component c : schema.metadata().ofType("ValidationRule")) {
      SObjectDef object = schema.object(home(c.parentName())).orElse(null);
      if (object != null && c.xml() != null) {
        attempt(
            c, child(c, "errorConditionFormula"), () -> OrgFormulas.rule(schema, object, c.xml()));
        values(c, child(c, "errorConditionFormula"), object);
      }
    }
  }

  private void automation() {
    for (String type : CONDITIONS) {
      for (Component c : schema.metadata().ofType(type)) {
        schema.object(c.parentName()).ifPresent(o -> conditions(c, c.xml(), o));
      }
    }
    for (Component c : schema.metadata().ofType("WorkflowFieldUpdate")) {
      schema.object(c.parentName()).ifPresent(o -> update(c, o));
    }
  }

  private void conditions(Component c, XmlElement holder, SObjectDef object) {
    for (XmlElement child : holder.children()) {
      if (!child.isLeaf()) {
        conditions(c, child, object);
      } else if (child.name().equals("formula") && !child.token().isEmpty()) {
        attempt(
            c,
            child,
            () ->
                FormulaCompiler.compile(
                    child.text(),
                    new RecordScope(schema, object, true),
                    false,
                    FormulaType.BOOLEAN));
      }
    }
  }

  private void update(Component c, SObjectDef object) {
    XmlElement formula = child(c, "formula");
    if (formula == null || formula.token().isEmpty()) {
      return;
    }
    FieldDef target =
        c.xml().has("targetObject") ? null : object.field(c.xml().token("field", "")).orElse(null);
    RecordScope names = new RecordScope(schema, object, true);
    attempt(
        c,
        formula,
        () -> {
          Formula compiled = FormulaCompiler.compile(formula.text(), names, false);
          boolean dayOfMoment =
              target != null
                  && target.type() == FieldType.DATE
                  && compiled.type() == FormulaType.DATETIME;
          if (target != null && !dayOfMoment) {
            FormulaCompiler.compile(
                formula.text(), names, false, OrgFormulas.resultType(target.type()));
          }
        });
  }

  /** Comparisons with values that a picklist does not have; nothing for what does not compile. */
  private void values(Component c, XmlElement formula, SObjectDef object) {
    if (formula == null) {
      return;
    }
    List<PicklistLiterals.Unknown> unknown;
    try {
      unknown = PicklistLiterals.unknown(formula.text(), new RecordScope(schema, object, true));
    } catch (FormulaError | FormulaScope.UnknownName e) {
      return;
    }
    for (PicklistLiterals.Unknown u : unknown) {
      out.add(
          Diagnostic.wrong(
              "unknown-value",
              c,
              formula,
              "'" + u.text() + "' is no value of the picklist " + u.field(),
              u.hint()));
    }
  }

  private static XmlElement child(Component c, String element) {
    return c.xml().child(element).orElse(null);
  }

  private void attempt(Component c, XmlElement at, Runnable compile) {
    try {
      compile.run();
    } catch (FormulaError e) {
      if (e.external()) {
        out.add(
            Diagnostic.wrong(
                    "external-reference",
                    c,
                    at,
                    "The formula names something of an installed package and is not checked",
                    "")
                .withSeverity(Diagnostic.Severity.INFO));
        return;
      }
      out.add(
          Diagnostic.refused(
              e.unsupported() ? "unsupported-formula" : "formula", c, at, e.describe(), ""));
    }
  }
}
