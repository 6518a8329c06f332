package org.closedloop.localorg.check;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/** Custom report types: base object, joins and the fields in their sections. */
final class ReportTypeRule implements Rule {
  private static final int MAX_JOINS = 3;

  @Override
  public Set<String> types() {
    return Set.of("ReportType");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    XmlElement base = c.xml().child("baseObject").orElse(null);
    if (base == null || ScreenNames.foreign(base.token())) {
      return;
    }
    if (!context.objectExists(base.token())) {
      out.refused(
          "unknown-object",
          c,
          base,
          "Invalid object name '" + base.token() + "'",
          context.hint("CustomObject", base.token()));
      return;
    }
    joins(c, base.token(), context, out);
    ReportTables tables = ReportTables.of(c, context);
    Set<String> seen = new HashSet<>();
    for (XmlElement section : c.xml().children("sections")) {
      for (XmlElement column : section.children("columns")) {
        column(c, column, tables, seen, context, out);
      }
    }
  }

  private static void joins(Component c, String base, CheckContext context, Findings out) {
    String object = base;
    boolean outer = false;
    int count = 0;
    XmlElement join = c.xml().child("join").orElse(null);
    while (join != null) {
      count++;
      XmlElement relationship = join.child("relationship").orElse(join);
      boolean isOuter = join.bool("outerJoin", false);
      if (outer && !isOuter) {
        out.refused(
            "bad-join",
            c,
            join.child("outerJoin").orElse(join),
            "No inner join after an outer join",
            "outerJoin true, or inner joins first");
      }
      outer |= isOuter;
      if (count > MAX_JOINS) {
        out.refused("too-many", c, join, "A report type joins at most four objects");
        return;
      }
      object = joined(c, object, relationship, context, out);
      join = join.child("join").orElse(null);
    }
  }

  /** The object joined, or the empty string when nothing more is known. */
  private static String joined(
      Component c, String object, XmlElement at, CheckContext context, Findings out) {
    if (object.isEmpty() || ScreenNames.foreign(at.token())) {
      return "";
    }
    ScreenNames.Child child = ScreenNames.child(context, object, at.token()).orElse(null);
    boolean named =
        child != null && (at.token().endsWith("__r") || !CheckContext.isCustom(child.field()));
    if (named) {
      return child.object();
    }
    String message = "Invalid relationship name '" + at.token() + "'";
    if (child != null || at.token().matches("(?i).*__[rc]")) {
      out.refused(
          "unknown-relationship",
          c,
          at,
          message,
          NearestName.hint(at.token(), ScreenNames.children(context, object)));
    } else {
      out.warning(
          "unknown-relationship", c, at, message, object + " has no child relationship known so");
    }
    return "";
  }

  private static void column(
      Component c,
      XmlElement column,
      ReportTables tables,
      Set<String> seen,
      CheckContext context,
      Findings out) {
    XmlElement table = column.child("table").orElse(column);
    XmlElement field = column.child("field").orElse(column);
    String object = tables.object(table.token());
    if (object == null) {
      if (!ScreenNames.foreign(table.token())) {
        out.refused(
            "unknown-table",
            c,
            table,
            "The report type has no table " + table.token(),
            NearestName.hint(table.token(), tables.paths()));
      }
      return;
    }
    if (!seen.add((table.token() + "$" + field.token()).toLowerCase(Locale.ROOT))) {
      out.wrong("duplicate-field", c, field, "The column " + field.token() + " stands twice");
    }
    if (!object.isEmpty()
        && ReportTables.field(context, object, field.token()) == ScreenNames.Known.NO) {
      out.refused(
          "unknown-field",
          c,
          field,
          "Invalid field '" + field.token() + "' for object '" + object + "'",
          ScreenNames.fieldHint(context, object, field.token()));
    }
  }
}
