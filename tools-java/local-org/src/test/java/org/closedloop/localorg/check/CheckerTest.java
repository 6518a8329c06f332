package org.closedloop.localorg.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.Diagnostic;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class CheckerTest {
  private final Candidate candidate = new Candidate();

  private List<String> codes() {
    return candidate.codes();
  }

  @Test
  void aSmallModelWithoutFaultPasses() {
    candidate
        .object("Visit__c")
        .field("Visit__c.Score__c", "<type>Number</type><precision>3</precision><scale>0</scale>")
        .field("Visit__c.Account__c", Candidate.lookup("Account", "Visits"))
        .xml(
            "PermissionSet",
            "Visitor",
            "<fieldPermissions><editable>true</editable><field>Visit__c.Score__c</field>"
                + "<readable>true</readable></fieldPermissions><label>Visitor</label>"
                + "<objectPermissions><allowCreate>false</allowCreate><allowDelete>false"
                + "</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead>"
                + "<modifyAllRecords>false</modifyAllRecords><object>Visit__c</object>"
                + "<viewAllRecords>false</viewAllRecords></objectPermissions>");
    assertEquals(List.of(), candidate.check());
  }

  @Nested
  class Fields {
    @Test
    void attributesThatATypeMustNotHave() {
      candidate
          .object("Visit__c")
          .field("Visit__c.A__c", "<type>TextArea</type><length>255</length>")
          .field(
              "Visit__c.B__c",
              "<type>LongTextArea</type><length>1000</length><visibleLines>3</visibleLines>"
                  + "<required>true</required>")
          .field("Visit__c.C__c", "<type>Checkbox</type>")
          .field(
              "Visit__c.D__c", "<type>AutoNumber</type><displayFormat>A-{00}-{0}</displayFormat>")
          .field("Visit__c.E__c", "<type>Text</type><length>256</length>")
          .field("Visit__c.F__c", "<type>Number</type><precision>19</precision><scale>0</scale>");
      List<Diagnostic> found = candidate.check();
      assertEquals(6, found.size(), found.toString());
      assertEquals(
          List.of(
              "Can not specify 'length' for a CustomField of type TextArea",
              "Can not specify 'required' for a CustomField of type LongTextArea",
              "Must specify 'defaultValue' for a CustomField of type Checkbox"),
          found.stream().limit(3).map(Diagnostic::message).toList());
    }

    @Test
    void missingAttributes() {
      candidate
          .object("Visit__c")
          .field("Visit__c.A__c", "<type>Text</type>")
          .field("Visit__c.B__c", "<type>Number</type><precision>3</precision>")
          .field("Visit__c.C__c", "<type>Picklist</type>")
          .field("Visit__c.D__c", "<type>Lookup</type>");
      assertEquals(
          List.of(
              "missing-attribute", "missing-attribute", "missing-attribute", "missing-attribute"),
          codes());
    }

    @Test
    void fieldOfAnObjectThatIsNowhere() {
      candidate.field("Vist__c.A__c", "<type>Text</type><length>5</length>").object("Visit__c");
      Diagnostic d = candidate.check().get(0);
      assertEquals("unknown-object", d.code());
      assertEquals("did you mean 'Visit__c'?", d.hint());
    }

    @Test
    void formulaCannotHaveADefault() {
      candidate
          .object("Visit__c")
          .field(
              "Visit__c.A__c",
              "<type>Text</type><defaultValue>\"x\"</defaultValue><formula>Name</formula>");
      assertEquals(List.of("field-attribute"), codes());
    }

    @Test
    void requiredLookupMustNotBeCleared() {
      candidate
          .object("Visit__c")
          .field(
              "Visit__c.A__c",
              "<deleteConstraint>SetNull</deleteConstraint>"
                  + Candidate.lookup("Account", "Visits")
                  + "<required>true</required>");
      assertEquals(List.of("field-attribute"), codes());
    }

    @Test
    void relationshipNamesAreUniqueForEachParent() {
      candidate
          .object("Visit__c")
          .field("Visit__c.A__c", Candidate.lookup("Account", "Visits"))
          .field("Visit__c.B__c", Candidate.lookup("Account", "Visits"))
          .field("Visit__c.C__c", Candidate.lookup("Contact", "Visits"));
      assertEquals(List.of("duplicate-relationship", "duplicate-relationship"), codes());
    }

    @Test
    void sharingFollowsTheMaster() {
      candidate
          .object("Visit__c")
          .field(
              "Visit__c.A__c",
              "<referenceTo>Account</referenceTo><relationshipName>Visits</relationshipName>"
                  + "<relationshipOrder>0</relationshipOrder><type>MasterDetail</type>");
      assertEquals(List.of("bad-sharing-model"), codes());
    }

    @Test
    void rollUpsNeedTheMasterAndAnExistingField() {
      candidate
          .object("Visit__c")
          .field("Visit__c.Acc__c", Candidate.lookup("Account", "Visits"))
          .field(
              "Account.N__c",
              "<summaryForeignKey>Visit__c.Acc__c</summaryForeignKey><summaryOperation>count"
                  + "</summaryOperation><type>Summary</type>")
          .field(
              "Account.M__c",
              "<summarizedField>Visit__c.Nope__c</summarizedField><summaryForeignKey>Visit__c.Acc"
                  + "__c</summaryForeignKey><summaryOperation>max</summaryOperation><type>Summary"
                  + "</type>");
      assertEquals(List.of("bad-summary", "unknown-field", "bad-summary"), codes());
    }

    @Test
    void eventsAndMetadataTypesTakeFewFieldTypes() {
      candidate
          .xml(
              "CustomObject",
              "Note__e",
              "<deploymentStatus>Deployed</deploymentStatus><eventType>HighVolume</eventType>"
                  + "<label>Note</label><pluralLabel>Notes</pluralLabel>")
          .field("Note__e.A__c", Candidate.lookup("Account", "Notes"))
          .xml("CustomObject", "Cfg__mdt", "<label>Cfg</label><pluralLabel>Cfgs</pluralLabel>")
          .field("Cfg__mdt.A__c", "<type>Currency</type><precision>3</precision><scale>0</scale>");
      assertEquals(List.of("field-type", "field-type"), codes());
    }
  }

  @Nested
  class Picklists {
    @Test
    void exactlyOneSourceOfValues() {
      candidate
          .object("Visit__c")
          .field(
              "Visit__c.A__c",
              "<type>Picklist</type><valueSet><valueSetDefinition><sorted>false</sorted>"
                  + "</valueSetDefinition><valueSetName>Severity</valueSetName></valueSet>");
      assertEquals(List.of("bad-value-set"), codes());
    }

    @Test
    void namedSetsExist() {
      candidate
          .object("Visit__c")
          .xml(
              "GlobalValueSet",
              "Severity",
              "<customValue><fullName>Low</fullName><default>false</default><label>Low</label>"
                  + "</customValue><masterLabel>Severity</masterLabel><sorted>false</sorted>")
          .field("Visit__c.A__c", Candidate.named("Severity"))
          .field("Visit__c.B__c", Candidate.named("Industry"))
          .field("Visit__c.C__c", Candidate.named("Severty"));
      Diagnostic d = candidate.check().get(0);
      assertEquals(1, candidate.check().size());
      assertEquals("did you mean 'Severity'?", d.hint());
    }

    @Test
    void noValueTwiceAndOneDefault() {
      candidate
          .object("Visit__c")
          .field(
              "Visit__c.A__c",
              Candidate.picklist(
                  "<fullName>A</fullName><default>true</default><label>A</label>",
                  "<fullName>a</fullName><default>false</default><label>A</label>",
                  "<fullName>B</fullName><default>true</default><label>B</label>"));
      assertEquals(List.of("bad-value-set", "bad-value-set"), codes());
    }
  }

  @Nested
  class MetadataRecords {
    private Candidate type() {
      return candidate
          .xml("CustomObject", "Cfg__mdt", "<label>Cfg</label><pluralLabel>Cfgs</pluralLabel>")
          .field(
              "Cfg__mdt.Days__c",
              "<type>Number</type><precision>3</precision><scale>0</scale>"
                  + "<required>true</required>")
          .field(
              "Cfg__mdt.Mode__c",
              Candidate.picklist("<fullName>On</fullName><default>false</default>"));
    }

    private String record(String field, String value) {
      return "<label>l</label><values><field>" + field + "</field>" + value + "</values>";
    }

    @Test
    void valuesFitTheirFields() {
      type()
          .xml("CustomMetadata", "Cfg.A", record("Days__c", Candidate.value("double", "7")))
          .xml("CustomMetadata", "Cfg.B", record("Days__c", Candidate.value("string", "7")))
          .xml("CustomMetadata", "Cfg.C", record("Dayz__c", Candidate.value("double", "7")))
          .xml("CustomMetadata", "Cgf.D", record("Days__c", Candidate.value("double", "7")));
      assertEquals(
          List.of("bad-value", "unknown-field", "missing-value", "unknown-object"), codes());
    }

    @Test
    void restrictedValuesExist() {
      type()
          .xml(
              "CustomMetadata",
              "Cfg.A",
              record("Days__c", Candidate.value("double", "7"))
                  + "<values><field>Mode__c</field>"
                  + Candidate.value("string", "Off")
                  + "</values>");
      assertEquals(List.of("unknown-value"), codes());
    }
  }

  @Nested
  class Permissions {
    private Candidate set(String body) {
      return candidate
          .object("Visit__c")
          .field("Visit__c.Req__c", "<type>Text</type><length>5</length><required>true</required>")
          .field("Visit__c.F__c", "<type>Text</type><formula>Name</formula>")
          .xml("PermissionSet", "P", body + "<label>P</label>");
    }

    private String fls(String field, boolean editable) {
      return "<fieldPermissions><editable>"
          + editable
          + "</editable><field>"
          + field
          + "</field><readable>true</readable></fieldPermissions>";
    }

    @Test
    void requiredFieldsAreNotGranted() {
      set(fls("Visit__c.Req__c", true));
      Diagnostic d = candidate.check().get(0);
      assertEquals("You cannot deploy to a required field: Visit__c.Req__c", d.message());
      assertTrue(d.blocksDeploy());
    }

    @Test
    void editableFormulaIsWrongButDeploys() {
      set(fls("Visit__c.F__c", true));
      Diagnostic d = candidate.check().get(0);
      assertEquals("read-only-field", d.code());
      assertFalse(d.blocksDeploy());
    }

    @Test
    void unknownNamesAndDependencies() {
      set(
          fls("Visit__c.Nope__c", false)
              + "<objectPermissions><allowCreate>true</allowCreate><allowDelete>false"
              + "</allowDelete><allowEdit>false</allowEdit><allowRead>false</allowRead>"
              + "<modifyAllRecords>false</modifyAllRecords><object>Visit__c</object>"
              + "<viewAllRecords>false</viewAllRecords></objectPermissions>"
              + "<classAccesses><apexClass>Missing</apexClass><enabled>true</enabled>"
              + "</classAccesses><tabSettings><tab>standard-Account</tab><visibility>Visible"
              + "</visibility></tabSettings>");
      assertEquals(
          List.of("permission-dependency", "unknown-field", "unknown-reference"),
          codes().stream().sorted().toList());
    }
  }

  @Nested
  class Screens {
    @Test
    void layoutsListViewsAndTabs() {
      candidate
          .object("Visit__c")
          .xml(
              "Layout",
              "Visit__c-Visit Layout",
              "<layoutSections><layoutColumns><layoutItems><field>Nope__c</field></layoutItems>"
                  + "<layoutItems><field>Name</field></layoutItems><layoutItems><field>Name"
                  + "</field></layoutItems></layoutColumns><style>OneColumn</style>"
                  + "</layoutSections>")
          .xml(
              "ListView",
              "Visit__c.All",
              "<fullName>All</fullName><columns>NAME</columns><columns>Nope__c</columns>"
                  + "<filterScope>Everything</filterScope><label>All</label>")
          .xml("CustomTab", "Vist__c", "<customObject>true</customObject><motif>Custom1</motif>");
      assertEquals(
          List.of("duplicate-field", "unknown-column", "unknown-field", "unknown-object"),
          codes().stream().sorted().toList());
    }

    @Test
    void targetConfigsNameTargets() {
      candidate.bundle(
          "card",
          "<apiVersion>62.0</apiVersion><targets><target>lightning__AppPage</target></targets>"
              + "<targetConfigs><targetConfig targets=\"lightning__RecordPage\"><objects><object>"
              + "Nope__c</object></objects></targetConfig></targetConfigs>");
      assertEquals(List.of("bad-target-config", "unknown-object"), codes());
    }

    @Test
    void pagesUseComponentsThatExist() {
      candidate.xml(
          "FlexiPage",
          "Page",
          "<flexiPageRegions><itemInstances><componentInstance><componentName>missingCard"
              + "</componentName></componentInstance></itemInstances><name>main</name><type>Region"
              + "</type></flexiPageRegions><masterLabel>P</masterLabel><sobjectType>Account"
              + "</sobjectType><template><name>flexipage:recordHomeTemplateDesktop</name>"
              + "</template><type>RecordPage</type>");
      assertEquals(List.of("unknown-reference"), codes());
    }
  }

  @Nested
  class Unsupported {
    private void app() {
      candidate.xml("ConnectedApp", "X", "<contactEmail>a@b.c</contactEmail><label>x</label>");
    }

    @Test
    void refusedByName() {
      app();
      Diagnostic d = candidate.check().get(0);
      assertTrue(d.message().contains("ConnectedApp"));
      assertTrue(d.blocksDeploy());
    }

    @Test
    void deferredWithARemark() {
      app();
      Diagnostic d =
          new Checker(UnsupportedPolicy.DEFER).check(new FakeOrg(), candidate.set()).get(0);
      assertEquals(Diagnostic.Severity.INFO, d.severity());
    }

    @Test
    void standardObjectsThatOnlyThePlatformHas() {
      candidate.object("Visit__c").field("Visit__c.A__c", Candidate.lookup("Asset", "Visits"));
      Diagnostic d = candidate.check().get(0);
      assertEquals("unsupported-object", d.code());
      assertTrue(d.line() > 0);
    }
  }

  @Test
  void versionsAndSizesHaveLimits() {
    candidate
        .xml("ApexPage", "P", "<apiVersion>99.0</apiVersion><label>P</label>")
        .xml(
            "CustomLabel",
            "L",
            "<fullName>L</fullName><language>en_US</language><protected>false</protected>"
                + "<shortDescription>s</shortDescription><value>"
                + "x".repeat(1001)
                + "</value>");
    assertEquals(List.of("bad-version", "too-long"), codes());
  }

  @Test
  void componentsAlreadyInTheOrgCount() {
    candidate.object("Visit__c");
    FakeOrg org = new FakeOrg().with(candidate.set());
    Candidate second =
        new Candidate().field("Visit__c.A__c", "<type>Text</type><length>5</length>");
    assertEquals(List.of(), new Checker(UnsupportedPolicy.REFUSE).check(org, second.set()));
    Component field = second.set().ofType("CustomField").get(0);
    assertEquals("Visit__c", field.parentName());
  }
}
