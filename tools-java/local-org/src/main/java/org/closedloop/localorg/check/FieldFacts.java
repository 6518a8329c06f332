package org.closedloop.localorg.check;

import java.util.List;
import java.util.Optional;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/**
 * What checks need to know of a field, whether it comes from metadata or is standard.
 *
 * @param type metadata type name ({@code Text}, {@code Lookup}); for standard fields the nearest,
 *     empty when nothing is known
 * @param component null for a standard field without metadata
 */
public record FieldFacts(
    String object,
    String name,
    String type,
    boolean formula,
    boolean required,
    List<String> referenceTo,
    Component component) {

  /** A field of an installed package: it is taken to exist, and nothing else is known of it. */
  static FieldFacts external(String object, String name) {
    return new FieldFacts(object, name, "", false, false, List.of(), null);
  }

  /** Whether there is more to know than that the field exists. */
  boolean known() {
    return !type.isEmpty();
  }

  static FieldFacts of(Component c) {
    XmlElement xml = c.xml();
    return new FieldFacts(
        c.parentName(),
        c.localName(),
        xml.token("type", ""),
        xml.has("formula"),
        xml.bool("required", false),
        xml.texts("referenceTo"),
        c);
  }

  static FieldFacts of(String object, FieldDef f) {
    return new FieldFacts(
        object, f.name(), metadataType(f), f.formula() != null, false, f.referenceTo(), null);
  }

  private static String metadataType(FieldDef f) {
    return switch (f.type()) {
      case BOOLEAN -> "Checkbox";
      case INTEGER, LONG, DOUBLE -> "Number";
      case CURRENCY -> "Currency";
      case PERCENT -> "Percent";
      case DATE -> "Date";
      case DATETIME -> "DateTime";
      case TIME -> "Time";
      case EMAIL -> "Email";
      case PHONE -> "Phone";
      case URL -> "Url";
      case PICKLIST, COMBOBOX -> "Picklist";
      case MULTIPICKLIST -> "MultiselectPicklist";
      case REFERENCE -> f.masterDetail() ? "MasterDetail" : "Lookup";
      case TEXTAREA -> f.longText() ? "LongTextArea" : "TextArea";
      default -> "Text";
    };
  }

  /** A number of the field's definition; the default when it is absent or no number. */
  int number(String element, int orElse) {
    String text = component == null ? "" : component.xml().token(element, "");
    return text.matches("\\d{1,6}") ? Integer.parseInt(text) : orElse;
  }

  boolean masterDetail() {
    return type.equals("MasterDetail");
  }

  boolean relationship() {
    return !referenceTo.isEmpty();
  }

  /** Name that leads to the parent in a path: Account__r for Account__c, Account for AccountId. */
  Optional<String> parentPathName() {
    if (!relationship()) {
      return Optional.empty();
    }
    if (name.endsWith("__c")) {
      return Optional.of(name.substring(0, name.length() - 1) + "r");
    }
    return Optional.of(name.endsWith("Id") ? name.substring(0, name.length() - 2) : name);
  }
}
