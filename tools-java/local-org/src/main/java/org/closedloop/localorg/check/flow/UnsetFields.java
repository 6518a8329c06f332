package org.closedloop.localorg.check.flow;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/**
 * Create Records sets what the object requires. Fields with a default need no value, and what runs
 * before the save may fill any field.
 */
final class UnsetFields {
  private static final Set<String> FILLED = Set.of("Checkbox", "AutoNumber", "Summary");

  private UnsetFields() {}

  static void check(FlowCheck check, XmlElement create, String object) {
    if (object.isEmpty() || create.bool("doesUpsert", false) || filledBefore(check, object)) {
      return;
    }
    Set<String> set = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);
    create.children("inputAssignments").forEach(a -> set.add(a.token("field", "")));
    List<String> missing = new ArrayList<>();
    for (Component field : check.context().after().ofType("CustomField")) {
      if (object.equalsIgnoreCase(field.parentName())
          && required(field.xml())
          && !set.contains(field.localName())) {
        missing.add(field.localName());
      }
    }
    if (!missing.isEmpty()) {
      check.wrong(
          "required-field-unset",
          create,
          "The records of " + object + " are made without " + String.join(", ", missing),
          "required and without a default");
    }
  }

  private static boolean required(XmlElement field) {
    String type = field.token("type", "");
    boolean must = field.bool("required", false) || type.equals("MasterDetail");
    return must
        && !FILLED.contains(type)
        && !field.has("formula")
        && !field.has("defaultValue")
        && !type.contains("icklist")
        && !type.equals("MetadataRelationship");
  }

  /** Whether a trigger or a flow on the object runs before the save, or may. */
  private static boolean filledBefore(FlowCheck check, String object) {
    Pattern trigger =
        Pattern.compile("\\bon\\s+" + Pattern.quote(object) + "\\b", Pattern.CASE_INSENSITIVE);
    for (Component t : check.context().after().ofType("ApexTrigger")) {
      if (t.contentText() == null || trigger.matcher(t.contentText()).find()) {
        return true;
      }
    }
    for (Component f : check.context().after().ofType("Flow")) {
      if (f.xml() != null) {
        FlowXml flow = new FlowXml(f.xml());
        if (flow.triggerType().toLowerCase(Locale.ROOT).equals("recordbeforesave")
            && flow.startObject().equalsIgnoreCase(object)) {
          return true;
        }
      }
    }
    return false;
  }
}
