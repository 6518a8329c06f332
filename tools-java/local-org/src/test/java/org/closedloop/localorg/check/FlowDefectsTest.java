package org.closedloop.localorg.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.closedloop.metadata.Diagnostic;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** One text of a sound flow is changed, and exactly that is found, with its message. */
class FlowDefectsTest {

  /** An org refuses it. */
  private static DynamicTest refused(String from, String to, String code, String message) {
    return defect(from, to, code, message, true);
  }

  /** An org deploys it although it is wrong. */
  private static DynamicTest wrong(String from, String to, String code, String message) {
    return defect(from, to, code, message, false);
  }

  private static DynamicTest defect(
      String from, String to, String code, String message, boolean blocks) {
    return DynamicTest.dynamicTest(
        message,
        () -> {
          List<Diagnostic> found = FlowSample.errors(FlowSample.broken(from, to));
          assertEquals(1, found.size(), found.toString());
          Diagnostic d = found.get(0);
          assertEquals(code, d.code(), found.toString());
          assertEquals(blocks, d.blocksDeploy(), found.toString());
          assertTrue(d.message().contains(message), found.toString());
          assertTrue(d.line() > 0 && d.column() > 0, found.toString());
        });
  }

  @Test
  void theSampleIsSound() {
    assertEquals(List.of(), FlowSample.errors(FlowSample.AFTER_SAVE));
  }

  @TestFactory
  Stream<DynamicTest> names() {
    return Stream.of(
        refused("<name>Remind<", "<name>IS_BIG<", "duplicate-name", "used more than once"),
        refused("<name>Remind<", "<name>Re__mind<", "bad-name", "'Re__mind' is no API name"),
        refused("<name>Remind<", "<name>1st<", "bad-name", "'1st' is no API name"),
        refused(
            "<name>Remind<",
            "<name>" + "A".repeat(81) + "<",
            "bad-name",
            "has 81 characters, at most 80 are possible"),
        refused("<label>Rate</label>", "", "required", "Required field is missing: label"),
        refused("<label>F</label>", "<label/>", "required", "Required field is missing: label"));
  }

  @TestFactory
  Stream<DynamicTest> graph() {
    return Stream.of(
        refused(
            "<targetReference>Touch<",
            "<targetReference>Tuoch<",
            "unknown-target",
            "leads to 'Tuoch', which is no element of the flow"),
        refused(
            "<connector><targetReference>Get_Contacts<",
            "<connector><targetReference>names<",
            "unknown-target",
            "leads to 'names'"),
        refused(
            "<faultConnector><targetReference>Log<",
            "<faultConnector><targetReference>Rate<",
            "self-target",
            "leads to itself"),
        wrong(
            "<connector><targetReference>Mail</targetReference></connector>",
            "<connector><targetReference>Touch</targetReference></connector>",
            "unreachable",
            "'Mail' is reached from nowhere"),
        wrong(
            "<targetReference>Log</targetReference></faultConnector>\n  <filterLogic>",
            "<targetReference>Rate</targetReference></faultConnector>\n  <filterLogic>",
            "fault-loop",
            "The fault path of 'Get_Contacts' leads back to it"));
  }

  @TestFactory
  Stream<DynamicTest> starts() {
    return Stream.of(
        refused(
            "<recordTriggerType>CreateAndUpdate</recordTriggerType>",
            "",
            "bad-start",
            "needs a recordTriggerType"),
        refused(
            "<object>Visit__c</object><recordTriggerType>",
            "<object>Visitor__c</object><recordTriggerType>",
            "unknown-object",
            "There is no object Visitor__c"),
        refused(
            "<triggerOrder>100<",
            "<triggerOrder>2001<",
            "bad-start",
            "triggerOrder must be between 1 and 2000, not 2001"),
        refused(
            "<recordTriggerType>CreateAndUpdate<",
            "<recordTriggerType>Always<",
            "bad-enum-value",
            "Always"),
        refused(
            "<filters><field>Region__c<",
            "<filters><field>Account__r.Name<",
            "bad-field",
            "Only fields of Visit__c itself"),
        refused(
            "<filters><field>Region__c</field><operator>EqualTo<",
            "<filters><field>Region__c</field><operator>In<",
            "bad-operator",
            "In is for data elements"),
        wrong(
            "<filters><field>Region__c</field>",
            "<filterFormula>{!$Record.Done__c}</filterFormula><filters><field>Region__c</field>",
            "bad-start",
            "Either filterFormula or filters decides"));
  }

  @TestFactory
  Stream<DynamicTest> paths() {
    return Stream.of(
        refused(
            "<timeSource>RecordField<",
            "<pathType>AsyncAfterCommit</pathType><timeSource>RecordField<",
            "bad-path",
            "An AsyncAfterCommit path cannot have these fields: label, maxBatchSize, offsetNumber"),
        refused(
            "<maxBatchSize>50<",
            "<maxBatchSize>201<",
            "bad-path",
            "maxBatchSize must be between 1 and 200, not 201"),
        wrong("<offsetUnit>Days</offsetUnit>", "", "bad-path", "belong together"),
        wrong("<recordField>Due_Date__c</recordField>", "", "bad-path", "needs a recordField"),
        wrong(
            "<recordField>Due_Date__c<",
            "<recordField>Due_Dat__c<",
            "unknown-field",
            "There is no field Visit__c.Due_Dat__c"),
        refused(
            "<recordField>Due_Date__c<",
            "<recordField>Region__c<",
            "bad-path",
            "Region__c is no date"),
        wrong(
            "<timeSource>RecordField<",
            "<timeSource>RecordTriggerEvent<",
            "bad-path",
            "recordField needs the timeSource RecordField"),
        wrong("<offsetUnit>Days<", "<offsetUnit>Weeks<", "bad-path", "not documented"));
  }

  @TestFactory
  Stream<DynamicTest> conditions() {
    String logic = "<conditionLogic>1 AND (2 OR 3)<";
    return Stream.of(
        wrong(logic, "<conditionLogic>1 AND (2 OR 4)<", "bad-logic", "no condition 4 among 3"),
        wrong(logic, "<conditionLogic>1 AND (2 OR 3<", "bad-logic", "a bracket is not closed"),
        wrong(logic, "<conditionLogic>1 AND 2<", "bad-logic", "leaves out condition 3"),
        wrong(logic, "<conditionLogic>all<", "bad-logic", "unexpected 'all'"),
        refused(
            "<leftValueReference>score<",
            "<leftValueReference>scroe<",
            "unknown-reference",
            "no element or resource named 'scroe'"),
        refused(
            "<leftValueReference>score</leftValueReference>",
            "",
            "required",
            "Required field is missing: leftValueReference"),
        refused(
            "<operator>GreaterThan<",
            "<operator>StartsWith<",
            "bad-operator",
            "The operator StartsWith does not go with number"),
        wrong(
            "<numberValue>5.0</numberValue>",
            "<stringValue>five</stringValue>",
            "bad-type",
            "is number and cannot hold string"),
        refused(
            "<numberValue>5.0</numberValue>",
            "<booleanValue>true</booleanValue>",
            "bad-type",
            "is number and cannot hold boolean"),
        wrong(
            "<rightValue><numberValue>5.0</numberValue></rightValue>",
            "",
            "no-value",
            "The condition has no right side"),
        wrong(
            "<rightValue><stringValue>EMEA<",
            "<rightValue><stringValue>EMAE<",
            "unknown-picklist-value",
            "Visit__c.Region__c has no value 'EMAE'"),
        wrong(
            "<rightValue><stringValue>EMEA</stringValue>",
            "<rightValue><booleanValue>true</booleanValue>",
            "unknown-picklist-value",
            "Visit__c.Region__c has no value 'true'"),
        refused(
            "<leftValueReference>$Record.Done__c<",
            "<leftValueReference>score<",
            "bad-operator",
            "IsChanged asks about a field of $Record"));
  }

  @TestFactory
  Stream<DynamicTest> resources() {
    return Stream.of(
        refused("<dataType>Number<", "<dataType>Text<", "bad-enum-value", "Text"),
        wrong(
            "<isOutput>false</isOutput></variables>",
            "<isOutput>false</isOutput><scale>2</scale></variables>",
            "bad-variable",
            "scale is for numbers, not for String"),
        refused(
            "<isOutput>false</isOutput></variables>",
            "<isOutput>false</isOutput><value><stringValue>x</stringValue></value></variables>",
            "bad-variable",
            "A collection cannot have a default value"),
        refused(
            "<isOutput>false</isOutput><scale>0</scale></variables>",
            "<isOutput>false</isOutput><scale>0</scale><value><booleanValue>true</booleanValue>"
                + "</value></variables>",
            "bad-type",
            "'score' is number and cannot hold boolean"),
        wrong("TODAY()", "TODAI()", "bad-formula", "Unknown function TODAI"),
        wrong("TODAY()", "TODAY(", "bad-formula", "formula Late"),
        wrong(
            "{!$Record.Due_Date__c} &lt; TODAY()",
            "TODAY()",
            "bad-formula",
            "Formula result is data type (Date), incompatible with expected data type (Boolean)"),
        wrong("{!$Record.Due_Date__c}", "{!$Record.Due__c}", "bad-formula", "\"Due__c\""),
        wrong("{!score} of", "{!scor} of", "unknown-reference", "named 'scor'"),
        wrong("{!$Record.Name}", "{!$Label.Visit}", "unknown-reference", "CustomLabel"),
        wrong("{!$Record.Name}", "{!$Recrod.Name}", "unknown-reference", "no global variable"));
  }

  @Test
  void waitsAreForFlowsWithoutTrigger() {
    String wait =
        "<waits><name>W</name><label>W</label><locationX>0</locationX><locationY>0</locationY>"
            + "<defaultConnectorLabel>d</defaultConnectorLabel></waits><triggerOrder>";
    assertEquals(
        List.of("The element 'W' (waits) is not allowed in a flow of trigger type RecordAfterSave"),
        FlowSample.errors(FlowSample.broken("<triggerOrder>", wait)).stream()
            .filter(Diagnostic::blocksDeploy)
            .map(Diagnostic::message)
            .toList());
  }

  /** Rules that published deploys of flows have met. */
  @TestFactory
  Stream<DynamicTest> published() {
    return Stream.of(
        refused(
            "<scheduledPaths><name>Remind",
            "<scheduledPaths><name>Remind</name><connector><targetReference>Touch"
                + "</targetReference></connector><label>R</label><offsetNumber>1</offsetNumber>"
                + "<offsetUnit>Days</offsetUnit><timeSource>RecordTriggerEvent</timeSource>"
                + "</scheduledPaths><scheduledPaths><name>Remind",
            "duplicate-name",
            "used more than once"),
        refused(
            "<offsetUnit>Days<",
            "<offsetUnit>Day<",
            "bad-enum-value",
            "'Day' is not a valid value for the enum 'FlowScheduledPathOffsetUnit'"),
        refused(
            "<filters><field>Email<",
            "<filters><field>Account.Name<",
            "bad-field",
            "Only fields of Contact itself"));
  }

  @TestFactory
  Stream<DynamicTest> values() {
    return Stream.of(
        refused(
            "<value><numberValue>1.0</numberValue></value>",
            "<value><numberValue>1.0</numberValue><stringValue>1</stringValue></value>",
            "bad-value",
            "A value has exactly one of"),
        refused(
            "<value><numberValue>1.0</numberValue></value>",
            "<value>1.0</value>",
            "text-in-element",
            "value"),
        refused(
            "<assignToReference>score</assignToReference><operator>",
            "<assignToReference>Late</assignToReference><operator>",
            "bad-target",
            "Late is no variable (formulas) and cannot be assigned"),
        refused(
            "<assignToReference>score</assignToReference><operator>Add<",
            "<assignToReference>score</assignToReference><operator>AddItem<",
            "bad-operator",
            "The operator AddItem does not go with number"),
        refused(
            "<value><numberValue>1.0</numberValue></value>",
            "<value><booleanValue>true</booleanValue></value>",
            "bad-type",
            "score is number and cannot hold boolean"),
        refused(
            "<elementReference>Each.Email<",
            "<elementReference>Each.Emial<",
            "unknown-reference",
            "The field \"Emial\" for the object \"Contact\" doesn't exist."),
        refused(
            "<elementReference>Each.Email<",
            "<elementReference>Get_Contacts.Email<",
            "unknown-reference",
            "'Get_Contacts' is a collection and has no fields"),
        refused(
            "<collectionReference>Get_Contacts<",
            "<collectionReference>score<",
            "bad-collection",
            "score is no collection"));
  }

  @TestFactory
  Stream<DynamicTest> records() {
    return Stream.of(
        refused(
            "<object>Contact</object>",
            "<object>Contcat</object>",
            "unknown-object",
            "There is no object Contcat"),
        refused(
            "<queriedFields>Email<",
            "<queriedFields>Account.Name<",
            "bad-field",
            "Only fields of Contact itself"),
        refused(
            "<storeOutputAutomatically>true</storeOutputAutomatically>",
            "<outputReference>names</outputReference>"
                + "<storeOutputAutomatically>true</storeOutputAutomatically>",
            "bad-storage",
            "needs exactly one of storeOutputAutomatically"),
        wrong(
            "<queriedFields>Email</queriedFields>",
            "<queriedFields>Email</queriedFields><sortOrder>Asc</sortOrder>",
            "bad-data-element",
            "sortOrder needs a sortField"),
        refused(
            "<object>Visit__c</object></recordUpdates>",
            "<inputReference>$Record</inputReference><object>Visit__c</object></recordUpdates>",
            "bad-data-element",
            "needs either inputReference or object"),
        refused(
            "<inputAssignments><field>Done__c<",
            "<inputAssignments><field>Twice__c<",
            "not-writable",
            "Visit__c.Twice__c cannot be updated"),
        refused(
            "<inputAssignments><field>Done__c<",
            "<inputAssignments><field>Due_Date__c<",
            "bad-type",
            "Due_Date__c is date and cannot hold boolean"),
        refused(
            "<operator>IsNull<", "<operator>IsChanged<", "bad-operator", "IsChanged needs a start"),
        wrong(
            "<field>Id</field><operator>EqualTo<",
            "<field>Note__c</field><operator>EqualTo<",
            "bad-field",
            "Note__c cannot be filtered"));
  }

  @TestFactory
  Stream<DynamicTest> writes() {
    String update =
        "<filterLogic>and</filterLogic>\n  <filters><field>Id</field><operator>EqualTo</operator>\n"
            + "    <value><elementReference>$Record.Id</elementReference></value></filters>";
    return Stream.of(
        refused(
            "<name>Log</name><label>Log</label>",
            "<name>Log</name><label>Log</label><timeSourceField>x</timeSourceField>",
            "unknown-element",
            "timeSourceField invalid at this location in type"),
        refused(
            "<label>F</label>",
            "<customNotifications/><label>F</label>",
            "unknown-element",
            "customNotifications invalid at this location in type Flow"),
        refused(
            "<label>F</label>",
            "<bulkSupport>true</bulkSupport><label>F</label>",
            "unknown-element",
            "bulkSupport invalid at this location in type Flow"),
        refused(
            "<flowName>Child</flowName>",
            "<flowName>Child</flowName><outputAssignments><assignToReference>names"
                + "</assignToReference><name>kept</name></outputAssignments>",
            "bad-type",
            "names is collection of string"),
        refused(
            "<object>Visit__c</object></recordUpdates>",
            "</recordUpdates>",
            "bad-data-element",
            "needs either inputReference or object"),
        refused(
            "  <object>Visit__c</object></recordUpdates>",
            "  <inputReference>$Record</inputReference></recordUpdates>",
            "bad-data-element",
            "Update Records takes an inputReference or filters, not both"),
        refused(
            update,
            update + "<faultConector/>",
            "unknown-element",
            "faultConector invalid at this location in type"));
  }

  @TestFactory
  Stream<DynamicTest> calls() {
    return Stream.of(
        refused(
            "<actionName>ScoreAction<",
            "<actionName>ScoreActoin<",
            "unknown-reference",
            "There is no ApexClass named ScoreActoin"),
        refused(
            "<actionName>ScoreAction<",
            "<actionName>Idle<",
            "not-invocable",
            "no method with @InvocableMethod"),
        refused(
            "<inputParameters><name>visitId</name>",
            "<inputParameters><name>deep</name><value><booleanValue>true</booleanValue></value>"
                + "</inputParameters><inputParameters><name>visitID2</name>",
            "unknown-parameter",
            "ScoreAction has no invocable input visitID2"),
        refused(
            "<inputParameters><name>visitId</name><value>\n"
                + "    <elementReference>$Record.Id</elementReference></value></inputParameters>",
            "",
            "missing-parameter",
            "Missing required input parameter: visitId"),
        refused(
            "<name>score</name>\n",
            "<name>scores</name>\n",
            "unknown-parameter",
            "ScoreAction has no invocable output scores"),
        refused(
            "<outputParameters><assignToReference>score<",
            "<outputParameters><assignToReference>names<",
            "bad-type",
            "names is collection of string and cannot hold the output score"),
        refused(
            "<outputParameters>",
            "<storeOutputAutomatically>true</storeOutputAutomatically><outputParameters>",
            "bad-storage",
            "Either storeOutputAutomatically or outputParameters"),
        refused(
            "<flowTransactionModel>CurrentTransaction</flowTransactionModel>\n"
                + "  <inputParameters><name>emailAddresses<",
            "<flowTransactionModel>NewTransaction</flowTransactionModel>\n"
                + "  <inputParameters><name>emailAddresses<",
            "bad-action",
            "The action 'EMAILSIMPLE' only supports 'CurrentTransaction'"),
        refused(
            "<flowTransactionModel>CurrentTransaction</flowTransactionModel>\n"
                + "  <inputParameters><name>emailAddresses<",
            "<flowTransactionModel>Automatic</flowTransactionModel>\n"
                + "  <inputParameters><name>emailAddresses<",
            "bad-action",
            "The action 'EMAILSIMPLE' only supports 'CurrentTransaction'"),
        refused(
            "<name>emailAddresses<",
            "<name>recipientAddresses<",
            "unknown-parameter",
            "came with version 65.0"),
        refused(
            "<name>emailSubject<",
            "<name>emailSubjct<",
            "unknown-parameter",
            "The action emailSimple has no input emailSubjct"),
        refused(
            "<actionName>emailSimple<",
            "<actionName>emailSmple<",
            "unknown-action",
            "There is no action emailSmple"),
        refused(
            "<flowName>Child<",
            "<flowName>Chlid<",
            "unknown-reference",
            "There is no Flow named Chlid"),
        refused(
            "<inputAssignments><name>message<",
            "<inputAssignments><name>kept<",
            "unknown-parameter",
            "has no variable kept with is input true"),
        refused(
            "<flowName>Child</flowName>",
            "<faultConnector><targetReference>Touch</targetReference></faultConnector>"
                + "<flowName>Child</flowName>",
            "unknown-element",
            "faultConnector invalid at this location in type"),
        wrong(
            "<name>score</name>",
            "<name>score</name></outputParameters><outputParameters>"
                + "<assignToReference>score</assignToReference><name>score</name>",
            "twice",
            "The output score is taken twice"),
        refused("<actionType>apex</actionType>", "", "required", "actionType"));
  }
}
