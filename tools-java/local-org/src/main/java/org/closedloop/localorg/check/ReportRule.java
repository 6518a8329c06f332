package org.closedloop.localorg.check;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/** Reports: type, shape by format, columns, groupings, filters, formulas and chart. */
final class ReportRule implements Rule {
  private static final int MAX_NAME = 40;
  private static final int MAX_DESCRIPTION = 255;
  private static final int MAX_GROUPINGS = 3;
  private static final Pattern LEGAL = Pattern.compile("[A-Za-z](?:_?[A-Za-z0-9])*");
  private static final Pattern AGGREGATE = Pattern.compile("([\\w.$%]+):(\\w+)");
  private static final Set<String> AGGREGATES =
      Set.of("SUM", "AVG", "MAX", "MIN", "UNIQUE", "MEDIAN");

  @Override
  public Set<String> types() {
    return Set.of("Report");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    XmlElement xml = c.xml();
    String local = c.fullName().substring(c.fullName().lastIndexOf('/') + 1);
    if (!LEGAL.matcher(local).matches() && !ScreenNames.foreign(local)) {
      out.refused(
          "bad-name",
          c,
          xml,
          "'" + local + "' is no API name: letters, digits and single underscores");
    }
    Lengths.limit(c, xml, "name", MAX_NAME, out);
    Lengths.limit(c, xml, "description", MAX_DESCRIPTION, out);
    shape(c, xml, out);
    if (xml.token("format", "").equals("MultiBlock")) {
      return;
    }
    ReportColumns columns = new ReportColumns(c, context, out);
    if (columns.open()) {
      columns(xml, columns);
      dates(c, xml, columns, out);
      values(c, xml, columns, context, out);
    }
    scope(c, xml, out);
    own(c, xml, out);
  }

  private static void shape(Component c, XmlElement xml, Findings out) {
    XmlElement format = xml.child("format").orElse(xml);
    List<XmlElement> down = xml.children("groupingsDown");
    List<XmlElement> across = xml.children("groupingsAcross");
    switch (format.token()) {
      case "Tabular" -> {
        if (!down.isEmpty() || !across.isEmpty()) {
          XmlElement at = down.isEmpty() ? across.get(0) : down.get(0);
          out.refused("bad-grouping", c, at, "A Tabular report has no groupings", "use Summary");
        }
      }
      case "Summary" -> {
        if (!across.isEmpty()) {
          out.refused(
              "bad-grouping",
              c,
              across.get(0),
              "A Summary report has no groupingsAcross",
              "use Matrix");
        }
      }
      case "Matrix" -> {
        if (down.isEmpty() || across.isEmpty()) {
          out.refused(
              "bad-grouping", c, format, "A Matrix report has groupingsDown and groupingsAcross");
        }
      }
      case "MultiBlock" -> {
        if (xml.children("block").isEmpty()) {
          out.refused("missing-element", c, format, "A MultiBlock report has blocks");
        }
      }
      default -> {}
    }
    for (List<XmlElement> groupings : List.of(down, across)) {
      if (groupings.size() > MAX_GROUPINGS) {
        out.refused(
            "too-many", c, groupings.get(MAX_GROUPINGS), "A report has at most three groupings");
      }
    }
  }

  private static void columns(XmlElement xml, ReportColumns columns) {
    for (String list : new String[] {"columns", "groupingsDown", "groupingsAcross"}) {
      for (XmlElement element : xml.children(list)) {
        element.child("field").ifPresent(columns::check);
      }
    }
    for (XmlElement filter : xml.children("filter")) {
      for (XmlElement item : filter.children("criteriaItems")) {
        item.child("column").ifPresent(columns::check);
      }
    }
    xml.at("timeFrameFilter", "dateColumn").ifPresent(columns::check);
    xml.child("sortColumn").ifPresent(columns::check);
    for (XmlElement bucket : xml.children("buckets")) {
      bucket.child("sourceColumnName").ifPresent(columns::check);
    }
    for (XmlElement chart : xml.children("chart")) {
      chart.child("groupingColumn").ifPresent(columns::check);
      chart.child("secondaryGroupingColumn").ifPresent(columns::check);
      for (XmlElement summary : chart.children("chartSummaries")) {
        summary.child("column").ifPresent(columns::check);
      }
    }
  }

  private static void dates(Component c, XmlElement xml, ReportColumns columns, Findings out) {
    XmlElement date = xml.at("timeFrameFilter", "dateColumn").orElse(null);
    if (date != null && notDate(columns.facts(date.token()))) {
      out.refused("bad-value", c, date, date.token() + " is no date");
    }
    for (String list : new String[] {"groupingsDown", "groupingsAcross"}) {
      for (XmlElement grouping : xml.children(list)) {
        String granularity = grouping.token("dateGranularity", "Day");
        boolean plain = granularity.equals("Day") || granularity.equals("None");
        if (!plain && notDate(columns.facts(grouping.token("field", "")))) {
          out.wrong(
              "bad-grouping",
              c,
              grouping.child("dateGranularity").get(),
              grouping.token("field", "") + " is no date to group by " + granularity);
        }
      }
    }
    for (XmlElement column : xml.children("columns")) {
      FieldFacts facts = columns.facts(column.token("field", ""));
      for (XmlElement aggregate : column.children("aggregateTypes")) {
        boolean number =
            facts == null
                || facts.component() == null
                || facts.formula()
                || Set.of("Number", "Currency", "Percent", "Summary", "Checkbox")
                    .contains(facts.type());
        if (!number && Set.of("Sum", "Average", "Median").contains(aggregate.token())) {
          out.refused(
              "bad-aggregate",
              c,
              aggregate,
              "There is no " + aggregate.token() + " of a field of type " + facts.type());
        }
      }
    }
  }

  private static boolean notDate(FieldFacts facts) {
    return facts != null
        && facts.component() != null
        && !facts.formula()
        && !facts.type().equals("Summary")
        && !facts.type().equals("Date")
        && !facts.type().equals("DateTime");
  }

  /** Values in filters on restricted picklists of the project. */
  private static void values(
      Component c, XmlElement xml, ReportColumns columns, CheckContext context, Findings out) {
    for (XmlElement filter : xml.children("filter")) {
      List<XmlElement> items = filter.children("criteriaItems");
      filter
          .child("booleanFilter")
          .ifPresent(
              logic ->
                  ConditionLogic.problem(logic.token(), items.size())
                      .ifPresent(p -> out.refused("bad-logic", c, logic, p)));
      for (XmlElement item : items) {
        XmlElement value = item.child("value").orElse(null);
        FieldFacts facts = columns.facts(item.token("column", ""));
        if (value == null
            || facts == null
            || !Set.of("equals", "notEqual").contains(item.token("operator", ""))) {
          continue;
        }
        List<String> texts = context.picklistTexts(facts).orElse(List.of());
        if (!facts.type().equals("Picklist") || texts.isEmpty()) {
          continue;
        }
        for (String part : value.token().split(",")) {
          if (!part.isBlank() && !texts.contains(part.strip())) {
            out.wrong(
                "unknown-value",
                c,
                value,
                "'" + part.strip() + "' is no value of " + facts.object() + "." + facts.name(),
                NearestName.hint(part.strip(), texts));
          }
        }
      }
    }
  }

  private static void scope(Component c, XmlElement xml, Findings out) {
    XmlElement scope = xml.child("scope").orElse(null);
    String type = xml.token("reportType", "");
    if (scope == null) {
      return;
    }
    if (type.equals("LeadList") && scope.token().equals("organization")) {
      out.refused("bad-scope", c, scope, "The scope of a LeadList is org, not organization");
    } else if (type.endsWith("__c") || type.startsWith("CustomEntity$")) {
      ScreenNames.nearlyKnown(
          "bad-scope",
          c,
          scope,
          scope.token(),
          Set.of("organization", "user", "team", "orgAll"),
          "Invalid scope: " + scope.token(),
          out);
    }
  }

  /** What must agree within the report, whatever the type. */
  private static void own(Component c, XmlElement xml, Findings out) {
    Set<String> shown = new HashSet<>();
    for (XmlElement column : xml.children("columns")) {
      XmlElement field = column.child("field").orElse(column);
      if (!shown.add(field.token())) {
        out.refused("duplicate-column", c, field, "Duplicate column: " + field.token());
      }
    }
    Set<String> grouped = new HashSet<>();
    for (String list : new String[] {"groupingsDown", "groupingsAcross"}) {
      for (XmlElement grouping : xml.children(list)) {
        XmlElement field = grouping.child("field").orElse(grouping);
        if (!grouped.add(field.token())) {
          out.refused("bad-grouping", c, field, "Grouped twice by " + field.token());
        } else if (shown.contains(field.token())) {
          out.refused(
              "bad-grouping",
              c,
              field,
              "A grouped field must not be a column too: " + field.token(),
              "remove it from the columns");
        }
      }
    }
    Set<String> formulas = new HashSet<>();
    for (XmlElement aggregate : xml.children("aggregates")) {
      formulas.add(aggregate.token("developerName", ""));
      aggregate.child("calculatedFormula").ifPresent(f -> formula(c, f, out));
    }
    for (XmlElement chart : xml.children("chart")) {
      chart(c, chart, grouped, formulas, out);
    }
  }

  private static void formula(Component c, XmlElement at, Findings out) {
    Matcher part = AGGREGATE.matcher(at.token().replaceAll("\"[^\"]*\"", "\"\""));
    while (part.find()) {
      if (!AGGREGATES.contains(part.group(2).toUpperCase(Locale.ROOT))) {
        out.refused(
            "bad-aggregate",
            c,
            at,
            "There is no summary " + part.group(2),
            "one of SUM, AVG, MAX, MIN, UNIQUE, MEDIAN");
      }
    }
    long open = at.token().chars().filter(ch -> ch == '(').count();
    if (open != at.token().chars().filter(ch -> ch == ')').count()) {
      out.refused("bad-formula", c, at, "A bracket of the formula is not closed");
    }
  }

  private static void chart(
      Component c, XmlElement chart, Set<String> grouped, Set<String> formulas, Findings out) {
    if (grouped.isEmpty()) {
      out.refused("bad-chart", c, chart, "A chart needs a grouping");
      return;
    }
    for (String name : new String[] {"groupingColumn", "secondaryGroupingColumn"}) {
      chart
          .child(name)
          .filter(g -> !g.token().isEmpty() && !grouped.contains(g.token()))
          .ifPresent(
              g ->
                  out.refused(
                      "bad-chart",
                      c,
                      g,
                      "The report is not grouped by " + g.token(),
                      NearestName.hint(g.token(), grouped)));
    }
    for (XmlElement summary : chart.children("chartSummaries")) {
      summary
          .child("column")
          .filter(n -> n.token().matches("FORMULA\\d+") && !formulas.contains(n.token()))
          .ifPresent(n -> out.refused("bad-chart", c, n, "The report has no formula " + n.token()));
    }
  }
}
