package org.closedloop.localorg.check;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Page layouts: sections and the fields in them. What surrounds the fields: LayoutPartsRule. */
final class LayoutRule implements Rule {
  /** Items a layout of the object must hold, as deploys of such layouts showed. */
  private static final Map<String, List<String>> MUST_HOLD =
      Map.of(
          "case", List.of("ContactId", "Description", "SuppliedEmail", "Status"),
          "opportunity", List.of("Name", "StageName", "Probability"));

  /** Items that are required on every layout of the object. */
  private static final Map<String, Set<String>> MUST_BE_REQUIRED =
      Map.of("case", Set.of("status"), "opportunity", Set.of("name", "stagename"));

  private static final Set<String> SYSTEM = Set.of("createdbyid", "lastmodifiedbyid");
  private static final Set<String> COMPUTED = Set.of("Summary", "AutoNumber");
  private static final Set<String> CONTENT =
      Set.of(
          "field",
          "customLink",
          "emptySpace",
          "page",
          "component",
          "scontrol",
          "canvas",
          "analyticsCloudComponent",
          "reportChartComponent");

  @Override
  public Set<String> types() {
    return Set.of("Layout");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    String object = object(c, context, out);
    if (object == null) {
      return;
    }
    Map<String, XmlElement> items = new HashMap<>();
    for (XmlElement section : c.xml().children("layoutSections")) {
      section(c, section, out);
      for (XmlElement column : section.children("layoutColumns")) {
        for (XmlElement item : column.children("layoutItems")) {
          item(c, object, item, items, context, out);
        }
      }
    }
    required(c, object, items.keySet(), context, out);
  }

  /** The object whose layout it is, or null when nothing can be checked about it. */
  static String object(Component c, CheckContext context, Findings out) {
    int dash = c.fullName().indexOf('-');
    if (dash <= 0 || dash == c.fullName().length() - 1) {
      out.refused("bad-name", c, c.xml(), "A layout's name is Object-Layout Name");
      return null;
    }
    String object = c.fullName().substring(0, dash);
    if (context.objectExists(object)) {
      return object;
    }
    if (CheckContext.isCustom(object) && !ScreenNames.foreign(object)) {
      out.refused(
          "unknown-object",
          c,
          c.xml(),
          "Parent entity failed to deploy: " + object,
          context.hint("CustomObject", object));
    }
    return null;
  }

  private static void section(Component c, XmlElement section, Findings out) {
    int columns = section.children("layoutColumns").size();
    String style = section.token("style", "");
    boolean fits =
        switch (style) {
          case "OneColumn" -> columns == 1;
          case "TwoColumnsTopToBottom", "TwoColumnsLeftToRight" -> columns == 2;
          case "CustomLinks" -> columns >= 1 && columns <= 3;
          default -> true;
        };
    if (!fits) {
      out.wrong(
          "bad-section",
          c,
          section.child("style").orElse(section),
          "A section of style " + style + " does not have " + columns + " layoutColumns",
          style.startsWith("Two") ? "write two, the second may be empty" : "");
    }
  }

  private static void item(
      Component c,
      String object,
      XmlElement item,
      Map<String, XmlElement> items,
      CheckContext context,
      Findings out) {
    long contents = item.children().stream().filter(e -> CONTENT.contains(e.name())).count();
    if (contents != 1) {
      out.refused(
          "bad-layout-item",
          c,
          item,
          "A layout item holds exactly one of field, emptySpace, customLink, page, component",
          contents == 0 ? "it holds none" : "it holds " + contents);
    }
    item.child("page").ifPresent(p -> present(c, p, "ApexPage", context, out));
    item.child("customLink")
        .filter(l -> !context.has("WebLink", object + "." + l.token()))
        .filter(l -> CheckContext.isCustom(object))
        .ifPresent(l -> present(c, l, "CustomPageWebLink", context, out));
    XmlElement field = item.child("field").orElse(null);
    if (field == null) {
      return;
    }
    if (items.put(field.token().toLowerCase(Locale.ROOT), item) != null) {
      out.refused("duplicate-field", c, field, "Duplicate field: " + field.token());
    }
    ScreenNames.requireField(c, object, field, context, out);
    item.child("behavior").ifPresent(b -> behavior(c, object, field, b, context, out));
  }

  private static void present(
      Component c, XmlElement at, String type, CheckContext context, Findings out) {
    ScreenNames.requireComponent(c, at, type, at.token(), context, out);
  }

  private static void behavior(
      Component c,
      String object,
      XmlElement field,
      XmlElement at,
      CheckContext context,
      Findings out) {
    String name = field.token().toLowerCase(Locale.ROOT);
    String written = at.token();
    String wanted = wanted(object, name, context);
    if (!wanted.isEmpty() && !written.equals(wanted)) {
      out.refused(
          "bad-behavior",
          c,
          at,
          "Field:" + field.token() + " must be " + wanted,
          wanted.equals("Readonly") ? "nobody can write it" : "it is required on the object");
    } else if (written.equals("Required")
        && context.field(object, name).filter(f -> f.type().equals("Checkbox")).isPresent()) {
      out.refused(
          "bad-behavior",
          c,
          at,
          "Field:" + field.token() + " must not be Required",
          "a checkbox always has a value");
    }
  }

  /** The only behaviour that layouts in real orgs show for the field, or the empty string. */
  private static String wanted(String object, String name, CheckContext context) {
    if (SYSTEM.contains(name)) {
      return "Readonly";
    }
    if (MUST_BE_REQUIRED.getOrDefault(object.toLowerCase(Locale.ROOT), Set.of()).contains(name)) {
      return "Required";
    }
    if (name.equals("name") && CheckContext.isCustom(object)) {
      return context
          .find("CustomObject", object)
          .flatMap(o -> o.xml().at("nameField", "type"))
          .map(t -> t.token().equals("AutoNumber") ? "Readonly" : "Required")
          .orElse("");
    }
    FieldFacts facts = context.field(object, name).orElse(null);
    if (facts == null || facts.component() == null) {
      return "";
    }
    if (facts.formula() || COMPUTED.contains(facts.type())) {
      return "Readonly";
    }
    return facts.required() || facts.masterDetail() ? "Required" : "";
  }

  /** Fields without which nobody could save a record on this layout. */
  private static void required(
      Component c, String object, Set<String> items, CheckContext context, Findings out) {
    Set<String> missing = new HashSet<>();
    for (Component field : context.after().childrenOf("CustomField", object)) {
      FieldFacts facts = FieldFacts.of(field);
      if ((facts.required() || facts.masterDetail())
          && CheckContext.isCustom(facts.name())
          && !ScreenNames.foreign(facts.name())
          && !facts.type().equals("Checkbox")) {
        missing.add(facts.name());
      }
    }
    missing.addAll(MUST_HOLD.getOrDefault(object.toLowerCase(Locale.ROOT), List.of()));
    boolean named =
        context
            .find("CustomObject", object)
            .flatMap(o -> o.xml().at("nameField", "type"))
            .filter(t -> t.token().equals("Text"))
            .isPresent();
    if (named && object.toLowerCase(Locale.ROOT).endsWith("__c")) {
      missing.add("Name");
    }
    for (String name : missing.stream().sorted().toList()) {
      if (!items.contains(name.toLowerCase(Locale.ROOT))) {
        out.refused(
            "missing-layout-field",
            c,
            c.xml(),
            "Layout must contain an item for required layout field: " + name,
            "add a layoutItems with behavior Required");
      }
    }
  }
}
