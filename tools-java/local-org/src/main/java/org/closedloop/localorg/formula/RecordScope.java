package org.closedloop.localorg.formula;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;
import org.closedloop.apex.value.SObjectValue;

/**
 * Names of a formula on one object: its fields, parents' fields through relationships, and the
 * globals.
 */
public final class RecordScope implements FormulaScope {

  /** Relationship steps that one formula may take. */
  private static final int MAX_STEPS = 10;

  private static final String RECORD_TYPE = "RecordType";

  private final Schema schema;
  private final SObjectDef object;
  private final GlobalScope globals;
  private final boolean changeFunctions;

  /**
   * @param changeFunctions true for validation rules and entry conditions, false for formula fields
   *     and default values
   */
  public RecordScope(Schema schema, SObjectDef object, boolean changeFunctions) {
    this.schema = schema;
    this.object = object;
    this.globals = new GlobalScope(schema);
    this.changeFunctions = changeFunctions;
  }

  @Override
  public FormulaRef resolve(List<String> path) {
    if (path.get(0).equalsIgnoreCase("$RecordType")) {
      List<String> own = new ArrayList<>(path);
      own.set(0, RECORD_TYPE);
      return path(schema, object, own, 0, FormulaContext::record);
    }
    if (path.get(0).startsWith("$")) {
      return globals.resolve(path);
    }
    return path(schema, object, path, 0, FormulaContext::record);
  }

  @Override
  public boolean picklistsAreText() {
    return false;
  }

  @Override
  public boolean hasChangeFunctions() {
    return changeFunctions;
  }

  /** Reads the record that a path starts from. */
  public interface Root {
    SObjectValue get(FormulaContext context);
  }

  /**
   * Resolves {@code path[from..]} starting at a record of the given object. Record types are always
   * there to name: an org without any has a blank one.
   */
  public static FormulaRef path(
      Schema schema, SObjectDef object, List<String> path, int from, Root root) {
    SObjectDef def = object;
    Root at = root;
    if (path.size() - from - 1 > MAX_STEPS) {
      throw UnknownName.of(
          "Field " + String.join(".", path) + " spans more than " + MAX_STEPS + " relationships.",
          path.get(from),
          List.of());
    }
    for (int i = from; i < path.size() - 1; i++) {
      String step = path.get(i);
      int colon = step.indexOf(':');
      if (step.equalsIgnoreCase(RECORD_TYPE) && def.relationship(step).isEmpty()) {
        at = c -> null;
        def = schema.require(RECORD_TYPE);
        continue;
      }
      FieldDef ref = relationship(def, path, colon < 0 ? step : step.substring(0, colon));
      SObjectDef target =
          colon < 0
              ? target(schema, ref, path, i + 1)
              : named(schema, ref, step.substring(colon + 1), path);
      Root before = at;
      at =
          c -> {
            SObjectValue r = before.get(c);
            return r == null ? null : c.records().parent(r, ref);
          };
      def = target;
    }
    String last = path.get(path.size() - 1);
    SObjectDef owner = def;
    FieldDef field =
        def.field(last)
            .orElseThrow(
                () ->
                    UnknownName.of(
                        "Field " + String.join(".", path) + " does not exist. Check spelling.",
                        last,
                        owner.fields().stream().map(FieldDef::name).toList()));
    Root reader = at;
    return new FormulaRef(
        FormulaType.of(field.type()),
        field,
        c -> {
          SObjectValue r = reader.get(c);
          if (r == null || (r.type() != owner && r.type().field(field.name()).isEmpty())) {
            return null;
          }
          return c.records().value(r, field);
        });
  }

  /** The target chosen by the form {@code Owner:User.Email}. */
  private static SObjectDef named(Schema schema, FieldDef ref, String name, List<String> path) {
    return ref.referenceTo().stream()
        .filter(t -> t.equalsIgnoreCase(name))
        .findFirst()
        .flatMap(schema::object)
        .orElseThrow(
            () ->
                UnknownName.of(
                    "Field " + String.join(".", path) + " does not exist. Check spelling.",
                    name,
                    ref.referenceTo()));
  }

  private static FieldDef relationship(SObjectDef def, List<String> path, String name) {
    return def.relationship(name)
        .orElseThrow(
            () ->
                UnknownName.of(
                    "Field " + String.join(".", path) + " does not exist. Check spelling.",
                    name,
                    def.fields().stream()
                        .map(FieldDef::relationshipName)
                        .filter(n -> n != null)
                        .toList()));
  }

  /** For a polymorphic reference the first target that has the next name. */
  private static SObjectDef target(Schema schema, FieldDef ref, List<String> path, int next) {
    SObjectDef first = null;
    for (String name : ref.referenceTo()) {
      SObjectDef def = schema.object(name).orElse(null);
      if (def == null) {
        continue;
      }
      if (first == null) {
        first = def;
      }
      String want = path.get(next);
      boolean has =
          next == path.size() - 1
              ? def.field(want).isPresent()
              : def.relationship(want).isPresent();
      if (has) {
        return def;
      }
    }
    if (first == null) {
      throw UnknownName.of(
          "Field " + String.join(".", path) + " does not exist. Check spelling.",
          path.get(next),
          List.of());
    }
    return first;
  }
}
