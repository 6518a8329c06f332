package org.closedloop.localorg.check;

import java.util.Locale;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/**
 * A custom field fits the kind of object that it is on: event, metadata type, setting, activity.
 */
final class FieldHomeRule implements Rule {
  private static final Set<String> METADATA_TYPE_FIELDS =
      Set.of(
          "Text",
          "TextArea",
          "LongTextArea",
          "Number",
          "Percent",
          "Checkbox",
          "Date",
          "DateTime",
          "Email",
          "Phone",
          "Url",
          "Picklist",
          "MetadataRelationship");
  private static final Set<String> EVENT_FIELDS =
      Set.of("Text", "LongTextArea", "Number", "Checkbox", "Date", "DateTime");
  private static final Set<String> STANDARD_OF_CUSTOM =
      Set.of(
          "name",
          "ownerid",
          "createdbyid",
          "createddate",
          "lastmodifiedbyid",
          "lastmodifieddate",
          "systemmodstamp",
          "lastactivitydate",
          "recordtypeid",
          "currencyisocode",
          "developername",
          "masterlabel",
          "label",
          "language",
          "namespaceprefix",
          "qualifiedapiname",
          "setupownerid",
          "externalid",
          "displayurl",
          "division",
          "replayid",
          "eventuuid");
  private static final Set<String> SETTING_FIELDS =
      Set.of(
          "Checkbox",
          "Currency",
          "Date",
          "DateTime",
          "Email",
          "Number",
          "Percent",
          "Phone",
          "Text",
          "TextArea",
          "Url");

  @Override
  public Set<String> types() {
    return Set.of("CustomField");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    XmlElement xml = c.xml();
    if (!CheckContext.isCustom(c.localName())) {
      unsuffixed(c, out);
      return;
    }
    String object = c.parentName().toLowerCase(Locale.ROOT);
    if (object.equals("task") || object.equals("event")) {
      out.refused(
          "unknown-object",
          c,
          xml,
          "Entity Enumeration Or ID: bad value for restricted picklist field: " + c.parentName(),
          "custom fields of tasks and events are fields of Activity");
      return;
    }
    if (!context.objectExists(c.parentName())) {
      out.refused(
          "unknown-object",
          c,
          xml,
          "Entity Enumeration Or ID: bad value for restricted picklist field: " + c.parentName(),
          context.hint("CustomObject", c.parentName()));
      return;
    }
    String type = xml.token("type", "");
    XmlElement at = FieldAttributeRule.at(xml, "type");
    boolean metadataType = object.endsWith("__mdt");
    if (metadataType) {
      allowed(c, METADATA_TYPE_FIELDS, type, at, out);
      picklistOfMetadataType(c, type, out);
    } else if (object.endsWith("__e")) {
      allowed(c, EVENT_FIELDS, type, at, out);
      if (xml.has("formula")) {
        out.refused("field-type", c, FieldAttributeRule.at(xml, "formula"), noFormula(c));
      }
    } else if (setting(c.parentName(), context)) {
      allowed(c, SETTING_FIELDS, type, at, out);
      if (xml.has("formula")) {
        out.refused("field-type", c, FieldAttributeRule.at(xml, "formula"), noFormula(c));
      }
    }
    if (!metadataType) {
      if (type.equals("MetadataRelationship")) {
        out.refused("field-type", c, at, "MetadataRelationship is for custom metadata types only");
      }
      if (xml.has("fieldManageability")) {
        out.wrong(
            "field-attribute",
            c,
            FieldAttributeRule.at(xml, "fieldManageability"),
            "fieldManageability is for fields of custom metadata types only");
      }
    }
  }

  /** Standard fields of custom objects may be adjusted, and they are few. */
  private static void unsuffixed(Component c, Findings out) {
    if (CheckContext.isCustom(c.parentName())
        && c.xml().has("type")
        && c.localName().matches("[A-Za-z]\\w*")
        && !c.localName().contains("__")
        && !STANDARD_OF_CUSTOM.contains(c.localName().toLowerCase(Locale.ROOT))) {
      out.refused(
          "bad-name",
          c,
          c.xml().child("fullName").orElse(c.xml()),
          "The name '" + c.localName() + "' is that of no standard field",
          "custom fields end with __c: " + c.localName() + "__c");
    }
  }

  private static String noFormula(Component c) {
    return "A field of " + c.parentName() + " cannot be a formula";
  }

  static boolean setting(String object, CheckContext context) {
    return context
        .find("CustomObject", object)
        .map(o -> o.xml().has("customSettingsType"))
        .orElse(false);
  }

  private static void allowed(
      Component c, Set<String> types, String type, XmlElement at, Findings out) {
    if (!type.isEmpty() && !types.contains(type)) {
      out.refused(
          "field-type",
          c,
          at,
          "Invalid data type. A field of " + c.parentName() + " cannot be of type " + type);
    }
  }

  private static void picklistOfMetadataType(Component c, String type, Findings out) {
    XmlElement set = c.xml().child("valueSet").orElse(null);
    if (!type.equals("Picklist") || set == null) {
      return;
    }
    if (set.has("valueSetName")) {
      out.refused(
          "bad-value-set",
          c,
          FieldAttributeRule.at(set, "valueSetName"),
          "A picklist of a custom metadata type cannot use a global value set",
          "write its values in a valueSetDefinition");
    } else if (!set.bool("restricted", false)) {
      out.refused(
          "bad-value-set",
          c,
          FieldAttributeRule.at(set, "restricted"),
          "Non-strict picklists are not supported on this object",
          "write restricted true");
    }
  }
}
