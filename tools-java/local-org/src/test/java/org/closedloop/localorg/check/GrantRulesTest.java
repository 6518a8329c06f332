package org.closedloop.localorg.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.closedloop.metadata.Diagnostic;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Permission sets and custom metadata records as orgs refuse them. */
class GrantRulesTest {
  private final Candidate candidate =
      new Candidate()
          .object("Visit__c")
          .field("Visit__c.Req__c", "<type>Text</type><length>5</length><required>true</required>")
          .field("Visit__c.T__c", "<type>Text</type><length>5</length>")
          .xml("CustomObject", "Cfg__mdt", "<label>Cfg</label><pluralLabel>Cfgs</pluralLabel>")
          .xml(
              "CustomObject",
              "Set__c",
              "<customSettingsType>Hierarchy</customSettingsType><label>Set</label>");

  private List<String> errors() {
    return candidate.check().stream().filter(Diagnostic::isError).map(Diagnostic::message).toList();
  }

  private void only(String message) {
    assertEquals(List.of(message), errors());
  }

  @Nested
  class Grants {
    private void set(String body) {
      candidate.xml("PermissionSet", "P", body + "<label>P</label>");
    }

    private String rights(String object, String... granted) {
      StringBuilder out = new StringBuilder("<objectPermissions>");
      for (String right :
          List.of(
              "allowCreate",
              "allowDelete",
              "allowEdit",
              "allowRead",
              "modifyAllRecords",
              "viewAllRecords")) {
        boolean held = List.of(granted).contains(right);
        out.append("<%s>%s</%s>".formatted(right, held, right));
      }
      return out + "<object>" + object + "</object></objectPermissions>";
    }

    private String field(String name) {
      return "<fieldPermissions><editable>false</editable><field>"
          + name
          + "</field><readable>true</readable></fieldPermissions>";
    }

    @ParameterizedTest
    @CsvSource({
      "allowCreate, Permission Create Visit__c depends on permission(s): Read Visit__c",
      "allowEdit, Permission Edit Visit__c depends on permission(s): Read Visit__c",
      "viewAllRecords, Permission View All Visit__c depends on permission(s): Read Visit__c"
    })
    void rightsDependOnRead(String right, String message) {
      set(rights("Visit__c", right));
      only(message);
    }

    @Test
    void eventsAreCreatedAndRead() {
      candidate.xml(
          "CustomObject",
          "Ping__e",
          "<deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType>"
              + "<label>P</label><pluralLabel>Ps</pluralLabel>");
      set(rights("Ping__e", "allowCreate", "allowRead", "allowEdit"));
      only("Platform events are created and read only: Ping__e");
      assertEquals(Diagnostic.Rule.WRONG, candidate.check().get(0).rule());
    }

    @Test
    void deletingNeedsEditing() {
      set(rights("Visit__c", "allowRead", "allowDelete"));
      only("Permission Delete Visit__c depends on permission(s): Edit Visit__c");
    }

    @Test
    void modifyingAllNeedsDeletingAndSeeingAll() {
      set(rights("Visit__c", "allowRead", "modifyAllRecords"));
      assertEquals(
          List.of(
              "Permission Modify All Visit__c depends on permission(s): Delete Visit__c",
              "Permission Modify All Visit__c depends on permission(s): View All Visit__c"),
          errors());
    }

    @Test
    void detailsNeedTheirMaster() {
      candidate
          .xml(
              "CustomObject",
              "Part__c",
              "<deploymentStatus>Deployed</deploymentStatus><label>L</label><nameField><label>N"
                  + "</label><type>Text</type></nameField><pluralLabel>Ls</pluralLabel>"
                  + "<sharingModel>ControlledByParent</sharingModel>")
          .field(
              "Part__c.Visit__c",
              "<referenceTo>Visit__c</referenceTo><relationshipName>Parts</relationshipName>"
                  + "<relationshipOrder>0</relationshipOrder><type>MasterDetail</type>");
      set(rights("Part__c", "allowRead"));
      only("Permission Read Part__c depends on permission(s): Read Visit__c");
    }

    @ParameterizedTest
    @CsvSource({
      "Visit__c.Req__c, You cannot deploy to a required field: Visit__c.Req__c",
      "Visit__c.OwnerId, You cannot deploy to a required field: Visit__c.OwnerId",
      "Visit__c.Nope__c, In field: field - no CustomField named Visit__c.Nope__c found",
      "Contact.MailingStreet, Invalid field permission field name: Contact.MailingStreet"
    })
    void fields(String name, String message) {
      set(field(name));
      only(message);
    }

    @Test
    void fieldsOfInstalledPackagesAreRemarks() {
      set(field("Account.ns__X__c"));
      assertEquals(List.of(), errors());
      assertEquals(List.of("external-reference"), candidate.codes());
    }

    @Test
    void noEntryTwice() {
      set(field("Visit__c.T__c") + field("Visit__c.T__c"));
      only("Visit__c.T__c has more than one entry");
      assertEquals(Diagnostic.Rule.WRONG, candidate.check().get(0).rule());
    }

    @Test
    void kindsHaveTheirOwnAccess() {
      set(
          "<customMetadataTypeAccesses><enabled>true</enabled><name>Set__c</name>"
              + "</customMetadataTypeAccesses><customSettingAccesses><enabled>true</enabled>"
              + "<name>Cfg__mdt</name></customSettingAccesses>"
              + rights("Cfg__mdt", "allowRead"));
      assertEquals(
          List.of(
              "Set__c is no custom metadata type",
              "Cfg__mdt is no custom setting",
              "Access to Cfg__mdt is not given by object permissions"),
          errors());
    }

    @Test
    void misspeltUserPermissions() {
      set("<userPermissions><enabled>true</enabled><name>RunReport</name></userPermissions>");
      only("Unknown user permission: RunReport");
      assertEquals("did you mean 'RunReports'?", candidate.check().get(0).hint());
    }

    @Test
    void descriptionsAreShort() {
      set("<description>" + "x".repeat(256) + "</description>");
      only("description is 256 characters long, at most 255 are allowed");
    }

    @Test
    void groupsNameSets() {
      candidate.xml(
          "PermissionSetGroup", "G", "<label>G</label><permissionSets>Nope</permissionSets>");
      only("In field: permissionSets - no PermissionSet named Nope found");
    }

    @Test
    void principalsExist() {
      set(
          "<externalCredentialPrincipalAccesses><enabled>true</enabled>"
              + "<externalCredentialPrincipal>Scoring-Main</externalCredentialPrincipal>"
              + "</externalCredentialPrincipalAccesses>");
      only("In field: externalCredentialPrincipal - no principal named Scoring-Main found");
    }
  }

  @Nested
  class Records {
    private void record(String name, String body) {
      candidate
          .field(
              "Cfg__mdt.Days__c",
              "<type>Number</type><precision>3</precision><scale>1</scale><unique>true</unique>")
          .field("Cfg__mdt.Mail__c", "<type>Email</type>")
          .xml("CustomMetadata", name, body);
    }

    private String value(String field, String xsd, String text) {
      return "<label>l</label><values><field>"
          + field
          + "</field>"
          + Candidate.value(xsd, text)
          + "</values>";
    }

    @Test
    void labelsAreNeeded() {
      record("Cfg.A", "<protected>false</protected>");
      only("Required fields are missing: [Label]");
    }

    @ParameterizedTest
    @CsvSource({
      "Days__c, double, 100, Days__c: value outside of valid range on numeric field: 100",
      "Mail__c, string, nobody, Mail__c: invalid email address: nobody",
      "Days__c, string, 7, The value of Days__c (Number) has xsi:type xsd:string",
      "Dayz__c, double, 7, In field: field - no CustomField named Cfg__mdt.Dayz__c found"
    })
    void valuesFit(String field, String xsd, String text, String message) {
      record("Cfg.A", value(field, xsd, text));
      only(message);
    }

    @Test
    void aFieldThatCannotBeReadDoesNotStopItsRecords() {
      candidate
          .field("Cfg__mdt.Bad__c", "<type>Number</type><precision>ten</precision><scale>0</scale>")
          .xml("CustomMetadata", "Cfg.A", value("Bad__c", "double", "7"));
      only("'ten' is not a valid value for the type xsd:int");
    }

    @Test
    void uniqueValuesDiffer() {
      record("Cfg.A", value("Days__c", "double", "7"));
      candidate.xml("CustomMetadata", "Cfg.B", value("Days__c", "double", "7"));
      assertEquals(
          List.of(
              "duplicate value found: Days__c duplicates value of Cfg.B",
              "duplicate value found: Days__c duplicates value of Cfg.A"),
          errors());
    }
  }
}
