package org.closedloop.localorg.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.closedloop.metadata.Diagnostic;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What goes with one trigger and not with another: one text of a sound flow's start is changed. */
class FlowTriggersTest {
  private static final String RECORD =
      """
      <object>Opportunity</object>
      <recordTriggerType>%s</recordTriggerType>
      <triggerType>%s</triggerType>
      """;
  private static final String BEFORE_SAVE = RECORD.formatted("Update", "RecordBeforeSave");
  private static final String AFTER_SAVE = RECORD.formatted("Update", "RecordAfterSave");
  private static final String BEFORE_DELETE = RECORD.formatted("Delete", "RecordBeforeDelete");
  private static final String SCHEDULED =
      """
      <schedule>
      <frequency>Daily</frequency>
      <startDate>2026-01-01</startDate>
      <startTime>02:00:00.000Z</startTime>
      </schedule>
      <triggerType>Scheduled</triggerType>
      """;
  private static final String UNTRIGGERED = "";

  private static String flow(String start, String reads) {
    return """
        <apiVersion>62.0</apiVersion>
        <assignments><name>Set</name><label>Set</label><locationX>0</locationX>
        <locationY>0</locationY><assignmentItems><assignToReference>text</assignToReference>
        <operator>Assign</operator>
        <value>%s</value></assignmentItems></assignments>
        <label>F</label><processType>AutoLaunchedFlow</processType>
        <start><locationX>0</locationX><locationY>0</locationY>
        <connector><targetReference>Set</targetReference></connector>
        %s</start>
        <status>Active</status>
        <variables><name>text</name><dataType>String</dataType><isCollection>false</isCollection>
        <isInput>false</isInput><isOutput>false</isOutput></variables>
        """
        .formatted(reads, start);
  }

  private static String flow(String start) {
    return flow(start, "<stringValue>x</stringValue>");
  }

  /** Finds one error, in the line where that element begins. */
  private static void finds(
      String flow, boolean blocks, String element, String code, String message) {
    List<Diagnostic> found =
        new Candidate()
            .xml("Flow", "F", flow).check().stream().filter(Diagnostic::isError).toList();
    assertEquals(1, found.size(), found.toString());
    Diagnostic d = found.get(0);
    assertEquals(code, d.code(), found.toString());
    assertEquals(message, d.message());
    assertEquals(blocks, d.blocksDeploy(), found.toString());
    String before = flow.substring(0, flow.indexOf("<" + element));
    assertEquals(1 + before.chars().filter(c -> c == '\n').count(), d.line(), found.toString());
  }

  private static DynamicTest refused(
      String start, String from, String to, String element, String message) {
    return defect(start, from, to, true, element, message);
  }

  private static DynamicTest wrong(
      String start, String from, String to, String element, String message) {
    return defect(start, from, to, false, element, message);
  }

  private static DynamicTest defect(
      String start, String from, String to, boolean blocks, String element, String message) {
    return DynamicTest.dynamicTest(
        message,
        () -> {
          assertEquals(List.of(), new Candidate().xml("Flow", "F", flow(start)).check());
          String code =
              to.contains("scheduledPaths") || start.contains("scheduledPaths")
                  ? "bad-path"
                  : "bad-start";
          finds(flow(start.replace(from, to)), blocks, element, code, message);
        });
  }

  @TestFactory
  Stream<DynamicTest> users() {
    String user = "<flowRunAsUser>DefaultWorkflowUser</flowRunAsUser>\n<triggerType>";
    return Stream.of(
        wrong(
            BEFORE_SAVE,
            "<triggerType>",
            user,
            "flowRunAsUser",
            "When the TriggerType field is set to 'RecordBeforeSave', the RunAsUser field isn't"
                + " supported (flowRunAsUser)"),
        wrong(
            SCHEDULED,
            "<triggerType>",
            user,
            "flowRunAsUser",
            "When the TriggerType field is set to 'Scheduled', the RunAsUser field isn't"
                + " supported (flowRunAsUser)"));
  }

  @Test
  void afterASaveAnotherUserMayBeNamed() {
    String start =
        AFTER_SAVE.replace(
            "<triggerType>", "<flowRunAsUser>DefaultWorkflowUser</flowRunAsUser><triggerType>");
    assertEquals(List.of(), new Candidate().xml("Flow", "F", flow(start)).check());
  }

  @TestFactory
  Stream<DynamicTest> schedules() {
    Stream<DynamicTest> children =
        Stream.of(
                "<endDate>2026-12-31</endDate>",
                "<frequencyNumber>2</frequencyNumber>",
                "<dayOfMonthToRun>1</dayOfMonthToRun>",
                "<daysOfWeekToRun>Monday</daysOfWeekToRun>")
            .map(
                child -> {
                  String name = child.substring(1, child.indexOf('>'));
                  return refused(
                      SCHEDULED,
                      "<frequency>Daily</frequency>",
                      "<frequency>Daily</frequency>\n" + child,
                      name,
                      name + " is not possible in a flow's start");
                });
    Stream<DynamicTest> frequencies =
        Stream.of("Monthly", "Hourly", "Weekdays", "Yearly", "OnActivate")
            .map(
                frequency ->
                    refused(
                        SCHEDULED,
                        "Daily",
                        frequency,
                        "frequency",
                        "The Frequency field can't be set to '" + frequency + "'"));
    Stream<DynamicTest> rest =
        Stream.of(
            refused(
                SCHEDULED,
                SCHEDULED,
                "<triggerType>Scheduled</triggerType>",
                "start",
                "A schedule-triggered flow needs a schedule"),
            refused(
                SCHEDULED,
                "<startTime>02:00:00.000Z</startTime>\n",
                "",
                "schedule",
                "Required field is missing: startTime"),
            refused(
                BEFORE_DELETE,
                "<triggerType>",
                "<schedule><frequency>Once</frequency><startDate>2026-01-01</startDate>"
                    + "<startTime>02:00:00.000Z</startTime></schedule><triggerType>",
                "schedule",
                "A schedule needs the trigger type Scheduled"),
            refused(
                SCHEDULED,
                "<schedule>",
                "<filterFormula>1 = 1</filterFormula><schedule>",
                "filterFormula",
                "filterFormula is for record-triggered flows"));
    return Stream.of(children, frequencies, rest).flatMap(s -> s);
  }

  @TestFactory
  Stream<DynamicTest> deletes() {
    String path =
        "<scheduledPaths><connector><targetReference>Set</targetReference></connector>"
            + "<pathType>AsyncAfterCommit</pathType></scheduledPaths><triggerType>";
    return Stream.of(
        refused(
            BEFORE_DELETE,
            "<recordTriggerType>Delete<",
            "<recordTriggerType>Update<",
            "recordTriggerType",
            "recordTriggerType Update does not go with RecordBeforeDelete"),
        refused(
            AFTER_SAVE,
            "Update<",
            "Delete<",
            "recordTriggerType",
            "recordTriggerType Delete does not go with RecordAfterSave"),
        refused(
            BEFORE_SAVE,
            "Update<",
            "Delete<",
            "recordTriggerType",
            "recordTriggerType Delete does not go with RecordBeforeSave"),
        refused(
            BEFORE_DELETE,
            "<triggerType>",
            path,
            "scheduledPaths",
            "Scheduled paths need the trigger type RecordAfterSave, not RecordBeforeDelete"),
        refused(
            BEFORE_SAVE,
            "<triggerType>",
            path,
            "scheduledPaths",
            "Scheduled paths need the trigger type RecordAfterSave, not RecordBeforeSave"),
        refused(
            SCHEDULED,
            "<triggerType>",
            path,
            "scheduledPaths",
            "Scheduled paths need the trigger type RecordAfterSave, not Scheduled"),
        wrong(
            BEFORE_DELETE,
            "<object>",
            "<doesRequireRecordChangedToMeetCriteria>true</doesRequireRecordChangedToMeetCriteria>"
                + "<filterLogic>and</filterLogic><filters><field>Name</field>"
                + "<operator>EqualTo</operator><value><stringValue>x</stringValue></value>"
                + "</filters><object>",
            "doesRequireRecordChangedToMeetCriteria",
            "doesRequireRecordChangedToMeetCriteria needs an update and entry conditions"));
  }

  @Test
  void deletedRecordsHaveNoPriorValues() {
    String prior = "<elementReference>$Record__Prior.Name</elementReference>";
    assertEquals(List.of(), new Candidate().xml("Flow", "F", flow(AFTER_SAVE, prior)).check());
    finds(
        flow(BEFORE_DELETE, prior),
        true,
        "elementReference",
        "unknown-reference",
        "$Record__Prior is not available when the flow runs only on Delete");
  }

  @TestFactory
  Stream<DynamicTest> paths() {
    String async =
        "<scheduledPaths><connector><targetReference>Set</targetReference></connector>"
            + "<pathType>AsyncAfterCommit</pathType></scheduledPaths>";
    String timed =
        """
        <scheduledPaths>
        <name>Later</name>
        <connector><targetReference>Set</targetReference></connector>
        <label>Later</label>
        <offsetNumber>2</offsetNumber>
        <offsetUnit>Hours</offsetUnit>
        <timeSource>RecordTriggerEvent</timeSource>
        </scheduledPaths>
        """;
    String after = AFTER_SAVE.replace("<triggerType>", timed + "<triggerType>");
    return Stream.of(
        wrong(
            after,
            "<offsetNumber>2<",
            "<offsetNumber>-2<",
            "offsetNumber",
            "No path can begin before the event that starts it"),
        wrong(
            after,
            "<offsetNumber>2</offsetNumber>\n",
            "",
            "scheduledPaths",
            "offsetNumber and offsetUnit belong together"),
        refused(
            after,
            "<label>Later</label>\n",
            "",
            "scheduledPaths",
            "Required field is missing: label"),
        refused(
            AFTER_SAVE,
            "<triggerType>",
            async.replace("AsyncAfterCommit", "ApprovalRecall") + "<triggerType>",
            "pathType",
            "The path type ApprovalRecall is not for record-triggered flows"),
        refused(
            AFTER_SAVE,
            "<triggerType>",
            async + async + "<triggerType>",
            "scheduledPaths",
            "A flow has at most one asynchronous path"));
  }

  @TestFactory
  Stream<DynamicTest> elements() {
    return Stream.of(
        lodger(BEFORE_SAVE, "recordCreates", ""),
        lodger(BEFORE_SAVE, "recordDeletes", ""),
        lodger(BEFORE_SAVE, "subflows", "<flowName>F</flowName>"),
        lodger(BEFORE_SAVE, "waits", "<defaultConnectorLabel>d</defaultConnectorLabel>"),
        lodger(AFTER_SAVE, "waits", "<defaultConnectorLabel>d</defaultConnectorLabel>"),
        lodger(BEFORE_DELETE, "waits", "<defaultConnectorLabel>d</defaultConnectorLabel>"),
        lodger(SCHEDULED, "customErrors", ""));
  }

  /** An element that flows of that trigger cannot hold; only its presence is looked at. */
  private static DynamicTest lodger(String start, String kind, String body) {
    String trigger = start.replaceAll("(?s).*<triggerType>(\\w+)<.*", "$1");
    return DynamicTest.dynamicTest(
        kind + " in " + trigger,
        () -> {
          String node =
              "<%1$s><name>Odd</name><label>Odd</label><locationX>0</locationX><locationY>0"
                      .formatted(kind)
                  + "</locationY>"
                  + body
                  + "</"
                  + kind
                  + ">";
          List<String> refused =
              new Candidate()
                      .xml(
                          "Flow",
                          "F",
                          flow(start).replace("<label>F</label>", node + "<label>F</label>"))
                      .check()
                      .stream()
                      .filter(d -> d.code().equals("element-not-allowed") && d.blocksDeploy())
                      .map(Diagnostic::message)
                      .toList();
          assertEquals(
              List.of(
                  "The element 'Odd' ("
                      + kind
                      + ") is not allowed in a flow of trigger type "
                      + trigger),
              refused);
        });
  }

  @Test
  void whichRecordsAVariableTakesIsNotForAFlagToSay() {
    String lookup =
        """
        <recordLookups><name>Get</name><label>Get</label><locationX>0</locationX>
        <locationY>0</locationY>
        <getFirstRecordOnly>true</getFirstRecordOnly>
        <object>Contact</object>
        <outputAssignments><assignToReference>text</assignToReference><field>Email</field>
        </outputAssignments></recordLookups>
        """;
    String whole =
        flow(UNTRIGGERED)
            .replace("<targetReference>Set<", "<targetReference>Get<")
            .replace("<start>", lookup + "<start>");
    List<Diagnostic> found =
        new Candidate()
            .xml("Flow", "F", whole).check().stream()
                .filter(d -> d.code().equals("storage-flag"))
                .toList();
    assertEquals(1, found.size(), found.toString());
    assertEquals(Diagnostic.Severity.WARNING, found.get(0).severity());
    assertEquals(
        "getFirstRecordOnly goes with storeOutputAutomatically; the variable decides how many"
            + " records are taken",
        found.get(0).message());
  }

  @Test
  void flowTestsAreRefusedByName() {
    String test =
        "<flowApiName>F</flowApiName><label>T</label><testPoints><elementApiName>Start"
            + "</elementApiName></testPoints>";
    List<Diagnostic> found = new Candidate().xml("FlowTest", "T", test).check();
    assertEquals(List.of("unsupported-type"), found.stream().map(Diagnostic::code).toList());
  }
}
