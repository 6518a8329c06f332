package org.closedloop.localorg.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.formula.FormulaContext;
import org.closedloop.localorg.formula.FormulaRef;
import org.closedloop.localorg.formula.FormulaScope;
import org.closedloop.localorg.formula.FormulaType;
import org.closedloop.localorg.formula.GlobalScope;
import org.closedloop.localorg.formula.RecordScope;

/**
 * Names of one flow: its resources, the outputs of its nodes, {@code $Record}, {@code $Flow} and
 * the platform's globals.
 */
final class FlowScope implements FormulaScope {

  /**
   * A name of the flow.
   *
   * @param outputs types of named outputs when the type is OUTPUTS, else null
   */
  record Named(String declaredName, FlowType type, Map<String, FlowType> outputs) {}

  private static final List<String> FLOW_NAMES =
      List.of(
          "CurrentDate",
          "CurrentDateTime",
          "CurrentRecord",
          "FaultMessage",
          "InterviewGuid",
          "InterviewStartTime");

  private final Schema schema;
  private final GlobalScope globals;
  private final SObjectDef record;
  private final boolean prior;
  private final Function<String, Named> names;
  private final List<String> candidates;

  /**
   * @param record object of {@code $Record}, or null
   * @param prior whether {@code $Record__Prior} exists
   * @param names look-up of a name in lower case, null when there is none
   */
  FlowScope(
      Schema schema,
      SObjectDef record,
      boolean prior,
      Function<String, Named> names,
      List<String> candidates) {
    this.schema = schema;
    this.globals = new GlobalScope(schema);
    this.record = record;
    this.prior = prior;
    this.names = names;
    this.candidates = candidates;
  }

  @Override
  public boolean picklistsAreText() {
    return true;
  }

  @Override
  public boolean hasChangeFunctions() {
    return record != null;
  }

  @Override
  public FormulaRef resolve(List<String> path) {
    FlowRef r = ref(path);
    FormulaType type =
        r.field() != null && guessed(r.field()) ? FormulaType.NULL : r.type().formulaType();
    return new FormulaRef(type, r.field(), r.accessor());
  }

  /** Standard fields known by their stubs only: picklists are text of the default length there. */
  private static boolean guessed(FieldDef f) {
    return !f.custom() && f.type() == FieldType.STRING && f.length() == 255 && !f.nameField();
  }

  FlowRef ref(List<String> path) {
    String root = path.get(0);
    if (!root.startsWith("$")) {
      return named(path);
    }
    return switch (root.toLowerCase(Locale.ROOT)) {
      case "$record" -> record(path, FormulaContext::record);
      case "$record__prior" -> {
        if (!prior) {
          throw UnknownName.of(
              "$Record__Prior is available only in flows that run when a record is updated.",
              root,
              List.of());
        }
        yield record(path, FormulaContext::prior);
      }
      case "$flow" -> flow(path);
      case "$globalconstant" -> constant(path);
      default -> {
        FormulaRef g = globals.resolve(path);
        FlowType t =
            g.field() != null
                ? FlowType.of(g.field())
                : switch (g.type()) {
                  case BOOLEAN -> FlowType.of(FlowType.Kind.BOOLEAN);
                  case DATETIME -> FlowType.of(FlowType.Kind.DATETIME);
                  case NUMBER -> FlowType.of(FlowType.Kind.NUMBER);
                  default -> FlowType.of(FlowType.Kind.STRING);
                };
        yield new FlowRef(t, g.field(), g.accessor());
      }
    };
  }

  private FlowRef record(List<String> path, RecordScope.Root root) {
    if (record == null) {
      throw UnknownName.of(
          path.get(0) + " is available only in flows that a record or event starts.",
          path.get(0),
          List.of());
    }
    return fields(record, path, root);
  }

  private FlowRef fields(SObjectDef def, List<String> path, RecordScope.Root root) {
    if (path.size() == 1) {
      return new FlowRef(FlowType.record(def), null, root::get);
    }
    String last = path.get(path.size() - 1);
    SObjectDef at = def;
    List<FieldDef> steps = new ArrayList<>();
    for (int i = 1; i < path.size() - 1 && at != null; i++) {
      FieldDef f = at.relationship(path.get(i)).orElse(null);
      steps.add(f);
      at =
          f == null || f.referenceTo().size() != 1
              ? null
              : schema.object(f.referenceTo().get(0)).orElse(null);
    }
    // A path may end in a relationship: the whole parent record.
    if (at != null && at.field(last).isEmpty() && at.relationship(last).isPresent()) {
      FieldDef f = at.relationship(last).get();
      if (f.referenceTo().size() == 1) {
        SObjectDef target = schema.require(f.referenceTo().get(0));
        steps.add(f);
        return new FlowRef(
            FlowType.record(target),
            null,
            c -> {
              SObjectValue r = root.get(c);
              for (FieldDef s : steps) {
                r = r == null ? null : c.records().parent(r, s);
              }
              return r;
            });
      }
    }
    FormulaRef r = RecordScope.path(schema, def, path, 1, root);
    return new FlowRef(FlowType.of(Objects.requireNonNull(r.field())), r.field(), r.accessor());
  }

  private FlowRef named(List<String> path) {
    Named n = names.apply(path.get(0).toLowerCase(Locale.ROOT));
    if (n == null) {
      throw UnknownName.of(
          "The flow has no element or resource named " + path.get(0) + ".",
          path.get(0),
          candidates);
    }
    String name = n.declaredName();
    FormulaRef.Accessor whole = c -> c.resources().value(name);
    if (path.size() == 1) {
      return new FlowRef(n.type(), null, whole);
    }
    String whereFrom = String.join(".", path);
    FlowType t = n.type();
    if (t.collection()) {
      throw UnknownName.of(
          whereFrom + ": " + name + " is a collection and has no fields.", name, List.of());
    }
    switch (t.kind()) {
      case SOBJECT -> {
        if (t.object() == null) {
          return new FlowRef(
              FlowType.of(FlowType.Kind.ANY), null, c -> FlowRecords.read(c, whole.get(c), path));
        }
        return fields(t.object(), path, c -> (SObjectValue) whole.get(c));
      }
      case OUTPUTS -> {
        return output(n, path, whole);
      }
      case APEX, ANY -> {
        return new FlowRef(
            FlowType.of(FlowType.Kind.ANY), null, c -> FlowRecords.read(c, whole.get(c), path));
      }
      default ->
          throw UnknownName.of(
              whereFrom + ": " + name + " is no record and has no fields.", name, List.of());
    }
  }

  private FlowRef output(Named n, List<String> path, FormulaRef.Accessor whole) {
    String wanted = path.get(1);
    for (Map.Entry<String, FlowType> e : n.outputs().entrySet()) {
      if (e.getKey().equalsIgnoreCase(wanted)) {
        String key = e.getKey();
        FormulaRef.Accessor one = c -> whole.get(c) instanceof Map<?, ?> m ? m.get(key) : null;
        if (path.size() == 2) {
          return new FlowRef(e.getValue(), null, one);
        }
        List<String> rest = path.subList(1, path.size());
        if (e.getValue().isRecord() && e.getValue().object() != null) {
          return fields(e.getValue().object(), rest, c -> (SObjectValue) one.get(c));
        }
        return new FlowRef(
            FlowType.of(FlowType.Kind.ANY), null, c -> FlowRecords.read(c, one.get(c), rest));
      }
    }
    throw UnknownName.of(
        n.declaredName() + " has no output named " + wanted + ".", wanted, n.outputs().keySet());
  }

  private FlowRef flow(List<String> path) {
    String name = path.size() < 2 ? "" : path.get(1).toLowerCase(Locale.ROOT);
    return switch (name) {
      case "currentdate" ->
          new FlowRef(
              FlowType.of(FlowType.Kind.DATE), null, c -> c.now().atZone(c.zone()).toLocalDate());
      case "currentdatetime" ->
          new FlowRef(FlowType.of(FlowType.Kind.DATETIME), null, FormulaContext::now);
      case "faultmessage", "interviewguid", "currentrecord" ->
          new FlowRef(
              FlowType.of(FlowType.Kind.STRING), null, c -> c.resources().value("$flow." + name));
      case "interviewstarttime" ->
          new FlowRef(
              FlowType.of(FlowType.Kind.DATETIME), null, c -> c.resources().value("$flow." + name));
      case "activestages", "currentstage" -> throw UnknownName.unsupported("$Flow." + path.get(1));
      default ->
          throw UnknownName.of(
              String.join(".", path) + " does not exist.",
              path.size() < 2 ? "" : path.get(1),
              FLOW_NAMES);
    };
  }

  private static FlowRef constant(List<String> path) {
    String name = path.size() < 2 ? "" : path.get(1).toLowerCase(Locale.ROOT);
    return switch (name) {
      case "true" -> new FlowRef(FlowType.of(FlowType.Kind.BOOLEAN), null, c -> Boolean.TRUE);
      case "false" -> new FlowRef(FlowType.of(FlowType.Kind.BOOLEAN), null, c -> Boolean.FALSE);
      case "emptystring" -> new FlowRef(FlowType.of(FlowType.Kind.STRING), null, c -> "");
      default ->
          throw UnknownName.of(
              String.join(".", path) + " does not exist.",
              path.size() < 2 ? "" : path.get(1),
              List.of("True", "False", "EmptyString"));
    };
  }
}
