package org.closedloop.localorg.check;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** What list views and compact layouts show of an object. */
final class ListScreenRule implements Rule {
  private static final int MAX_COMPACT_FIELDS = 10;
  private static final Set<String> NOT_COMPACT =
      Set.of("TextArea", "LongTextArea", "Html", "MultiselectPicklist");

  @Override
  public Set<String> types() {
    return Set.of("ListView", "CompactLayout");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    String object = c.parentName();
    if (!context.objectExists(object)) {
      return;
    }
    if (c.type().equals("ListView")) {
      listView(c, object, context, out);
    } else {
      compactLayout(c, object, context, out);
    }
  }

  private static void listView(Component c, String object, CheckContext context, Findings out) {
    List<XmlElement> columns = c.xml().children("columns");
    once(c, columns, out);
    columns.forEach(column -> ListColumns.listView(c, object, column, context, out));
    XmlElement scope = c.xml().child("filterScope").orElse(null);
    if (scope == null) {
      return;
    }
    XmlElement queue = c.xml().child("queue").orElse(null);
    if (queue != null && !scope.token().equals("Queue")) {
      out.wrong("bad-scope", c, queue, "A queue is named but the filterScope is " + scope.token());
    }
    if (scope.token().equals("Queue")) {
      if (queue == null) {
        out.refused("bad-scope", c, scope, "A list view of scope Queue names its queue");
      } else {
        ScreenNames.requireComponent(c, queue, "Queue", queue.token(), context, out);
      }
    }
    boolean ownerless =
        context.after().childrenOf("CustomField", object).stream()
            .anyMatch(f -> FieldFacts.of(f).masterDetail());
    if (ownerless && Set.of("Mine", "Queue").contains(scope.token())) {
      out.refused(
          "bad-scope",
          c,
          scope,
          object + " belongs to a master: its records have no owner to choose by",
          "use Everything");
    }
  }

  private static void compactLayout(
      Component c, String object, CheckContext context, Findings out) {
    List<XmlElement> fields = c.xml().children("fields");
    once(c, fields, out);
    if (fields.isEmpty()) {
      out.refused("missing-element", c, c.xml(), "A compact layout shows at least one field");
    }
    if (fields.size() > MAX_COMPACT_FIELDS) {
      out.refused(
          "too-many",
          c,
          fields.get(MAX_COMPACT_FIELDS),
          "A compact layout has at most " + MAX_COMPACT_FIELDS + " fields");
    }
    for (XmlElement field : fields) {
      ScreenNames.requireField(c, object, field, context, out);
      context
          .field(object, field.token())
          .filter(f -> f.component() != null && NOT_COMPACT.contains(f.type()))
          .ifPresent(
              f ->
                  out.refused(
                      "field-type",
                      c,
                      field,
                      "A field of type " + f.type() + " cannot be in a compact layout"));
    }
  }

  private static void once(Component c, List<XmlElement> elements, Findings out) {
    Set<String> seen = new HashSet<>();
    for (XmlElement element : elements) {
      if (!seen.add(element.token().toLowerCase(Locale.ROOT))) {
        out.refused(
            "duplicate-field", c, element, "Duplicate " + element.name() + ": " + element.token());
      }
    }
  }
}
