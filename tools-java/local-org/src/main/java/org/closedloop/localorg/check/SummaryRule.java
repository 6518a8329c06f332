package org.closedloop.localorg.check;

import java.util.Locale;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Roll-up summaries: over a master-detail, of a field that can be summed up, with filters. */
final class SummaryRule implements Rule {
  private static final Set<String> SUMMABLE = Set.of("Number", "Currency", "Percent", "Summary");
  private static final Set<String> COMPARABLE =
      Set.of("Number", "Currency", "Percent", "Summary", "Date", "DateTime", "Time");
  private static final Set<String> NOT_FILTERABLE = Set.of("LongTextArea", "Html");

  @Override
  public Set<String> types() {
    return Set.of("CustomField");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    XmlElement xml = c.xml();
    if (!xml.token("type", "").equals("Summary") || !CheckContext.isCustom(c.localName())) {
      return;
    }
    XmlElement key = xml.child("summaryForeignKey").orElse(null);
    if (key == null) {
      out.refused("missing-attribute", c, xml, "Required field is missing: summaryForeignKey");
      return;
    }
    FieldFacts link = fieldOf(key, c, context, out);
    if (link != null && link.known()) {
      over(c, key, link, out);
    }
    String child = key.token().substring(0, Math.max(0, key.token().indexOf('.')));
    summarized(c, child, context, out);
    for (XmlElement item : xml.children("summaryFilterItems")) {
      filter(c, item, child, context, out);
    }
  }

  /** Some standard look-ups carry roll-ups too (opportunities of an account, products of those). */
  private static void over(Component c, XmlElement key, FieldFacts link, Findings out) {
    boolean standard = link.component() == null;
    if ((!link.masterDetail() && !standard)
        || link.referenceTo().stream().noneMatch(c.parentName()::equalsIgnoreCase)) {
      out.refused(
          "bad-summary",
          c,
          key,
          key.token() + " is no master-detail relationship to " + c.parentName());
    }
  }

  private static void summarized(Component c, String child, CheckContext context, Findings out) {
    XmlElement xml = c.xml();
    String operation = xml.token("summaryOperation", "");
    XmlElement at = xml.child("summarizedField").orElse(null);
    if (operation.isEmpty()) {
      out.refused("missing-attribute", c, xml, "Required field is missing: summaryOperation");
      return;
    }
    if (at == null) {
      if (!operation.equals("count")) {
        out.refused(
            "missing-attribute",
            c,
            xml,
            "summaryOperation " + operation + " needs summarizedField");
      }
      return;
    }
    if (operation.equals("count")) {
      out.refused(
          "bad-summary",
          c,
          at,
          "Can not specify 'summarizedField' for a roll-up that counts",
          "leave it out");
      return;
    }
    FieldFacts field = fieldOf(at, c, context, out);
    if (field == null || !field.known()) {
      return;
    }
    Set<String> types = operation.equals("sum") ? SUMMABLE : COMPARABLE;
    if (!types.contains(field.type())) {
      out.refused(
          "bad-summary",
          c,
          at,
          "A field of type " + field.type() + " cannot be rolled up with " + operation);
    } else if (!field.object().equalsIgnoreCase(child)) {
      out.refused("bad-summary", c, at, at.token() + " is no field of " + child);
    }
  }

  private static void filter(
      Component c, XmlElement item, String child, CheckContext context, Findings out) {
    XmlElement at = item.child("field").orElse(null);
    FieldFacts field = at == null ? null : fieldOf(at, c, context, out);
    if (field == null || !field.known()) {
      return;
    }
    if (!field.object().equalsIgnoreCase(child) || NOT_FILTERABLE.contains(field.type())) {
      out.refused("bad-summary", c, at, at.token() + " cannot filter a roll-up over " + child);
      return;
    }
    XmlElement value = item.child("value").orElse(null);
    if (field.type().equals("Checkbox")
        && value != null
        && !Set.of("true", "false").contains(value.token().toLowerCase(Locale.ROOT))) {
      out.refused("bad-filter", c, value, "Invalid summary filter: Use \"True\" or \"False\"");
      return;
    }
    Filters.fits(c, item, field, context, out);
  }

  /** The field named {@code Object.Field} by the element, reported when it does not exist. */
  private static FieldFacts fieldOf(
      XmlElement at, Component c, CheckContext context, Findings out) {
    int dot = at.token().indexOf('.');
    if (dot < 0) {
      out.refused(
          "unknown-field",
          c,
          at,
          "Must specify the name in the CustomObject.CustomField format (e.g."
              + " Account.MyNewCustomField)",
          "write the object before " + at.token());
      return null;
    }
    String object = at.token().substring(0, dot);
    String name = at.token().substring(dot + 1);
    FieldFacts field = context.field(object, name).orElse(null);
    if (field == null) {
      out.refused(
          "unknown-field",
          c,
          at,
          "In field: " + at.name() + " - no CustomField named " + at.token() + " found",
          context.fieldHint(object, name));
    }
    return field;
  }
}
