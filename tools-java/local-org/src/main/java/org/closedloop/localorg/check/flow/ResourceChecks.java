package org.closedloop.localorg.check.flow;

import java.util.Map;
import java.util.Set;
import org.closedloop.localorg.check.flow.ValueType.Kind;
import org.closedloop.metadata.XmlElement;

/** Variables, constants, formulas and choices are consistent in themselves. */
final class ResourceChecks {
  private static final Set<String> NUMBERS = Set.of("Number", "Currency");
  private static final Set<String> FORMULAS =
      Set.of("String", "Number", "Currency", "Boolean", "Date", "DateTime", "Time");
  private static final Map<String, String> NEEDED =
      Map.of("SObject", "objectType", "Apex", "apexClass");

  private ResourceChecks() {}

  static void check(FlowCheck check) {
    if (!check.flow().plain()) {
      return;
    }
    XmlElement root = check.flow().root();
    root.children("variables").forEach(v -> variable(check, v));
    root.children("constants").forEach(c -> constant(check, c));
    root.children("formulas").forEach(f -> formula(check, f));
    root.children("choices").forEach(c -> choice(check, c));
    root.children("dynamicChoiceSets").forEach(c -> choiceSet(check, c));
  }

  private static void variable(FlowCheck check, XmlElement v) {
    String type = v.token("dataType", "");
    String needed = NEEDED.get(type);
    if (needed != null && !v.has(needed)) {
      check.refused("bad-variable", v, "A variable of type " + type + " needs " + needed);
    }
    NEEDED.forEach(
        (of, child) -> {
          if (!type.equals(of) && v.has(child)) {
            check.wrong(
                "bad-variable",
                v.child(child).orElse(v),
                child + " is for variables of type " + of + ", not " + type);
          }
        });
    if (type.equals("SObject")) {
      check.object(v.child("objectType").orElse(null));
    }
    v.child("apexClass").ifPresent(c -> apexClass(check, c));
    scale(check, v, type);
    XmlElement value = v.child("value").orElse(null);
    if (value == null) {
      return;
    }
    if (v.bool("isCollection", false)) {
      check.refused("bad-variable", value, "A collection cannot have a default value");
    } else {
      ValueChecks.fits(
          check, value, FlowTypes.declared(v), "The variable '" + v.token("name", "") + "'");
    }
  }

  private static void apexClass(FlowCheck check, XmlElement at) {
    String name = at.token();
    int dot = name.indexOf('.');
    String outer = dot < 0 ? name : name.substring(0, dot);
    boolean known = check.context().refers("ApexClass", outer);
    // A name with a dot may be one of the platform's own classes, such as ConnectApi.User.
    if (!known && dot < 0) {
      check.refused(
          "unknown-reference",
          at,
          "There is no Apex class " + name,
          check.context().hint("ApexClass", name));
    }
  }

  private static void scale(FlowCheck check, XmlElement e, String type) {
    XmlElement scale = e.child("scale").orElse(null);
    if (scale == null) {
      return;
    }
    if (!NUMBERS.contains(type)) {
      check.wrong("bad-variable", scale, "scale is for numbers, not for " + type);
    } else if (e.integer("scale", 0) < 0 || e.integer("scale", 0) > 17) {
      check.refused("bad-variable", scale, "scale must be between 0 and 17, not " + scale.token());
    }
  }

  private static void constant(FlowCheck check, XmlElement c) {
    XmlElement value = c.child("value").orElse(null);
    XmlElement form = ValueChecks.form(value);
    ValueType type = ValueType.named(c.token("dataType", ""), "");
    if (form == null) {
      return;
    }
    if (form.text() != null && form.name().equals("stringValue") && form.text().contains("{!")) {
      check.wrong("bad-constant", form, "A constant has no merge fields", "use a text template");
    }
    ValueChecks.fits(check, value, type, "The constant '" + c.token("name", "") + "'");
  }

  private static void formula(FlowCheck check, XmlElement f) {
    String type = f.token("dataType", "String");
    if (!FORMULAS.contains(type)) {
      check.refused(
          "bad-formula",
          f.child("dataType").orElse(f),
          "A formula cannot have the data type " + type);
    }
    scale(check, f, type);
  }

  private static void choice(FlowCheck check, XmlElement c) {
    ValueType type = ValueType.named(c.token("dataType", ""), "");
    if (c.has("value") && type.kind() != Kind.RECORD) {
      ValueChecks.fits(
          check, c.child("value").get(), type, "The choice '" + c.token("name", "") + "'");
    }
  }

  private static void choiceSet(FlowCheck check, XmlElement c) {
    String object = c.has("object") ? check.object(c.child("object").get()) : "";
    for (String name : new String[] {"displayField", "valueField", "sortField"}) {
      c.child(name).filter(f -> !f.nil()).ifPresent(f -> check.field(object, f));
    }
    if (c.has("picklistObject") && !c.child("picklistObject").get().nil()) {
      String of = check.object(c.child("picklistObject").get());
      c.child("picklistField").filter(f -> !f.nil()).ifPresent(f -> check.field(of, f));
    }
    for (XmlElement o : c.children("outputAssignments")) {
      o.child("field").ifPresent(f -> check.field(object, f));
    }
  }
}
