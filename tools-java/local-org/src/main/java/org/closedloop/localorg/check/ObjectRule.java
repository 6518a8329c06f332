package org.closedloop.localorg.check;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** What a custom object, platform event, metadata type or setting must and must not say. */
final class ObjectRule implements Rule {
  private static final int MAX_LABEL = 40;
  private static final int MAX_DESCRIPTION = 1000;

  @Override
  public Set<String> types() {
    return Set.of("CustomObject");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    String name = c.fullName().toLowerCase(Locale.ROOT);
    XmlElement xml = c.xml();
    if (!CheckContext.isCustom(name)) {
      if (!context.objectExists(c.fullName())) {
        out.refused("unknown-object", c, xml, "There is no standard object " + c.fullName());
      }
      return;
    }
    text(c, "label", MAX_LABEL, out);
    limit(c, "description", MAX_DESCRIPTION, out);
    if (name.endsWith("__e")) {
      need(c, out, "label", "pluralLabel", "deploymentStatus", "eventType");
    } else if (name.endsWith("__mdt")) {
      need(c, out, "label", "pluralLabel");
    } else if (name.endsWith("__c") && xml.has("customSettingsType")) {
      need(c, out, "label");
    } else if (name.endsWith("__c")) {
      need(c, out, "label", "pluralLabel", "nameField", "sharingModel", "deploymentStatus");
      nameField(c, out);
      sharing(c, context, out);
    } else {
      out.refused(
          "unsupported-object",
          c,
          xml,
          "Objects of the kind " + name.substring(name.lastIndexOf("__")) + " are not supported");
    }
  }

  private static void need(Component c, Findings out, String... elements) {
    for (String element : elements) {
      if (!c.xml().has(element)) {
        out.refused(
            "missing-attribute", c, c.xml(), "Must specify a " + element + " for " + c.fullName());
      }
    }
  }

  private static void text(Component c, String element, int max, Findings out) {
    if (c.xml().has(element) && c.xml().token(element, "").isEmpty()) {
      out.refused(
          "missing-attribute", c, c.xml().child(element).get(), element + " must not be empty");
    }
    limit(c, element, max, out);
  }

  private static void limit(Component c, String element, int max, Findings out) {
    String value = c.xml().token(element, "");
    if (value.length() > max) {
      out.refused(
          "too-long",
          c,
          c.xml().child(element).orElse(null),
          element + " is " + value.length() + " characters long, at most " + max + " are allowed");
    }
  }

  private static void nameField(Component c, Findings out) {
    c.xml()
        .child("nameField")
        .ifPresent(
            field -> {
              String type = field.token("type", "Text");
              if (!List.of("Text", "AutoNumber").contains(type)) {
                out.refused(
                    "bad-name-field", c, field, "A name field is Text or AutoNumber, not " + type);
              }
              if (type.equals("AutoNumber")) {
                FieldAttributeRule.displayFormat(c, field, out);
              }
            });
  }

  private static void sharing(Component c, CheckContext context, Findings out) {
    XmlElement at = c.xml().child("sharingModel").orElse(null);
    if (at == null) {
      return;
    }
    boolean detail =
        context.after().childrenOf("CustomField", c.fullName()).stream()
            .anyMatch(f -> FieldFacts.of(f).masterDetail());
    boolean byParent = at.token().equals("ControlledByParent");
    if (detail && !byParent) {
      out.refused(
          "bad-sharing-model",
          c,
          at,
          "Cannot set sharingModel to "
              + at.token()
              + " on a CustomObject with a MasterDetail relationship field",
          "write ControlledByParent");
    } else if (byParent && !detail) {
      out.refused(
          "bad-sharing-model",
          c,
          at,
          "sharingModel ControlledByParent needs a MasterDetail relationship field");
    }
    external(c, at.token(), out);
  }

  private static void external(Component c, String internal, Findings out) {
    String external = c.xml().token("externalSharingModel", "");
    List<String> widening = List.of("Private", "Read", "ReadWrite");
    if (widening.contains(external)
        && widening.contains(internal)
        && widening.indexOf(external) > widening.indexOf(internal)) {
      out.refused(
          "bad-sharing-model",
          c,
          c.xml().child("externalSharingModel").get(),
          "externalSharingModel " + external + " is wider than sharingModel " + internal);
    }
  }
}
