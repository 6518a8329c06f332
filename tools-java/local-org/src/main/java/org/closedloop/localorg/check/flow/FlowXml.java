package org.closedloop.localorg.check.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.closedloop.metadata.XmlElement;

/** A flow's nodes, resources and start, sorted out for rules. */
final class FlowXml {
  private static final Set<String> NODE_KINDS =
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
  private static final Set<String> RESOURCE_KINDS =
      Set.of(
          "choices",
          "constants",
          "dynamicChoiceSets",
          "formulas",
          "stages",
          "textTemplates",
          "variables");

  /** A name of the flow and the element that declares it. */
  record Named(String kind, XmlElement element) {
    String name() {
      return element.token("name", "");
    }
  }

  private final XmlElement flow;
  private final Map<String, XmlElement> nodes = new LinkedHashMap<>();
  private final Map<String, Named> names = new LinkedHashMap<>();
  private final List<Named> declared = new ArrayList<>();
  private final List<Named> doubles = new ArrayList<>();

  FlowXml(XmlElement flow) {
    this.flow = flow;
    for (XmlElement e : flow.children()) {
      if (NODE_KINDS.contains(e.name())) {
        nodes.put(e.token("name", ""), e);
        declare(e.name(), e);
        inner(e);
      } else if (RESOURCE_KINDS.contains(e.name())) {
        declare(e.name(), e);
      }
    }
    for (XmlElement path : start().map(s -> s.children("scheduledPaths")).orElse(List.of())) {
      if (path.has("name")) {
        declare("scheduledPaths", path);
      }
    }
  }

  private void inner(XmlElement node) {
    for (String kind : List.of("rules", "waitEvents", "stageSteps")) {
      node.children(kind).forEach(e -> declare(kind, e));
    }
    node.children("fields").forEach(this::screenField);
  }

  private void screenField(XmlElement field) {
    if (field.has("name")) {
      declare("fields", field);
    }
    field.children("fields").forEach(this::screenField);
  }

  private void declare(String kind, XmlElement e) {
    Named named = new Named(kind, e);
    declared.add(named);
    if (names.putIfAbsent(key(named.name()), named) != null) {
      doubles.add(named);
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  XmlElement root() {
    return flow;
  }

  /** Nodes by name as written, in file order. */
  Map<String, XmlElement> nodes() {
    return nodes;
  }

  /** What the flow declares under the name, whatever its case. */
  Optional<Named> named(String name) {
    return Optional.ofNullable(names.get(key(name)));
  }

  /** All declarations, in file order. */
  List<Named> declared() {
    return declared;
  }

  List<String> allNames() {
    return names.values().stream().map(Named::name).toList();
  }

  /** Declarations whose name was taken before. */
  List<Named> doubles() {
    return doubles;
  }

  Optional<XmlElement> start() {
    return flow.child("start");
  }

  /**
   * {@code RecordAfterSave}, {@code Scheduled} ...; {@code None} when nothing triggers the flow.
   */
  String triggerType() {
    return start().map(s -> s.token("triggerType", "None")).orElse("None");
  }

  boolean recordTriggered() {
    return triggerType().startsWith("Record");
  }

  /** {@code Create}, {@code Update} ... or the empty string. */
  String recordTriggerType() {
    return start().map(s -> s.token("recordTriggerType", "")).orElse("");
  }

  String processType() {
    return flow.token("processType", "Flow");
  }

  /** Whether an update may start the flow; also when the flow does not say what does. */
  boolean mayUpdate() {
    String kind = recordTriggerType();
    return kind.contains("Update") || (kind.isEmpty() && recordTriggered());
  }

  /** A flow or autolaunched flow; other process types follow rules of their own products. */
  boolean plain() {
    return processType().equals("Flow") || processType().equals("AutoLaunchedFlow");
  }

  boolean active() {
    return flow.token("status", "Draft").equals("Active");
  }

  /** Object of the start, or empty. */
  String startObject() {
    return start().map(s -> s.token("object", "")).orElse("");
  }

  /** Version whose behaviour the flow has; the newest when it does not say. */
  double version() {
    try {
      return Double.parseDouble(flow.token("apiVersion", "67.0"));
    } catch (NumberFormatException e) {
      return 67.0;
    }
  }

  /** Whether the flow is new enough for its file to say blank where nothing is compared with. */
  boolean explicit() {
    return flow.has("apiVersion") && version() >= 50;
  }

  /**
   * Whether elements may keep their output without saying so: files retrieved before flows had a
   * version lack storeOutputAutomatically.
   */
  boolean storageUnknown() {
    return !flow.has("apiVersion");
  }

  /** Calls the visitor for every element below, in file order. */
  static void each(XmlElement root, Consumer<XmlElement> visitor) {
    for (XmlElement child : root.children()) {
      visitor.accept(child);
      each(child, visitor);
    }
  }
}
