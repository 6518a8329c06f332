package org.closedloop.localorg.check;

import java.util.HashSet;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Page layouts: an existing object, existing fields, no field twice. */
final class LayoutRule implements Rule {

  @Override
  public Set<String> types() {
    return Set.of("Layout");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    int dash = c.fullName().indexOf('-');
    if (dash < 0) {
      out.refused("bad-name", c, c.xml(), "A layout's name is Object-Layout Name");
      return;
    }
    String object = c.fullName().substring(0, dash);
    if (!context.objectExists(object)) {
      if (CheckContext.isCustom(object)) {
        out.refused(
            "unknown-object",
            c,
            c.xml(),
            "Parent entity failed to deploy: " + object,
            context.hint("CustomObject", object));
      }
      return;
    }
    Set<String> seen = new HashSet<>();
    for (XmlElement section : c.xml().children("layoutSections")) {
      for (XmlElement column : section.children("layoutColumns")) {
        for (XmlElement item : column.children("layoutItems")) {
          item.child("field").ifPresent(f -> field(c, object, f, seen, context, out));
        }
      }
    }
    for (XmlElement related : c.xml().children("relatedLists")) {
      related.child("relatedList").ifPresent(r -> relatedList(c, r, context, out));
    }
  }

  private static void field(
      Component c,
      String object,
      XmlElement at,
      Set<String> seen,
      CheckContext context,
      Findings out) {
    if (!seen.add(at.token())) {
      out.refused("duplicate-field", c, at, "Duplicate field: " + at.token());
    }
    ObjectPartRule.field(c, object, at, at.token(), context, out);
  }

  private static void relatedList(Component c, XmlElement at, CheckContext context, Findings out) {
    String[] parts = at.token().split("\\.");
    if (parts.length == 2
        && CheckContext.isCustom(parts[0])
        && CheckContext.isCustom(parts[1])
        && context.field(parts[0], parts[1]).isEmpty()) {
      out.refused(
          "unknown-related-list",
          c,
          at,
          "Cannot find related list:" + at.token(),
          context.fieldHint(parts[0], parts[1]));
    }
  }
}
