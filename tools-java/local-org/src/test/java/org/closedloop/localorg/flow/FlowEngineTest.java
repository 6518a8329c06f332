package org.closedloop.localorg.flow;

import static org.closedloop.localorg.flow.FlowFixture.map;
import static org.closedloop.localorg.flow.Xml.assign;
import static org.closedloop.localorg.flow.Xml.bool;
import static org.closedloop.localorg.flow.Xml.fault;
import static org.closedloop.localorg.flow.Xml.filter;
import static org.closedloop.localorg.flow.Xml.node;
import static org.closedloop.localorg.flow.Xml.num;
import static org.closedloop.localorg.flow.Xml.ref;
import static org.closedloop.localorg.flow.Xml.s;
import static org.closedloop.localorg.flow.Xml.set;
import static org.closedloop.localorg.flow.Xml.start;
import static org.closedloop.localorg.flow.Xml.to;
import static org.closedloop.localorg.flow.Xml.variable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.ApexHost.Quiddity;
import org.closedloop.apex.host.DataHost.DmlOp;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.async.AsyncQueue;
import org.closedloop.localorg.async.RequestRunner.Spec;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class FlowEngineTest {

  private final FlowFixture org = new FlowFixture();

  @Nested
  class RecordTriggered {

    @Test
    void beforeSaveAssignsWithoutAStatement() {
      org.flow(
              "Stamp",
              assign("Set", "$Record.Region__c", "Assign", s("EMEA {!$Record.Note__c}"), "")
                  + start(
                      "Visit__c",
                      "RecordBeforeSave",
                      "Create",
                      to("Set")
                          + "<filterLogic>and</filterLogic>"
                          + filter("Region__c", "IsNull", bool(true))))
          .deploy();
      String id = org.insert("Visit__c", "Note__c", "x");
      assertEquals("EMEA x", org.read("Visit__c", id, "Region__c"));
      String kept = org.insert("Visit__c", "Region__c", "APAC");
      assertEquals("APAC", org.read("Visit__c", kept, "Region__c"));
      assertEquals(List.of("INSERT 1", "INSERT 1"), org.statements);
    }

    @Test
    void anUpdateRunsOnlyWhenItMakesTheRecordMeetTheConditions() {
      org.flow(
              "Count",
              node(
                      "recordCreates",
                      "Make",
                      set("City__c", ref("$Record.Note__c")) + "<object>Shop__c</object>")
                  + start(
                      "Visit__c",
                      "RecordAfterSave",
                      "CreateAndUpdate",
                      to("Make")
                          + "<doesRequireRecordChangedToMeetCriteria>true"
                          + "</doesRequireRecordChangedToMeetCriteria>"
                          + filter("Done__c", "EqualTo", bool(true))))
          .deploy();
      String id = org.insert("Visit__c", "Done__c", false);
      assertEquals(0, org.count("Shop__c"));
      org.update("Visit__c", id, "Done__c", true);
      assertEquals(1, org.count("Shop__c"));
      org.update("Visit__c", id, "Note__c", "again");
      assertEquals(1, org.count("Shop__c"));
      org.insert("Visit__c", "Done__c", true);
      assertEquals(2, org.count("Shop__c"));
    }

    @Test
    void rowsOfOneSaveShareOneQueryOneStatementAndOneCall() {
      org.invocable(
              "Score",
              List.of("visitId:Id"),
              List.of("score:Decimal"),
              in ->
                  in.stream()
                      .map(m -> map("score", new BigDecimal(m.get("visitId").toString().length())))
                      .toList())
          .flow(
              "Bulk",
              node(
                      "recordLookups",
                      "Get_Shop",
                      to("Call")
                          + filter("City__c", "EqualTo", ref("$Record.Region__c"))
                          + "<getFirstRecordOnly>true</getFirstRecordOnly><object>Shop__c</object>"
                          + "<storeOutputAutomatically>true</storeOutputAutomatically>")
                  + node(
                      "actionCalls",
                      "Call",
                      "<actionName>Score</actionName><actionType>apex</actionType>"
                          + to("Save")
                          + "<inputParameters><name>visitId</name><value>"
                          + ref("$Record.Id")
                          + "</value></inputParameters>"
                          + "<storeOutputAutomatically>true</storeOutputAutomatically>")
                  + node(
                      "recordUpdates",
                      "Save",
                      "<inputAssignments><field>Score__c</field><value>"
                          + ref("Call.score")
                          + "</value></inputAssignments>"
                          + set("Note__c", s("{!Get_Shop.Name}"))
                          + "<inputReference>$Record</inputReference>")
                  + start("Visit__c", "RecordAfterSave", "Create", to("Get_Shop")))
          .deploy();
      org.insert("Shop__c", "Name", "North", "City__c", "Oslo");
      org.insert("Shop__c", "Name", "South", "City__c", "Rome");
      org.statements.clear();
      List<SObjectValue> rows = new ArrayList<>();
      for (String city : List.of("Rome", "Oslo", "Rome", "Bern")) {
        rows.add(org.record("Visit__c", "Region__c", city));
      }
      assertEquals("", org.save(DmlOp.INSERT, rows.toArray(new SObjectValue[0])));
      assertEquals(4, org.statements.size(), org.statements.toString());
      assertEquals("South", org.read("Visit__c", rows.get(0).id(), "Note__c"));
      assertEquals("North", org.read("Visit__c", rows.get(1).id(), "Note__c"));
      assertNull(org.read("Visit__c", rows.get(3).id(), "Note__c"));
      assertEquals(
          0,
          new BigDecimal(18)
              .compareTo((BigDecimal) org.read("Visit__c", rows.get(2).id(), "Score__c")));
    }

    @Test
    void aFaultPathHandlesTheErrorAndOnlyOfTheFailingInterview() {
      org.flow(
              "Try",
              node(
                      "recordCreates",
                      "Make",
                      fault("Note")
                          + set("Name", ref("$Record.Region__c"))
                          + "<object>Shop__c</object>")
                  + node(
                      "recordUpdates",
                      "Note",
                      set("Note__c", ref("$Flow.FaultMessage"))
                          + "<inputReference>$Record</inputReference>")
                  + start("Visit__c", "RecordAfterSave", "Create", to("Make")))
          .deploy();
      SObjectValue good = org.record("Visit__c", "Region__c", "fine");
      SObjectValue bad = org.record("Visit__c", "Region__c", "bad");
      assertEquals("", org.save(DmlOp.INSERT, good, bad));
      assertEquals(1, org.count("Shop__c"));
      assertNull(org.read("Visit__c", good.id(), "Note__c"));
      assertEquals(
          "This error occurred when the flow tried to create records:"
              + " FIELD_CUSTOM_VALIDATION_EXCEPTION: no bad names. You can look up ExceptionCode"
              + " values in the SOAP API Developer Guide.",
          org.read("Visit__c", bad.id(), "Note__c"));
    }

    @Test
    void withoutAFaultPathTheSaveFails() {
      org.invocable(
              "Boom",
              List.of("x:String"),
              List.of(),
              in -> {
                throw new ApexFailure("System.NullPointerException", "null object", "");
              })
          .flow(
              "Break_It",
              node(
                      "actionCalls",
                      "Call",
                      "<actionName>Boom</actionName><actionType>apex</actionType>")
                  + start("Visit__c", "RecordAfterSave", "Create", to("Call")))
          .deploy();
      assertEquals(
          "CANNOT_EXECUTE_FLOW_TRIGGER: We can't save this record because the \u201cBreak It\u201d"
              + " process failed. Give your Salesforce admin these details. An Apex error"
              + " occurred: System.NullPointerException: null object",
          org.save(DmlOp.INSERT, org.record("Visit__c")));
      assertEquals(0, org.count("Visit__c"));
      FlowTrace t = org.service.traces().all().get(0);
      assertEquals("failed", t.outcome());
      assertEquals("Call", t.steps().get(0).element());
    }

    @Test
    void customErrorsRefuseTheRecord() {
      org.flow(
              "Refuse",
              node(
                      "customErrors",
                      "No",
                      "<customErrorMessages><errorMessage>No {!$Record.Note__c}</errorMessage>"
                          + "<isFieldError>false</isFieldError></customErrorMessages>")
                  + start("Visit__c", "RecordBeforeSave", "Create", to("No")))
          .deploy();
      assertEquals(
          "FIELD_CUSTOM_VALIDATION_EXCEPTION: No way",
          org.save(DmlOp.INSERT, org.record("Visit__c", "Note__c", "way")));
    }
  }

  @Nested
  class Elements {

    private Map<String, Object> run(String body, Map<String, Object> inputs) {
      org.flow("Auto", body).deploy();
      assertEquals(List.of(), org.flows.diagnostics());
      return org.run(
          Spec.of(FlowFixture.USER, Quiddity.SYNCHRONOUS),
          r -> r.host().flows().start("auto", inputs));
    }

    @Test
    void loopsDecisionsFormulasAndTemplates() {
      String in = "<isCollection>true</isCollection><isInput>true</isInput>";
      Map<String, Object> out =
          run(
              assign("Add_Up", "sum", "Add", ref("Each"), to("Each"))
                  + assign("Skip", "skipped", "Add", num("1"), to("Each"))
                  + assign("Tell", "text", "Assign", ref("Words"), "")
                  + node(
                      "decisions",
                      "Big",
                      "<defaultConnector><targetReference>Skip</targetReference></defaultConnector>"
                          + "<rules><name>Yes</name><label>y</label><conditionLogic>1 OR (2 AND"
                          + " 1)</conditionLogic><conditions><leftValueReference>Each"
                          + "</leftValueReference><operator>GreaterThan</operator><rightValue>"
                          + num("2")
                          + "</rightValue></conditions><conditions><leftValueReference>"
                          + "Each</leftValueReference><operator>IsNull</operator><rightValue>"
                          + bool(true)
                          + "</rightValue></conditions>"
                          + to("Add_Up")
                          + "</rules>")
                  + "<formulas><name>Double_It</name><dataType>Number</dataType><expression>"
                  + "{!sum} * 2 + LEN({!text})</expression><scale>1</scale></formulas>"
                  + node(
                      "loops",
                      "Each",
                      "<collectionReference>numbers</collectionReference><nextValueConnector>"
                          + "<targetReference>Big</targetReference></nextValueConnector>"
                          + "<noMoreValuesConnector><targetReference>Tell</targetReference>"
                          + "</noMoreValuesConnector>")
                  + "<start>"
                  + to("Each")
                  + "</start>"
                  + "<textTemplates><name>Words</name><text>Sum {!sum}, twice {!Double_It}, left"
                  + " out {!skipped}</text></textTemplates>"
                  + variable("numbers", "Number", in)
                  + variable(
                      "sum", "Number", "<isOutput>true</isOutput><value>" + num("0") + "</value>")
                  + variable("skipped", "Number", "<isOutput>true</isOutput>")
                  + variable("text", "String", "<isOutput>true</isOutput>"),
              map("numbers", List.of(1, 3, 2, 4)));
      assertEquals(new BigDecimal(7), out.get("sum"));
      assertEquals("Sum 7, twice 14, left out 2", out.get("text"));
    }

    @Test
    void recordVariablesAreCopiesAndUpdatesWriteOnlyWhatChanged() {
      org.flow(
              "Auto",
              assign("City", "shop.City__c", "Assign", s("Rome"), to("Save"))
                  + assign("Take", "shop", "Assign", ref("Get"), to("City"))
                  + node(
                      "recordLookups",
                      "Get",
                      to("Take")
                          + filter("Name", "StartsWith", s("No"))
                          + "<getFirstRecordOnly>true</getFirstRecordOnly><object>Shop__c</object>"
                          + "<storeOutputAutomatically>true</storeOutputAutomatically>")
                  + node("recordUpdates", "Save", "<inputReference>shop</inputReference>")
                  + "<start>"
                  + to("Get")
                  + "</start>"
                  + variable("shop", "SObject", "<objectType>Shop__c</objectType>")
                  + variable("old", "String", "<isOutput>true</isOutput>"))
          .deploy();
      String id = org.insert("Shop__c", "Name", "North", "Visits__c", new BigDecimal(3));
      org.run(
          Spec.of(FlowFixture.USER, Quiddity.SYNCHRONOUS),
          r -> r.host().flows().start("Auto", Map.of()));
      assertEquals("Rome", org.read("Shop__c", id, "City__c"));
      assertEquals("North", org.read("Shop__c", id, "Name"));
    }

    @Test
    void subflowsTakeInputsGiveOutputsAndPassFaultsUp() {
      org.flow(
              "Child",
              assign("Say", "out", "Assign", s("hi {!in}"), "")
                  + "<start>"
                  + to("Say")
                  + "</start>"
                  + variable("in", "String", "<isInput>true</isInput>")
                  + variable("out", "String", "<isOutput>true</isOutput>"))
          .flow(
              "Parent",
              assign("Keep", "result", "Assign", ref("Call.out"), "")
                  + "<start>"
                  + to("Call")
                  + "</start>"
                  + node(
                      "subflows",
                      "Call",
                      to("Keep")
                          + "<flowName>Child</flowName><inputAssignments><name>in</name>"
                          + "<value>"
                          + s("you")
                          + "</value></inputAssignments>"
                          + "<storeOutputAutomatically>true</storeOutputAutomatically>")
                  + variable("result", "String", "<isOutput>true</isOutput>"))
          .deploy();
      assertEquals(List.of(), org.flows.diagnostics());
      Map<String, Object> out =
          org.run(
              Spec.of(FlowFixture.USER, Quiddity.SYNCHRONOUS),
              r -> r.host().flows().start("Parent", Map.of()));
      assertEquals("hi you", out.get("result"));
      assertEquals(2, org.service.traces().all().size());
    }
  }

  @Nested
  class Paths {

    private static final String ONLY =
        "<doesRequireRecordChangedToMeetCriteria>true</doesRequireRecordChangedToMeetCriteria>";

    private void path(String timing, FlowOptions options) {
      org.flow(
              "Later",
              assign("Count", "$Record.Score__c", "Add", num("1"), to("Save"))
                  + node("recordUpdates", "Save", "<inputReference>$Record</inputReference>")
                  + start(
                      "Visit__c",
                      "RecordAfterSave",
                      "CreateAndUpdate",
                      ONLY
                          + filter("Done__c", "EqualTo", bool(true))
                          + "<scheduledPaths><name>P</name>"
                          + to("Count")
                          + "<label>p</label><maxBatchSize>2</maxBatchSize>"
                          + timing
                          + "</scheduledPaths>"))
          .deploy(options);
      assertEquals(List.of(), org.flows.diagnostics());
    }

    private static final String IN_14_DAYS =
        "<offsetNumber>14</offsetNumber><offsetUnit>Days</offsetUnit>"
            + "<timeSource>RecordTriggerEvent</timeSource>";
    private static final String DAY_BEFORE_DUE =
        "<offsetNumber>-1</offsetNumber><offsetUnit>Days</offsetUnit>"
            + "<recordField>Due__c</recordField><timeSource>RecordField</timeSource>";

    private BigDecimal score(String id) {
      return (BigDecimal) org.read("Visit__c", id, "Score__c");
    }

    @Test
    void runsWhenDueInBatchesOfItsSize() {
      path(IN_14_DAYS, FlowOptions.DEFAULT);
      SObjectValue[] rows = new SObjectValue[5];
      for (int i = 0; i < 5; i++) {
        rows[i] = org.record("Visit__c", "Done__c", true);
      }
      assertEquals("", org.save(DmlOp.INSERT, rows));
      assertEquals(0, org.advance(Duration.ofDays(13)).size());
      List<AsyncQueue.LogLine> lines = org.advance(Duration.ofDays(1));
      assertEquals(List.of(2, 2, 1), lines.stream().map(AsyncQueue.LogLine::count).toList());
      assertEquals(BigDecimal.ONE, score(rows[4].id()).stripTrailingZeros());
    }

    @Test
    void aRecordThatNoLongerMeetsTheConditionsLosesItsRun() {
      path(IN_14_DAYS, FlowOptions.DEFAULT);
      String id = org.insert("Visit__c", "Done__c", true);
      org.update("Visit__c", id, "Done__c", false);
      assertEquals(0, org.queue.waiting().size());
      org.update("Visit__c", id, "Done__c", true);
      assertEquals(1, org.queue.waiting().size());
      org.save(DmlOp.DELETE, org.record("Visit__c", "Id", id));
      assertEquals(0, org.queue.waiting().size());
    }

    @Test
    void aRolledBackSavePlansNothing() {
      path(IN_14_DAYS, FlowOptions.DEFAULT);
      org.save(DmlOp.INSERT, org.record("Visit__c", "Done__c", true, "Name", "bad"));
      assertEquals(0, org.queue.waiting().size());
    }

    @Test
    void aLaterDateKeepsOrMovesTheRunAsTheOptionSays() {
      path(DAY_BEFORE_DUE, FlowOptions.DEFAULT);
      LocalDate due = LocalDate.of(2026, 2, 1);
      String id = org.insert("Visit__c", "Done__c", true, "Due__c", due);
      org.update("Visit__c", id, "Due__c", due.plusDays(10));
      assertEquals("2026-01-31T00:00:00Z", org.queue.waiting().get(0).due().toString());

      FlowFixture other = new FlowFixture();
      other.components.add(
          org.components.stream().filter(c -> c.type().equals("Flow")).findFirst().get());
      other.deploy(FlowOptions.of(Map.of("flow.dateChange", "retime")));
      String moved = other.insert("Visit__c", "Done__c", true, "Due__c", due);
      other.update("Visit__c", moved, "Due__c", due.plusDays(10));
      assertEquals("2026-02-10T00:00:00Z", other.queue.waiting().get(0).due().toString());
    }

    @Test
    void aPastDateFiresAtOnceOrNotAtAllAsTheOptionSays() {
      path(DAY_BEFORE_DUE, FlowOptions.of(Map.of("flow.pastPath", "skip")));
      org.insert("Visit__c", "Done__c", true, "Due__c", LocalDate.of(2025, 1, 1));
      assertEquals(0, org.queue.waiting().size());

      FlowFixture other = new FlowFixture();
      other.components.add(
          org.components.stream().filter(c -> c.type().equals("Flow")).findFirst().get());
      other.deploy();
      other.insert("Visit__c", "Done__c", true, "Due__c", LocalDate.of(2025, 1, 1));
      assertEquals(1, other.advance(Duration.ZERO).size());
    }

    @Test
    void aRecordThatFailsDoesNotTakeTheOthersDown() {
      path(IN_14_DAYS, FlowOptions.DEFAULT);
      SObjectValue good = org.record("Visit__c", "Done__c", true);
      SObjectValue bad = org.record("Visit__c", "Done__c", true);
      assertEquals("", org.save(DmlOp.INSERT, good, bad));
      org.run(
          Spec.of(FlowFixture.USER, Quiddity.SYNCHRONOUS),
          r -> {
            FlowRequest q = (FlowRequest) r;
            q.transaction().put(q.transaction().get("Visit__c", bad.id()).with("Name", "bad"));
            return null;
          });
      List<AsyncQueue.LogLine> lines = org.advance(Duration.ofDays(14));
      assertTrue(lines.get(0).failed());
      assertTrue(lines.get(0).message().contains("no bad names"), lines.get(0).message());
      assertEquals(BigDecimal.ONE, score(good.id()).stripTrailingZeros());
      assertNull(score(bad.id()));
    }
  }

  @Test
  void scheduledFlowsRunForEveryMatchingRecordAndComeBack() {
    org.flow(
            "Nightly",
            assign("Close", "$Record.Note__c", "Assign", s("swept"), to("Save"))
                + node("recordUpdates", "Save", "<inputReference>$Record</inputReference>")
                + "<start>"
                + to("Close")
                + filter("Done__c", "EqualTo", bool(true))
                + "<object>Visit__c</object><schedule><frequency>Daily</frequency>"
                + "<startDate>2025-12-01</startDate><startTime>02:00:00.000Z</startTime>"
                + "</schedule><triggerType>Scheduled</triggerType></start>")
        .deploy();
    assertEquals(List.of(), org.flows.diagnostics());
    String done = org.insert("Visit__c", "Done__c", true);
    String open = org.insert("Visit__c", "Done__c", false);
    List<AsyncQueue.LogLine> lines = org.advance(Duration.ofDays(2));
    assertEquals(2, lines.size());
    assertEquals("2026-01-02T02:00:00Z", lines.get(0).due().toString());
    assertEquals("swept", org.read("Visit__c", done, "Note__c"));
    assertNull(org.read("Visit__c", open, "Note__c"));
  }
}
