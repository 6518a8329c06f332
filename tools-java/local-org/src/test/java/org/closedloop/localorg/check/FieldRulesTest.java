package org.closedloop.localorg.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.closedloop.metadata.Diagnostic;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Custom fields as hand-written files get them wrong, with the platform's words where known. */
class FieldRulesTest {
  private static final String TEXT = "<type>Text</type><length>5</length>";
  private static final String NUMBER =
      "<type>Number</type><precision>3</precision><scale>0</scale>";

  private final Candidate candidate = new Candidate().object("Visit__c");

  private void accepted() {
    assertEquals(List.of(), errors());
  }

  private List<String> errors() {
    return candidate.check().stream().filter(Diagnostic::isError).map(Diagnostic::message).toList();
  }

  private void only(String message) {
    assertEquals(List.of(message), errors());
  }

  private Candidate detail(String name) {
    return candidate
        .xml(
            "CustomObject",
            name,
            "<deploymentStatus>Deployed</deploymentStatus><label>L</label><nameField><label>N"
                + "</label><type>Text</type></nameField><pluralLabel>Ls</pluralLabel>"
                + "<sharingModel>ControlledByParent</sharingModel>")
        .field(
            name + ".Visit__c",
            "<referenceTo>Visit__c</referenceTo><relationshipName>Parts</relationshipName>"
                + "<relationshipOrder>0</relationshipOrder><type>MasterDetail</type>");
  }

  @Nested
  class Attributes {
    @ParameterizedTest
    @CsvSource({
      "Phone, <length>40</length>, length",
      "Date, <length>40</length>, length",
      "Checkbox, <defaultValue>false</defaultValue><required>true</required>, required",
      "AutoNumber, <displayFormat>A-{0}</displayFormat><required>true</required>, required",
      "Date, <unique>true</unique>, unique",
      "Url, <externalId>true</externalId>, externalId",
      "TextArea, <visibleLines>3</visibleLines>, visibleLines",
      "Email, <precision>3</precision>, precision",
      "Text, <length>5</length><displayFormat>A-{0}</displayFormat>, displayFormat",
      "Text, <length>5</length><deleteConstraint>SetNull</deleteConstraint>, deleteConstraint",
      "Text, <length>5</length><referenceTo>Account</referenceTo>, referenceTo"
    })
    void notForThisType(String type, String body, String attribute) {
      candidate.field("Visit__c.A__c", "<type>" + type + "</type>" + body);
      only("Can not specify '" + attribute + "' for a CustomField of type " + type);
    }

    @Test
    void relationshipOrderIsForMasterDetails() {
      candidate.field(
          "Visit__c.A__c",
          Candidate.lookup("Account", "Visits") + "<relationshipOrder>0</relationshipOrder>");
      only("Can not specify 'relationshipOrder' for a CustomField of type Lookup");
    }

    @ParameterizedTest
    @CsvSource({
      "LongTextArea, <length>1000</length>, visibleLines",
      "MultiselectPicklist, <valueSet><valueSetName>Industry</valueSetName></valueSet>, visibleLines",
      "Location, <scale>5</scale>, displayLocationInDecimal",
      "Number, <precision>5</precision>, scale",
      "Checkbox, '', defaultValue"
    })
    void needed(String type, String body, String attribute) {
      candidate.field("Visit__c.A__c", "<type>" + type + "</type>" + body);
      only("Must specify '" + attribute + "' for a CustomField of type " + type);
    }

    @ParameterizedTest
    @CsvSource({
      "Html, 500, 9, 'visibleLines must be between 10 and 50, not 9'",
      "LongTextArea, 255, 3, 'length must be between 256 and 131072, not 255'",
      "LongTextArea, 131073, 3, 'length must be between 256 and 131072, not 131073'"
    })
    void ranges(String type, int length, int lines, String message) {
      candidate.field(
          "Visit__c.A__c",
          "<type>%s</type><length>%d</length><visibleLines>%d</visibleLines>"
              .formatted(type, length, lines));
      only(message);
    }

    @Test
    void plainFalseIsTolerated() {
      candidate.field(
          "Visit__c.A__c",
          "<type>Checkbox</type><defaultValue>false</defaultValue><externalId>false</externalId>"
              + "<required>false</required><unique>false</unique>");
      accepted();
    }

    @ParameterizedTest
    @CsvSource({"A-{0}{0}", "A-0000", "A-{0", "A-{YYY}{0}", "{00000000000}"})
    void formatsOfAutoNumbers(String format) {
      candidate.field(
          "Visit__c.A__c", "<displayFormat>" + format + "</displayFormat><type>AutoNumber</type>");
      assertEquals(1, errors().size());
    }

    @Test
    void autoNumbersMayHoldDates() {
      candidate.field(
          "Visit__c.A__c",
          "<displayFormat>A-{YYYY}{MM}-{0000}</displayFormat><type>AutoNumber</type>");
      accepted();
    }

    @Test
    void formulasAreNeitherUniqueNorKeys() {
      candidate
          .field("Visit__c.A__c", "<formula>Name</formula><type>Text</type><unique>true</unique>")
          .field(
              "Visit__c.B__c",
              "<externalId>true</externalId><formula>Name</formula><type>Text</type>");
      assertEquals(
          List.of(
              "Can not specify unique for CustomFields that have a formula",
              "Can not specify externalId for CustomFields that have a formula"),
          errors());
    }

    @Test
    void historyNeedsTheObjectsHistory() {
      candidate.field("Visit__c.A__c", TEXT + "<trackHistory>true</trackHistory>");
      only("The entity: Visit__c does not have history tracking enabled");
    }

    @Test
    void caseSensitiveWithoutUniqueDeploysInVain() {
      candidate.field("Visit__c.A__c", TEXT + "<caseSensitive>true</caseSensitive>");
      Diagnostic d = candidate.check().get(0);
      assertEquals(Diagnostic.Rule.WRONG, d.rule());
    }

    @Test
    void textsHaveLimits() {
      candidate
          .field("Visit__c.A__c", TEXT + "<inlineHelpText>" + "x".repeat(511) + "</inlineHelpText>")
          .field("Visit__c.B__c", TEXT + "<description>" + "x".repeat(1001) + "</description>");
      assertEquals(
          List.of(
              "inlineHelpText is 511 characters long, at most 510 are allowed",
              "description is 1001 characters long, at most 1000 are allowed"),
          errors());
    }

    @ParameterizedTest
    @CsvSource({"A_", "1A", "A__B", "A-B", "_A"})
    void names(String name) {
      candidate.xml(
          "ValidationRule",
          "Visit__c." + name,
          "<active>true</active><errorConditionFormula>false</errorConditionFormula>"
              + "<errorMessage>m</errorMessage>");
      assertEquals(1, errors().size(), errors().toString());
    }

    @Test
    void aDoubleUnderscoreMakesANamespace() {
      candidate.field("Visit__c.My__Field__c", TEXT);
      only("Cannot create a new component with the namespace: My");
    }

    @Test
    void customFieldsHaveTheirSuffix() {
      candidate.field("Visit__c.Stage", TEXT);
      only("The name 'Stage' is that of no standard field");
      assertEquals(
          "custom fields end with __c: Stage__c",
          candidate.check().stream().filter(Diagnostic::isError).findFirst().get().hint());
    }

    @Test
    void namesHaveLimits() {
      candidate.field("Visit__c." + "A".repeat(41) + "__c", TEXT);
      only("The name '" + "A".repeat(41) + "' is longer than 40 characters");
    }
  }

  @Nested
  class Homes {
    @Test
    void fieldsOfTasksAreFieldsOfActivity() {
      candidate.field("Task.A__c", TEXT);
      only("Entity Enumeration Or ID: bad value for restricted picklist field: Task");
      assertEquals(
          "custom fields of tasks and events are fields of Activity",
          candidate.check().get(0).hint());
    }

    @Test
    void settingsTakeSimpleTypes() {
      candidate
          .xml(
              "CustomObject",
              "Cfg__c",
              "<customSettingsType>Hierarchy</customSettingsType><label>Cfg</label>")
          .field("Cfg__c.A__c", Candidate.picklist("<fullName>A</fullName><label>A</label>"));
      only("Invalid data type. A field of Cfg__c cannot be of type Picklist");
    }

    @Test
    void picklistsOfMetadataTypesAreStrictAndTheirOwn() {
      candidate
          .xml("CustomObject", "Cfg__mdt", "<label>Cfg</label><pluralLabel>Cfgs</pluralLabel>")
          .field(
              "Cfg__mdt.A__c",
              Candidate.picklist("<fullName>A</fullName><label>A</label>")
                  .replace("<restricted>true", "<restricted>false"))
          .field("Cfg__mdt.B__c", Candidate.named("Industry"));
      assertEquals(
          List.of(
              "Non-strict picklists are not supported on this object",
              "A picklist of a custom metadata type cannot use a global value set"),
          errors());
    }

    @Test
    void manageabilityIsForMetadataTypes() {
      candidate.field("Visit__c.A__c", TEXT + "<fieldManageability>Locked</fieldManageability>");
      only("fieldManageability is for fields of custom metadata types only");
    }

    @Test
    void referencesToFieldsNeedAControllingField() {
      candidate
          .xml("CustomObject", "Cfg__mdt", "<label>Cfg</label><pluralLabel>Cfgs</pluralLabel>")
          .field(
              "Cfg__mdt.F__c",
              "<referenceTo>FieldDefinition</referenceTo><relationshipName>F</relationshipName>"
                  + "<type>MetadataRelationship</type>");
      only(
          "Must specify 'metadataRelationshipControllingField' for a reference to FieldDefinition");
    }
  }

  @Nested
  class Relationships {
    @Test
    void requiredLookupsRestrict() {
      candidate.field(
          "Visit__c.A__c",
          "<deleteConstraint>SetNull</deleteConstraint>"
              + Candidate.lookup("Account", "Visits")
              + "<required>true</required>");
      only(
          "field integrity exception: unknown (must specify either cascade delete or restrict"
              + " delete for required lookup foreign key)");
    }

    @Test
    void lookupsToUsersAreCleared() {
      candidate.field(
          "Visit__c.A__c",
          "<deleteConstraint>Restrict</deleteConstraint>" + Candidate.lookup("User", "Visits"));
      only("Cannot add a lookup relationship child with cascade or restrict options to User");
    }

    @Test
    void lookupsDoNotCascade() {
      candidate.field(
          "Visit__c.A__c",
          "<deleteConstraint>Cascade</deleteConstraint>" + Candidate.lookup("Account", "Visits"));
      only("If you want to cascade delete, please contact salesforce.com");
    }

    @Test
    void mastersAreNeitherRequiredNorFiltered() {
      detail("Part__c");
      candidate.field(
          "Part__c.B__c",
          "<lookupFilter><active>true</active><isOptional>true</isOptional></lookupFilter>"
              + "<referenceTo>Account</referenceTo><relationshipName>Bs</relationshipName>"
              + "<relationshipOrder>1</relationshipOrder><required>true</required>"
              + "<type>MasterDetail</type>");
      assertEquals(
          List.of(
              "Lookup filters are only supported on Lookup Relationship Fields",
              "Master-Detail Relationship Fields Cannot be Optional or Required"),
          errors());
    }

    @Test
    void twoFieldsCannotShareAChildRelationship() {
      candidate
          .field("Visit__c.A__c", Candidate.lookup("Account", "Visits"))
          .field("Visit__c.B__c", Candidate.lookup("Account", "Visits"));
      assertEquals(
          "There is already a Child Relationship named Visits on Account.", errors().get(0));
    }

    @Test
    void targetsExist() {
      candidate.field("Visit__c.A__c", Candidate.lookup("Vist__c", "Visits"));
      only("referenceTo value of 'Vist__c' does not resolve to a valid sObject type");
    }

    @Test
    void targetsOfInstalledPackagesAreRemarks() {
      candidate.field("Visit__c.A__c", Candidate.lookup("ns__Thing__c", "Visits"));
      Diagnostic d = candidate.check().get(0);
      assertEquals("external-reference", d.code());
      assertEquals(Diagnostic.Severity.INFO, d.severity());
      assertTrue(d.line() > 0);
    }

    private void filter(String item) {
      candidate.field(
          "Visit__c.A__c",
          "<lookupFilter><active>true</active><filterItems>"
              + item
              + "</filterItems><isOptional>true</isOptional></lookupFilter>"
              + Candidate.lookup("Contact", "Visits"));
    }

    @Test
    void filtersNameFieldsInFull() {
      filter("<field>Email</field><operation>equals</operation><value>x</value>");
      only(
          "Must specify the name in the CustomObject.CustomField format (e.g."
              + " Account.MyNewCustomField): Email");
    }

    @Test
    void filtersNameFieldsThatExist() {
      filter(
          "<field>Contact.Emial__c</field><operation>equals</operation><valueField>$Source.Nope__c"
              + "</valueField>");
      assertEquals(
          List.of(
              "In field: field - no CustomField named Contact.Emial__c found",
              "In field: valueField - no CustomField named $Source.Nope__c found"),
          errors());
    }

    @Test
    void operatorsFit() {
      filter("<field>Contact.Email</field><operation>includes</operation><value>x</value>");
      only("The operator includes does not fit Email (Text)");
    }
  }

  @Nested
  class Summaries {
    private void summary(String body) {
      detail("Part__c")
          .field("Part__c.N__c", NUMBER)
          .field("Part__c.T__c", TEXT)
          .field("Part__c.Ok__c", "<type>Checkbox</type><defaultValue>false</defaultValue>")
          .field(
              "Visit__c.S__c",
              body + "<summaryForeignKey>Part__c.Visit__c</summaryForeignKey><type>Summary</type>");
    }

    @Test
    void countsTakeNoField() {
      summary(
          "<summarizedField>Part__c.N__c</summarizedField><summaryOperation>count"
              + "</summaryOperation>");
      only("Can not specify 'summarizedField' for a roll-up that counts");
    }

    @Test
    void sumsAddNumbers() {
      summary(
          "<summarizedField>Part__c.T__c</summarizedField><summaryOperation>sum</summaryOperation>");
      only("A field of type Text cannot be rolled up with sum");
    }

    @Test
    void namesAreGivenInFull() {
      summary("<summarizedField>N__c</summarizedField><summaryOperation>sum</summaryOperation>");
      only(
          "Must specify the name in the CustomObject.CustomField format (e.g."
              + " Account.MyNewCustomField)");
    }

    @Test
    void filtersOverCheckboxesSayTrueOrFalse() {
      summary(
          "<summaryFilterItems><field>Part__c.Ok__c</field><operation>equals</operation>"
              + "<value>1</value></summaryFilterItems><summaryOperation>count</summaryOperation>");
      only("Invalid summary filter: Use \"True\" or \"False\"");
    }

    @Test
    void precisionIsInherited() {
      summary(
          "<precision>18</precision><summarizedField>Part__c.N__c</summarizedField>"
              + "<summaryOperation>sum</summaryOperation>");
      only("Can not specify 'precision' for a CustomField of type Summary");
    }
  }

  @Nested
  class Dependencies {
    private static final String VALUES =
        "<valueSetDefinition><sorted>false</sorted><value><fullName>X</fullName><default>false"
            + "</default><label>X</label></value></valueSetDefinition>";

    private void dependent(String controlling, String settings) {
      candidate
          .field("Visit__c.N__c", NUMBER)
          .field(
              "Visit__c.P__c",
              Candidate.picklist("<fullName>A</fullName><default>false</default><label>A</label>"))
          .field(
              "Visit__c.D__c",
              "<type>Picklist</type><valueSet><controllingField>"
                  + controlling
                  + "</controllingField><restricted>true</restricted>"
                  + VALUES
                  + settings
                  + "</valueSet>");
    }

    private String setting(String master, String value) {
      return "<valueSettings><controllingFieldValue>"
          + master
          + "</controllingFieldValue><valueName>"
          + value
          + "</valueName></valueSettings>";
    }

    @Test
    void onAPicklistThatExists() {
      dependent("Q__c", "");
      only("In field: controllingField - no CustomField named Visit__c.Q__c found");
    }

    @Test
    void onAPicklistOrCheckbox() {
      dependent("N__c", "");
      only("N__c (Number) cannot control a picklist");
    }

    @Test
    void betweenValuesThatExist() {
      dependent("P__c", setting("B", "X") + setting("A", "Y"));
      assertEquals(
          List.of("'B' is no value of the picklist", "'Y' is no value of the picklist"), errors());
    }

    @Test
    void soundOnesPass() {
      dependent("P__c", setting("A", "X"));
      accepted();
    }
  }
}
