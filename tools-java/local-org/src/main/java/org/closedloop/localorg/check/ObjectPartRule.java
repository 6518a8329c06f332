package org.closedloop.localorg.check;

import java.util.Optional;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Validation rules, list view filters, field sets and record types of an object. */
final class ObjectPartRule implements Rule {
  private static final int MAX_ERROR_MESSAGE = 255;
  private static final int MAX_LIST_LABEL = 40;

  @Override
  public Set<String> types() {
    return Set.of(
        "ValidationRule", "ListView", "CompactLayout", "FieldSet", "RecordType", "BusinessProcess");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    String object = c.parentName();
    if (!context.objectExists(object)) {
      out.refused(
          "unknown-object",
          c,
          c.xml(),
          "There is no object " + object,
          context.hint("CustomObject", object));
      return;
    }
    switch (c.type()) {
      case "ValidationRule" -> validationRule(c, object, context, out);
      case "ListView" -> listView(c, object, context, out);
      case "FieldSet" -> {
        for (String list : new String[] {"displayedFields", "availableFields"}) {
          for (XmlElement item : c.xml().children(list)) {
            item.child("field").ifPresent(f -> path(c, object, f, context, out));
          }
        }
      }
      case "RecordType" -> recordType(c, object, context, out);
      default -> {}
    }
  }

  private static void validationRule(
      Component c, String object, CheckContext context, Findings out) {
    String message = c.xml().token("errorMessage", "");
    if (message.length() > MAX_ERROR_MESSAGE) {
      out.refused(
          "too-long",
          c,
          c.xml().child("errorMessage").orElse(null),
          "errorMessage is " + message.length() + " characters long, at most 255 are allowed");
    }
    c.xml().child("errorDisplayField").ifPresent(f -> field(c, object, f, f.token(), context, out));
  }

  private static void listView(Component c, String object, CheckContext context, Findings out) {
    for (XmlElement filter : c.xml().children("filters")) {
      filter.child("field").ifPresent(f -> custom(c, object, f, context, out));
    }
    String label = c.xml().token("label", "");
    if (label.length() > MAX_LIST_LABEL) {
      out.refused(
          "too-long",
          c,
          c.xml().child("label").orElse(null),
          "label is " + label.length() + " characters long, at most 40 are allowed");
    }
  }

  /** Standard columns have codes of their own; only custom fields can be looked up. */
  private static void custom(
      Component c, String object, XmlElement at, CheckContext context, Findings out) {
    if (at.token().endsWith("__c") && !at.token().contains(".")) {
      field(c, object, at, at.token(), context, out);
    }
  }

  private static void recordType(Component c, String object, CheckContext context, Findings out) {
    c.xml()
        .child("compactLayoutAssignment")
        .filter(a -> !a.token().isEmpty() && !a.token().equals("SYSTEM"))
        .filter(a -> !context.has("CompactLayout", object + "." + a.token()))
        .ifPresent(
            a ->
                out.refused(
                    "unknown-compact-layout", c, a, "There is no compact layout " + a.token()));
    for (XmlElement values : c.xml().children("picklistValues")) {
      Optional<XmlElement> picklist = values.child("picklist");
      picklist.ifPresent(p -> custom(c, object, p, context, out));
    }
  }

  private static void path(
      Component c, String object, XmlElement at, CheckContext context, Findings out) {
    if (context.path(object, at.token()).isEmpty() && at.token().contains("__")) {
      out.refused(
          "unknown-field",
          c,
          at,
          "There is no field " + object + "." + at.token(),
          context.fieldHint(object, at.token()));
    }
  }

  static void field(
      Component c, String object, XmlElement at, String name, CheckContext context, Findings out) {
    if (context.field(object, name).isEmpty() && CheckContext.isCustom(name)) {
      out.refused(
          "unknown-field",
          c,
          at,
          "There is no field " + object + "." + name,
          context.fieldHint(object, name));
    }
  }
}
