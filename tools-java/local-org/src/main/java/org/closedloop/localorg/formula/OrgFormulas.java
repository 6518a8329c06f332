package org.closedloop.localorg.formula;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.dml.FormulaPort;
import org.closedloop.localorg.dml.RequestScope;
import org.closedloop.localorg.schema.OrgSchema;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.XmlElement;

/**
 * All formulas of one org version: formula fields, default values and validation rules, compiled on
 * first use and kept.
 */
public final class OrgFormulas implements FormulaPort {

  private final OrgSchema schema;
  private final Function<RequestScope, OrgAccess> access;
  private final Map<String, Formula> compiled = new ConcurrentHashMap<>();
  private final Map<String, List<Rule>> rules = new ConcurrentHashMap<>();

  /** An active validation rule. */
  private record Rule(String name, Formula condition, String field, String message) {}

  /**
   * @param access what formulas ask of the org in the request
   */
  public OrgFormulas(OrgSchema schema, Function<RequestScope, OrgAccess> access) {
    this.schema = schema;
    this.access = access;
  }

  @Override
  public Object formulaField(RequestScope scope, SObjectValue row, FieldDef field) {
    SObjectDef object = row.type();
    Formula f =
        compiled.computeIfAbsent(
            "field " + object.name() + "." + field.name(), k -> field(schema, object, field));
    try {
      Object v = f.evaluate(context(scope, row, null, false));
      return Formula.store(v, field);
    } catch (FormulaFailure e) {
      return null;
    }
  }

  @Override
  public Object defaultValue(RequestScope scope, SObjectDef object, FieldDef field) {
    String source = field.defaultValueFormula();
    if (source == null || source.isBlank()) {
      return null;
    }
    Formula f =
        compiled.computeIfAbsent(
            "default " + object.name() + "." + field.name(), k -> defaultOf(schema, field));
    try {
      Object v = f.evaluate(context(scope, null, null, true));
      if (v instanceof Instant moment && field.type() == FieldType.DATE) {
        return moment.atZone(scope.user().zone()).toLocalDate();
      }
      return Formula.store(v, field);
    } catch (FormulaFailure e) {
      return null;
    }
  }

  @Override
  public List<Violation> violations(RequestScope scope, SObjectValue row, SObjectValue prior) {
    List<Rule> active =
        rules.computeIfAbsent(row.type().name().toLowerCase(Locale.ROOT), k -> rules(row.type()));
    if (active.isEmpty()) {
      return List.of();
    }
    List<Violation> out = new ArrayList<>();
    FormulaContext c = context(scope, row, prior, prior == null);
    for (Rule r : active) {
      try {
        if (r.condition().isTrue(c)) {
          out.add(new Violation(r.name(), r.field(), r.message()));
        }
      } catch (FormulaFailure e) {
        out.add(
            new Violation(
                r.name(),
                null,
                "The formula in the \""
                    + r.name()
                    + "\" validation rule is invalid due to the following reason: "
                    + e.getMessage()));
      }
    }
    return out;
  }

  private FormulaContext context(
      RequestScope scope, SObjectValue row, SObjectValue prior, boolean created) {
    return new FormulaContext(
        row,
        prior,
        created,
        scope.now(),
        scope.user().zone(),
        new ScopeRecords(scope),
        access.apply(scope),
        null);
  }

  // --- compiling -------------------------------------------------------------------------------

  private static FormulaType resultType(FieldType type) {
    FormulaType t = FormulaType.of(type);
    return t == FormulaType.PICKLIST || t == FormulaType.MULTIPICKLIST || t == FormulaType.ID
        ? FormulaType.TEXT
        : t;
  }

  private static Formula field(OrgSchema schema, SObjectDef object, FieldDef field) {
    return FormulaCompiler.compile(
        field.formula(),
        new RecordScope(schema, object, false),
        field.formulaBlanksAsZero(),
        resultType(field.type()));
  }

  /** The default of a date may be a moment, such as NOW(): its day counts. */
  private static Formula defaultOf(OrgSchema schema, FieldDef field) {
    FormulaType expected = resultType(field.type());
    DefaultScope names = new DefaultScope(schema);
    Formula free = FormulaCompiler.compile(field.defaultValueFormula(), names, false);
    boolean dayOfMoment = expected == FormulaType.DATE && free.type() == FormulaType.DATETIME;
    return dayOfMoment
        ? free
        : FormulaCompiler.compile(field.defaultValueFormula(), names, false, expected);
  }

  private List<Rule> rules(SObjectDef object) {
    List<Rule> out = new ArrayList<>();
    for (Component c : schema.metadata().childrenOf("ValidationRule", object.name())) {
      if (c.xml() != null && c.xml().bool("active", false)) {
        out.add(
            new Rule(
                c.localName(),
                rule(schema, object, c.xml()),
                displayField(object, c.xml()),
                c.xml().token("errorMessage", "")));
      }
    }
    return List.copyOf(out);
  }

  private static Formula rule(OrgSchema schema, SObjectDef object, XmlElement xml) {
    String source = xml.text("errorConditionFormula");
    return FormulaCompiler.compile(
        source == null ? "" : source,
        new RecordScope(schema, object, true),
        false,
        FormulaType.BOOLEAN);
  }

  private static String displayField(SObjectDef object, XmlElement xml) {
    String name = xml.token("errorDisplayField", null);
    return name == null ? null : object.field(name).map(FieldDef::name).orElse(null);
  }

  // --- checking --------------------------------------------------------------------------------

  /** What is wrong with the formulas of a schema; a deploy with an error here is refused. */
  public static List<Diagnostic> check(OrgSchema schema) {
    List<Diagnostic> out = new ArrayList<>();
    for (Component c : schema.metadata().ofType("CustomField")) {
      SObjectDef object = schema.object(c.parentName()).orElse(null);
      FieldDef field = object == null ? null : object.field(c.localName()).orElse(null);
      if (field == null || c.xml() == null) {
        continue;
      }
      if (field.formula() != null) {
        attempt(out, c, "formula", () -> field(schema, object, field));
      }
      if (field.defaultValueFormula() != null && !field.defaultValueFormula().isBlank()) {
        attempt(out, c, "defaultValue", () -> defaultOf(schema, field));
      }
    }
    for (Component c : schema.metadata().ofType("ValidationRule")) {
      SObjectDef object = schema.object(c.parentName()).orElse(null);
      if (object == null || c.xml() == null) {
        continue;
      }
      attempt(out, c, "errorConditionFormula", () -> rule(schema, object, c.xml()));
    }
    return out;
  }

  private static void attempt(List<Diagnostic> out, Component c, String element, Runnable compile) {
    try {
      compile.run();
    } catch (FormulaError e) {
      XmlElement at = c.xml().child(element).orElse(null);
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

  /** Default values see no fields, only the globals. */
  private static final class DefaultScope implements FormulaScope {
    private final GlobalScope globals;

    DefaultScope(OrgSchema schema) {
      this.globals = new GlobalScope(schema);
    }

    @Override
    public FormulaRef resolve(List<String> path) {
      if (path.get(0).startsWith("$")) {
        return globals.resolve(path);
      }
      throw UnknownName.of(
          "Field " + String.join(".", path) + " may not be used in this type of formula",
          path.get(0),
          List.of());
    }

    @Override
    public boolean picklistsAreText() {
      return false;
    }

    @Override
    public boolean hasChangeFunctions() {
      return false;
    }
  }
}
