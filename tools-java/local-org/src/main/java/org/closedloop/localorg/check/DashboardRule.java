package org.closedloop.localorg.check;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/** Dashboards: grid, components, their reports and what they take from them. */
final class DashboardRule implements Rule {
  private static final Pattern COLOUR = Pattern.compile("#[0-9A-Fa-f]{6}");
  private static final Pattern LEGAL = Pattern.compile("[A-Za-z](?:_?[A-Za-z0-9])*");
  private static final int MAX_TITLE = 80;
  private static final Set<String> WITHOUT_REPORT =
      Set.of(
          "Scontrol",
          "VisualforcePage",
          "Image",
          "RichText",
          "PulseMetric",
          "LightningWebComponent");

  @Override
  public Set<String> types() {
    return Set.of("Dashboard");
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
    Lengths.limit(c, xml, "title", MAX_TITLE, out);
    colours(c, xml, out);
    XmlElement user = xml.child("runningUser").orElse(null);
    if (user != null && !xml.token("dashboardType", "SpecifiedUser").equals("SpecifiedUser")) {
      out.wrong(
          "bad-dashboard",
          c,
          user,
          "A dashboard of type " + xml.token("dashboardType", "") + " has no running user");
    }
    for (XmlElement grid : xml.children("dashboardGridLayout")) {
      grid(c, grid, context, out);
    }
    for (String section : new String[] {"leftSection", "middleSection", "rightSection"}) {
      for (XmlElement column : xml.children(section)) {
        column.children("components").forEach(p -> component(c, p, context, out));
      }
    }
    if (xml.bool("isGridLayout", false) && !xml.has("dashboardGridLayout")) {
      out.refused(
          "missing-element",
          c,
          xml.child("isGridLayout").get(),
          "A dashboard with isGridLayout has a dashboardGridLayout");
    }
  }

  private static void colours(Component c, XmlElement element, Findings out) {
    for (XmlElement child : element.children()) {
      if (child.isLeaf()
          && child.name().endsWith("Color")
          && !child.token().isEmpty()
          && !COLOUR.matcher(child.token()).matches()) {
        out.refused(
            "bad-value", c, child, "Invalid color: " + child.token(), "write it as #RRGGBB");
      }
    }
  }

  private static void grid(Component c, XmlElement grid, CheckContext context, Findings out) {
    int columns = number(grid, "numberOfColumns");
    for (XmlElement cell : grid.children("dashboardGridComponents")) {
      int from = number(cell, "columnIndex");
      int width = number(cell, "colSpan");
      if (from < 0 || width < 1 || from + width > columns) {
        out.refused(
            "bad-grid",
            c,
            cell.child("colSpan").orElse(cell),
            "A component over columns "
                + from
                + " to "
                + (from + width)
                + " is outside of a grid of "
                + columns);
      }
      if (number(cell, "rowIndex") < 0 || number(cell, "rowSpan") < 1) {
        out.refused(
            "bad-grid", c, cell, "A component begins at row 0 or later and covers at least one");
      }
      cell.child("dashboardComponent").ifPresent(p -> component(c, p, context, out));
    }
  }

  private static int number(XmlElement holder, String element) {
    String text = holder.token(element, "0");
    return text.matches("-?\\d{1,6}") ? Integer.parseInt(text) : 0;
  }

  private static void component(Component c, XmlElement part, CheckContext context, Findings out) {
    colours(c, part, out);
    String type = part.token("componentType", "");
    XmlElement report = part.child("report").orElse(null);
    if (report == null) {
      if (!WITHOUT_REPORT.contains(type)) {
        out.refused("missing-element", c, part, "A component of type " + type + " needs a report");
      }
      part.child("page")
          .ifPresent(p -> ScreenNames.requireComponent(c, p, "ApexPage", p.token(), context, out));
      return;
    }
    bounds(c, part, "gaugeMin", "gaugeMax", out);
    bounds(c, part, "indicatorBreakpoint1", "indicatorBreakpoint2", out);
    bounds(c, part, "chartAxisRangeMin", "chartAxisRangeMax", out);
    if (!ScreenNames.requireComponent(c, report, "Report", report.token(), context, out)) {
      return;
    }
    Component source = context.find("Report", report.token()).orElse(null);
    if (source != null && source.xml() != null) {
      fromReport(c, part, source, context, out);
    }
  }

  private static void bounds(Component c, XmlElement part, String low, String high, Findings out) {
    String from = part.token(low, "");
    XmlElement to = part.child(high).orElse(null);
    if (to != null
        && from.matches("-?[0-9.]+(E\\d+)?")
        && to.token().matches("-?[0-9.]+(E\\d+)?")
        && Double.parseDouble(from) > Double.parseDouble(to.token())) {
      out.wrong("bad-value", c, to, high + " is smaller than " + low);
    }
  }

  /** Groupings and summaries that the component takes from its report. */
  private static void fromReport(
      Component c, XmlElement part, Component source, CheckContext context, Findings out) {
    XmlElement report = source.xml();
    Set<String> grouped = new HashSet<>();
    for (String list : new String[] {"groupingsDown", "groupingsAcross"}) {
      report.children(list).forEach(g -> grouped.add(g.token("field", "")));
    }
    Set<String> columns = new HashSet<>(grouped);
    report.children("columns").forEach(x -> columns.add(x.token("field", "")));
    report.children("aggregates").forEach(x -> columns.add(x.token("developerName", "")));
    columns.add("RowCount");
    if (columns.stream().anyMatch(n -> n.contains("%%%"))) {
      return;
    }
    boolean summarised = !report.token("format", "").equals("Tabular");
    for (XmlElement grouping : part.children("groupingColumn")) {
      if (summarised && !grouped.contains(grouping.token())) {
        out.refused(
            "unknown-column",
            c,
            grouping,
            "The report " + source.fullName() + " is not grouped by " + grouping.token(),
            NearestName.hint(grouping.token(), grouped));
      }
    }
    for (XmlElement summary : part.children("chartSummary")) {
      summary.child("column").ifPresent(x -> column(c, x, columns, source, out));
    }
    for (XmlElement table : part.children("dashboardTableColumn")) {
      table.child("column").ifPresent(x -> column(c, x, columns, source, out));
    }
    if (new ReportColumns(source, context, new Findings()).open()) {
      ReportColumns filters = new ReportColumns(source, c, context, out);
      filters.open();
      for (XmlElement filter : part.children("dashboardFilterColumns")) {
        filter.child("column").ifPresent(filters::check);
      }
    }
    boolean chart =
        !List.of("Metric", "Gauge", "Table", "FlexTable").contains(part.token("componentType", ""));
    if (chart && grouped.isEmpty() && summarised && !part.has("groupingColumn")) {
      out.wrong(
          "bad-chart",
          c,
          part.child("report").get(),
          "The report " + source.fullName() + " has no grouping to draw");
    }
  }

  private static void column(
      Component c, XmlElement at, Set<String> columns, Component source, Findings out) {
    String name = at.token();
    if (!columns.contains(name) && !ScreenNames.foreign(name)) {
      out.refused(
          "unknown-column",
          c,
          at,
          "The report " + source.fullName() + " has no column " + name,
          NearestName.hint(name, columns));
    }
  }
}
