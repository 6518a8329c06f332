package org.closedloop.localorg.schema;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.closedloop.apex.schema.PicklistValue;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.XmlElement;

/** Picklist values from field definitions, global value sets and standard value sets. */
final class ValueSets {

  private final Map<String, List<PicklistValue>> global = new HashMap<>();

  ValueSets(ComponentSet components) {
    for (Component c : components.ofType("GlobalValueSet")) {
      global.put(key(c.fullName()), values(c.xml().children("customValue")));
    }
    for (Component c : components.ofType("StandardValueSet")) {
      global.put(key(c.fullName()), values(c.xml().children("standardValue")));
    }
  }

  /** Values of a set by its developer name; null when there is none. */
  List<PicklistValue> named(String name) {
    return global.get(key(name.replaceFirst("__gvs$", "")));
  }

  static List<PicklistValue> values(List<XmlElement> elements) {
    List<PicklistValue> out = new ArrayList<>();
    for (XmlElement v : elements) {
      String value = v.text("fullName");
      String label = v.has("label") ? v.text("label") : value;
      out.add(new PicklistValue(value, label, v.bool("default", false), v.bool("isActive", true)));
    }
    return out;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
