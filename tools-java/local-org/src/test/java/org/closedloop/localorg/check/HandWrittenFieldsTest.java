package org.closedloop.localorg.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import org.closedloop.metadata.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sound fields of every type in which one text is changed as people write it by hand: one finding,
 * with its code, its message and its line.
 */
class HandWrittenFieldsTest {
  private static final Map<String, String> SOUND =
      Map.ofEntries(
          Map.entry("Text", "<length>80</length>"),
          Map.entry("TextArea", ""),
          Map.entry("LongTextArea", "<length>1000</length>\n<visibleLines>3</visibleLines>"),
          Map.entry("Html", "<length>1000</length>\n<visibleLines>10</visibleLines>"),
          Map.entry("Number", "<precision>18</precision>\n<scale>2</scale>"),
          Map.entry("Currency", "<precision>18</precision>\n<scale>2</scale>"),
          Map.entry("Percent", "<precision>5</precision>\n<scale>2</scale>"),
          Map.entry("Checkbox", "<defaultValue>false</defaultValue>"),
          Map.entry("Date", ""),
          Map.entry("DateTime", ""),
          Map.entry("Time", ""),
          Map.entry("Email", ""),
          Map.entry("Phone", ""),
          Map.entry("Url", ""),
          Map.entry("AutoNumber", "<displayFormat>A-{0000}</displayFormat>"),
          Map.entry("Picklist", values()),
          Map.entry("MultiselectPicklist", values() + "\n<visibleLines>4</visibleLines>"),
          Map.entry(
              "Lookup",
              "<deleteConstraint>SetNull</deleteConstraint>\n<referenceTo>Account</referenceTo>\n"
                  + "<relationshipName>As</relationshipName>"),
          Map.entry(
              "MasterDetail",
              "<referenceTo>Account</referenceTo>\n<relationshipName>As</relationshipName>\n"
                  + "<relationshipOrder>1</relationshipOrder>"),
          Map.entry(
              "Formula", "<formula>1 + 1</formula>\n<precision>5</precision>\n<scale>0</scale>"),
          Map.entry(
              "Summary",
              "<summarizedField>Part__c.N__c</summarizedField>\n"
                  + "<summaryForeignKey>Part__c.Visit__c</summaryForeignKey>\n"
                  + "<summaryOperation>sum</summaryOperation>"),
          Map.entry(
              "Location",
              "<displayLocationInDecimal>true</displayLocationInDecimal>\n<scale>5</scale>"));

  private static String values() {
    return "<valueSet>\n<valueSetDefinition>\n<sorted>false</sorted>\n<value><fullName>A</fullName>"
        + "<default>false</default><label>A</label></value>\n</valueSetDefinition>\n</valueSet>";
  }

  private static List<Diagnostic> findings(String name, String type, String body) {
    Candidate candidate = new Candidate().object("Visit__c");
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
                + "<relationshipOrder>0</relationshipOrder><type>MasterDetail</type>")
        .field("Part__c.N__c", "<type>Number</type><precision>3</precision><scale>0</scale>");
    String object = type.equals("MasterDetail") ? "Part__c." : "Visit__c.";
    String written = type.equals("Formula") ? "Number" : type;
    candidate.xml(
        "CustomField",
        object + name,
        "\n<fullName>"
            + name
            + "</fullName>\n<label>L</label>\n"
            + body
            + "\n<type>"
            + written
            + "</type>\n");
    return candidate.check().stream().filter(Diagnostic::isError).toList();
  }

  @Test
  void unchangedTheyPass() {
    SOUND.forEach((type, body) -> assertEquals(List.of(), findings("A__c", type, body), type));
  }

  /** What is added stands in the line after the label. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          Text         | <precision>3</precision>                 | Can not specify 'precision' for a CustomField of type Text
          TextArea     | <length>255</length>                     | Can not specify 'length' for a CustomField of type TextArea
          LongTextArea | <required>true</required>                | Can not specify 'required' for a CustomField of type LongTextArea
          LongTextArea | <unique>true</unique>                    | Can not specify 'unique' for a CustomField of type LongTextArea
          LongTextArea | <externalId>true</externalId>            | Can not specify 'externalId' for a CustomField of type LongTextArea
          Html         | <required>true</required>                | Can not specify 'required' for a CustomField of type Html
          Html         | <unique>true</unique>                    | Can not specify 'unique' for a CustomField of type Html
          Html         | <externalId>true</externalId>            | Can not specify 'externalId' for a CustomField of type Html
          Checkbox     | <required>true</required>                | Can not specify 'required' for a CustomField of type Checkbox
          Checkbox     | <unique>true</unique>                    | Can not specify 'unique' for a CustomField of type Checkbox
          Date         | <unique>true</unique>                    | Can not specify 'unique' for a CustomField of type Date
          DateTime     | <unique>true</unique>                    | Can not specify 'unique' for a CustomField of type DateTime
          Time         | <unique>true</unique>                    | Can not specify 'unique' for a CustomField of type Time
          Email        | <length>80</length>                      | Can not specify 'length' for a CustomField of type Email
          Phone        | <length>40</length>                      | Can not specify 'length' for a CustomField of type Phone
          Url          | <length>255</length>                     | Can not specify 'length' for a CustomField of type Url
          AutoNumber   | <required>true</required>                | Can not specify 'required' for a CustomField of type AutoNumber
          AutoNumber   | <defaultValue>1</defaultValue>           | Can not specify 'defaultValue' for a CustomField of type AutoNumber
          MultiselectPicklist | <unique>true</unique>             | Can not specify 'unique' for a CustomField of type MultiselectPicklist
          MultiselectPicklist | <externalId>true</externalId>     | Can not specify 'externalId' for a CustomField of type MultiselectPicklist
          MasterDetail | <required>true</required>                | Master-Detail Relationship Fields Cannot be Optional or Required
          MasterDetail | <deleteConstraint>Cascade</deleteConstraint> | Can not specify 'deleteConstraint' for a CustomField of type MasterDetail
          MasterDetail | <lookupFilter><active>true</active><isOptional>true</isOptional></lookupFilter> | Lookup filters are only supported on Lookup Relationship Fields
          Formula      | <defaultValue>1</defaultValue>           | Can not specify 'defaultValue' for a formula field
          Formula      | <length>5</length>                       | Can not specify 'length' for a CustomField of type Number
          Summary      | <precision>5</precision>                 | Can not specify 'precision' for a CustomField of type Summary
          Summary      | <scale>0</scale>                         | Can not specify 'scale' for a CustomField of type Summary
          Summary      | <length>5</length>                       | Can not specify 'length' for a CustomField of type Summary
          Summary      | <required>true</required>                | Can not specify 'required' for a CustomField of type Summary
          """)
  void whatATypeMustNotHave(String type, String added, String message) {
    List<Diagnostic> found = findings("A__c", type, added + "\n" + SOUND.get(type));
    assertEquals(List.of("field-attribute 4 " + message), found.stream().map(this::told).toList());
  }

  private String told(Diagnostic d) {
    return d.code() + " " + d.line() + " " + d.message();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      textBlock =
          """
          Text         | <length>80</length>      | '' | missing-attribute 1 Must specify 'length' for a CustomField of type Text
          Text         | 80                       | 256 | field-attribute 4 length must be between 1 and 255, not 256
          Text         | 80                       | 0 | field-attribute 4 length must be between 1 and 255, not 0
          LongTextArea | <length>1000</length>    | '' | missing-attribute 1 Must specify 'length' for a CustomField of type LongTextArea
          LongTextArea | 1000                     | 255 | field-attribute 4 length must be between 256 and 131072, not 255
          LongTextArea | >3<                      | >1< | field-attribute 5 visibleLines must be between 2 and 50, not 1
          Html         | >10<                     | >9< | field-attribute 5 visibleLines must be between 10 and 50, not 9
          Html         | >10<                     | >51< | field-attribute 5 visibleLines must be between 10 and 50, not 51
          Number       | <precision>18</precision> | '' | missing-attribute 1 Must specify 'precision' for a CustomField of type Number
          Number       | >18<                     | >19< | field-attribute 4 precision 19 and scale 2 do not fit: 1 to 18 digits, scale at most precision
          Percent      | >2<                      | >6< | field-attribute 4 precision 5 and scale 6 do not fit: 1 to 18 digits, scale at most precision
          Currency     | <scale>2</scale>         | '' | missing-attribute 1 Must specify 'scale' for a CustomField of type Currency
          Checkbox     | <defaultValue>false</defaultValue> | '' | missing-attribute 1 Must specify 'defaultValue' for a CustomField of type Checkbox
          Checkbox     | >false<                  | >no< | field-attribute 4 The default value of a Checkbox is true or false, not 'no'
          AutoNumber   | <displayFormat>A-{0000}</displayFormat> | '' | field-attribute 1 An auto-number needs a displayFormat of at most 30 characters with one counter such as {0000}
          AutoNumber   | {0000}                   | {0}-{0} | field-attribute 4 An auto-number needs a displayFormat of at most 30 characters with one counter such as {0000}
          MultiselectPicklist | <visibleLines>4</visibleLines> | '' | missing-attribute 1 Must specify 'visibleLines' for a CustomField of type MultiselectPicklist
          MultiselectPicklist | >4<               | >2< | field-attribute 10 visibleLines must be between 3 and 10, not 2
          MultiselectPicklist | >4<               | >11< | field-attribute 10 visibleLines must be between 3 and 10, not 11
          Picklist     | </valueSetDefinition>    | </valueSetDefinition><valueSetName>Industry</valueSetName> | bad-value-set 4 A valueSet has either a valueSetDefinition or a valueSetName, exactly one
          Picklist     | <fullName>A</fullName>   | '' | bad-value-set 7 Required field is missing: fullName
          Lookup       | <referenceTo>Account</referenceTo> | '' | missing-attribute 1 Must specify 'referenceTo' for a CustomField of type Lookup
          Lookup       | <relationshipName>As     | <relationshipName>A-s | bad-name 6 'A-s' is no relationship name: at most 40 letters, digits and single underscores, a letter first, no underscore last
          Lookup       | SetNull                  | Cascade | field-attribute 4 If you want to cascade delete, please contact salesforce.com
          Lookup       | SetNull</deleteConstraint> | SetNull</deleteConstraint><required>true</required> | field-attribute 4 field integrity exception: unknown (must specify either cascade delete or restrict delete for required lookup foreign key)
          Lookup       | Account                  | Acount | unknown-object 5 referenceTo value of 'Acount' does not resolve to a valid sObject type
          MasterDetail | >1<                      | >2< | field-attribute 6 relationshipOrder is 0 for the first master and 1 for the second
          Formula      | <precision>5</precision> | '' | missing-attribute 1 Must specify 'precision' for a CustomField of type Number
          Summary      | <summaryOperation>sum</summaryOperation> | '' | missing-attribute 1 Required field is missing: summaryOperation
          Summary      | <summaryForeignKey>Part__c.Visit__c</summaryForeignKey> | '' | missing-attribute 1 Required field is missing: summaryForeignKey
          Summary      | <summarizedField>Part__c.N__c</summarizedField> | '' | missing-attribute 1 summaryOperation sum needs summarizedField
          Summary      | Part__c.N__c             | N__c | unknown-field 4 Must specify the name in the CustomObject.CustomField format (e.g. Account.MyNewCustomField)
          Summary      | Part__c.Visit__c         | Part__c.N__c | bad-summary 5 Part__c.N__c is no master-detail relationship to Visit__c
          Location     | <scale>5</scale>         | '' | missing-attribute 1 Must specify 'scale' for a CustomField of type Location
          Location     | <displayLocationInDecimal>true</displayLocationInDecimal> | '' | missing-attribute 1 Must specify 'displayLocationInDecimal' for a CustomField of type Location
          """)
  void oneTextChanged(String type, String from, String to, String expected) {
    String body = SOUND.get(type).replace(from, to);
    assertEquals(List.of(expected), findings("A__c", type, body).stream().map(this::told).toList());
  }

  /** Words of queries: lists of reserved words name them, yet deployed fields have these names. */
  @ParameterizedTest
  @ValueSource(strings = {"Group", "Number", "Order", "Type", "Date", "User"})
  void wordsOfQueriesAreNames(String word) {
    assertEquals(List.of(), findings(word + "__c", "Text", SOUND.get("Text")));
  }
}
