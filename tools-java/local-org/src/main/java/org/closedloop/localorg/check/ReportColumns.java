package org.closedloop.localorg.check;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/**
 * Columns of one report. How they are named depends on the report type: {@code Table$Field} for a
 * custom one, {@code Object__c.Field__c} and codes for the generated and the standard ones.
 */
final class ReportColumns {
  private static final Pattern OWN =
      Pattern.compile("RowCount|FORMULA\\d+|CDF\\d+|BucketField_\\w+");
  private static final Pattern GENERATED =
      Pattern.compile("(\\w*?)CustomEntity(?:CustomEntity)?\\$([\\w$%]+)(?:@([\\w.@%]+))?");

  /** Codes of the fields that all records of custom objects have. */
  private static final Set<String> CODES = codes();

  private final Component report;
  private final Component reported;
  private final CheckContext context;
  private final Findings out;
  private final Set<String> objects = new HashSet<>();
  private ReportTables tables;
  private boolean generatedOnly;

  ReportColumns(Component report, CheckContext context, Findings out) {
    this(report, report, context, out);
  }

  /**
   * @param report whose columns they are
   * @param reported in whose file they are named
   */
  ReportColumns(Component report, Component reported, CheckContext context, Findings out) {
    this.report = report;
    this.reported = reported;
    this.context = context;
    this.out = out;
  }

  private static Set<String> codes() {
    Set<String> all = new HashSet<>();
    for (String prefix : new String[] {"CUST_", "CHILD_", "FK_", "FK_CUST_", "PARENT_"}) {
      for (String code :
          new String[] {
            "NAME",
            "ID",
            "OWNER_NAME",
            "OWNER_ALIAS",
            "OWNER_ID",
            "OWNER",
            "CREATED_DATE",
            "CREATED_NAME",
            "CREATED_ALIAS",
            "LAST_UPDATE",
            "LAST_UPDATE_NAME",
            "LAST_UPDATE_ALIAS",
            "LAST_ACTIVITY",
            "RECORDTYPE",
            "CURRENCY_ISOCODE"
          }) {
        all.add(prefix + code);
      }
    }
    return all;
  }

  /** Finds the report type; false when no column can be checked. */
  boolean open() {
    XmlElement at = report.xml().child("reportType").orElse(null);
    if (at == null || at.token().contains("%%%")) {
      return false;
    }
    String name = at.token();
    if (name.endsWith("__c") && !name.contains("$")) {
      return custom(at, name.substring(0, name.length() - 3));
    }
    Matcher generated = GENERATED.matcher(name);
    if (generated.matches()) {
      return generated(at, generated);
    }
    if (context.has("ReportType", name)) {
      out.refused(
          "unknown-report-type",
          report,
          at,
          "Invalid report type: " + name,
          "a report names its custom report type with __c: " + name + "__c");
      return false;
    }
    if (!name.contains("@") && !ReportCodes.types().contains(name)) {
      ScreenNames.nearlyKnown(
          "unknown-report-type",
          report,
          at,
          name,
          ReportCodes.types(),
          "Invalid report type: " + name,
          out);
    }
    return !name.contains("@");
  }

  private boolean custom(XmlElement at, String name) {
    Component type = context.find("ReportType", name).orElse(null);
    if (type == null) {
      if (!ScreenNames.foreign(name)) {
        out.refused(
            "unknown-report-type",
            report,
            at,
            "Invalid report type: " + at.token(),
            context.hint("ReportType", name));
      }
      return false;
    }
    tables = ReportTables.of(type, context);
    return true;
  }

  private boolean generated(XmlElement at, Matcher type) {
    generatedOnly = type.group(1).isEmpty();
    boolean known = true;
    for (String object : type.group(2).split("\\$")) {
      objects.add(object.toLowerCase(Locale.ROOT));
      known &= ScreenNames.requireObject(report, at, object, context, out);
    }
    if (type.group(3) != null && known) {
      for (String lookup : type.group(3).split("@")) {
        int dot = lookup.indexOf('.');
        if (dot > 0
            && ScreenNames.field(context, lookup.substring(0, dot), lookup.substring(dot + 1))
                == ScreenNames.Known.NO) {
          out.refused(
              "unknown-report-type",
              report,
              at,
              "Invalid report type: " + at.token(),
              "there is no field " + lookup);
        }
      }
    }
    return known;
  }

  /** Refuses a column that the report type does not have. */
  void check(XmlElement at) {
    String name = at.token();
    if (name.isEmpty() || OWN.matcher(name).matches() || name.contains("%%%")) {
      return;
    }
    String problem = tables != null ? ofTable(name) : ofCode(at, name);
    if (problem != null) {
      String[] parts = problem.split("\n", 2);
      out.refused(
          "unknown-column",
          reported,
          at,
          at.name() + ": Invalid column name: " + parts[0],
          parts.length > 1 ? parts[1] : "");
    }
  }

  /** What is wrong with {@code Table$Field}, or null; a hint follows on a second line. */
  private String ofTable(String name) {
    int dollar = name.indexOf('$');
    if (dollar < 0) {
      String near = NearestName.hint(name, tables.offered());
      return name + "\n" + (near.isEmpty() ? "write Table$Field" : near);
    }
    String table = name.substring(0, dollar);
    String field = name.substring(dollar + 1);
    if (ScreenNames.foreign(table) || ScreenNames.foreign(field)) {
      return null;
    }
    String object = tables.object(table);
    if (object == null) {
      return name + "\n" + NearestName.hint(table, tables.paths());
    }
    if (object.isEmpty()) {
      return null;
    }
    if (ReportTables.field(context, object, field) == ScreenNames.Known.NO) {
      return name + "\n" + ScreenNames.fieldHint(context, object, field);
    }
    return tables.offers(table, field)
        ? null
        : name + "\nthe report type does not offer it: add it to a section";
  }

  private String ofCode(XmlElement at, String name) {
    int dot = name.indexOf('.');
    String bare = name.startsWith("FK_$") ? name.substring(4) : name;
    dot = bare.indexOf('.');
    if (dot > 0 && CheckContext.isCustom(bare.substring(dot + 1))) {
      String object = bare.substring(0, dot);
      String field = bare.substring(dot + 1);
      if (ScreenNames.foreign(object) || ScreenNames.foreign(field)) {
        return null;
      }
      if (!context.objectExists(object)) {
        return CheckContext.isCustom(object)
            ? name + "\n" + context.hint("CustomObject", object)
            : null;
      }
      return ScreenNames.field(context, object, field) == ScreenNames.Known.NO
          ? name + "\n" + context.fieldHint(object, field)
          : null;
    }
    if (CheckContext.isCustom(bare) && !ScreenNames.foreign(bare)) {
      return name + "\nwrite Object__c.Field__c";
    }
    String type = report.xml().token("reportType", "");
    if (generatedOnly) {
      if (CODES.contains(name) || name.startsWith("FK_")) {
        return null;
      }
      String near = NearestName.hint(name, CODES);
      return name + "\n" + (near.isEmpty() ? "fields of custom objects: CUST_NAME, …" : near);
    }
    Set<String> known = ReportCodes.of(type);
    if (!known.isEmpty()) {
      ScreenNames.nearlyKnown(
          "unknown-column",
          reported,
          at,
          name,
          known,
          at.name() + ": Invalid column name: " + name,
          out);
    }
    return null;
  }

  /** The field behind a column where that is certain, or null. */
  FieldFacts facts(String name) {
    int dollar = name.indexOf('$');
    if (tables != null && dollar > 0) {
      String object = tables.object(name.substring(0, dollar));
      String field = name.substring(dollar + 1);
      return object == null || object.isEmpty() || field.contains(".")
          ? null
          : context.field(object, field).orElse(null);
    }
    int dot = name.indexOf('.');
    return dot > 0 && objects.contains(name.substring(0, dot).toLowerCase(Locale.ROOT))
        ? context.field(name.substring(0, dot), name.substring(dot + 1)).orElse(null)
        : null;
  }
}
