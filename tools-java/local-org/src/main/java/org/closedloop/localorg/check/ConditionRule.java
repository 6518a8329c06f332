package org.closedloop.localorg.check;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Validation rules, filters of list views and field sets: their object, fields, values, texts. */
final class ConditionRule implements Rule {
  private static final int MAX_MESSAGE = 255;
  private static final int MAX_DESCRIPTION = 255;
  private static final int MAX_LABEL = 40;

  @Override
  public Set<String> types() {
    return Set.of("ValidationRule", "ListView", "FieldSet", "CompactLayout");
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
      case "CompactLayout" -> Lengths.filled(c, c.xml(), "label", out);
      default -> fieldSet(c, object, context, out);
    }
  }

  private static void validationRule(
      Component c, String object, CheckContext context, Findings out) {
    XmlElement xml = c.xml();
    Lengths.filled(c, xml, "errorMessage", out);
    Lengths.filled(c, xml, "errorConditionFormula", out);
    Lengths.limit(c, xml, "errorMessage", MAX_MESSAGE, out);
    Lengths.limit(c, xml, "description", MAX_DESCRIPTION, out);
    xml.child("errorDisplayField")
        .filter(f -> !f.token().isEmpty() && context.field(object, f.token()).isEmpty())
        .ifPresent(
            f ->
                out.refused(
                    "unknown-field",
                    c,
                    f,
                    "In field: errorDisplayField - no CustomField named "
                        + object
                        + "."
                        + f.token()
                        + " found",
                    context.fieldHint(object, f.token())));
  }

  private static void listView(Component c, String object, CheckContext context, Findings out) {
    XmlElement xml = c.xml();
    for (XmlElement filter : xml.children("filters")) {
      filter.child("field").ifPresent(f -> filter(c, object, filter, f, context, out));
    }
    Filters.logic(c, xml, "filters", out);
    Lengths.filled(c, xml, "label", out);
    Lengths.limit(c, xml, "label", MAX_LABEL, out);
  }

  /** Filters name fields as columns do; only what is known of custom fields can be compared. */
  private static void filter(
      Component c,
      String object,
      XmlElement filter,
      XmlElement at,
      CheckContext context,
      Findings out) {
    String name = at.token();
    ListColumns.listView(c, object, at, context, out);
    if (CheckContext.isCustom(name)) {
      String path = name.startsWith(object + ".") ? name.substring(object.length() + 1) : name;
      context.path(object, path).ifPresent(f -> Filters.fits(c, filter, f, context, out));
    }
  }

  private static void fieldSet(Component c, String object, CheckContext context, Findings out) {
    Set<String> seen = new HashSet<>();
    for (String list : List.of("displayedFields", "availableFields")) {
      for (XmlElement item : c.xml().children(list)) {
        XmlElement at = item.child("field").orElse(null);
        if (at == null) {
          continue;
        }
        if (context.path(object, at.token()).isEmpty()) {
          out.refused(
              "unknown-field",
              c,
              at,
              "In field: field - no CustomField named " + object + "." + at.token() + " found",
              context.fieldHint(object, at.token()));
        } else if (!seen.add(at.token().toLowerCase(Locale.ROOT))) {
          out.wrong("duplicate-entry", c, at, at.token() + " is in the field set twice");
        }
      }
    }
  }
}
