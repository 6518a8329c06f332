package org.closedloop.localorg.check;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Value sets: one source of values, no value twice, dependencies on what exists. */
final class PicklistRule implements Rule {
  private static final int MAX_VALUE = 255;

  @Override
  public Set<String> types() {
    return Set.of("CustomField", "GlobalValueSet");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    if (c.type().equals("GlobalValueSet")) {
      values(c, c.xml().children("customValue"), out);
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
          context.has("GlobalValueSet", name.token())
              || context.has("StandardValueSet", name.token())
              || StandardValueSets.NAMES.contains(name.token());
      if (!known) {
        out.refused(
            "unknown-value-set",
            c,
            name,
            "There is no global value set " + name.token(),
            context.hint("GlobalValueSet", name.token()));
      }
    } else {
      values(c, set.child("valueSetDefinition").get().children("value"), out);
    }
    dependency(c, set, context, out);
  }

  private static void values(Component c, List<XmlElement> values, Findings out) {
    Set<String> seen = new HashSet<>();
    boolean hasDefault = false;
    for (XmlElement value : values) {
      String name = value.token("fullName", "");
      if (name.isEmpty()) {
        out.refused("bad-value-set", c, value, "Required field is missing: fullName");
      } else if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        out.refused("bad-value-set", c, value, "Duplicate picklist value: " + name);
      } else if (name.length() > MAX_VALUE) {
        out.refused("too-long", c, value, "A picklist value has at most 255 characters");
      }
      if (value.bool("default", false)) {
        if (hasDefault) {
          out.refused("bad-value-set", c, value, "More than one value is the default");
        }
        hasDefault = true;
      }
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
          "There is no field " + c.parentName() + "." + controlling.token(),
          context.fieldHint(c.parentName(), controlling.token()));
      return;
    }
    Optional<List<String>> own = context.picklistValues(FieldFacts.of(c));
    Optional<List<String>> masters = context.picklistValues(master);
    for (XmlElement setting : settings) {
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
      out.refused("unknown-value", c, value, "'" + value.token() + "' is no value of the picklist");
    }
  }
}
