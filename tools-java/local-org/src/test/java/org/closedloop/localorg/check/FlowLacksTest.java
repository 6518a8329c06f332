package org.closedloop.localorg.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.closedloop.metadata.Diagnostic;
import org.junit.jupiter.api.Test;

/** What a flow leaves out or misspells and the platform deploys all the same. */
class FlowLacksTest {
  private static final String PLACE = "<locationX>0</locationX><locationY>0</locationY>";
  private final Candidate candidate = new Candidate();

  private static String node(String kind, String name, String body) {
    return "<%s><name>%s</name><label>l</label>%s%s</%s>".formatted(kind, name, PLACE, body, kind);
  }

  private List<String> said(String type, String nodes, String first) {
    return candidate
        .xml(
            "Flow",
            "F",
            "<apiVersion>62.0</apiVersion>"
                + nodes
                + "<label>F</label><processType>"
                + type
                + "</processType><start>"
                + PLACE
                + "<connector><targetReference>"
                + first
                + "</targetReference></connector></start><status>Active</status>")
        .check()
        .stream()
        .filter(d -> d.componentType().equals("Flow") && d.isError())
        .map(d -> d.code() + (d.rule() == Diagnostic.Rule.WRONG ? ": " : "! ") + d.message())
        .toList();
  }

  private List<String> screen(String parameters) {
    candidate.bundle(
        "picker",
        "<apiVersion>62.0</apiVersion><isExposed>true</isExposed><targets><target>"
            + "lightning__FlowScreen</target></targets><targetConfigs><targetConfig"
            + " targets=\"lightning__FlowScreen\"><property name=\"title\" type=\"String\"/>"
            + "</targetConfig></targetConfigs>",
        "import { LightningElement, api } from 'lwc';\n"
            + "export default class Picker extends LightningElement {\n"
            + "  @api title;\n  @api get chosen() { return 1; }\n}\n");
    return said(
        "Flow",
        node(
            "screens",
            "Ask",
            "<allowBack>true</allowBack><allowFinish>true</allowFinish><allowPause>true"
                + "</allowPause><fields><name>Pick</name><extensionName>c:picker</extensionName>"
                + "<fieldType>ComponentInstance</fieldType>"
                + parameters
                + "<isRequired>true</isRequired><storeOutputAutomatically>true"
                + "</storeOutputAutomatically></fields><showFooter>true</showFooter>"
                + "<showHeader>true</showHeader>"),
        "Ask");
  }

  private static String input(String name) {
    return "<inputParameters><name>"
        + name
        + "</name><value><stringValue>x</stringValue></value></inputParameters>";
  }

  @Test
  void screenComponentsTakeTheirPropertiesAndPublicMembers() {
    assertEquals(List.of(), screen(input("title") + input("chosen")));
  }

  @Test
  void screenComponentsTakeNothingElse() {
    assertEquals(
        List.of("unknown-property: The component c:picker has no property titel for screens"),
        screen(input("titel")));
  }

  private static String wait(String parameters) {
    return node(
        "waits",
        "Rest",
        "<defaultConnectorLabel>d</defaultConnectorLabel><waitEvents><name>Alarm</name>"
            + "<conditionLogic>and</conditionLogic><eventType>AlarmEvent</eventType>"
            + parameters
            + "<label>l</label></waitEvents>");
  }

  private static final String TIME =
      "<inputParameters><name>AlarmTime</name><value><elementReference>$Flow.CurrentDateTime"
          + "</elementReference></value></inputParameters>";
  private static final String OFFSET =
      "<inputParameters><name>TimeOffset</name><value><numberValue>3.0</numberValue></value>"
          + "</inputParameters>";

  private static String unit(String unit) {
    return "<inputParameters><name>TimeOffsetUnit</name><value><stringValue>"
        + unit
        + "</stringValue></value></inputParameters>";
  }

  @Test
  void alarmsSayWhen() {
    assertEquals(
        List.of("bad-wait: An AlarmEvent needs the input AlarmTime"),
        said("AutoLaunchedFlow", wait(OFFSET + unit("Days")), "Rest"));
  }

  @Test
  void offsetsHaveAUnitThatThereIs() {
    assertEquals(
        List.of("bad-wait: TimeOffset and TimeOffsetUnit belong together"),
        said("AutoLaunchedFlow", wait(TIME + OFFSET), "Rest"));
  }

  @Test
  void offsetsHaveAKnownUnit() {
    assertEquals(
        List.of("bad-wait: Unknown offset unit Fortnights"),
        said("AutoLaunchedFlow", wait(TIME + OFFSET + unit("Fortnights")), "Rest"));
  }

  @Test
  void wholeWaitsAreGood() {
    assertEquals(List.of(), said("AutoLaunchedFlow", wait(TIME + OFFSET + unit("Days")), "Rest"));
  }

  private List<String> create(String more) {
    candidate
        .object("Crate__c")
        .field(
            "Crate__c.Weight__c",
            "<precision>4</precision><required>true</required>"
                + "<scale>0</scale><type>Number</type>")
        .field(
            "Crate__c.Depth__c",
            "<defaultValue>1</defaultValue><precision>4</precision>"
                + "<required>true</required><scale>0</scale><type>Number</type>");
    return said(
        "AutoLaunchedFlow",
        node(
            "recordCreates",
            "Make",
            "<inputAssignments><field>Name</field><value><stringValue>x</stringValue></value>"
                + "</inputAssignments>"
                + more
                + "<object>Crate__c</object>"
                + "<storeOutputAutomatically>true</storeOutputAutomatically>"),
        "Make");
  }

  @Test
  void recordsAreMadeWithWhatTheirObjectRequires() {
    assertEquals(
        List.of("required-field-unset: The records of Crate__c are made without Weight__c"),
        create(""));
  }

  @Test
  void requiredFieldsThatAreSetAreGood() {
    assertEquals(
        List.of(),
        create(
            "<inputAssignments><field>Weight__c</field><value><numberValue>1.0</numberValue>"
                + "</value></inputAssignments>"));
  }

  @Test
  void whatRunsBeforeTheSaveMayFillFields() {
    candidate.xml(
        "Flow",
        "Fill",
        "<apiVersion>62.0</apiVersion><label>Fill</label><processType>AutoLaunchedFlow"
            + "</processType><start>"
            + PLACE
            + "<object>Crate__c</object><recordTriggerType>Create</recordTriggerType>"
            + "<triggerType>RecordBeforeSave</triggerType></start><status>Draft</status>");
    assertEquals(List.of(), create(""));
  }
}
