package org.closedloop.localorg.check;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/** Value sets: one source of values, no value twice, dependencies on what exists. */
final class PicklistRule implements Rule {
  private static final int MAX_VALUE = 255;
  private static final int MAX_VALUES = 1000;
  private static final Set<String> CONTROLLING = Set.of("Picklist", "Checkbox");

  @Override
  public Set<String> types() {
    return Set.of("CustomField", "GlobalValueSet", "StandardValueSet");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    if (c.type().equals("GlobalValueSet")) {
      Lengths.filled(c, c.xml(), "masterLabel", out);
      values(c, c.xml().children("customValue"), false, out);
      return;
    }
    if (c.type().equals("StandardValueSet")) {
      standard(c, out);
      return;
    }
    String type = c.xml().token("type", "");
    boolean picklist = type.equals("Picklist") || type.equals("MultiselectPicklist");
    if (!picklist || !CheckContext.isCustom(c.localName())) {
      return;
    }
    Optional<XmlElement> set = c.xml().child("valueSet");
    if (set.isEmpty()) {
      out.refused(
          "missing-attribute",
          c,
          c.xml(),
          "Must specify 'valueSet' for a CustomField of type " + type);
      return;
    }
    valueSet(c, set.get(), context, out);
  }

  private static void standard(Component c, Findings out) {
    if (!StandardValueSets.NAMES.contains(c.fullName())) {
      out.warning(
          "unknown-value-set",
          c,
          c.xml(),
          "No standard value set named " + c.fullName() + " is known",
          NearestName.hint(c.fullName(), StandardValueSets.NAMES));
    }
    values(c, c.xml().children("standardValue"), false, out);
  }

  private static void valueSet(Component c, XmlElement set, CheckContext context, Findings out) {
    boolean inline = set.has("valueSetDefinition");
    boolean named = set.has("valueSetName");
    if (inline == named) {
      out.refused(
          "bad-value-set",
          c,
          set,
          "A valueSet has either a valueSetDefinition or a valueSetName, exactly one");
      return;
    }
    if (named) {
      XmlElement name = set.child("valueSetName").get();
      boolean known =
          context.refers("GlobalValueSet", name.token())
              || context.has("StandardValueSet", name.token())
              || StandardValueSets.NAMES.contains(name.token());
      if (!known) {
        out.refused(
            "unknown-value-set",
            c,
            name,
            "In field: valueSetName - no GlobalValueSet named " + name.token() + " found",
            context.hint("GlobalValueSet", name.token()));
      }
    } else {
      boolean multi = c.xml().token("type", "").equals("MultiselectPicklist");
      values(c, set.child("valueSetDefinition").get().children("value"), multi, out);
    }
    dependency(c, set, context, out);
  }

  private static void values(
      Component c, List<XmlElement> values, boolean manyDefaults, Findings out) {
    Set<String> seen = new HashSet<>();
    Set<String> labels = new HashSet<>();
    if (values.size() > MAX_VALUES) {
      out.refused(
          "too-many",
          c,
          values.get(MAX_VALUES),
          "A picklist has at most " + MAX_VALUES + " values");
    }
    boolean hasDefault = false;
    for (XmlElement value : values) {
      String name = value.token("fullName", "");
      if (name.isEmpty()) {
        out.refused("bad-value-set", c, value, "Required field is missing: fullName");
      } else if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        out.refused("bad-value-set", c, value, "Duplicate picklist value: " + name);
        continue;
      } else if (name.length() > MAX_VALUE) {
        out.refused("too-long", c, value, "A picklist value has at most 255 characters");
      }
      if (value.bool("default", false)) {
        if (hasDefault && !manyDefaults) {
          out.refused("bad-value-set", c, value, "More than one value is the default");
        }
        hasDefault = true;
      }
      String label = value.token("label", "");
      boolean active = value.bool("isActive", true);
      if (active && !label.isEmpty() && !labels.add(label.toLowerCase(Locale.ROOT))) {
        out.wrong("bad-value-set", c, value, "Two values have the label " + label);
      }
      Lengths.limit(c, value, "label", MAX_VALUE, out);
    }
  }

  private static void dependency(Component c, XmlElement set, CheckContext context, Findings out) {
    XmlElement controlling = set.child("controllingField").orElse(null);
    List<XmlElement> settings = set.children("valueSettings");
    if (controlling == null) {
      if (!settings.isEmpty()) {
        out.refused("bad-value-set", c, settings.get(0), "valueSettings need a controllingField");
      }
      return;
    }
    FieldFacts master = context.field(c.parentName(), controlling.token()).orElse(null);
    if (master == null) {
      out.refused(
          "unknown-field",
          c,
          controlling,
          "In field: controllingField - no CustomField named "
              + c.parentName()
              + "."
              + controlling.token()
              + " found",
          context.fieldHint(c.parentName(), controlling.token()));
      return;
    }
    boolean itself = controlling.token().equalsIgnoreCase(c.localName());
    if (master.known() && (itself || !CONTROLLING.contains(master.type()) || master.formula())) {
      out.refused(
          "bad-value-set",
          c,
          controlling,
          controlling.token() + " (" + master.type() + ") cannot control a picklist",
          "a picklist or a checkbox can");
      return;
    }
    Optional<List<String>> own = context.picklistValues(FieldFacts.of(c));
    Optional<List<String>> masters =
        master.type().equals("Checkbox")
            ? Optional.of(List.of("checked", "unchecked", "true", "false"))
            : context.picklistValues(master);
    for (XmlElement setting : settings) {
      if (!setting.has("controllingFieldValue") || !setting.has("valueName")) {
        out.refused(
            "bad-value-set", c, setting, "valueSettings need valueName and controllingFieldValue");
      }
      known(c, setting.child("valueName").orElse(null), own, out);
      for (XmlElement value : setting.children("controllingFieldValue")) {
        known(c, value, masters, out);
      }
    }
  }

  private static void known(
      Component c, XmlElement value, Optional<List<String>> values, Findings out) {
    if (value != null
        && values.isPresent()
        && values.get().stream().noneMatch(value.token()::equalsIgnoreCase)) {
      out.refused(
          "unknown-value",
          c,
          value,
          "'" + value.token() + "' is no value of the picklist",
          NearestName.hint(value.token(), values.get()));
    }
  }
}
