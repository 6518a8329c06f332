package org.closedloop.localorg.schema;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldDef.DeleteConstraint;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.PicklistValue;
import org.closedloop.apex.schema.SObjectDef.Kind;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/**
 * Turns the metadata of a custom field into its definition. A type that the local org lacks, or
 * that there is not, becomes {@link FieldType#ANYTYPE}; saying so is for those who check.
 */
final class CustomFieldReader {

  private final ValueSets valueSets;

  CustomFieldReader(ValueSets valueSets) {
    this.valueSets = valueSets;
  }

  /**
   * Reads one field.
   *
   * @param owner kind of the object that gets the field
   */
  FieldDef read(Component c, Kind owner) {
    XmlElement x = c.xml();
    String name = c.localName();
    String type = x.token("type", "");
    boolean names = namesDefinition(x, type);
    FieldDef.Builder b = FieldDef.builder(name, names ? FieldType.STRING : type(type));
    boolean required = x.bool("required", false);
    b.label(x.has("label") ? x.text("label") : name)
        .custom(true)
        .required(required)
        .alwaysAccessible(required || type.equals("MasterDetail") || owner != null && open(owner))
        .unique(x.bool("unique", false))
        .caseSensitive(x.bool("caseSensitive", false))
        .externalId(x.bool("externalId", false))
        .description(x.has("description") ? x.text("description") : null)
        .inlineHelpText(x.has("inlineHelpText") ? x.text("inlineHelpText") : null);
    if (x.has("defaultValue")) {
      b.defaultValueFormula(x.text("defaultValue"));
    }
    shape(b, x, type);
    if (names) {
      b.length(255);
    }
    picklist(b, x, type);
    reference(b, x, type, name);
    computed(b, x, type);
    return b.build();
  }

  /** Latitude and longitude of a geolocation field are fields of their own. */
  List<FieldDef> coordinates(Component c) {
    if (!c.xml().token("type", "").equals("Location")) {
      return List.of();
    }
    String label = c.xml().has("label") ? c.xml().text("label") : c.localName();
    List<FieldDef> out = new ArrayList<>();
    for (String part : List.of("Latitude", "Longitude")) {
      out.add(
          FieldDef.builder(
                  c.localName().replaceFirst("__c$", "__" + part + "__s"), FieldType.DOUBLE)
              .label(label + " (" + part + ")")
              .custom(true)
              .number(18, 15)
              .description(c.xml().has("description") ? c.xml().text("description") : null)
              .build());
    }
    return out;
  }

  /** References to objects and fields hold their names, not ids. */
  private static boolean namesDefinition(XmlElement x, String type) {
    return type.equals("MetadataRelationship") && !x.token("referenceTo", "").endsWith("__mdt");
  }

  /** Kinds whose fields need no field-level security. */
  private static boolean open(Kind kind) {
    return kind == Kind.HIERARCHY_SETTING
        || kind == Kind.LIST_SETTING
        || kind == Kind.CUSTOM_METADATA
        || kind == Kind.PLATFORM_EVENT;
  }

  private static FieldType type(String type) {
    return switch (type) {
      case "Text", "AutoNumber" -> FieldType.STRING;
      case "EncryptedText" -> FieldType.ENCRYPTEDSTRING;
      case "TextArea", "LongTextArea", "Html" -> FieldType.TEXTAREA;
      case "Number" -> FieldType.DOUBLE;
      case "Currency" -> FieldType.CURRENCY;
      case "Percent" -> FieldType.PERCENT;
      case "Checkbox" -> FieldType.BOOLEAN;
      case "Date" -> FieldType.DATE;
      case "DateTime" -> FieldType.DATETIME;
      case "Time" -> FieldType.TIME;
      case "Email" -> FieldType.EMAIL;
      case "Phone" -> FieldType.PHONE;
      case "Url" -> FieldType.URL;
      case "Picklist" -> FieldType.PICKLIST;
      case "MultiselectPicklist" -> FieldType.MULTIPICKLIST;
      case "Lookup", "MasterDetail", "Hierarchy", "MetadataRelationship" -> FieldType.REFERENCE;
      case "Location" -> FieldType.LOCATION;
      case "Summary" -> FieldType.DOUBLE;
      default -> FieldType.ANYTYPE;
    };
  }

  private static void shape(FieldDef.Builder b, XmlElement x, String type) {
    boolean formula = x.has("formula");
    switch (type) {
      case "Text" -> b.length(formula ? 1300 : x.integer("length", 255));
      case "EncryptedText" -> b.length(x.integer("length", 175));
      case "AutoNumber" -> b.length(30);
      case "TextArea" -> b.length(255);
      case "LongTextArea", "Html" ->
          b.length(x.integer("length", 32768)).longText(true).htmlFormatted(type.equals("Html"));
      case "Number", "Currency", "Percent" ->
          b.number(x.integer("precision", 18), x.integer("scale", formula ? 2 : 0));
      case "Summary" -> b.number(18, 18);
      case "Email" -> b.length(80);
      case "Phone" -> b.length(40);
      case "Url", "Picklist" -> b.length(255);
      case "MultiselectPicklist" -> b.length(4099);
      case "Lookup", "MasterDetail", "Hierarchy", "MetadataRelationship" -> b.length(18);
      default -> {
        // no shape of its own
      }
    }
  }

  private void picklist(FieldDef.Builder b, XmlElement x, String type) {
    if (!type.equals("Picklist") && !type.equals("MultiselectPicklist")) {
      return;
    }
    XmlElement set = x.child("valueSet").orElse(null);
    if (set == null) {
      return;
    }
    List<PicklistValue> values = new ArrayList<>();
    boolean global = set.has("valueSetName");
    if (global) {
      List<PicklistValue> named = valueSets.named(set.token("valueSetName", ""));
      if (named != null) {
        values.addAll(named);
      }
    } else {
      set.child("valueSetDefinition")
          .ifPresent(d -> values.addAll(ValueSets.values(d.children("value"))));
    }
    b.picklist(values, global || set.bool("restricted", false));
  }

  private static void reference(FieldDef.Builder b, XmlElement x, String type, String name) {
    if (!type.equals("Lookup")
        && !type.equals("MasterDetail")
        && !type.equals("Hierarchy")
        && !type.equals("MetadataRelationship")) {
      return;
    }
    String target = type.equals("Hierarchy") ? "User" : x.token("referenceTo", "");
    String relationship = name.replaceFirst("__c$", "__r");
    String child = x.has("relationshipName") ? x.token("relationshipName", "") : null;
    b.reference(List.of(target), relationship, child);
    if (type.equals("MasterDetail")) {
      b.masterDetail(true).required(true).deleteConstraint(DeleteConstraint.CASCADE);
      boolean reparentable = x.bool("reparentableMasterDetail", false);
      b.writeable(true, reparentable);
    } else {
      b.deleteConstraint(
          switch (x.token("deleteConstraint", "SetNull")) {
            case "Cascade" -> DeleteConstraint.CASCADE;
            case "Restrict" -> DeleteConstraint.RESTRICT;
            default -> DeleteConstraint.SET_NULL;
          });
    }
  }

  private static void computed(FieldDef.Builder b, XmlElement x, String type) {
    if (x.has("formula")) {
      b.formula(
          x.text("formula"), "BlankAsZero".equals(x.token("formulaTreatBlanksAs", "BlankAsZero")));
    }
    if (type.equals("AutoNumber")) {
      b.autoNumberFormat(x.has("displayFormat") ? x.text("displayFormat") : "{0}");
    }
    if (type.equals("Summary")) {
      String[] key = x.token("summaryForeignKey", "").split("\\.", 2);
      String summarized = x.has("summarizedField") ? x.token("summarizedField", "") : null;
      List<FieldDef.SummaryFilter> filters = new ArrayList<>();
      for (XmlElement f : x.children("summaryFilterItems")) {
        String field = f.token("field", "");
        filters.add(
            new FieldDef.SummaryFilter(
                field.substring(field.indexOf('.') + 1),
                f.token("operation", "equals"),
                f.has("value") ? f.text("value") : ""));
      }
      b.summary(
          new FieldDef.SummaryDef(
              x.token("summaryOperation", "count"),
              key[0],
              key.length < 2 ? "" : key[1],
              summarized == null ? null : summarized.substring(summarized.indexOf('.') + 1),
              filters));
    }
  }
}
