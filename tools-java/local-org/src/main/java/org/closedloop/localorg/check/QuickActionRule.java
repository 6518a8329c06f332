package org.closedloop.localorg.check;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Quick actions: what each type needs exists, and its fields are those of the object it writes. */
final class QuickActionRule implements Rule {
  private static final Set<String> ON_TARGET = Set.of("Create", "LogACall", "SendEmail", "Email");

  @Override
  public Set<String> types() {
    return Set.of("QuickAction");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    XmlElement xml = c.xml();
    int dot = c.fullName().indexOf('.');
    String source = dot > 0 ? c.fullName().substring(0, dot) : "";
    if (!source.isEmpty() && !ScreenNames.foreign(source) && !context.objectExists(source)) {
      out.refused(
          "unknown-object",
          c,
          xml,
          "There is no object " + source,
          context.hint("CustomObject", source));
      return;
    }
    if (!xml.has("label") && !xml.has("standardLabel")) {
      out.refused(
          "missing-element", c, xml, "Required field is missing: label", "or a standardLabel");
    }
    content(c, source, context, out);
    XmlElement target = xml.child("targetObject").orElse(null);
    boolean known =
        target != null && ScreenNames.requireObject(c, target, target.token(), context, out);
    String type = xml.token("type", "");
    String written = type.equals("Update") ? source : known ? target.token() : "";
    if (!written.isEmpty() && !ScreenNames.foreign(written)) {
      fields(c, written, context, out);
    }
    if (type.equals("Create") && known) {
      parent(c, source, target.token(), context, out);
    }
    xml.child("targetRecordType")
        .filter(r -> r.token().contains(".") && !r.token().endsWith(".Master"))
        .filter(r -> !r.token().contains(".__MASTER__"))
        .ifPresent(r -> ScreenNames.requireComponent(c, r, "RecordType", r.token(), context, out));
  }

  private static void content(Component c, String source, CheckContext context, Findings out) {
    XmlElement xml = c.xml();
    switch (xml.token("type", "")) {
      case "LightningWebComponent" -> {
        XmlElement at = needed(c, "lightningWebComponent", out);
        if (at != null) {
          component(c, source, at, context, out);
        }
      }
      case "LightningComponent" -> {
        XmlElement at = needed(c, "lightningComponent", out);
        if (at != null) {
          reference(c, at, "AuraDefinitionBundle", context, out);
        }
      }
      case "Flow" -> {
        XmlElement at = needed(c, "flowDefinition", out);
        if (at != null && reference(c, at, "Flow", context, out)) {
          context
              .find("Flow", at.token())
              .map(f -> f.xml().token("processType", "Flow"))
              .filter(t -> t.equals("AutoLaunchedFlow") || t.equals("Workflow"))
              .ifPresent(
                  t ->
                      out.refused(
                          "bad-flow", c, at, "A quick action starts a screen flow, not " + t));
        }
      }
      case "VisualforcePage" -> {
        XmlElement at = needed(c, "page", out);
        if (at != null) {
          reference(c, at, "ApexPage", context, out);
        }
      }
      case "Create" -> needed(c, "targetObject", out);
      case "Update" -> {
        if (source.isEmpty()) {
          out.refused("bad-name", c, xml, "An action of type Update belongs to an object");
        }
      }
      default -> {}
    }
    if (xml.has("actionSubtype") && !xml.token("type", "").equals("LightningWebComponent")) {
      out.refused(
          "bad-action",
          c,
          xml.child("actionSubtype").get(),
          "Only actions of type LightningWebComponent have an actionSubtype");
    }
  }

  private static XmlElement needed(Component c, String element, Findings out) {
    XmlElement at = c.xml().child(element).orElse(null);
    if (at == null) {
      out.refused(
          "missing-element",
          c,
          c.xml().child("type").orElse(c.xml()),
          "An action of type " + c.xml().token("type", "") + " needs its " + element);
    }
    return at;
  }

  private static boolean reference(
      Component c, XmlElement at, String type, CheckContext context, Findings out) {
    String name = at.token().startsWith("c:") ? at.token().substring(2) : at.token();
    return ScreenNames.requireComponent(c, at, type, name, context, out);
  }

  private static void component(
      Component c, String source, XmlElement at, CheckContext context, Findings out) {
    if (!reference(c, at, "LightningComponentBundle", context, out)) {
      return;
    }
    String target = source.isEmpty() ? "lightning__GlobalAction" : "lightning__RecordAction";
    ScreenTargets.require(c, at, at.token(), target, context, out);
    String name = at.token().startsWith("c:") ? at.token().substring(2) : at.token();
    Set<String> types =
        context
            .find("LightningComponentBundle", name)
            .map(TargetConfigs::actionTypes)
            .orElse(Set.of());
    XmlElement subtype = c.xml().child("actionSubtype").orElse(null);
    if (subtype != null && !types.isEmpty() && !types.contains(subtype.token())) {
      out.refused(
          "bad-action",
          c,
          subtype,
          "The component "
              + name
              + " is a "
              + String.join(", ", types)
              + ", not "
              + subtype.token());
    }
  }

  private static void fields(Component c, String object, CheckContext context, Findings out) {
    Set<String> seen = new HashSet<>();
    for (XmlElement layout : c.xml().children("quickActionLayout")) {
      for (XmlElement column : layout.children("quickActionLayoutColumns")) {
        for (XmlElement item : column.children("quickActionLayoutItems")) {
          XmlElement field = item.child("field").orElse(null);
          if (field == null) {
            continue;
          }
          if (!seen.add(field.token().toLowerCase(Locale.ROOT))) {
            out.refused("duplicate-field", c, field, "Duplicate field: " + field.token());
          }
          ScreenNames.requireField(c, object, field, context, out);
        }
      }
    }
    for (XmlElement override : c.xml().children("fieldOverrides")) {
      override.child("field").ifPresent(f -> ScreenNames.requireField(c, object, f, context, out));
      if (override.has("formula") == override.has("literalValue")) {
        out.refused(
            "bad-action", c, override, "A fieldOverrides has either a formula or a literalValue");
      }
    }
  }

  /** The field through which a created record comes to belong to the source record. */
  private static void parent(
      Component c, String source, String target, CheckContext context, Findings out) {
    XmlElement at = c.xml().child("targetParentField").orElse(null);
    if (at == null) {
      return;
    }
    FieldFacts facts = context.field(target, at.token()).orElse(null);
    if (facts == null) {
      ScreenNames.requireField(c, target, at, context, out);
    } else if (!source.isEmpty()
        && facts.component() != null
        && facts.referenceTo().stream().noneMatch(source::equalsIgnoreCase)) {
      out.refused(
          "bad-action",
          c,
          at,
          target + "." + at.token() + " is no lookup to " + source,
          facts.referenceTo().isEmpty() ? "" : "it leads to " + facts.referenceTo());
    }
  }
}
