package org.closedloop.localorg.check;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/**
 * Tables of a custom report type: the base object and what is joined to it, each named by its path
 * ({@code Visit__c}, {@code Visit__c.Answers__r}).
 */
final class ReportTables {
  /** Object by table path; the empty string when it is not known which. */
  private final Map<String, String> objects = new LinkedHashMap<>();

  private final Set<String> columns = new TreeSet<>(String.CASE_INSENSITIVE_ORDER);

  private ReportTables() {}

  static ReportTables of(Component reportType, CheckContext context) {
    ReportTables tables = new ReportTables();
    XmlElement xml = reportType.xml();
    String path = xml.token("baseObject", "");
    String object = path;
    tables.objects.put(path, object);
    XmlElement join = xml.child("join").orElse(null);
    while (join != null) {
      String relationship = join.token("relationship", "");
      path = path + "." + relationship;
      object =
          object.isEmpty()
              ? ""
              : ScreenNames.child(context, object, relationship)
                  .map(ScreenNames.Child::object)
                  .filter(o -> CheckContext.isCustom(o) || !o.endsWith("Role"))
                  .orElse("");
      tables.objects.put(path, object);
      join = join.child("join").orElse(null);
    }
    for (XmlElement section : xml.children("sections")) {
      for (XmlElement column : section.children("columns")) {
        tables.columns.add(column.token("table", "") + "$" + column.token("field", ""));
      }
    }
    return tables;
  }

  Set<String> paths() {
    return objects.keySet();
  }

  /** Object of a table, empty when unknown, null when there is no such table. */
  String object(String path) {
    return objects.get(path);
  }

  /** Whether the report type's layout offers the column. */
  boolean offers(String table, String field) {
    return columns.contains(table + "$" + field);
  }

  List<String> offered() {
    return List.copyOf(columns);
  }

  /**
   * Whether a field exists as report types name fields: references without {@code Id}, and paths
   * over lookups ({@code Account__c.Name}).
   */
  static ScreenNames.Known field(CheckContext context, String object, String path) {
    String[] steps = path.split("\\.", -1);
    String here = object;
    for (int i = 0; i < steps.length - 1; i++) {
      if (ScreenNames.foreign(steps[i])) {
        return ScreenNames.Known.UNKNOWN;
      }
      List<String> to =
          context.field(here, steps[i]).map(FieldFacts::referenceTo).orElse(List.of());
      if (to.isEmpty()) {
        to = context.targets(here, steps[i]);
      }
      if (to.size() != 1) {
        boolean closed = CheckContext.isCustom(steps[i]) && to.isEmpty();
        return closed ? ScreenNames.Known.NO : ScreenNames.Known.UNKNOWN;
      }
      here = to.get(0);
    }
    String last = steps[steps.length - 1];
    ScreenNames.Known known = ScreenNames.field(context, here, last);
    if (known != ScreenNames.Known.NO || CheckContext.isCustom(last)) {
      return known;
    }
    if (CheckContext.isCustom(here)) {
      return ScreenNames.field(context, here, last + "Id");
    }
    // Report types offer columns of standard objects that no describe lists.
    return PlatformNames.fields(here).stream().anyMatch(f -> ScreenNames.slip(last, f))
            && PlatformNames.relationship(here, last).isEmpty()
        ? ScreenNames.Known.NO
        : ScreenNames.Known.UNKNOWN;
  }
}
