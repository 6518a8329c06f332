package org.closedloop.localorg.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.closedloop.metadata.Diagnostic;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Report types, reports and dashboards. */
class ReportRulesTest {
  private final Candidate candidate =
      new Candidate()
          .object("Visit__c")
          .object("Answer__c")
          .field("Visit__c.Status__c", Candidate.picklist(value("New"), value("Done")))
          .field("Visit__c.Due__c", "<type>Date</type>")
          .field("Visit__c.Account__c", Candidate.lookup("Account", "Visits"))
          .field("Answer__c.Visit__c", Candidate.lookup("Visit__c", "Answers"))
          .field(
              "Answer__c.Score__c", "<type>Number</type><precision>3</precision><scale>0</scale>")
          .field("Answer__c.Text__c", "<type>Text</type><length>9</length>")
          .xml("ReportFolder", "Visits", "<name>Visits</name>");

  private static String value(String name) {
    return "<fullName>" + name + "</fullName><default>false</default><label>" + name + "</label>";
  }

  private List<String> messages(String type) {
    return candidate.check().stream()
        .filter(d -> d.componentType().equals(type) && d.isError())
        .map(Diagnostic::message)
        .toList();
  }

  private static String column(String table, String field) {
    return "<columns><checkedByDefault>true</checkedByDefault><field>"
        + field
        + "</field><table>"
        + table
        + "</table></columns>";
  }

  private static final String ANSWERS =
      "<join><outerJoin>true</outerJoin><relationship>Answers__r</relationship></join>";

  private ReportRulesTest reportType(String join, String columns) {
    candidate.xml(
        "ReportType",
        "Visits_with_Answers",
        "<baseObject>Visit__c</baseObject><category>other</category><deployed>true</deployed>"
            + join
            + "<label>V</label><sections>"
            + columns
            + "<masterLabel>V</masterLabel></sections>");
    return this;
  }

  private ReportRulesTest soundType() {
    return reportType(
        ANSWERS,
        column("Visit__c", "Name")
            + column("Visit__c", "Status__c")
            + column("Visit__c", "Due__c")
            + column("Visit__c", "CreatedDate")
            + column("Visit__c", "Owner")
            + column("Visit__c", "Account__c.Name")
            + column("Visit__c.Answers__r", "Score__c")
            + column("Visit__c.Answers__r", "Text__c"));
  }

  private static String field(String name, String... aggregates) {
    StringBuilder all = new StringBuilder();
    for (String aggregate : aggregates) {
      all.append("<aggregateTypes>").append(aggregate).append("</aggregateTypes>");
    }
    return "<columns>" + all + "<field>" + name + "</field></columns>";
  }

  private static String group(String name, String granularity) {
    return "<groupingsDown><dateGranularity>"
        + granularity
        + "</dateGranularity><field>"
        + name
        + "</field><sortOrder>Asc</sortOrder></groupingsDown>";
  }

  private List<String> report(String type, String format, String body) {
    candidate.xml(
        "Report",
        "Visits/Scores",
        body
            + "<format>"
            + format
            + "</format><name>Scores</name><reportType>"
            + type
            + "</reportType><scope>organization</scope>");
    return messages("Report");
  }

  private static final String TYPE = "Visits_with_Answers__c";

  @Nested
  class ReportTypes {
    @Test
    void soundTypePasses() {
      soundType();
      assertEquals(List.of(), messages("ReportType"));
    }

    @Test
    void relationshipsAndFieldsExist() {
      reportType(
          "<join><outerJoin>true</outerJoin><relationship>Answer__c</relationship></join>",
          column("Visit__c", "Statu__c") + column("Answer__c", "Score__c"));
      assertEquals(
          List.of(
              "Invalid relationship name 'Answer__c'",
              "Invalid field 'Statu__c' for object 'Visit__c'",
              "The report type has no table Answer__c"),
          messages("ReportType"));
    }

    @Test
    void noInnerJoinAfterAnOuterOne() {
      candidate
          .object("Note__c")
          .field("Note__c.Answer__c", Candidate.lookup("Answer__c", "Notes"));
      reportType(
          "<join><join><outerJoin>false</outerJoin><relationship>Notes__r</relationship></join>"
              + "<outerJoin>true</outerJoin><relationship>Answers__r</relationship></join>",
          column("Visit__c", "Name"));
      assertEquals(List.of("No inner join after an outer join"), messages("ReportType"));
    }

    @Test
    void fourObjectsAtMost() {
      for (int i = 1; i <= 3; i++) {
        String parent = i == 1 ? "Answer__c" : "Note" + (i - 1) + "__c";
        candidate
            .object("Note" + i + "__c")
            .field("Note" + i + "__c.Up__c", Candidate.lookup(parent, "Notes"));
      }
      String notes = "<outerJoin>true</outerJoin><relationship>Notes__r</relationship></join>";
      String join = "\n<join>\n<join>" + notes + notes;
      String first = ANSWERS.replace("<outerJoin>", join + "<outerJoin>");
      reportType(first, column("Visit__c", "Name"));
      assertEquals(List.of(), messages("ReportType"));
      String deeper = first.replaceFirst("\n<join>\n<join>", "\n<join>\n<join>\n<join>" + notes);
      candidate.xml(
          "ReportType",
          "Deep",
          "<baseObject>Visit__c</baseObject><category>other</category><deployed>true</deployed>"
              + deeper
              + "<label>V</label><sections>"
              + column("Visit__c", "Name")
              + "<masterLabel>V</masterLabel></sections>");
      assertEquals(
          List.of("Deep too-many 4 A report type joins at most four objects"),
          candidate.check().stream()
              .filter(Diagnostic::isError)
              .map(d -> d.fullName() + " " + d.code() + " " + d.line() + " " + d.message())
              .toList());
    }

    @Test
    void theBaseObjectExists() {
      candidate.xml(
          "ReportType",
          "T",
          "<baseObject>Vist__c</baseObject><deployed>true</deployed><label>V</label>");
      assertEquals(List.of("Invalid object name 'Vist__c'"), messages("ReportType"));
    }
  }

  @Nested
  class Reports {
    @Test
    void soundReportPasses() {
      soundType();
      assertEquals(
          List.of(),
          report(
              TYPE,
              "Summary",
              field("Visit__c$Name")
                  + field("Visit__c.Answers__r$Score__c", "Average")
                  + group("Visit__c$Due__c", "Month")
                  + "<timeFrameFilter><dateColumn>Visit__c$CreatedDate</dateColumn><interval>"
                  + "INTERVAL_CUSTOM</interval></timeFrameFilter>"));
    }

    @Test
    void theReportTypeIsNamedWithItsSuffix() {
      soundType();
      assertEquals(
          List.of("Invalid report type: Visits_with_Answers"),
          report("Visits_with_Answers", "Tabular", field("Visit__c$Name")));
    }

    @Test
    void theReportTypeExists() {
      assertEquals(
          List.of("Invalid report type: Visits__c"),
          report("Visits__c", "Tabular", field("Visit__c$Name")));
    }

    @Test
    void columnsAreThoseOfTheReportType() {
      soundType();
      assertEquals(
          List.of(
              "field: Invalid column name: Visit__c$Stats__c",
              "field: Invalid column name: Visit__c.Answer__r$Score__c",
              "field: Invalid column name: Status__c",
              "field: Invalid column name: Visit__c.Answers__r$Name"),
          report(
              TYPE,
              "Tabular",
              field("Visit__c$Stats__c")
                  + field("Visit__c.Answer__r$Score__c")
                  + field("Status__c")
                  + field("Visit__c.Answers__r$Name")));
    }

    @Test
    void generatedTypesUseCodes() {
      assertEquals(
          List.of(
              "field: Invalid column name: NAME", "field: Invalid column name: Visit__c.Stat__c"),
          report(
              "CustomEntity$Visit__c",
              "Tabular",
              field("CUST_NAME")
                  + field("Visit__c.Status__c")
                  + field("NAME")
                  + field("Visit__c.Stat__c")));
    }

    @Test
    void groupedFieldsAreNoColumns() {
      soundType();
      assertEquals(
          List.of("A grouped field must not be a column too: Visit__c$Status__c"),
          report(
              TYPE, "Summary", field("Visit__c$Status__c") + group("Visit__c$Status__c", "Day")));
    }

    @Test
    void groupingsFollowTheFormat() {
      soundType();
      assertEquals(
          List.of("A Tabular report has no groupings"),
          report(TYPE, "Tabular", group("Visit__c$Status__c", "Day")));
    }

    @Test
    void matrixNeedsBothGroupings() {
      soundType();
      assertEquals(
          List.of("A Matrix report has groupingsDown and groupingsAcross"),
          report(TYPE, "Matrix", group("Visit__c$Status__c", "Day")));
    }

    @Test
    void joinedIsNoFormat() {
      soundType();
      assertTrue(
          report(TYPE, "Joined", field("Visit__c$Name"))
              .get(0)
              .contains("'Joined' is not a valid value for the enum 'ReportFormat'"));
    }

    @Test
    void namesHaveLimits() {
      soundType();
      candidate.xml(
          "Report",
          "Visits/Long",
          field("Visit__c$Name")
              + "<format>Tabular</format>\n<name>"
              + "x".repeat(41)
              + "</name><reportType>"
              + TYPE
              + "</reportType><scope>organization</scope>");
      assertEquals(
          List.of("too-long 2 name is 41 characters long, at most 40 are allowed"),
          candidate.check().stream()
              .filter(Diagnostic::isError)
              .map(d -> d.code() + " " + d.line() + " " + d.message())
              .toList());
    }

    @Test
    void sumsAreOfNumbers() {
      soundType();
      assertEquals(
          List.of("There is no Average of a field of type Text"),
          report(
              TYPE,
              "Summary",
              field("Visit__c.Answers__r$Text__c", "Average")
                  + group("Visit__c$Status__c", "Day")));
    }

    @Test
    void filtersAreSound() {
      soundType();
      assertEquals(
          List.of(
              "The logic '1 AND 2' does not hold: there is no condition 2 among 1",
              "'Dne' is no value of Visit__c.Status__c"),
          report(
              TYPE,
              "Tabular",
              field("Visit__c$Name")
                  + "<filter><booleanFilter>1 AND 2</booleanFilter><criteriaItems><column>"
                  + "Visit__c$Status__c</column><operator>equals</operator><value>New,Dne</value>"
                  + "</criteriaItems></filter>"));
    }

    @Test
    void timeFramesAreOverDates() {
      soundType();
      assertEquals(
          List.of("Visit__c$Status__c is no date"),
          report(
              TYPE,
              "Tabular",
              field("Visit__c$Name")
                  + "<timeFrameFilter><dateColumn>Visit__c$Status__c</dateColumn><interval>"
                  + "INTERVAL_CUSTOM</interval></timeFrameFilter>"));
    }

    @Test
    void chartsDrawGroupings() {
      soundType();
      assertEquals(
          List.of("The report is not grouped by Visit__c$Due__c"),
          report(
              TYPE,
              "Summary",
              group("Visit__c$Status__c", "Day")
                  + "<chart><chartSummaries><column>RowCount</column></chartSummaries><chartType>"
                  + "Donut</chartType><groupingColumn>Visit__c$Due__c</groupingColumn></chart>"));
    }

    @Test
    void leadListsHaveAScopeOfTheirOwn() {
      assertEquals(
          List.of("The scope of a LeadList is org, not organization"),
          report("LeadList", "Tabular", field("LAST_NAME")));
    }
  }

  @Nested
  class Dashboards {
    private List<String> dashboard(int column, String component) {
      soundType();
      report(TYPE, "Summary", field("Visit__c$Name") + group("Visit__c$Status__c", "Day"));
      candidate
          .xml("DashboardFolder", "Visits", "<name>Visits</name>")
          .xml(
              "Dashboard",
              "Visits/Board",
              "<backgroundEndColor>#FFFFFF</backgroundEndColor><backgroundFadeDirection>Diagonal"
                  + "</backgroundFadeDirection><backgroundStartColor>#FFFFFF"
                  + "</backgroundStartColor><dashboardGridLayout><dashboardGridComponents><colSpan>"
                  + "6</colSpan><columnIndex>"
                  + column
                  + "</columnIndex><dashboardComponent>"
                  + component
                  + "</dashboardComponent><rowIndex>0</rowIndex><rowSpan>6</rowSpan>"
                  + "</dashboardGridComponents><numberOfColumns>12</numberOfColumns><rowHeight>36"
                  + "</rowHeight></dashboardGridLayout><dashboardType>LoggedInUser</dashboardType>"
                  + "<isGridLayout>true</isGridLayout><textColor>#000000</textColor><title>B"
                  + "</title><titleColor>#000000</titleColor><titleSize>12</titleSize>");
      return messages("Dashboard");
    }

    private static final String BAR = "<componentType>Bar</componentType>";
    private static final String SCORES = "<report>Visits/Scores</report>";

    @Test
    void soundDashboardPasses() {
      assertEquals(
          List.of(),
          dashboard(6, BAR + "<groupingColumn>Visit__c$Status__c</groupingColumn>" + SCORES));
    }

    @Test
    void reportsExist() {
      assertEquals(
          List.of("In field: report - no Report named Visits/Score found"),
          dashboard(0, BAR + "<report>Visits/Score</report>"));
    }

    @Test
    void groupingsAndSummariesAreTheReports() {
      assertEquals(
          List.of(
              "The report Visits/Scores is not grouped by Visit__c$Name",
              "The report Visits/Scores has no column Visit__c$Due__c"),
          dashboard(
              0,
              "<chartSummary><column>Visit__c$Due__c</column></chartSummary>"
                  + BAR
                  + "<groupingColumn>Visit__c$Name</groupingColumn>"
                  + SCORES));
    }

    @Test
    void componentsStayInsideTheGrid() {
      assertEquals(
          List.of("A component over columns 8 to 14 is outside of a grid of 12"),
          dashboard(8, BAR + SCORES));
    }

    @Test
    void chartsNeedAReport() {
      assertEquals(List.of("A component of type Bar needs a report"), dashboard(0, BAR));
    }
  }
}
