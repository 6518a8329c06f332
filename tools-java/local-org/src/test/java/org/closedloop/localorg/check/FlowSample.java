package org.closedloop.localorg.check;

import java.util.List;
import org.closedloop.metadata.Diagnostic;

/** Sound flows among the things they name, to be broken one text at a time. */
final class FlowSample {

  private FlowSample() {}

  /** After a save: entry conditions, a path, and one element of most kinds. */
  static final String AFTER_SAVE =
      """
      <apiVersion>62.0</apiVersion>
      <actionCalls><name>Rate</name><label>Rate</label><locationX>0</locationX>
        <locationY>0</locationY><actionName>ScoreAction</actionName><actionType>apex</actionType>
        <connector><targetReference>Get_Contacts</targetReference></connector>
        <faultConnector><targetReference>Log</targetReference></faultConnector>
        <flowTransactionModel>CurrentTransaction</flowTransactionModel>
        <inputParameters><name>visitId</name><value>
          <elementReference>$Record.Id</elementReference></value></inputParameters>
        <outputParameters><assignToReference>score</assignToReference><name>score</name>
        </outputParameters></actionCalls>
      <actionCalls><name>Mail</name><label>Mail</label><locationX>0</locationX>
        <locationY>0</locationY><actionName>emailSimple</actionName>
        <actionType>emailSimple</actionType>
        <faultConnector><targetReference>Log</targetReference></faultConnector>
        <flowTransactionModel>CurrentTransaction</flowTransactionModel>
        <inputParameters><name>emailAddresses</name><value><stringValue>a@example.com</stringValue>
        </value></inputParameters>
        <inputParameters><name>emailSubject</name><value><stringValue>Hi</stringValue></value>
        </inputParameters>
        <inputParameters><name>emailBody</name><value><elementReference>Body</elementReference>
        </value></inputParameters></actionCalls>
      <assignments><name>Collect</name><label>Collect</label><locationX>0</locationX>
        <locationY>0</locationY>
        <assignmentItems><assignToReference>names</assignToReference><operator>Add</operator>
          <value><elementReference>Each.Email</elementReference></value></assignmentItems>
        <assignmentItems><assignToReference>score</assignToReference><operator>Add</operator>
          <value><numberValue>1.0</numberValue></value></assignmentItems>
        <connector><targetReference>Each</targetReference></connector></assignments>
      <decisions><name>Big</name><label>Big?</label><locationX>0</locationX>
        <locationY>0</locationY>
        <defaultConnector><targetReference>Touch</targetReference></defaultConnector>
        <defaultConnectorLabel>No</defaultConnectorLabel>
        <rules><name>Is_Big</name><conditionLogic>1 AND (2 OR 3)</conditionLogic>
          <conditions><leftValueReference>score</leftValueReference>
            <operator>GreaterThan</operator>
            <rightValue><numberValue>5.0</numberValue></rightValue></conditions>
          <conditions><leftValueReference>$Record.Region__c</leftValueReference>
            <operator>EqualTo</operator>
            <rightValue><stringValue>EMEA</stringValue></rightValue></conditions>
          <conditions><leftValueReference>$Record.Done__c</leftValueReference>
            <operator>IsChanged</operator>
            <rightValue><booleanValue>true</booleanValue></rightValue></conditions>
          <connector><targetReference>Mail</targetReference></connector>
          <label>Big</label></rules></decisions>
      <formulas><name>Late</name><dataType>Boolean</dataType>
        <expression>{!$Record.Due_Date__c} &lt; TODAY()</expression></formulas>
      <label>F</label>
      <loops><name>Each</name><label>Each</label><locationX>0</locationX><locationY>0</locationY>
        <collectionReference>Get_Contacts</collectionReference>
        <iterationOrder>Asc</iterationOrder>
        <nextValueConnector><targetReference>Collect</targetReference></nextValueConnector>
        <noMoreValuesConnector><targetReference>Big</targetReference></noMoreValuesConnector>
      </loops>
      <processType>AutoLaunchedFlow</processType>
      <recordLookups><name>Get_Contacts</name><label>Get Contacts</label><locationX>0</locationX>
        <locationY>0</locationY>
        <connector><targetReference>Each</targetReference></connector>
        <faultConnector><targetReference>Log</targetReference></faultConnector>
        <filterLogic>and</filterLogic>
        <filters><field>Email</field><operator>IsNull</operator>
          <value><booleanValue>false</booleanValue></value></filters>
        <getFirstRecordOnly>false</getFirstRecordOnly><object>Contact</object>
        <queriedFields>Id</queriedFields><queriedFields>Email</queriedFields>
        <storeOutputAutomatically>true</storeOutputAutomatically></recordLookups>
      <recordUpdates><name>Touch</name><label>Touch</label><locationX>0</locationX>
        <locationY>0</locationY>
        <faultConnector><targetReference>Log</targetReference></faultConnector>
        <filterLogic>and</filterLogic>
        <filters><field>Id</field><operator>EqualTo</operator>
          <value><elementReference>$Record.Id</elementReference></value></filters>
        <inputAssignments><field>Done__c</field>
          <value><elementReference>Late</elementReference></value></inputAssignments>
        <object>Visit__c</object></recordUpdates>
      <start><locationX>0</locationX><locationY>0</locationY>
        <connector><targetReference>Rate</targetReference></connector>
        <doesRequireRecordChangedToMeetCriteria>true</doesRequireRecordChangedToMeetCriteria>
        <filterLogic>and</filterLogic>
        <filters><field>Region__c</field><operator>EqualTo</operator>
          <value><stringValue>EMEA</stringValue></value></filters>
        <object>Visit__c</object><recordTriggerType>CreateAndUpdate</recordTriggerType>
        <scheduledPaths><name>Remind</name>
          <connector><targetReference>Touch</targetReference></connector><label>Remind</label>
          <maxBatchSize>50</maxBatchSize><offsetNumber>-3</offsetNumber>
          <offsetUnit>Days</offsetUnit><recordField>Due_Date__c</recordField>
          <timeSource>RecordField</timeSource></scheduledPaths>
        <triggerType>RecordAfterSave</triggerType></start>
      <status>Active</status>
      <subflows><name>Log</name><label>Log</label><locationX>0</locationX><locationY>0</locationY>
        <flowName>Child</flowName>
        <inputAssignments><name>message</name>
          <value><elementReference>$Flow.FaultMessage</elementReference></value>
        </inputAssignments></subflows>
      <textTemplates><name>Body</name><isViewedAsPlainText>true</isViewedAsPlainText>
        <text>Score {!score} of {!$Record.Name}</text></textTemplates>
      <triggerOrder>100</triggerOrder>
      <variables><name>names</name><dataType>String</dataType><isCollection>true</isCollection>
        <isInput>false</isInput><isOutput>false</isOutput></variables>
      <variables><name>score</name><dataType>Number</dataType><isCollection>false</isCollection>
        <isInput>false</isInput><isOutput>false</isOutput><scale>0</scale></variables>
      """;

  static final String CHILD =
      """
      <apiVersion>62.0</apiVersion>
      <assignments><name>Keep</name><label>Keep</label><locationX>0</locationX>
        <locationY>0</locationY><assignmentItems><assignToReference>kept</assignToReference>
        <operator>Assign</operator><value><elementReference>message</elementReference></value>
        </assignmentItems></assignments>
      <label>Child</label><processType>AutoLaunchedFlow</processType>
      <start><locationX>0</locationX><locationY>0</locationY>
        <connector><targetReference>Keep</targetReference></connector></start>
      <status>Active</status>
      <variables><name>kept</name><dataType>String</dataType><isCollection>false</isCollection>
        <isInput>false</isInput><isOutput>true</isOutput></variables>
      <variables><name>message</name><dataType>String</dataType><isCollection>false</isCollection>
        <isInput>true</isInput><isOutput>false</isOutput></variables>
      """;

  private static final String ACTION =
      """
      public class ScoreAction {
        public class Request {
          @InvocableVariable(required=true) public Id visitId;
          @InvocableVariable public Boolean deep;
        }
        public class Result { @InvocableVariable public Decimal score; }
        @InvocableMethod public static List<Result> run(List<Request> requests) { return null; }
      }
      """;

  private static Candidate world() {
    return new Candidate()
        .object("Visit__c")
        .field("Visit__c.Region__c", Candidate.picklist(plain("EMEA"), plain("APAC")))
        .field("Visit__c.Due_Date__c", "<type>Date</type>")
        .field("Visit__c.Done__c", "<defaultValue>false</defaultValue><type>Checkbox</type>")
        .field(
            "Visit__c.Note__c",
            "<length>1000</length><type>LongTextArea</type><visibleLines>3</visibleLines>")
        .field(
            "Visit__c.Twice__c",
            "<formula>2</formula><precision>18</precision><scale>0</scale><type>Number</type>")
        .apex("ScoreAction", ACTION)
        .apex("Idle", "public class Idle {}");
  }

  private static String plain(String value) {
    return "<fullName>" + value + "</fullName><default>false</default><label>" + value + "</label>";
  }

  /** What is said of the flow, remarks about what is no error left out. */
  static List<Diagnostic> errors(String flow) {
    return world().xml("Flow", "Child", CHILD).xml("Flow", "F", flow).check().stream()
        .filter(Diagnostic::isError)
        .toList();
  }

  static String broken(String from, String to) {
    if (!AFTER_SAVE.contains(from)) {
      throw new IllegalArgumentException("the sample has no " + from);
    }
    int at = AFTER_SAVE.indexOf(from);
    return AFTER_SAVE.substring(0, at) + to + AFTER_SAVE.substring(at + from.length());
  }
}
