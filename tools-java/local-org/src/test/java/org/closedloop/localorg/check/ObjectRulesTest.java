package org.closedloop.localorg.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.closedloop.metadata.Diagnostic;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Objects and what belongs to them, settings, queues and automation, as orgs refuse them. */
class ObjectRulesTest {
  private final Candidate candidate = new Candidate();

  private List<String> errors() {
    return candidate.check().stream()
        .filter(d -> d.isError() && !d.code().startsWith("unsupported-"))
        .map(Diagnostic::message)
        .toList();
  }

  private void only(String message) {
    assertEquals(List.of(message), errors());
  }

  private static String object(String replaced, String by) {
    return ("<deploymentStatus>Deployed</deploymentStatus><label>L</label><nameField><label>N"
            + "</label><type>Text</type></nameField><pluralLabel>Ls</pluralLabel><sharingModel>"
            + "Private</sharingModel>")
        .replace(replaced, by);
  }

  @Nested
  class Objects {
    @ParameterizedTest
    @CsvSource({
      "<label>L</label>, '', Must specify a non-empty label for the CustomObject",
      "<pluralLabel>Ls</pluralLabel>, <pluralLabel/>,"
          + " Must specify a non-empty pluralLabel for the CustomObject",
      "<type>Text</type>, '', Must specify a nameField of type Text or AutoNumber",
      "<type>Text</type>, <type>Email</type>, Must specify a nameField of type Text or AutoNumber",
      "<label>N</label>, '', The nameField needs a label",
      "Private, ReadWriteTransfer, sharingModel ReadWriteTransfer is not for custom objects",
      "Private, ControlledByParent,"
          + " sharingModel ControlledByParent needs a MasterDetail relationship field"
    })
    void custom(String replaced, String by, String message) {
      candidate.xml("CustomObject", "Visit__c", object(replaced, by));
      only(message);
    }

    @Test
    void metadataTypesHaveNoDeploymentStatus() {
      candidate.xml(
          "CustomObject",
          "Cfg__mdt",
          "<deploymentStatus>Deployed</deploymentStatus><label>C</label><pluralLabel>Cs"
              + "</pluralLabel>");
      only("Cannot specify: deploymentStatus for Custom Metadata Type");
    }

    @Test
    void eventsHaveNoSharing() {
      candidate.xml(
          "CustomObject",
          "Done__e",
          "<deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType>"
              + "<label>D</label><pluralLabel>Ds</pluralLabel><sharingModel>Private"
              + "</sharingModel>");
      only("Cannot specify: sharingModel for a platform event");
    }

    @Test
    void switchesOfOneFeatureAgree() {
      candidate.xml(
          "CustomObject",
          "Visit__c",
          object("", "")
              + "<enableBulkApi>true</enableBulkApi><enableSharing>false</enableSharing>"
              + "<enableStreamingApi>true</enableStreamingApi>");
      only("enableSharing, enableBulkApi and enableStreamingApi are all true or all false");
    }

    @Test
    void compactLayoutsExist() {
      candidate.xml(
          "CustomObject",
          "Visit__c",
          object("", "") + "<compactLayoutAssignment>Nope</compactLayoutAssignment>");
      only("In field: compactLayoutAssignment - no CompactLayout named Visit__c.Nope found");
    }

    @Test
    void externalSharingIsNotWider() {
      candidate.xml(
          "CustomObject",
          "Visit__c",
          object("", "") + "<externalSharingModel>Read</externalSharingModel>");
      only("externalSharingModel Read is wider than sharingModel Private");
    }
  }

  @Nested
  class Parts {
    private final Candidate visit =
        candidate
            .object("Visit__c")
            .field(
                "Visit__c.P__c",
                Candidate.picklist(
                    "<fullName>A, B</fullName><default>false</default><label>AB</label>"))
            .field("Visit__c.N__c", "<type>Number</type><precision>3</precision><scale>0</scale>")
            .field("Visit__c.Ok__c", "<type>Checkbox</type><defaultValue>false</defaultValue>")
            .field("Visit__c.On__c", "<type>Date</type>");

    private void recordType(String object, String body) {
      visit.xml("RecordType", object + ".Standard", "<active>true</active><label>S</label>" + body);
    }

    private String values(String picklist, String value) {
      return "<picklistValues><picklist>"
          + picklist
          + "</picklist><values><fullName>"
          + value
          + "</fullName><default>false</default></values></picklistValues>";
    }

    @Test
    void recordTypesListValuesThatExist() {
      recordType("Visit__c", values("P__c", "C"));
      only("Picklist value: C in picklist: P__c not found");
    }

    @Test
    void valuesAreWrittenInPerCentForm() {
      recordType("Visit__c", values("P__c", "A%2C B"));
      assertEquals(List.of(), errors());
    }

    @Test
    void recordTypesListPicklists() {
      recordType("Visit__c", values("N__c", "1"));
      only("Visit__c.N__c is no picklist");
    }

    @Test
    void opportunitiesNeedABusinessProcess() {
      recordType("Opportunity", "");
      only("Required field is missing: businessProcess");
    }

    @Test
    void othersHaveNone() {
      recordType("Visit__c", "<businessProcess>X</businessProcess>");
      only("Record types of Visit__c have no businessProcess");
    }

    private void list(String field, String operation, String value) {
      visit.xml(
          "ListView",
          "Visit__c.Some",
          "<columns>NAME</columns><filterScope>Everything</filterScope><filters><field>"
              + field
              + "</field><operation>"
              + operation
              + "</operation><value>"
              + value
              + "</value></filters><label>Some</label>");
    }

    @ParameterizedTest
    @CsvSource({
      "N__c, equals, few, 'few' is no value of N__c (Number)",
      "Ok__c, equals, yes, 'yes' is no value of Ok__c (Checkbox)",
      "On__c, equals, soon, 'soon' is no value of On__c (Date)",
      "N__c, contains, 1, The operator contains does not fit N__c (Number)",
      "P__c, includes, AB, The operator includes does not fit P__c (Picklist)",
      "Nope__c, equals, 1, Could not resolve list view column: Nope__c",
      "P__c, equals, C, 'C' is no value of the picklist P__c"
    })
    void filtersFit(String field, String operation, String value, String message) {
      list(field, operation, value);
      assertEquals(List.of(message.replace('\u2019', '\'')), errors());
    }

    @ParameterizedTest
    @CsvSource({
      "N__c, greaterThan, '1,000'",
      "Ok__c, equals, 1",
      "On__c, lessOrEqual, NEXT_N_DAYS:10",
      "On__c, greaterThan, 1/31/2026",
      "P__c, equals, 'A, B'",
      "P__c, notEqual, AB"
    })
    void soundFilters(String field, String operation, String value) {
      list(field, operation, value);
      assertEquals(List.of(), errors());
    }

    @Test
    void logicNamesFiltersThatExist() {
      visit.xml(
          "ListView",
          "Visit__c.Some",
          "<booleanFilter>1 AND 2</booleanFilter><columns>NAME</columns><filterScope>Everything"
              + "</filterScope><filters><field>N__c</field><operation>equals</operation><value>1"
              + "</value></filters><label>Some</label>");
      assertTrue(errors().get(0).contains("there is no condition 2 among 1"));
    }

    @Test
    void validationRulesPointAtFields() {
      visit.xml(
          "ValidationRule",
          "Visit__c.R",
          "<active>true</active><errorConditionFormula>false</errorConditionFormula>"
              + "<errorDisplayField>M__c</errorDisplayField><errorMessage>"
              + "x".repeat(256)
              + "</errorMessage>");
      assertEquals(
          List.of(
              "errorMessage is 256 characters long, at most 255 are allowed",
              "In field: errorDisplayField - no CustomField named Visit__c.M__c found"),
          errors());
    }

    @Test
    void fieldSetsNameFields() {
      visit.xml(
          "FieldSet",
          "Visit__c.Set",
          "<description>d</description><displayedFields><field>Nope__c</field></displayedFields>"
              + "<label>Set</label>");
      only("In field: field - no CustomField named Visit__c.Nope__c found");
    }

    @Test
    void linksMergeFieldsThatExist() {
      visit.xml(
          "WebLink",
          "Visit__c.Go",
          "<availability>online</availability><displayType>button</displayType><linkType>url"
              + "</linkType><openType>newWindow</openType><protected>false</protected>"
              + "<url>/x?n={!Visit__c.M__c}</url>");
      only("Field Visit__c.M__c does not exist. Check spelling.");
    }

    @Test
    void linksMergeTheIdOfALookup() {
      candidate.field("Visit__c.Account__c", Candidate.lookup("Account", "Visits"));
      visit.xml(
          "WebLink",
          "Visit__c.Go",
          "<availability>online</availability><displayType>button</displayType><linkType>url"
              + "</linkType><openType>newWindow</openType><protected>false</protected>"
              + "<url>/x?n={!Visit__c.AccountId__c}</url>");
      assertEquals(List.of(), errors());
    }
  }

  @Nested
  class Services {
    @Test
    void settingsAreKnownAndNamedAfterTheirRoot() {
      candidate.settings("Secrity", "SecuritySettings", "");
      only("SecuritySettings belongs into a file named Security");
    }

    @Test
    void settingsAreWalked() {
      candidate.settings("Security", "SecuritySettings", "<nope>1</nope>");
      assertTrue(errors().get(0).contains("invalid at this location in type SecuritySettings"));
    }

    @Test
    void queuesServeObjectsWithOwners() {
      candidate
          .xml("CustomObject", "Cfg__mdt", "<label>C</label><pluralLabel>Cs</pluralLabel>")
          .xml(
              "Queue",
              "Q",
              "<name>Q</name><queueSobject><sobjectType>Cfg__mdt</sobjectType></queueSobject>"
                  + "<queueSobject><sobjectType>Nope__c</sobjectType></queueSobject>");
      assertEquals(
          List.of(
              "Cfg__mdt has no owner",
              "In field: sobjectType - no CustomObject named Nope__c found"),
          errors());
    }

    @Test
    void subscriptionsNameATriggerOnAnEvent() {
      candidate.xml(
          "PlatformEventSubscriberConfig",
          "C",
          "<batchSize>2001</batchSize><masterLabel>C</masterLabel><platformEventConsumer>Nope"
              + "</platformEventConsumer><user>nobody</user>");
      assertEquals(
          List.of(
              "batchSize must be between 1 and 2000, not 2001",
              "In field: platformEventConsumer - no ApexTrigger named Nope found",
              "'nobody' is no user name"),
          errors());
    }

    @Test
    void fieldUpdatesNeedTheirValueAndField() {
      candidate
          .object("Visit__c")
          .xml(
              "WorkflowFieldUpdate",
              "Visit__c.U",
              "<fullName>U</fullName><field>Nope__c</field><name>U</name><notifyAssignee>false"
                  + "</notifyAssignee><operation>Formula</operation><protected>false</protected>");
      assertEquals(
          List.of(
              "operation Formula needs formula",
              "In field: field - no CustomField named Visit__c.Nope__c found"),
          errors());
    }

    @Test
    void rolesHaveParentsThatExist() {
      candidate.xml(
          "Role",
          "CSM",
          "<caseAccessLevel>Read</caseAccessLevel><contactAccessLevel>Read</contactAccessLevel>"
              + "<name>CSM</name><opportunityAccessLevel>Read</opportunityAccessLevel>"
              + "<parentRole>CEO</parentRole>");
      only("In field: parentRole - no Role named CEO found");
    }

    @Test
    void urlsAreUrls() {
      candidate.xml(
          "RemoteSiteSetting",
          "R",
          "<disableProtocolSecurity>false</disableProtocolSecurity><isActive>true</isActive>"
              + "<url>example.com</url>");
      only("'example.com' is no URL");
    }
  }
}
