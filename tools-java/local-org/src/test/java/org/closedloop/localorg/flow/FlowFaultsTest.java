package org.closedloop.localorg.flow;

import static org.closedloop.localorg.flow.Xml.assign;
import static org.closedloop.localorg.flow.Xml.filter;
import static org.closedloop.localorg.flow.Xml.node;
import static org.closedloop.localorg.flow.Xml.num;
import static org.closedloop.localorg.flow.Xml.ref;
import static org.closedloop.localorg.flow.Xml.s;
import static org.closedloop.localorg.flow.Xml.start;
import static org.closedloop.localorg.flow.Xml.to;
import static org.closedloop.localorg.flow.Xml.variable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.closedloop.apex.host.DataHost.DmlOp;
import org.closedloop.metadata.Diagnostic;
import org.junit.jupiter.api.Test;

/** What the platform deploys although it is wrong: told, deployed, and failing where it is read. */
class FlowFaultsTest {

  private static String saved(FlowFixture org) {
    return org.save(DmlOp.INSERT, org.record("Visit__c", "Note__c", "x"));
  }

  private static FlowFixture deployed(String body) {
    FlowFixture org = new FlowFixture().flow("F", body).deploy();
    assertEquals(
        List.of(Diagnostic.Rule.WRONG),
        org.flows.diagnostics().stream().map(Diagnostic::rule).toList(),
        () -> org.flows.diagnostics().toString());
    assertTrue(org.flows.catalog().find("F").isPresent());
    return org;
  }

  private static String after(String rest) {
    return start("Visit__c", "RecordAfterSave", "CreateAndUpdate", rest);
  }

  private static String mark(String value) {
    return assign("A", "$Record.Region__c", "Assign", value, "");
  }

  @Test
  void mergeFieldsThatDoNotResolve() {
    String error = saved(deployed(mark(s("{!nobody}")) + after(to("A"))));
    assertTrue(error.startsWith("CANNOT_EXECUTE_FLOW_TRIGGER"), error);
    assertTrue(error.contains("no element or resource named nobody"), error);
  }

  @Test
  void entryLogicThatMeansNothing() {
    String logic = "<filterLogic>1 AND 3</filterLogic>" + filter("Note__c", "EqualTo", s("x"));
    String error = saved(deployed(mark(s("y")) + after(to("A") + logic)));
    assertTrue(error.contains("condition 3 does not exist"), error);
  }

  @Test
  void entryLogicOfAFlowWithPathsAlone() {
    String logic = "<filterLogic>(1</filterLogic>" + filter("Note__c", "EqualTo", s("x"));
    String path =
        "<scheduledPaths><name>P</name><label>P</label>"
            + to("A")
            + "<offsetNumber>1</offsetNumber><offsetUnit>Days</offsetUnit>"
            + "<timeSource>RecordTriggerEvent</timeSource></scheduledPaths>";
    String error = saved(deployed(mark(s("y")) + after(logic + path)));
    assertTrue(error.contains("condition logic is invalid"), error);
  }

  @Test
  void entryFormulasThatDoNotCompile() {
    String formula = "<filterFormula>UPER({!$Record.Note__c})</filterFormula>";
    String error = saved(deployed(mark(s("y")) + after(to("A") + formula)));
    assertTrue(error.contains("Unknown function UPER"), error);
  }

  @Test
  void logicOfALookupTakesItsFaultPath() {
    FlowFixture org =
        deployed(
            mark(ref("$Flow.FaultMessage"))
                + node(
                    "recordLookups",
                    "G",
                    "<faultConnector><targetReference>A</targetReference></faultConnector>"
                        + "<filterLogic>2</filterLogic>"
                        + filter("Name", "EqualTo", s("x"))
                        + "<object>Shop__c</object>"
                        + "<storeOutputAutomatically>true</storeOutputAutomatically>")
                + after(to("G")));
    assertEquals("", saved(org));
  }

  @Test
  void pathsFromAFieldThatIsNotThereNeverRun() {
    String path =
        "<scheduledPaths><name>P</name><label>P</label>"
            + to("A")
            + "<offsetNumber>1</offsetNumber><offsetUnit>Days</offsetUnit>"
            + "<recordField>Gone__c</recordField><timeSource>RecordField</timeSource>"
            + "</scheduledPaths>";
    FlowFixture org = deployed(mark(s("y")) + after(path));
    assertEquals("", saved(org));
    assertEquals(List.of(), org.advance(java.time.Duration.ofDays(3)));
  }

  @Test
  void conditionsWithoutARightSideCompareWithBlank() {
    String rule =
        "<rules><name>None</name><label>n</label><conditionLogic>and</conditionLogic><conditions>"
            + "<leftValueReference>$Record.Region__c</leftValueReference>"
            + "<operator>EqualTo</operator></conditions>"
            + to("A")
            + "</rules>";
    FlowFixture org =
        new FlowFixture()
            .flow(
                "F",
                assign("A", "$Record.Score__c", "Assign", num("1"), "")
                    + node("decisions", "D", rule)
                    + start("Visit__c", "RecordBeforeSave", "Create", to("D")))
            .deploy();
    String blank = org.insert("Visit__c", "Note__c", "x");
    String full = org.insert("Visit__c", "Region__c", "x");
    assertEquals("1", String.valueOf(org.read("Visit__c", blank, "Score__c")));
    assertEquals(null, org.read("Visit__c", full, "Score__c"));
  }

  @Test
  void namesOfWhatDoesNotRunHereAreKnown() {
    FlowFixture org =
        new FlowFixture()
            .flow(
                "F",
                assign("A", "text", "Assign", ref("Rest"), to("Rest"))
                    + node("waits", "Rest", "<defaultConnectorLabel>d</defaultConnectorLabel>")
                    + "<start>"
                    + to("A")
                    + "</start>"
                    + variable("text", "String", ""))
            .deploy();
    assertEquals(
        List.of("unsupported-flow-feature"),
        org.flows.diagnostics().stream().map(Diagnostic::code).toList());
  }
}
