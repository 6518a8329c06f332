package org.closedloop.localorg.check;

import java.util.List;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** The filter of a look-up: fields of the target, of the record itself or of the user. */
final class LookupFilters {
  private static final int MAX_MESSAGE = 255;

  private LookupFilters() {}

  static void check(Component c, CheckContext context, Findings out) {
    XmlElement filter = c.xml().child("lookupFilter").orElse(null);
    if (filter == null) {
      return;
    }
    List<XmlElement> items = filter.children("filterItems");
    if (items.isEmpty()) {
      out.refused("bad-filter", c, filter, "A lookup filter needs filterItems");
    }
    for (XmlElement item : items) {
      XmlElement at = item.child("field").orElse(null);
      FieldFacts field = at == null ? null : resolve(c, at, context, out);
      if (field != null) {
        Filters.fits(c, item, field, context, out);
      }
      XmlElement other = item.child("valueField").orElse(null);
      if (other != null) {
        resolve(c, other, context, out);
        if (item.child("value").filter(v -> !v.token().isEmpty()).isPresent()) {
          out.refused("bad-filter", c, other, "A filter item has either value or valueField");
        }
      } else if (!item.has("value")) {
        out.refused("bad-filter", c, item, "A filter item needs a value or a valueField");
      }
    }
    Filters.logic(c, filter, "filterItems", out);
    if (!filter.bool("isOptional", false)) {
      Lengths.filled(c, filter, "errorMessage", out);
    }
    Lengths.limit(c, filter, "errorMessage", MAX_MESSAGE, out);
    Lengths.limit(c, filter, "infoMessage", MAX_MESSAGE, out);
  }

  /** The field, or null when it is unknown or nothing is known of it. */
  private static FieldFacts resolve(
      Component c, XmlElement at, CheckContext context, Findings out) {
    String path = at.token();
    int dot = path.indexOf('.');
    String root = dot < 0 ? "" : path.substring(0, dot);
    String object = root;
    if (root.equalsIgnoreCase("$Source")) {
      object = c.parentName();
    } else if (root.startsWith("$")) {
      if (!root.equalsIgnoreCase("$User")) {
        return null;
      }
      object = "User";
    }
    if (dot < 0 || !context.objectExists(object)) {
      out.refused(
          "unknown-field",
          c,
          at,
          "Must specify the name in the CustomObject.CustomField format (e.g."
              + " Account.MyNewCustomField): "
              + path);
      return null;
    }
    FieldFacts field = context.path(object, path.substring(dot + 1)).orElse(null);
    if (field == null) {
      out.refused(
          "unknown-field",
          c,
          at,
          "In field: " + at.name() + " - no CustomField named " + path + " found",
          context.fieldHint(object, path.substring(dot + 1)));
    }
    return field;
  }
}
