package org.closedloop.localorg.check;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Records of custom metadata types: an existing type, its fields, values that fit them. */
final class CustomMetadataRule implements Rule {
  private static final int MAX_LABEL = 40;

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
      out.refused(
          "unknown-object",
          c,
          c.xml(),
          "There is no custom metadata type " + type,
          context.hint("CustomObject", type));
      return;
    }
    if (c.xml().token("label", "").length() > MAX_LABEL) {
      out.refused(
          "too-long",
          c,
          c.xml().child("label").get(),
          "label is longer than " + MAX_LABEL + " characters");
    }
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
          "There is no field " + type + "." + name.token(),
          context.fieldHint(type, name.token()));
      return;
    }
    if (!given.add(name.token().toLowerCase(Locale.ROOT))) {
      out.refused("duplicate-field", c, name, "The value of " + name.token() + " is given twice");
    }
    if (value == null || value.nil()) {
      if (field.required()) {
        out.refused(
            "missing-value", c, name, "Required fields are missing: [" + name.token() + "]");
        given.add(name.token().toLowerCase(Locale.ROOT));
      }
      return;
    }
    fits(c, field, value, context, out);
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
    } else if (field.component() != null && Set.of("Text", "LongTextArea").contains(field.type())) {
      int max = field.component().xml().integer("length", Integer.MAX_VALUE);
      if (value.text().length() > max) {
        out.refused(
            "too-long",
            c,
            value,
            field.name() + ": data value too large: at most " + max + " characters");
      }
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
      boolean found =
          switch (to) {
            case "EntityDefinition" -> context.objectExists(value.token());
            case "FieldDefinition", "EntityParticle" -> true;
            default ->
                context.has(
                    "CustomMetadata", to.replaceAll("(?i)__mdt$", "") + "." + value.token());
          };
      if (!found) {
        out.refused(
            "unknown-reference",
            c,
            value,
            field.name() + ": there is no " + to + " named " + value.token());
      }
    }
  }
}
