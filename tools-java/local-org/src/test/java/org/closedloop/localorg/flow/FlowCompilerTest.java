package org.closedloop.localorg.flow;

import static org.closedloop.localorg.flow.Xml.assign;
import static org.closedloop.localorg.flow.Xml.bool;
import static org.closedloop.localorg.flow.Xml.filter;
import static org.closedloop.localorg.flow.Xml.node;
import static org.closedloop.localorg.flow.Xml.ref;
import static org.closedloop.localorg.flow.Xml.s;
import static org.closedloop.localorg.flow.Xml.start;
import static org.closedloop.localorg.flow.Xml.to;
import static org.closedloop.localorg.flow.Xml.variable;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;

class FlowCompilerTest {

  private static List<String> errors(String body) {
    return new FlowFixture()
        .invocable(
            "Score", List.of("visitId:Id", "size:Integer"), List.of("score:Decimal"), in -> in)
        .flow("F", body)
        .errors();
  }

  private static String after(String rest) {
    return start("Visit__c", "RecordAfterSave", "CreateAndUpdate", rest);
  }

  @Test
  void namesThatDoNotExistAreErrorsWithTheNearest() {
    assertEquals(
        List.of("Visit__c has no field Regio__c. Did you mean Region__c?"),
        errors(
            assign("A", "$Record.Region__c", "Assign", s("x"), "")
                + after(to("A") + filter("Regio__c", "EqualTo", s("x")))));
    assertEquals(
        List.of("Field $Record.Regio__c does not exist. Check spelling. Did you mean Region__c?"),
        errors(
            assign("A", "$Record.Region__c", "Assign", ref("$Record.Regio__c"), "")
                + after(to("A"))));
    assertEquals(
        List.of("The connector leads to B, and the flow has no such element."),
        errors(assign("A", "$Record.Region__c", "Assign", s("x"), to("B")) + after(to("A"))));
    assertEquals(
        List.of("The flow has no element or resource named nam. Did you mean name?"),
        errors(
            assign("A", "$Record.Region__c", "Assign", ref("nam"), "")
                + after(to("A"))
                + variable("name", "String", "")));
    assertEquals(
        List.of("There is no object Visitt__c. Did you mean Visit__c?"),
        errors(
            "<start>"
                + to("G")
                + "</start>"
                + node(
                    "recordDeletes",
                    "G",
                    filter("Name", "EqualTo", s("x")) + "<object>Visitt__c</object>")));
  }

  @Test
  void actionsAreCheckedAgainstTheClass() {
    String call =
        "<actionName>%s</actionName><actionType>apex</actionType><inputParameters><name>%s</name>"
            + "<value>%s</value></inputParameters>";
    String begin = "<start>" + to("C") + "</start>";
    assertTrue(
        errors(begin + node("actionCalls", "C", call.formatted("Scor", "visitId", s("x"))))
            .get(0)
            .startsWith("There is no Apex class Scor"));
    assertEquals(
        List.of("Score has no invocable input visitid2. Did you mean visitId?"),
        errors(begin + node("actionCalls", "C", call.formatted("Score", "visitid2", s("x")))));
    assertEquals(
        List.of("The input size of Score is Integer and cannot hold boolean."),
        errors(begin + node("actionCalls", "C", call.formatted("Score", "size", bool(true)))));
  }

  @Test
  void wrongLogicAndWrongTypesAreErrors() {
    assertEquals(
        List.of("Wrong logic: condition 3 does not exist, there are 1."),
        errors(
            assign("A", "$Record.Region__c", "Assign", s("x"), "")
                + after(
                    to("A")
                        + "<filterLogic>1 AND 3</filterLogic>"
                        + filter("Note__c", "EqualTo", s("x")))));
    assertEquals(
        List.of("$Record.Done__c is boolean and cannot hold number."),
        errors(assign("A", "$Record.Done__c", "Assign", Xml.num("1"), "") + after(to("A"))));
  }

  @Test
  void formulasDeployEvenWhenWrongAndAreReported() {
    FlowFixture f =
        new FlowFixture()
            .flow(
                "F",
                assign("A", "$Record.Region__c", "Assign", ref("Bad"), "")
                    + "<formulas><name>Bad</name><dataType>String</dataType><expression>"
                    + "UPER(\"x\")</expression></formulas>"
                    + after(to("A")));
    assertEquals(
        List.of(
            "formula Bad: Unknown function UPER. Check spelling. Did you mean UPPER? (line 1,"
                + " column 1)"),
        f.errors());
    assertTrue(f.flows.catalog().find("F").isPresent());
  }

  @Test
  void whatThisEngineDoesNotRunIsRefusedByName() {
    List<String> found =
        errors(
            "<start>"
                + to("P")
                + "</start>"
                + node(
                    "actionCalls",
                    "P",
                    "<actionName>chatterPost</actionName><actionType>chatterPost</actionType>")
                + node("waits", "W", ""));
    assertTrue(found.get(0).contains("<waits> (W)"), found.toString());
    assertTrue(found.get(1).contains("chatterPost"), found.toString());
  }

  @Test
  void optionsRefuseUnknownKeysAndValues() {
    assertThrows(
        IllegalArgumentException.class,
        () -> FlowOptions.of(java.util.Map.of("flow.pastPath", "maybe")));
    assertThrows(
        IllegalArgumentException.class, () -> FlowOptions.of(java.util.Map.of("flow.x", "y")));
  }
}
