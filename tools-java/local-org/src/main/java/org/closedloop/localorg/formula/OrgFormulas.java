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

  static FormulaType resultType(FieldType type) {
    FormulaType t = FormulaType.of(type);
    return t == FormulaType.PICKLIST || t == FormulaType.MULTIPICKLIST || t == FormulaType.ID
        ? FormulaType.TEXT
        : t;
  }

  static Formula field(OrgSchema schema, SObjectDef object, FieldDef field) {
    return FormulaCompiler.compile(
        field.formula(),
        new FieldScope(schema, object, field),
        field.formulaBlanksAsZero(),
        resultType(field.type()));
  }

  /** The default of a date may be a moment, such as NOW(): its day counts. */
  static Formula defaultOf(OrgSchema schema, FieldDef field) {
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

  static Formula rule(OrgSchema schema, SObjectDef object, XmlElement xml) {
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

  /** A formula field sees everything but long texts and itself. */
  private static final class FieldScope implements FormulaScope {
    private final RecordScope names;
    private final SObjectDef object;
    private final FieldDef field;

    FieldScope(OrgSchema schema, SObjectDef object, FieldDef field) {
      this.names = new RecordScope(schema, object, false);
      this.object = object;
      this.field = field;
    }

    @Override
    public FormulaRef resolve(List<String> path) {
      FormulaRef ref = names.resolve(path);
      String name = String.join(".", path);
      if (ref.field() != null && ref.field().longText()) {
        throw UnknownName.of(
            "You referenced an unsupported field type called \"Long Text Area\" using the following"
                + " field: "
                + name,
            name,
            List.of());
      }
      if (path.size() == 1 && field.name().equalsIgnoreCase(name)) {
        throw UnknownName.of(
            "The formula of " + object.name() + "." + name + " refers to itself", name, List.of());
      }
      return ref;
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
