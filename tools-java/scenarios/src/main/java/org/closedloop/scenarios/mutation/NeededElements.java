package org.closedloop.scenarios.mutation;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.closedloop.scenarios.mutation.XmlText.Node;

/**
 * Which elements that the schema calls optional a platform rule needs all the same, and what two
 * entries for one thing or a turned flag mean to an org.
 */
final class NeededElements {

  /** What becomes of a file without the element, or with the flag turned. */
  record Need(Verdict verdict, String reason) {}

  private static final Need OPTIONAL = new Need(Verdict.EQUIVALENT, "an optional element");
  private static final Set<String> LENIENT =
      Set.of("ApexClass/status", "ApexTrigger/status", "value/default", "customValue/default");
  private static final Set<String> SIZED = Set.of("Text", "LongTextArea", "Html");
  private static final Set<String> NUMBERS = Set.of("Number", "Currency", "Percent");
  private static final Set<String> LINES = Set.of("LongTextArea", "Html", "MultiselectPicklist");
  private static final Set<String> CHOICES = Set.of("Picklist", "MultiselectPicklist");
  private static final Set<String> LOOKUPS =
      Set.of("Lookup", "MasterDetail", "MetadataRelationship");

  /** Elements of which two must not name the same thing, by type and path, with the name's path. */
  private static final Map<String, String> KEYS =
      Map.ofEntries(
          Map.entry("PermissionSet/fieldPermissions", "field"),
          Map.entry("PermissionSet/objectPermissions", "object"),
          Map.entry("PermissionSet/classAccesses", "apexClass"),
          Map.entry("PermissionSet/pageAccesses", "apexPage"),
          Map.entry("PermissionSet/tabSettings", "tab"),
          Map.entry("PermissionSet/customMetadataTypeAccesses", "name"),
          Map.entry("PermissionSet/customPermissions", "name"),
          Map.entry("PermissionSet/customSettingAccesses", "name"),
          Map.entry("PermissionSet/applicationVisibilities", "application"),
          Map.entry("CustomField/valueSet/valueSetDefinition/value", "fullName"),
          Map.entry("CustomMetadata/values", "field"),
          Map.entry("ListView/columns", ""),
          Map.entry("CompactLayout/fields", ""),
          Map.entry("Layout/layoutSections/layoutColumns/layoutItems", "field"),
          Map.entry("Layout/relatedLists", "relatedList"),
          Map.entry("Layout/relatedLists/fields", ""),
          Map.entry("CustomLabels/labels", "fullName"),
          Map.entry("CustomApplication/tabs", ""),
          Map.entry("Queue/queueSobject", "sobjectType"));

  /** Of those, the ones an org is known to refuse. */
  private static final Set<String> REFUSED_TWICE =
      Set.of(
          "CustomField/valueSet/valueSetDefinition/value",
          "Layout/layoutSections/layoutColumns/layoutItems",
          "CustomLabels/labels");

  private final Facts facts;
  private final Sources sources;

  NeededElements(Sources sources) {
    this.sources = sources;
    this.facts = new Facts(sources);
  }

  /** Required by the schema, but the server supplies it. */
  static boolean lenient(Node n) {
    return LENIENT.contains(n.parent.name + "/" + n.name);
  }

  /** What two such entries would both name; empty when saying it twice is harmless. */
  static String entryKey(XmlText x, Node n) {
    String path = x.type() + "/" + n.path();
    if (KEYS.containsKey(path)) {
      return "two entries for one thing";
    }
    if (!x.type().equals("Flow")) {
      return "";
    }
    if (n.child("name").isEmpty() || n.name.equals("processMetadataValues")) {
      return n.name.equals("inputAssignments") || n.name.equals("queriedFields")
          ? "one field twice"
          : "";
    }
    return "names are unique";
  }

  /** Whether an org is known to refuse the second entry. */
  static boolean entryRefused(XmlText x, Node n) {
    boolean flowName =
        x.type().equals("Flow")
            && (n.parent.parent == null || Set.of("rules", "scheduledPaths").contains(n.name));
    return flowName || REFUSED_TWICE.contains(x.type() + "/" + n.path());
  }

  /** What becomes of the file without this element, which the schema does not require. */
  Need of(XmlText x, Node n) {
    return switch (x.type()) {
      case "CustomField" -> field(x, n);
      case "CustomObject" -> object(x, n);
      case "Flow" -> new FlowGraph(x).without(n);
      case "Layout" -> layout(x, n);
      case "CustomMetadata" -> record(x, n);
      case "CustomLabels" ->
          n.name.equals("labels") && facts.inCode(n.value("fullName"))
              ? refused("Apex or a page names the label")
              : n.name.equals("fullName") ? refused("a label has a name") : OPTIONAL;
      case "CustomTab" ->
          n.name.equals("customObject") ? refused("a tab shows something") : OPTIONAL;
      case "CustomApplication" ->
          n.path().equals("label") ? refused("an app has a label") : OPTIONAL;
      case "PermissionSet" -> permission(x, n);
      case "CompactLayout", "ListView", "ValidationRule" ->
          n.path().equals("fullName")
              ? refused("a child in its own file carries its name")
              : OPTIONAL;
      default -> OPTIONAL;
    };
  }

  private static Need refused(String reason) {
    return new Need(Verdict.REFUSED, reason);
  }

  private static Need wrong(String reason) {
    return new Need(Verdict.WRONG, reason);
  }

  private Need field(XmlText x, Node n) {
    String type = x.root.value("type");
    boolean formula = x.root.child("formula").isPresent();
    boolean top = n.parent == x.root;
    if (!top) {
      return n.name.equals("valueSetDefinition") || n.path().endsWith("value/fullName")
          ? refused("a picklist has values, and each has a name")
          : OPTIONAL;
    }
    boolean needed =
        switch (n.name) {
          case "fullName", "label", "type" -> true;
          case "length" -> SIZED.contains(type) && !formula;
          case "precision", "scale" -> NUMBERS.contains(type);
          case "visibleLines" -> LINES.contains(type);
          case "valueSet" -> CHOICES.contains(type);
          case "referenceTo" -> LOOKUPS.contains(type);
          case "relationshipName" -> type.equals("MasterDetail");
          case "defaultValue" -> type.equals("Checkbox");
          case "formula" -> type.equals("Checkbox");
          case "displayFormat" -> type.equals("AutoNumber");
          default -> false;
        };
    return needed ? refused(n.name + " is needed by a " + type + " field") : OPTIONAL;
  }

  private Need object(XmlText x, Node n) {
    String name = x.name();
    if (n.path().equals("nameField/displayFormat")) {
      return refused("an auto-number has a format");
    }
    if (n.parent != x.root || !name.contains("__")) {
      return OPTIONAL;
    }
    boolean setting = x.root.child("customSettingsType").isPresent();
    boolean needed =
        switch (n.name) {
          case "label" -> true;
          case "pluralLabel" -> !setting;
          case "nameField", "sharingModel" -> name.endsWith("__c") && !setting;
          case "deploymentStatus" -> (name.endsWith("__c") && !setting) || name.endsWith("__e");
          case "customSettingsType" -> true;
          default -> false;
        };
    return needed ? refused(n.name + " is needed by such an object") : OPTIONAL;
  }

  private Need layout(XmlText x, Node n) {
    if (n.name.equals("field")) {
      return wrong("an item that shows nothing");
    }
    if (!n.name.equals("layoutItems")) {
      boolean holds =
          n.children.stream()
              .flatMap(
                  c ->
                      c.name.equals("layoutItems")
                          ? java.util.stream.Stream.of(c)
                          : c.children("layoutItems").stream())
              .anyMatch(i -> mandatoryItem(x, i));
      return holds && !n.name.equals("relatedLists")
          ? refused("a layout shows every required field")
          : OPTIONAL;
    }
    return mandatoryItem(x, n) ? refused("a layout shows every required field") : OPTIONAL;
  }

  private boolean mandatoryItem(XmlText x, Node item) {
    String object = x.name().substring(0, x.name().indexOf('-'));
    return facts.field(object, item.value("field")).map(facts::mandatory).orElse(false);
  }

  private Need record(XmlText x, Node n) {
    if (n.path().equals("label")) {
      return refused("a record has a label");
    }
    if (!n.name.equals("values")) {
      return OPTIONAL;
    }
    String object = x.name().substring(0, x.name().indexOf('.')) + "__mdt";
    boolean required = facts.field(object, n.value("field")).map(facts::mandatory).orElse(false);
    return required ? refused("the field is required") : OPTIONAL;
  }

  private Need permission(XmlText x, Node n) {
    if (n.name.equals("readable") && flag(n.parent, "editable")) {
      return refused("edit access needs read access");
    }
    if (n.name.equals("objectPermissions")) {
      String prefix = n.value("object") + ".";
      boolean fields =
          x.root.children("fieldPermissions").stream()
              .anyMatch(f -> f.value("field").startsWith(prefix));
      return fields ? wrong("field access without object access") : OPTIONAL;
    }
    return OPTIONAL;
  }

  /** What becomes of the file when this flag is turned. */
  Need flipped(XmlText x, Node n) {
    Need free = new Need(Verdict.EQUIVALENT, "either value is meant somewhere");
    String key = x.type() + "/" + n.path();
    boolean on = n.value().equals("true");
    switch (key) {
      case "PermissionSet/objectPermissions/allowRead":
        return on && flag(n.parent, "allowCreate", "allowEdit", "allowDelete", "viewAllRecords")
            ? refused("other access needs read access")
            : free;
      case "PermissionSet/objectPermissions/allowEdit":
        return (on && flag(n.parent, "allowDelete", "modifyAllRecords"))
                || (!on && !flag(n.parent, "allowRead"))
            ? refused("delete needs edit, edit needs read")
            : free;
      case "PermissionSet/objectPermissions/allowCreate":
        return !on && !flag(n.parent, "allowRead") ? refused("create needs read") : free;
      case "PermissionSet/objectPermissions/allowDelete":
        return (on && flag(n.parent, "modifyAllRecords"))
                || (!on && !(flag(n.parent, "allowEdit") && flag(n.parent, "allowRead")))
            ? refused("modify all needs delete, delete needs edit")
            : free;
      case "PermissionSet/objectPermissions/viewAllRecords":
        return (on && flag(n.parent, "modifyAllRecords")) || (!on && !flag(n.parent, "allowRead"))
            ? refused("modify all needs view all, view all needs read")
            : free;
      case "PermissionSet/objectPermissions/modifyAllRecords":
        return !on
                && !(flag(n.parent, "allowRead")
                    && flag(n.parent, "allowEdit")
                    && flag(n.parent, "allowDelete")
                    && flag(n.parent, "viewAllRecords"))
            ? refused("modify all needs every other access")
            : free;
      case "PermissionSet/fieldPermissions/readable":
        return on && flag(n.parent, "editable") ? refused("edit access needs read access") : free;
      case "PermissionSet/fieldPermissions/editable":
        return editable(n, on, free);
      case "CustomField/externalId", "CustomField/unique":
        String type = x.root.value("type");
        return !on && !Set.of("Text", "Number", "Email", "AutoNumber").contains(type)
            ? refused("no " + n.name + " for " + type)
            : free;
      case "CustomField/required":
        return required(x, on, free);
      default:
        return free;
    }
  }

  private Need editable(Node n, boolean on, Need free) {
    String[] name = n.parent.value("field").split("\\.", 2);
    boolean computed =
        facts
            .field(name[0], name[1])
            .map(
                f ->
                    f.root.child("formula").isPresent()
                        || Set.of("Summary", "AutoNumber").contains(f.root.value("type")))
            .orElse(false);
    if (!on && computed) {
      return refused("nobody edits a computed field");
    }
    return !on && !flag(n.parent, "readable") ? refused("edit access needs read access") : free;
  }

  private Need required(XmlText x, boolean on, Need free) {
    if (on) {
      return free;
    }
    String type = x.root.value("type");
    if (List.of("Checkbox", "LongTextArea", "Html", "MasterDetail", "Summary", "AutoNumber")
            .contains(type)
        || x.root.child("formula").isPresent()) {
      return refused("no required for " + type);
    }
    if (type.equals("Lookup") && x.root.value("deleteConstraint").equals("SetNull")) {
      return refused("a required lookup cannot be cleared");
    }
    boolean permitted = facts.inMetadata(x.object() + "." + x.name(), x.file);
    return permitted && !x.object().endsWith("__mdt") && !x.object().endsWith("__e")
        ? refused("permission sets must not name a required field")
        : free;
  }

  private static boolean flag(Node parent, String... names) {
    for (String name : names) {
      if (parent.value(name).equals("true")) {
        return true;
      }
    }
    return false;
  }
}
