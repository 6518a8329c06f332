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
  private static final Set<String> SHARING =
      Set.of("Private", "Read", "ReadWrite", "ControlledByParent");
  private static final Set<String> OF_METADATA_TYPES =
      Set.of("label", "pluralLabel", "description", "visibility", "gender", "startsWith");
  private static final Set<String> OF_EVENTS =
      Set.of(
          "label",
          "pluralLabel",
          "description",
          "deploymentStatus",
          "eventType",
          "publishBehavior",
          "visibility",
          "deprecated",
          "gender",
          "startsWith");
  private static final Set<String> NOT_OF_SETTINGS =
      Set.of("nameField", "sharingModel", "externalSharingModel", "deploymentStatus");
  private static final Set<String> CHILDREN =
      Set.of(
          "fields",
          "listViews",
          "validationRules",
          "recordTypes",
          "compactLayouts",
          "fieldSets",
          "webLinks",
          "businessProcesses",
          "indexes",
          "sharingReasons");

  @Override
  public Set<String> types() {
    return Set.of("CustomObject");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    String name = c.fullName().toLowerCase(Locale.ROOT);
    XmlElement xml = c.xml();
    compactLayout(c, context, out);
    overrides(c, context, out);
    if (!CheckContext.isCustom(name)) {
      if (!name.endsWith("__kav") && !context.objectExists(c.fullName())) {
        out.refused("unknown-object", c, xml, "There is no standard object " + c.fullName());
      }
      return;
    }
    Lengths.limit(c, xml, "label", MAX_LABEL, out);
    Lengths.limit(c, xml, "pluralLabel", MAX_LABEL, out);
    Lengths.limit(c, xml, "description", MAX_DESCRIPTION, out);
    if (org.closedloop.metadata.Namespaces.prefixed(c.fullName()) && !xml.has("label")) {
      return;
    }
    if (name.endsWith("__e")) {
      labels(c, out, "label", "pluralLabel");
      need(c, out, "deploymentStatus", "eventType");
      only(c, OF_EVENTS, "a platform event", out);
    } else if (name.endsWith("__mdt")) {
      labels(c, out, "label", "pluralLabel");
      only(c, OF_METADATA_TYPES, "Custom Metadata Type", out);
    } else if (name.endsWith("__c") && xml.has("customSettingsType")) {
      labels(c, out, "label");
      for (String element : NOT_OF_SETTINGS) {
        cannot(c, element, "a custom setting", out);
      }
    } else if (name.endsWith("__c")) {
      custom(c, context, out);
    } else {
      out.refused(
          "unsupported-object",
          c,
          xml,
          "Objects of the kind "
              + name.substring(name.lastIndexOf("__"))
              + " are not supported by the local org");
    }
  }

  private static void custom(Component c, CheckContext context, Findings out) {
    labels(c, out, "label", "pluralLabel");
    need(c, out, "sharingModel", "deploymentStatus");
    cannot(c, "eventType", "a custom object", out);
    cannot(c, "publishBehavior", "a custom object", out);
    nameField(c, out);
    sharing(c, context, out);
    together(c, out);
  }

  private static void labels(Component c, Findings out, String... elements) {
    for (String element : elements) {
      if (c.xml().token(element, "").isEmpty()) {
        out.refused(
            "missing-attribute",
            c,
            FieldAttributeRule.at(c.xml(), element),
            "Must specify a non-empty " + element + " for the CustomObject");
      }
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

  private static void only(Component c, Set<String> allowed, String kind, Findings out) {
    for (XmlElement child : c.xml().children()) {
      if (!allowed.contains(child.name()) && !CHILDREN.contains(child.name())) {
        if (child.isLeaf() && child.token().equals("false")) {
          continue;
        }
        cannot(c, child.name(), kind, out);
      }
    }
  }

  private static void cannot(Component c, String element, String kind, Findings out) {
    c.xml()
        .child(element)
        .ifPresent(
            at ->
                out.refused(
                    "object-attribute", c, at, "Cannot specify: " + element + " for " + kind));
  }

  private static void nameField(Component c, Findings out) {
    XmlElement field = c.xml().child("nameField").orElse(null);
    String type = field == null ? "" : field.token("type", "");
    if (!List.of("Text", "AutoNumber").contains(type)) {
      out.refused(
          "bad-name-field",
          c,
          field,
          "Must specify a nameField of type Text or AutoNumber",
          type.isEmpty() ? "" : "not " + type);
      return;
    }
    if (field.token("label", "").isEmpty()) {
      out.refused("missing-attribute", c, field, "The nameField needs a label");
    }
    if (type.equals("AutoNumber")) {
      FieldAttributeRule.displayFormat(c, field, out);
    } else if (field.has("displayFormat")) {
      out.refused(
          "field-attribute",
          c,
          field.child("displayFormat").get(),
          "Can not specify 'displayFormat' for a CustomField of type Text");
    }
    if (field.bool("trackHistory", false) && !c.xml().bool("enableHistory", false)) {
      out.refused(
          "field-attribute",
          c,
          field.child("trackHistory").get(),
          "The entity: " + c.fullName() + " does not have history tracking enabled",
          "write enableHistory true in the object");
    }
  }

  private static void sharing(Component c, CheckContext context, Findings out) {
    XmlElement at = c.xml().child("sharingModel").orElse(null);
    if (at == null) {
      return;
    }
    if (!SHARING.contains(at.token())) {
      out.refused(
          "bad-sharing-model",
          c,
          at,
          "sharingModel " + at.token() + " is not for custom objects",
          "one of Private, Read, ReadWrite, ControlledByParent");
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
    XmlElement at = c.xml().child("externalSharingModel").orElse(null);
    if (at == null) {
      return;
    }
    String external = at.token();
    List<String> widening = List.of("Private", "Read", "ReadWrite");
    if (!SHARING.contains(external)
        || (external.equals("ControlledByParent") && !internal.equals("ControlledByParent"))) {
      out.refused(
          "bad-sharing-model",
          c,
          at,
          "externalSharingModel " + external + " does not go with sharingModel " + internal);
    } else if (widening.contains(external)
        && widening.contains(internal)
        && widening.indexOf(external) > widening.indexOf(internal)) {
      out.refused(
          "bad-sharing-model",
          c,
          at,
          "externalSharingModel " + external + " is wider than sharingModel " + internal);
    }
  }

  /** Three switches of one feature. */
  private static void together(Component c, Findings out) {
    XmlElement xml = c.xml();
    boolean sharing = xml.bool("enableSharing", true);
    boolean bulk = xml.bool("enableBulkApi", true);
    boolean streaming = xml.bool("enableStreamingApi", true);
    boolean all =
        xml.has("enableSharing") && xml.has("enableBulkApi") && xml.has("enableStreamingApi");
    if (all && (sharing != bulk || bulk != streaming)) {
      out.refused(
          "object-attribute",
          c,
          xml.child("enableBulkApi").get(),
          "enableSharing, enableBulkApi and enableStreamingApi are all true or all false");
    }
  }

  private static void compactLayout(Component c, CheckContext context, Findings out) {
    c.xml()
        .child("compactLayoutAssignment")
        .filter(a -> !a.token().isEmpty() && !a.token().equals("SYSTEM"))
        .filter(a -> !context.refers("CompactLayout", c.fullName() + "." + a.token()))
        .ifPresent(
            a ->
                out.refused(
                    "unknown-reference",
                    c,
                    a,
                    "In field: compactLayoutAssignment - no CompactLayout named "
                        + c.fullName()
                        + "."
                        + a.token()
                        + " found",
                    context.hint("CompactLayout", c.fullName() + "." + a.token())));
  }

  private static void overrides(Component c, CheckContext context, Findings out) {
    for (XmlElement override : c.xml().children("actionOverrides")) {
      String type =
          switch (override.token("type", "")) {
            case "Flexipage" -> "FlexiPage";
            case "Visualforce" -> "ApexPage";
            case "LightningComponent" -> "AuraDefinitionBundle";
            default -> "";
          };
      XmlElement content = override.child("content").orElse(null);
      if (type.isEmpty()) {
        continue;
      }
      if (content == null || content.token().isEmpty()) {
        out.refused("missing-attribute", c, override, "An override of this type needs its content");
      } else if (!content.token().contains(":") && !context.refers(type, content.token())) {
        out.refused(
            "unknown-reference",
            c,
            content,
            "In field: content - no " + type + " named " + content.token() + " found",
            context.hint(type, content.token()));
      }
    }
  }
}
