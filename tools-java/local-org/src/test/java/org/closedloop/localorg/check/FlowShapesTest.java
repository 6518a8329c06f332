package org.closedloop.localorg.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.closedloop.metadata.Diagnostic;
import org.junit.jupiter.api.Test;

/** Shapes of whole flows: circles, weaknesses that are told only, and what real flows may do. */
class FlowShapesTest {
  private final Candidate candidate = new Candidate();

  private static String to(String connector, String node) {
    return "<" + connector + "><targetReference>" + node + "</targetReference></" + connector + ">";
  }

  private static String node(String kind, String name, String body) {
    return "<%s><name>%s</name><label>l</label><locationX>0</locationX><locationY>0</locationY>%s</%s>"
        .formatted(kind, name, body, kind);
  }

  private static String decision(String name, String when, String otherwise) {
    return node(
        "decisions",
        name,
        (otherwise.isEmpty() ? "" : to("defaultConnector", otherwise))
            + "<defaultConnectorLabel>No</defaultConnectorLabel><rules><name>"
            + name
            + "_Yes</name><conditionLogic>and</conditionLogic><conditions><leftValueReference>text"
            + "</leftValueReference><operator>EqualTo</operator><rightValue><booleanValue>true"
            + "</booleanValue></rightValue></conditions>"
            + to("connector", when)
            + "<label>l</label></rules>");
  }

  private static String assign(String name, String next) {
    return node(
        "assignments",
        name,
        "<assignmentItems><assignToReference>text</assignToReference><operator>Assign</operator>"
            + "<value><stringValue>x</stringValue></value></assignmentItems>"
            + (next.isEmpty() ? "" : to("connector", next)));
  }

  private List<String> said(String nodes, String first) {
    return candidate
        .xml(
            "Flow",
            "F",
            "<apiVersion>62.0</apiVersion>"
                + nodes
                + "<label>F</label><processType>AutoLaunchedFlow</processType><start>"
                + "<locationX>0</locationX><locationY>0</locationY>"
                + to("connector", first)
                + "</start><status>Active</status><variables><name>text</name>"
                + "<dataType>String</dataType><isCollection>false</isCollection><isInput>false"
                + "</isInput><isOutput>false</isOutput></variables>")
        .check()
        .stream()
        .map(d -> (d.isError() ? "" : d.severity() + " ") + d.code())
        .toList();
  }

  private static String lookup(String name, String rest) {
    return node(
        "recordLookups",
        name,
        "<object>Contact</object><storeOutputAutomatically>true</storeOutputAutomatically>" + rest);
  }

  @Test
  void aCircleInWhichSomethingChangesIsMeant() {
    assertEquals(List.of(), said(assign("Next", "More") + decision("More", "Next", ""), "Next"));
  }

  @Test
  void aCircleOfDecisionsAloneIsNot() {
    assertEquals(
        List.of("idle-cycle", "idle-cycle"),
        said(decision("One", "Two", "") + decision("Two", "One", ""), "One"));
  }

  @Test
  void aPathThatNeverEndsIsWrong() {
    assertEquals(
        List.of("endless-path", "endless-path"), said(assign("A", "B") + assign("B", "A"), "A"));
  }

  @Test
  void textMayBeComparedWithABoolean() {
    assertEquals(List.of(), said(decision("One", "Set", "") + assign("Set", ""), "One"));
  }

  @Test
  void missingFaultPathsAreToldOnly() {
    assertEquals(List.of("WARNING no-fault-path"), said(lookup("Get", ""), "Get"));
  }

  @Test
  void workInALoopAndLoopsWithoutBodyAreToldOnly() {
    String fault = to("faultConnector", "Set");
    String loop =
        "<collectionReference>Get</collectionReference><iterationOrder>Asc</iterationOrder>";
    assertEquals(
        List.of("WARNING work-in-loop"),
        said(
            node("loops", "Each", loop + to("nextValueConnector", "Again"))
                + lookup("Get", to("connector", "Each") + fault)
                + lookup("Again", to("connector", "Each") + fault)
                + assign("Set", ""),
            "Get"));
    assertEquals(
        List.of("WARNING loop-without-body"),
        said(
            node("loops", "Each", loop)
                + lookup("Get", to("connector", "Each") + fault)
                + assign("Set", ""),
            "Get"));
  }

  @Test
  void customErrorsNeedARecordAndRollbacksAScreen() {
    assertEquals(
        List.of("element-not-allowed"),
        said(
            node(
                "customErrors",
                "Stop",
                "<customErrorMessages><errorMessage>No</errorMessage><isFieldError>false"
                    + "</isFieldError></customErrorMessages>"),
            "Stop"));
    assertEquals(List.of("element-not-allowed"), said(node("recordRollbacks", "Undo", ""), "Undo"));
  }

  @Test
  void theMessageAboutCustomErrorsIsThePlatforms() {
    said(node("customErrors", "Stop", ""), "Stop");
    List<Diagnostic> found = candidate.check();
    assertEquals(
        "The flow can't include Custom Error elements when TriggerType is None",
        found.get(0).message());
  }

  @Test
  void aScreenFlowIsNoSubflowOfAnAutolaunchedOne() {
    candidate.xml(
        "Flow",
        "Ask",
        "<apiVersion>62.0</apiVersion><label>Ask</label><processType>Flow</processType><start>"
            + "<locationX>0</locationX><locationY>0</locationY></start><status>Draft</status>");
    assertEquals(
        List.of("bad-subflow"), said(node("subflows", "Sub", "<flowName>Ask</flowName>"), "Sub"));
  }
}
