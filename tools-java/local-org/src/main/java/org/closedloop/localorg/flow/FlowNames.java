package org.closedloop.localorg.flow;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.closedloop.apex.host.ApexProgram.InvocableInfo;
import org.closedloop.apex.host.ApexProgram.InvocableVariable;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.localorg.flow.FlowType.Kind;
import org.closedloop.metadata.XmlElement;

/** The names that a flow declares, with the types of what they stand for. */
final class FlowNames {

  private static final Set<String> NODES =
      Set.of(
          "actionCalls",
          "apexPluginCalls",
          "assignments",
          "collectionProcessors",
          "customErrors",
          "decisions",
          "experiments",
          "loops",
          "orchestratedStages",
          "recordCreates",
          "recordDeletes",
          "recordLookups",
          "recordRollbacks",
          "recordUpdates",
          "screens",
          "steps",
          "subflows",
          "transforms",
          "waits");
  private static final Set<String> RESOURCES =
      Set.of(
          "choices",
          "constants",
          "dynamicChoiceSets",
          "formulas",
          "stages",
          "textTemplates",
          "variables");

  /** Kinds whose value a flow may change. */
  private static final Set<String> CHANGEABLE =
      Set.of(
          "variables",
          "loops",
          "recordLookups",
          "collectionProcessors",
          "fields",
          "actionCalls",
          "subflows",
          "transforms");

  /** Where elements say that their output goes. */
  private static final List<String> OUTPUTS =
      List.of(
          "outputReference",
          "outputAssignments",
          "outputParameters",
          "assignRecordIdToReference",
          "inputReference");

  private final FlowWorld world;
  private final boolean versioned;
  private final Function<String, XmlElement> flows;
  private final Map<String, XmlElement> declared = new LinkedHashMap<>();
  private final Map<String, FlowScope.Named> resolved = new LinkedHashMap<>();

  /**
   * @param flows XML of another flow by name, or null
   */
  FlowNames(XmlElement flow, FlowWorld world, Function<String, XmlElement> flows) {
    this.world = world;
    this.versioned = flow.has("apiVersion");
    this.flows = flows;
    for (XmlElement e : flow.children()) {
      if (NODES.contains(e.name()) || RESOURCES.contains(e.name())) {
        declare(e);
        for (String inner : List.of("rules", "waitEvents", "stageSteps", "fields")) {
          e.children(inner).forEach(this::declareInner);
        }
      }
    }
    flow.child("start").ifPresent(s -> s.children("scheduledPaths").forEach(this::declarePath));
  }

  private void declareInner(XmlElement e) {
    if (e.has("name")) {
      declare(e);
    }
    if (e.name().equals("fields")) {
      e.children("fields").forEach(this::declareInner);
    }
  }

  private void declarePath(XmlElement path) {
    if (path.has("name")) {
      declare(path);
    }
  }

  private void declare(XmlElement e) {
    String name = e.token("name", "");
    declared.putIfAbsent(name.toLowerCase(Locale.ROOT), e);
  }

  List<String> all() {
    return declared.values().stream().map(e -> e.token("name", "")).toList();
  }

  /** The element of a node by name, or null. */
  XmlElement node(String name) {
    XmlElement e = declared.get(name.toLowerCase(Locale.ROOT));
    return e != null && NODES.contains(e.name()) ? e : null;
  }

  List<String> nodeNames() {
    return declared.values().stream()
        .filter(e -> NODES.contains(e.name()))
        .map(e -> e.token("name", ""))
        .toList();
  }

  /** A name that holds a value, in lower case; null when there is none such. */
  FlowScope.Named find(String lowerCase) {
    FlowScope.Named known = resolved.get(lowerCase);
    if (known != null) {
      return known;
    }
    XmlElement e = declared.get(lowerCase);
    FlowScope.Named n = e == null ? null : named(e);
    if (n != null) {
      resolved.put(lowerCase, n);
    }
    return n;
  }

  private FlowScope.Named named(XmlElement e) {
    String name = e.token("name", "");
    return switch (e.name()) {
      case "variables" -> simple(name, variableType(e));
      case "constants", "formulas" -> simple(name, FlowType.of(kind(e)));
      case "textTemplates" -> simple(name, FlowType.of(Kind.STRING));
      case "recordLookups" -> lookup(e, name);
      case "recordCreates" -> automatic(e) ? simple(name, FlowType.of(Kind.STRING)) : null;
      case "rules" -> simple(name, FlowType.of(Kind.BOOLEAN));
      case "loops", "collectionProcessors" -> collection(e, name);
      case "actionCalls" -> action(e, name);
      case "subflows" -> subflow(e, name);
      case "assignments", "customErrors", "decisions", "recordDeletes", "recordUpdates" -> null;
      case "scheduledPaths", "start" -> null;
      // The local org does not run these; what they hold is not known.
      default -> simple(name, FlowType.of(Kind.ANY));
    };
  }

  private static FlowScope.Named simple(String name, FlowType type) {
    return new FlowScope.Named(name, type, Map.of());
  }

  /**
   * Whether an element keeps its output itself. Files retrieved before flows had a version do not
   * say so.
   */
  boolean automatic(XmlElement e) {
    return e.bool("storeOutputAutomatically", false) || storageUnknown(e);
  }

  /** Whether an element neither says that it keeps its output nor where the output goes. */
  boolean storageUnknown(XmlElement e) {
    return !versioned && !e.has("storeOutputAutomatically") && OUTPUTS.stream().noneMatch(e::has);
  }

  private FlowScope.Named lookup(XmlElement e, String name) {
    if (!e.bool("storeOutputAutomatically", false)) {
      return storageUnknown(e) ? simple(name, FlowType.of(Kind.ANY)) : null;
    }
    SObjectDef def = world.schema().object(e.token("object", "")).orElse(null);
    FlowType t = FlowType.record(def);
    return simple(name, e.bool("getFirstRecordOnly", false) ? t : t.asCollection());
  }

  private FlowScope.Named collection(XmlElement e, String name) {
    if (e.name().equals("loops") && e.has("assignNextValueToReference")) {
      return null;
    }
    String ref = e.token("collectionReference", "");
    FlowType t = typeOf(List.of(ref.split("\\.")));
    if (t == null) {
      t = FlowType.of(Kind.ANY).asCollection();
    }
    return simple(name, e.name().equals("loops") ? t.item() : t);
  }

  /** Type of a collection reference; null when it is not known. */
  private FlowType typeOf(List<String> path) {
    FlowScope.Named n = find(path.get(0).toLowerCase(Locale.ROOT));
    if (n == null) {
      return null;
    }
    if (path.size() == 1) {
      return n.type();
    }
    return n.outputs().entrySet().stream()
        .filter(x -> x.getKey().equalsIgnoreCase(path.get(1)))
        .map(Map.Entry::getValue)
        .findFirst()
        .orElse(null);
  }

  private FlowScope.Named action(XmlElement e, String name) {
    if (!automatic(e)) {
      return null;
    }
    Map<String, FlowType> outputs = new LinkedHashMap<>();
    if (e.token("actionType", "").equals("apex")) {
      InvocableInfo info = world.invocable(e.token("actionName", "")).orElse(null);
      if (info == null) {
        return simple(name, FlowType.of(Kind.ANY));
      }
      for (InvocableVariable v : info.outputs()) {
        outputs.put(v.name(), mapped(e, v.name(), apexType(v.type())));
      }
      boolean plain = info.outputs().size() == 1 && outputs.containsKey("output");
      if (plain) {
        return simple(name, outputs.get("output"));
      }
    } else if (e.token("actionType", "").equals("flow")) {
      return outputs(name, e.token("actionName", ""));
    } else {
      return simple(name, FlowType.of(Kind.ANY));
    }
    return new FlowScope.Named(name, FlowType.of(Kind.OUTPUTS), outputs);
  }

  private FlowScope.Named subflow(XmlElement e, String name) {
    return automatic(e) ? outputs(name, e.token("flowName", "")) : null;
  }

  /** The type of an action's generic record parameter, as the action maps it to an object. */
  FlowType mapped(XmlElement action, String parameter, FlowType type) {
    if (type.kind() != Kind.SOBJECT || type.object() != null) {
      return type;
    }
    for (XmlElement m : action.children("dataTypeMappings")) {
      String of = m.token("typeName", "");
      if (of.substring(of.indexOf("__") + 2).equalsIgnoreCase(parameter) && of.contains("__")) {
        SObjectDef def = world.schema().object(m.token("typeValue", "")).orElse(null);
        return new FlowType(Kind.SOBJECT, type.collection(), def, null);
      }
    }
    return type;
  }

  /**
   * Outputs of a flow that is not there may be anything: that it is not there is told elsewhere.
   */
  private FlowScope.Named outputs(String name, String flowName) {
    return flows.apply(flowName) == null
        ? simple(name, FlowType.of(Kind.ANY))
        : new FlowScope.Named(name, FlowType.of(Kind.OUTPUTS), outputsOf(flowName));
  }

  private Map<String, FlowType> outputsOf(String flowName) {
    Map<String, FlowType> out = new LinkedHashMap<>();
    for (XmlElement v : variablesOf(flowName)) {
      if (v.bool("isOutput", false)) {
        out.put(v.token("name", ""), variableType(v));
      }
    }
    return out;
  }

  /** Variable elements of another flow; empty when there is no such flow. */
  List<XmlElement> variablesOf(String flowName) {
    XmlElement other = flows.apply(flowName);
    return other == null ? List.of() : other.children("variables");
  }

  boolean hasFlow(String flowName) {
    return flows.apply(flowName) != null;
  }

  FlowType variableType(XmlElement e) {
    Kind kind = kind(e);
    FlowType t =
        kind == Kind.SOBJECT
            ? FlowType.record(world.schema().object(e.token("objectType", "")).orElse(null))
            : kind == Kind.APEX ? FlowType.apex(e.token("apexClass", "Object")) : FlowType.of(kind);
    return e.bool("isCollection", false) ? t.asCollection() : t;
  }

  private Kind kind(XmlElement e) {
    String t = e.token("dataType", "String");
    return switch (t) {
      case "String" -> Kind.STRING;
      case "Number" -> Kind.NUMBER;
      case "Currency" -> Kind.CURRENCY;
      case "Boolean" -> Kind.BOOLEAN;
      case "Date" -> Kind.DATE;
      case "DateTime" -> Kind.DATETIME;
      case "Time" -> Kind.TIME;
      case "Picklist" -> Kind.PICKLIST;
      case "Multipicklist" -> Kind.MULTIPICKLIST;
      case "SObject" -> Kind.SOBJECT;
      case "Apex" -> Kind.APEX;
      default -> Kind.ANY;
    };
  }

  /** The flow type of Apex source text such as {@code List<Id>}. */
  FlowType apexType(String source) {
    String t = source.strip();
    String lower = t.toLowerCase(Locale.ROOT);
    if (lower.startsWith("list<") && t.endsWith(">")) {
      return apexType(t.substring(5, t.length() - 1)).asCollection();
    }
    int dot = lower.startsWith("system.") ? 7 : lower.startsWith("schema.") ? 7 : 0;
    String plain = t.substring(dot);
    switch (plain.toLowerCase(Locale.ROOT)) {
      case "string", "id" -> {
        return FlowType.of(Kind.STRING);
      }
      case "integer", "long", "double", "decimal" -> {
        return FlowType.of(Kind.NUMBER);
      }
      case "boolean" -> {
        return FlowType.of(Kind.BOOLEAN);
      }
      case "date" -> {
        return FlowType.of(Kind.DATE);
      }
      case "datetime" -> {
        return FlowType.of(Kind.DATETIME);
      }
      case "time" -> {
        return FlowType.of(Kind.TIME);
      }
      case "sobject" -> {
        return FlowType.record(null);
      }
      default -> {
        SObjectDef def = world.schema().object(plain).orElse(null);
        return def == null ? FlowType.apex(plain) : FlowType.record(def);
      }
    }
  }

  /** Whether the name (in lower case) holds something that a flow may change. */
  boolean isAssignable(String lowerCase) {
    XmlElement e = declared.get(lowerCase);
    return e != null && CHANGEABLE.contains(e.name());
  }
}
