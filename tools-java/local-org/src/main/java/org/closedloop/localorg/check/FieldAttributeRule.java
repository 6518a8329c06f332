package org.closedloop.localorg.check;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Which attributes a custom field of each type needs, may have and must not have. */
final class FieldAttributeRule implements Rule {
  private static final int MAX_LABEL = 40;
  private static final int MAX_DESCRIPTION = 1000;
  private static final int MAX_HELP = 510;
  private static final int MAX_DIGITS = 18;
  private static final Pattern COUNTER = Pattern.compile("\\{0+\\}");

  /** Flags that must not be true, by type. */
  private static final Map<String, Set<String>> FORBIDDEN_FLAGS =
      Map.of(
          "LongTextArea", Set.of("required", "unique", "externalId"),
          "Html", Set.of("required", "unique", "externalId"),
          "Checkbox", Set.of("required", "unique", "externalId"),
          "Date", Set.of("unique", "externalId"),
          "DateTime", Set.of("unique", "externalId"),
          "AutoNumber", Set.of("required"),
          "MultiselectPicklist", Set.of("unique", "externalId"),
          "Picklist", Set.of("unique", "externalId"),
          "MasterDetail", Set.of("required"),
          "Summary", Set.of("required", "unique", "externalId"));

  /** Elements that must not be there, by type. */
  private static final Map<String, Set<String>> FORBIDDEN =
      Map.of(
          "TextArea", Set.of("length"),
          "Email", Set.of("length"),
          "Phone", Set.of("length"),
          "Url", Set.of("length"),
          "AutoNumber", Set.of("defaultValue"),
          "MasterDetail", Set.of("deleteConstraint", "lookupFilter"),
          "Summary", Set.of("precision", "scale", "length"));

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
  private static final Set<String> FORMULA_RESULTS =
      Set.of("Text", "Number", "Currency", "Percent", "Checkbox", "Date", "DateTime", "Time");
  private static final Set<String> UNSUPPORTED =
      Set.of("ExternalLookup", "IndirectLookup", "File", "Address", "EncryptedText");

  @Override
  public Set<String> types() {
    return Set.of("CustomField");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    if (!CheckContext.isCustom(c.localName())) {
      return;
    }
    XmlElement xml = c.xml();
    String type = xml.token("type", "");
    if (!context.objectExists(c.parentName())) {
      out.refused(
          "unknown-object",
          c,
          xml,
          "Entity Enumeration Or ID: bad value for restricted picklist field: " + c.parentName(),
          context.hint("CustomObject", c.parentName()));
    }
    if (type.isEmpty()) {
      out.refused("missing-attribute", c, xml, "Required field is missing: type");
      return;
    }
    if (UNSUPPORTED.contains(type)) {
      out.refused(
          "unsupported-field-type",
          c,
          at(xml, "type"),
          "Fields of type " + type + " are not supported by the local org");
      return;
    }
    common(c, type, out);
    kindOfObject(c, type, out);
    if (xml.has("formula")) {
      formula(c, type, out);
    } else {
      byType(c, type, out);
    }
  }

  private static XmlElement at(XmlElement xml, String element) {
    return xml.child(element).orElse(xml);
  }

  private static void common(Component c, String type, Findings out) {
    XmlElement xml = c.xml();
    if (xml.token("label", "").isEmpty()) {
      out.refused("missing-attribute", c, xml, "Required field is missing: label");
    }
    limit(c, "label", MAX_LABEL, out);
    limit(c, "description", MAX_DESCRIPTION, out);
    limit(c, "inlineHelpText", MAX_HELP, out);
    for (String flag : FORBIDDEN_FLAGS.getOrDefault(type, Set.of())) {
      if (xml.bool(flag, false)) {
        out.refused(
            "field-attribute",
            c,
            at(xml, flag),
            "Can not specify '" + flag + "' for a CustomField of type " + type);
      }
    }
    for (String element : FORBIDDEN.getOrDefault(type, Set.of())) {
      if (xml.has(element)) {
        out.refused(
            "field-attribute",
            c,
            at(xml, element),
            "Can not specify '" + element + "' for a CustomField of type " + type);
      }
    }
  }

  private static void limit(Component c, String element, int max, Findings out) {
    String value = c.xml().token(element, "");
    if (value.length() > max) {
      out.refused(
          "too-long",
          c,
          at(c.xml(), element),
          element + " is " + value.length() + " characters long, at most " + max + " are allowed");
    }
  }

  private static void kindOfObject(Component c, String type, Findings out) {
    String object = c.parentName().toLowerCase(Locale.ROOT);
    Set<String> allowed =
        object.endsWith("__mdt")
            ? METADATA_TYPE_FIELDS
            : object.endsWith("__e") ? EVENT_FIELDS : Set.of();
    if (!allowed.isEmpty() && !allowed.contains(type)) {
      out.refused(
          "field-type",
          c,
          at(c.xml(), "type"),
          "A field of " + c.parentName() + " cannot be of type " + type);
    }
    if (type.equals("MetadataRelationship") && !object.endsWith("__mdt")) {
      out.refused(
          "field-type",
          c,
          at(c.xml(), "type"),
          "MetadataRelationship is for custom metadata types only");
    }
  }

  private static void formula(Component c, String type, Findings out) {
    XmlElement xml = c.xml();
    if (!FORMULA_RESULTS.contains(type)) {
      out.refused("field-type", c, at(xml, "type"), "A formula cannot have the type " + type);
    }
    if (xml.token("formula", "").isEmpty()) {
      out.refused("missing-attribute", c, at(xml, "formula"), "The formula is empty");
    }
    if (xml.has("defaultValue")) {
      out.refused(
          "field-attribute",
          c,
          at(xml, "defaultValue"),
          "Can not specify 'defaultValue' for a formula field");
    }
    if (Set.of("Number", "Currency", "Percent").contains(type)) {
      digits(c, out);
    }
  }

  private static void byType(Component c, String type, Findings out) {
    switch (type) {
      case "Text" -> range(c, "length", 1, 255, out);
      case "LongTextArea" -> {
        range(c, "length", 256, 131_072, out);
        range(c, "visibleLines", 2, 50, out);
      }
      case "Html" -> {
        range(c, "length", 256, 131_072, out);
        range(c, "visibleLines", 10, 50, out);
      }
      case "Number", "Currency", "Percent" -> digits(c, out);
      case "Checkbox" -> checkbox(c, out);
      case "AutoNumber" -> displayFormat(c, c.xml(), out);
      case "MultiselectPicklist" -> range(c, "visibleLines", 3, 10, out);
      case "Location" -> range(c, "scale", 0, 15, out);
      default -> {}
    }
  }

  private static void checkbox(Component c, Findings out) {
    String value = c.xml().token("defaultValue", "");
    if (!value.equals("true") && !value.equals("false")) {
      out.refused(
          "field-attribute",
          c,
          at(c.xml(), "defaultValue"),
          "Must specify 'defaultValue' true or false for a CustomField of type Checkbox");
    }
  }

  private static void digits(Component c, Findings out) {
    XmlElement xml = c.xml();
    if (!xml.has("precision") || !xml.has("scale")) {
      out.refused(
          "missing-attribute",
          c,
          xml,
          "Must specify 'precision' and 'scale' for a CustomField of type "
              + xml.token("type", ""));
      return;
    }
    int precision = xml.integer("precision", 0);
    int scale = xml.integer("scale", 0);
    if (precision < 1 || precision > MAX_DIGITS || scale < 0 || scale > precision) {
      out.refused(
          "field-attribute",
          c,
          at(xml, "precision"),
          "precision "
              + precision
              + " and scale "
              + scale
              + " do not fit: 1 to 18 digits, scale at most precision");
    }
  }

  private static void range(Component c, String element, int min, int max, Findings out) {
    XmlElement xml = c.xml();
    if (!xml.has(element)) {
      out.refused(
          "missing-attribute",
          c,
          xml,
          "Must specify '" + element + "' for a CustomField of type " + xml.token("type", ""));
      return;
    }
    int value = xml.integer(element, 0);
    if (value < min || value > max) {
      out.refused(
          "field-attribute",
          c,
          at(xml, element),
          element + " must be between " + min + " and " + max + ", not " + value);
    }
  }

  /** An auto-number's format holds exactly one counter. */
  static void displayFormat(Component c, XmlElement holder, Findings out) {
    Matcher m = COUNTER.matcher(holder.token("displayFormat", ""));
    int counters = 0;
    while (m.find()) {
      counters++;
    }
    if (counters != 1) {
      out.refused(
          "field-attribute",
          c,
          at(holder, "displayFormat"),
          "An auto-number needs a displayFormat with one counter such as {0000}");
    }
  }
}
