package org.closedloop.localorg.check;

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
  private static final int MAX_FORMAT = 30;
  private static final Pattern COUNTER = Pattern.compile("\\{0{1,10}\\}");
  private static final Pattern BRACES = Pattern.compile("\\{[^}]*\\}?");
  private static final Set<String> DATE_PARTS = Set.of("{YYYY}", "{YY}", "{MM}", "{DD}");

  /** Types that can have each element; all others must not. */
  private static final Map<String, Set<String>> ONLY_FOR =
      Map.ofEntries(
          Map.entry("length", Set.of("Text", "LongTextArea", "Html", "EncryptedText", "File")),
          Map.entry("precision", Set.of("Number", "Currency", "Percent")),
          Map.entry("scale", Set.of("Number", "Currency", "Percent", "Location")),
          Map.entry("visibleLines", Set.of("LongTextArea", "Html", "MultiselectPicklist")),
          Map.entry("displayFormat", Set.of("AutoNumber")),
          Map.entry("startingNumber", Set.of("AutoNumber")),
          Map.entry("displayLocationInDecimal", Set.of("Location")),
          Map.entry("valueSet", Set.of("Picklist", "MultiselectPicklist")),
          Map.entry("maskChar", Set.of("EncryptedText")),
          Map.entry("maskType", Set.of("EncryptedText")),
          Map.entry("relationshipOrder", Set.of("MasterDetail")),
          Map.entry("deleteConstraint", Set.of("Lookup")),
          Map.entry("summaryForeignKey", Set.of("Summary")),
          Map.entry("summaryOperation", Set.of("Summary")),
          Map.entry("summarizedField", Set.of("Summary")),
          Map.entry("summaryFilterItems", Set.of("Summary")),
          Map.entry("metadataRelationshipControllingField", Set.of("MetadataRelationship")),
          Map.entry(
              "referenceTo",
              Set.of(
                  "Lookup",
                  "MasterDetail",
                  "MetadataRelationship",
                  "ExternalLookup",
                  "IndirectLookup")),
          Map.entry(
              "relationshipName",
              Set.of(
                  "Lookup",
                  "MasterDetail",
                  "MetadataRelationship",
                  "ExternalLookup",
                  "IndirectLookup",
                  "Hierarchy")));

  /** Types that can have each flag set; a plain {@code false} is tolerated everywhere. */
  private static final Map<String, Set<String>> FLAG_ONLY_FOR =
      Map.of(
          "externalId", Set.of("Text", "Number", "Email", "AutoNumber"),
          "unique", Set.of("Text", "Number", "Email", "AutoNumber", "MetadataRelationship"),
          "caseSensitive", Set.of("Text"),
          "reparentableMasterDetail", Set.of("MasterDetail"),
          "writeRequiresMasterRead", Set.of("MasterDetail"));

  /** Types that metadata types may have unique beyond the others. */
  private static final Set<String> UNIQUE_SETTINGS = Set.of("Phone", "Url", "Percent", "TextArea");

  private static final Set<String> NEVER_REQUIRED =
      Set.of("LongTextArea", "Html", "Checkbox", "AutoNumber", "Summary");
  private static final Set<String> WITHOUT_DEFAULT =
      Set.of("AutoNumber", "Lookup", "MasterDetail", "Summary", "Location");
  private static final Set<String> WITHOUT_HISTORY = Set.of("AutoNumber", "Summary");
  private static final Set<String> FORMULA_RESULTS =
      Set.of("Text", "Number", "Currency", "Percent", "Checkbox", "Date", "DateTime", "Time");
  private static final Set<String> NUMBERS = Set.of("Number", "Currency", "Percent");
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
    }
    texts(c, out);
    boolean formula = xml.has("formula");
    elements(c, type, formula, out);
    flags(c, type, formula, context, out);
    if (formula) {
      formula(c, type, out);
    } else {
      byType(c, type, out);
    }
  }

  static XmlElement at(XmlElement xml, String element) {
    return xml.child(element).orElse(xml);
  }

  private static void texts(Component c, Findings out) {
    if (c.xml().token("label", "").isEmpty()) {
      out.refused("missing-attribute", c, c.xml(), "Required field is missing: label");
    }
    Lengths.limit(c, c.xml(), "label", MAX_LABEL, out);
    Lengths.limit(c, c.xml(), "description", MAX_DESCRIPTION, out);
    Lengths.limit(c, c.xml(), "inlineHelpText", MAX_HELP, out);
  }

  private static void elements(Component c, String type, boolean formula, Findings out) {
    XmlElement xml = c.xml();
    ONLY_FOR.forEach(
        (element, allowed) -> {
          if (xml.has(element) && !allowed.contains(type)) {
            cannot(c, element, type, out);
          }
        });
    if (xml.has("lookupFilter") && !type.equals("Lookup") && !type.equals("Hierarchy")) {
      out.refused(
          "field-attribute",
          c,
          at(xml, "lookupFilter"),
          "Lookup filters are only supported on Lookup Relationship Fields");
    }
    if (xml.has("defaultValue") && !formula && WITHOUT_DEFAULT.contains(type)) {
      cannot(c, "defaultValue", type, out);
    }
  }

  private static void cannot(Component c, String element, String type, Findings out) {
    out.refused(
        "field-attribute",
        c,
        at(c.xml(), element),
        "Can not specify '" + element + "' for a CustomField of type " + type);
  }

  private static void flags(
      Component c, String type, boolean formula, CheckContext context, Findings out) {
    XmlElement xml = c.xml();
    boolean metadataType = c.parentName().toLowerCase(java.util.Locale.ROOT).endsWith("__mdt");
    FLAG_ONLY_FOR.forEach(
        (flag, allowed) -> {
          if (!xml.bool(flag, false)) {
            return;
          }
          if (formula) {
            out.refused(
                "field-attribute",
                c,
                at(xml, flag),
                "Can not specify " + flag + " for CustomFields that have a formula");
          } else if (!allowed.contains(type)
              && !(metadataType && flag.equals("unique") && UNIQUE_SETTINGS.contains(type))) {
            cannot(c, flag, type, out);
          }
        });
    if (xml.bool("required", false)) {
      if (type.equals("MasterDetail")) {
        out.refused(
            "field-attribute",
            c,
            at(xml, "required"),
            "Master-Detail Relationship Fields Cannot be Optional or Required");
      } else if (NEVER_REQUIRED.contains(type)) {
        cannot(c, "required", type, out);
      } else if (formula) {
        out.refused(
            "field-attribute",
            c,
            at(xml, "required"),
            "Can not specify required for CustomFields that have a formula");
      }
    }
    if (xml.bool("caseSensitive", false) && !xml.bool("unique", false) && type.equals("Text")) {
      out.wrong(
          "field-attribute",
          c,
          at(xml, "caseSensitive"),
          "caseSensitive has an effect on unique fields only");
    }
    history(c, type, formula, context, out);
  }

  private static void history(
      Component c, String type, boolean formula, CheckContext context, Findings out) {
    XmlElement xml = c.xml();
    if (!xml.bool("trackHistory", false)) {
      return;
    }
    if (formula || WITHOUT_HISTORY.contains(type)) {
      out.refused(
          "field-attribute",
          c,
          at(xml, "trackHistory"),
          "The history of a field that is computed cannot be tracked");
      return;
    }
    boolean off =
        context
            .find("CustomObject", c.parentName())
            .filter(o -> CheckContext.isCustom(o.fullName()) && o.xml().has("label"))
            .map(o -> !o.xml().bool("enableHistory", false))
            .orElse(false);
    if (off) {
      out.refused(
          "field-attribute",
          c,
          at(xml, "trackHistory"),
          "The entity: " + c.parentName() + " does not have history tracking enabled",
          "write enableHistory true in the object");
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
    for (String element : new String[] {"defaultValue", "length"}) {
      boolean told = element.equals("length") && !ONLY_FOR.get(element).contains(type);
      if (xml.has(element) && !told) {
        out.refused(
            "field-attribute",
            c,
            at(xml, element),
            "Can not specify '" + element + "' for a formula field");
      }
    }
    if (NUMBERS.contains(type)) {
      digits(c, out);
    }
  }

  private static void byType(Component c, String type, Findings out) {
    switch (type) {
      case "Text" -> range(c, "length", 1, 255, out);
      case "EncryptedText" -> {
        range(c, "length", 1, 175, out);
        need(c, "maskChar", type, out);
        need(c, "maskType", type, out);
      }
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
      case "Location" -> {
        range(c, "scale", 0, 15, out);
        need(c, "displayLocationInDecimal", type, out);
      }
      default -> {}
    }
  }

  private static void need(Component c, String element, String type, Findings out) {
    if (!c.xml().has(element)) {
      out.refused(
          "missing-attribute",
          c,
          c.xml(),
          "Must specify '" + element + "' for a CustomField of type " + type);
    }
  }

  private static void checkbox(Component c, Findings out) {
    String value = c.xml().token("defaultValue", "").toLowerCase(java.util.Locale.ROOT);
    if (!c.xml().has("defaultValue")) {
      need(c, "defaultValue", "Checkbox", out);
    } else if (!value.equals("true") && !value.equals("false")) {
      out.refused(
          "field-attribute",
          c,
          at(c.xml(), "defaultValue"),
          "The default value of a Checkbox is true or false, not '" + value + "'");
    }
  }

  private static void digits(Component c, Findings out) {
    XmlElement xml = c.xml();
    String type = xml.token("type", "");
    need(c, "precision", type, out);
    need(c, "scale", type, out);
    if (!xml.has("precision") || !xml.has("scale")) {
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
      need(c, element, xml.token("type", ""), out);
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

  /** An auto-number's format holds exactly one counter, and no other braces than parts of dates. */
  static void displayFormat(Component c, XmlElement holder, Findings out) {
    String format = holder.token("displayFormat", "");
    int counters = 0;
    Matcher m = BRACES.matcher(format);
    while (m.find()) {
      if (COUNTER.matcher(m.group()).matches()) {
        counters++;
      } else if (!DATE_PARTS.contains(m.group())) {
        counters = 2;
        break;
      }
    }
    if (counters != 1 || format.length() > MAX_FORMAT) {
      out.refused(
          "field-attribute",
          c,
          at(holder, "displayFormat"),
          "An auto-number needs a displayFormat of at most 30 characters with one counter such as"
              + " {0000}");
    }
  }
}
