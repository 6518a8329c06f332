package org.closedloop.localorg.check;

import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Records of custom metadata types: an existing type, its fields, values that fit them. */
final class CustomMetadataRule implements Rule {
  private static final int MAX_LABEL = 40;
  private static final Pattern EMAIL = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
  private static final Set<String> TEXTS =
      Set.of(
          "Text",
          "TextArea",
          "LongTextArea",
          "Email",
          "Phone",
          "Url",
          "Picklist",
          "MetadataRelationship");

  @Override
  public Set<String> types() {
    return Set.of("CustomMetadata");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    int dot = c.fullName().indexOf('.');
    if (dot <= 0) {
      out.refused("bad-name", c, c.xml(), "A custom metadata record is named Type.Record");
      return;
    }
    String type = c.fullName().substring(0, dot) + "__mdt";
    if (!context.has("CustomObject", type)) {
      if (context.external(type)) {
        return;
      }
      out.refused(
          "unknown-object",
          c,
          c.xml(),
          "There is no custom metadata type " + type,
          context.hint("CustomObject", type));
      return;
    }
    if (c.xml().token("label", "").isEmpty()) {
      out.refused(
          "missing-attribute",
          c,
          FieldAttributeRule.at(c.xml(), "label"),
          "Required fields are missing: [Label]");
    }
    Lengths.limit(c, c.xml(), "label", MAX_LABEL, out);
    Set<String> given = new HashSet<>();
    for (XmlElement values : c.xml().children("values")) {
      Optional<XmlElement> name = values.child("field");
      if (name.isPresent()) {
        value(c, type, name.get(), values.child("value").orElse(null), given, context, out);
      }
    }
    for (Component field : context.after().childrenOf("CustomField", type)) {
      if (field.xml().bool("required", false)
          && !field.xml().has("defaultValue")
          && !given.contains(field.localName().toLowerCase(Locale.ROOT))) {
        out.refused(
            "missing-value",
            c,
            c.xml(),
            "Required fields are missing: [" + field.localName() + "]");
      }
    }
  }

  private static void value(
      Component c,
      String type,
      XmlElement name,
      XmlElement value,
      Set<String> given,
      CheckContext context,
      Findings out) {
    FieldFacts field = context.field(type, name.token()).orElse(null);
    if (field == null) {
      out.refused(
          "unknown-field",
          c,
          name,
          "In field: field - no CustomField named " + type + "." + name.token() + " found",
          context.fieldHint(type, name.token()));
      return;
    }
    if (!field.known()) {
      return;
    }
    if (!given.add(name.token().toLowerCase(Locale.ROOT))) {
      out.refused("duplicate-field", c, name, "The value of " + name.token() + " is given twice");
    }
    if (value == null || value.nil() || value.token().isEmpty()) {
      if (field.required()) {
        out.refused(
            "missing-value",
            c,
            value == null ? name : value,
            "Required fields are missing: [" + name.token() + "]");
      } else if (value != null && !value.nil() && !TEXTS.contains(field.type())) {
        out.refused(
            "bad-value",
            c,
            value,
            "The value of " + field.name() + " (" + field.type() + ") is empty",
            "write xsi:nil=\"true\"");
      }
      return;
    }
    fits(c, field, value, context, out);
    unique(c, field, value, context, out);
  }

  private static void fits(
      Component c, FieldFacts field, XmlElement value, CheckContext context, Findings out) {
    List<String> accepted = xsiTypes(field.type());
    if (!accepted.contains(value.xsiType())) {
      out.refused(
          "bad-value",
          c,
          value,
          "The value of "
              + field.name()
              + " ("
              + field.type()
              + ") has xsi:type xsd:"
              + value.xsiType(),
          "write xsd:" + accepted.get(0));
      return;
    }
    if (field.type().equals("Picklist")) {
      picklist(c, field, value, context, out);
    } else if (field.type().equals("MetadataRelationship") && !value.token().isEmpty()) {
      relationship(c, field, value, context, out);
    } else if (field.component() != null) {
      size(c, field, value, out);
    }
  }

  private static void size(Component c, FieldFacts field, XmlElement value, Findings out) {
    switch (field.type()) {
      case "Text", "LongTextArea" ->
          atMost(c, field, value, field.number("length", Integer.MAX_VALUE), out);
      case "TextArea", "Url" -> atMost(c, field, value, 255, out);
      case "Phone" -> atMost(c, field, value, 40, out);
      case "Email" -> {
        atMost(c, field, value, 80, out);
        if (!EMAIL.matcher(value.token()).matches()) {
          out.refused(
              "bad-value", c, value, field.name() + ": invalid email address: " + value.token());
        }
      }
      case "Number", "Percent" -> digits(c, field, value, out);
      default -> {}
    }
  }

  private static void atMost(
      Component c, FieldFacts field, XmlElement value, int max, Findings out) {
    if (value.text().length() > max) {
      out.refused(
          "too-long",
          c,
          value,
          field.name() + ": data value too large: at most " + max + " characters");
    }
  }

  private static void digits(Component c, FieldFacts field, XmlElement value, Findings out) {
    int whole = field.number("precision", 18) - field.number("scale", 0);
    try {
      BigDecimal number = new BigDecimal(value.token());
      if (number.abs().compareTo(BigDecimal.TEN.pow(Math.max(0, whole))) >= 0) {
        out.refused(
            "bad-value",
            c,
            value,
            field.name() + ": value outside of valid range on numeric field: " + value.token(),
            "at most " + whole + " digits before the point");
      }
    } catch (NumberFormatException e) {
      out.refused("bad-value", c, value, "'" + value.token() + "' is no number");
    }
  }

  private static List<String> xsiTypes(String fieldType) {
    return switch (fieldType) {
      case "Checkbox" -> List.of("boolean");
      case "Number", "Percent", "Currency" -> List.of("double", "int", "long", "decimal");
      case "Date" -> List.of("date");
      case "DateTime" -> List.of("dateTime");
      default -> List.of("string");
    };
  }

  private static void picklist(
      Component c, FieldFacts field, XmlElement value, CheckContext context, Findings out) {
    boolean restricted =
        field
            .component()
            .xml()
            .child("valueSet")
            .map(s -> s.bool("restricted", false) || s.has("valueSetName"))
            .orElse(false);
    Optional<List<String>> values = context.picklistValues(field);
    if (restricted
        && values.isPresent()
        && !value.token().isEmpty()
        && values.get().stream().noneMatch(value.token()::equalsIgnoreCase)) {
      out.refused(
          "unknown-value",
          c,
          value,
          field.name() + ": bad value for restricted picklist field: " + value.token(),
          org.closedloop.metadata.NearestName.hint(value.token(), values.get()));
    }
  }

  private static void relationship(
      Component c, FieldFacts field, XmlElement value, CheckContext context, Findings out) {
    for (String to : field.referenceTo()) {
      String name = value.token();
      boolean found =
          switch (to) {
            case "EntityDefinition" -> context.objectExists(name);
            case "FieldDefinition", "EntityParticle" -> definedField(c, field, name, context);
            default ->
                context.refers("CustomMetadata", to.replaceAll("(?i)__mdt$", "") + "." + name);
          };
      if (!found) {
        out.refused(
            "unknown-reference", c, value, field.name() + ": there is no " + to + " named " + name);
      }
    }
  }

  /** A field of the object that the controlling field of the same record names. */
  private static boolean definedField(
      Component c, FieldFacts field, String name, CheckContext context) {
    String controlling = field.component().xml().token("metadataRelationshipControllingField", "");
    String object =
        c.xml().children("values").stream()
            .filter(v -> controlling.endsWith("." + v.token("field", "?")))
            .map(v -> v.token("value", ""))
            .findFirst()
            .orElse("");
    if (object.isEmpty() || !context.objectExists(object)) {
      return true;
    }
    String local = name.startsWith(object + ".") ? name.substring(object.length() + 1) : name;
    boolean standardName = !CheckContext.isCustom(local);
    return context.field(object, local).isPresent()
        || (standardName && (CheckContext.isCustom(object) || definition(object, local, context)));
  }

  /** Field definitions are named without the Id that look-ups end in. */
  private static boolean definition(String object, String name, CheckContext context) {
    return context.field(object, name + "Id").isPresent() || !PlatformNames.object(object);
  }

  /** Values of a unique field differ from record to record. */
  private static void unique(
      Component c, FieldFacts field, XmlElement value, CheckContext context, Findings out) {
    if (field.component() == null || !field.component().xml().bool("unique", false)) {
      return;
    }
    for (Component other : context.after().childrenOf("CustomMetadata", c.parentName())) {
      boolean same =
          !other.key().equals(c.key())
              && other.xml().children("values").stream()
                  .filter(v -> v.token("field", "").equalsIgnoreCase(field.name()))
                  .anyMatch(v -> v.token("value", "").equalsIgnoreCase(value.token()));
      if (same) {
        out.refused(
            "duplicate-value",
            c,
            value,
            "duplicate value found: " + field.name() + " duplicates value of " + other.fullName());
      }
    }
  }
}
