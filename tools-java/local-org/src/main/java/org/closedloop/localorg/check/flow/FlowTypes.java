package org.closedloop.localorg.check.flow;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.closedloop.localorg.check.FieldFacts;
import org.closedloop.localorg.check.flow.FlowXml.Named;
import org.closedloop.localorg.check.flow.ValueType.Kind;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/** Resolves references of a flow to types: its own names, fields of records, globals. */
final class FlowTypes {
  private final FlowCheck check;
  private final FlowGlobals globals;
  private final Map<String, Optional<ValueType>> known = new HashMap<>();

  FlowTypes(FlowCheck check) {
    this.check = check;
    this.globals = new FlowGlobals(check, this);
  }

  /** The type behind a dotted reference without merge braces. */
  Resolved resolve(String reference) {
    String[] path = reference.split("\\.", -1);
    if (path[0].startsWith("$")) {
      return globals.resolve(path);
    }
    Named named = check.flow().named(path[0]).orElse(null);
    if (named == null) {
      return Resolved.none(
          "The flow has no element or resource named '" + path[0] + "'",
          NearestName.hint(path[0], check.flow().allNames()));
    }
    Map<String, ValueType> outputs = outputs(named);
    if (outputs != null && path.length > 1) {
      return output(named, outputs, path);
    }
    Optional<ValueType> type = typeOf(named);
    if (type.isEmpty()) {
      return Resolved.none(
          "'" + path[0] + "' is an element (" + named.kind() + ") that holds no value", "");
    }
    return walk(type.get(), path, 1);
  }

  private Resolved output(Named named, Map<String, ValueType> outputs, String[] path) {
    for (Map.Entry<String, ValueType> e : outputs.entrySet()) {
      if (e.getKey().equalsIgnoreCase(path[1])) {
        return walk(e.getValue(), path, 2);
      }
    }
    return Resolved.none(
        "'" + named.name() + "' has no output '" + path[1] + "'",
        NearestName.hint(path[1], outputs.keySet()));
  }

  /** Follows names from a value of that type. */
  private Resolved walk(ValueType type, String[] path, int from) {
    if (from == path.length || type.isAny() || type.kind() == Kind.APEX) {
      return Resolved.of(from == path.length ? type : ValueType.ANY);
    }
    String before = String.join(".", List.of(path).subList(0, from));
    if (type.collection()) {
      return Resolved.none("'" + before + "' is a collection and has no fields", "");
    }
    if (type.kind() != Kind.RECORD) {
      return Resolved.none("'" + before + "' is " + type + " and has no fields", "");
    }
    return type.object().isEmpty()
        ? Resolved.of(ValueType.ANY)
        : field(type.object(), List.of(path).subList(from, path.length));
  }

  /** A path of fields and relationships from a record of the object. */
  Resolved field(String object, List<String> steps) {
    // Articles get their standard fields from the feature, not from metadata.
    if (!check.context().objectExists(object) || object.endsWith("__kav")) {
      return Resolved.of(ValueType.ANY);
    }
    List<String> here = List.of(object);
    for (int i = 0; i < steps.size(); i++) {
      String step = steps.get(i);
      boolean last = i == steps.size() - 1;
      Optional<FieldFacts> field = last ? fieldOf(here, step) : Optional.empty();
      if (field.isPresent()) {
        return Resolved.of(check.typeOf(field.get()), field.get());
      }
      List<String> next = targets(here, step);
      if (next.isEmpty()) {
        return check.context().external(step)
            ? Resolved.of(ValueType.ANY)
            : Resolved.none(
                "The field \"" + step + "\" for the object \"" + here.get(0) + "\" doesn't exist.",
                check.context().fieldHint(here.get(0), step));
      }
      here = next.stream().filter(check.context()::objectExists).toList();
      if (here.isEmpty()) {
        return Resolved.of(ValueType.ANY);
      }
    }
    return Resolved.of(ValueType.record(here.size() == 1 ? here.get(0) : ""));
  }

  private Optional<FieldFacts> fieldOf(List<String> objects, String name) {
    for (String object : objects) {
      Optional<FieldFacts> found = check.context().field(object, name);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Objects behind a relationship, or the one chosen by {@code Owner:User}. */
  private List<String> targets(List<String> objects, String step) {
    int colon = step.indexOf(':');
    String relationship = colon < 0 ? step : step.substring(0, colon);
    List<String> out = new ArrayList<>();
    objects.forEach(o -> out.addAll(check.context().targets(o, relationship)));
    return colon < 0 || out.isEmpty() ? out : List.of(step.substring(colon + 1));
  }

  /** The type of the value that a name stands for; empty for elements that hold none. */
  Optional<ValueType> typeOf(Named named) {
    String key = named.name().toLowerCase(Locale.ROOT);
    Optional<ValueType> type = known.get(key);
    if (type == null) {
      // While it is being found out, a name that leads back to itself is of unknown type.
      known.put(key, Optional.of(ValueType.ANY));
      type = Optional.ofNullable(find(named));
      known.put(key, type);
    }
    return type;
  }

  private ValueType find(Named named) {
    XmlElement e = named.element();
    return switch (named.kind()) {
      case "variables" -> collected(e, declared(e));
      case "constants", "formulas", "choices" -> ValueType.named(e.token("dataType", ""), "");
      case "dynamicChoiceSets" -> ValueType.ANY;
      case "textTemplates" -> ValueType.of(Kind.STRING);
      case "rules", "waitEvents" -> ValueType.of(Kind.BOOLEAN);
      case "fields" -> screenField(e);
      case "recordLookups" -> lookup(e);
      case "recordCreates" ->
          e.bool("storeOutputAutomatically", false) ? ValueType.of(Kind.STRING) : null;
      case "loops" -> item(e);
      case "collectionProcessors" -> processed(e);
      case "transforms" -> collected(e, declared(e));
      case "actionCalls", "subflows" -> kept(e) ? ValueType.ANY : null;
      case "assignments", "recordUpdates", "recordDeletes", "decisions" -> null;
      case "customErrors", "recordRollbacks" -> null;
      default -> ValueType.ANY;
    };
  }

  /** The type that a variable or transform declares, of one item. */
  static ValueType declared(XmlElement e) {
    String type = e.token("dataType", "");
    return ValueType.named(type, e.token(type.equals("Apex") ? "apexClass" : "objectType", ""));
  }

  private static ValueType collected(XmlElement e, ValueType type) {
    return e.bool("isCollection", false) ? type.asCollection() : type;
  }

  private static ValueType screenField(XmlElement e) {
    return switch (e.token("fieldType", "")) {
      case "InputField", "LargeTextArea", "PasswordField" ->
          ValueType.named(e.token("dataType", "String"), "");
      default -> ValueType.ANY;
    };
  }

  private ValueType lookup(XmlElement e) {
    if (!e.bool("storeOutputAutomatically", false)) {
      return kept(e) ? ValueType.ANY : null;
    }
    ValueType record = ValueType.record(e.token("object", ""));
    return e.bool("getFirstRecordOnly", false) ? record : record.asCollection();
  }

  private boolean kept(XmlElement e) {
    return e.bool("storeOutputAutomatically", false) || check.flow().storageUnknown();
  }

  private ValueType item(XmlElement loop) {
    if (loop.has("assignNextValueToReference")) {
      return null;
    }
    ValueType of = resolve(loop.token("collectionReference", "")).type();
    return of.collection() ? of.item() : ValueType.ANY;
  }

  private ValueType processed(XmlElement e) {
    return switch (e.token("collectionProcessorType", "")) {
      case "FilterCollectionProcessor", "SortCollectionProcessor" ->
          resolve(e.token("collectionReference", "")).type();
      default -> ValueType.ANY;
    };
  }

  /** Named outputs of an action or subflow that keeps them itself; null when they are not known. */
  private Map<String, ValueType> outputs(Named named) {
    XmlElement e = named.element();
    if (!e.bool("storeOutputAutomatically", false)) {
      return null;
    }
    if (named.kind().equals("subflows")) {
      return SubflowChecks.outputs(check.context(), e.token("flowName", ""));
    }
    if (named.kind().equals("actionCalls") && e.token("actionType", "").equals("apex")) {
      return InvocableSource.of(check.context(), e.token("actionName", ""))
          .map(i -> i.outputTypes(check.context()))
          .orElse(null);
    }
    return null;
  }
}
