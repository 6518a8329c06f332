package org.closedloop.localorg.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.metadata.Diagnostic;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Sound objects, rules, list views, grants and messages in which one text is changed as people
 * write it by hand: one finding, with its code, its message and its line.
 */
class HandWrittenPartsTest {
  private static final String OBJECT =
      """

      <deploymentStatus>Deployed</deploymentStatus>
      <description>D</description>
      <label>Visit</label>
      <nameField><displayFormat>V-{0000}</displayFormat><label>N</label><type>AutoNumber</type></nameField>
      <pluralLabel>Visits</pluralLabel>
      <sharingModel>Private</sharingModel>
      """;
  private static final String RULE =
      """

      <active>true</active>
      <errorConditionFormula>ISBLANK(T__c)</errorConditionFormula>
      <errorDisplayField>T__c</errorDisplayField>
      <errorMessage>Message</errorMessage>
      """;
  private static final String LIST =
      """

      <fullName>All</fullName>
      <columns>NAME</columns>
      <filterScope>Everything</filterScope>
      <label>All</label>
      """;
  private static final String GRANTS =
      """

      <fieldPermissions>
      <editable>false</editable>
      <field>Visit__c.T__c</field>
      <readable>true</readable>
      </fieldPermissions>
      <label>P</label>
      """;
  private static final String WORKFLOW =
      """

      <fullName>Mail</fullName>
      <ccEmails>a@example.com</ccEmails>
      <description>D</description>
      <protected>false</protected>
      <recipients><type>owner</type></recipients>
      <senderType>CurrentUser</senderType>
      <template>F/T</template>
      """;
  private static final String TEMPLATE =
      """

      <available>true</available>
      <encodingKey>UTF-8</encodingKey>
      <name>T</name>
      <style>none</style>
      <subject>S</subject>
      <type>text</type>
      <uiType>Aloha</uiType>
      """;

  private static Candidate org() {
    return new Candidate()
        .object("Shop__c")
        .field("Visit__c.T__c", "<type>Text</type><length>5</length>")
        .field("Visit__c.R__c", "<type>Text</type><length>5</length><required>true</required>")
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
  }

  private static List<String> told(String part, String from, String to) {
    List<String[]> parts =
        List.of(
            new String[] {"CustomObject", "Visit__c", OBJECT},
            new String[] {"ValidationRule", "Visit__c.Rule", RULE},
            new String[] {"ListView", "Visit__c.All", LIST},
            new String[] {"PermissionSet", "P", GRANTS},
            new String[] {"EmailFolder", "F", "<accessType>Public</accessType><name>F</name>"},
            new String[] {"EmailTemplate", "F/T", TEMPLATE},
            new String[] {"WorkflowAlert", "Visit__c.Mail", WORKFLOW});
    Candidate candidate = org();
    for (String[] p : parts) {
      candidate.xml(p[0], p[1], p[0].equals(part) ? change(p[2], from, to) : p[2]);
    }
    return candidate.check().stream()
        .filter(Diagnostic::isError)
        .map(d -> d.code() + " " + d.line() + " " + d.message())
        .toList();
  }

  /** A number of letters is written as {@code x*256}. */
  private static String change(String body, String from, String to) {
    Matcher many = Pattern.compile("x\\*(\\d+)").matcher(to);
    String by = many.replaceAll(m -> "x".repeat(Integer.parseInt(m.group(1))));
    return body.replace(from, by);
  }

  @Test
  void unchangedTheyPass() {
    assertEquals(List.of(), told("", "", ""));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      emptyValue = "",
      textBlock =
          """
          CustomObject   | Visits | x*41 | too-long 6 pluralLabel is 41 characters long, at most 40 are allowed
          CustomObject   | <description>D | <description>D<a/> | unknown-element 3 Element {http://soap.sforce.com/2006/04/metadata}a invalid at this location: description takes plain text
          CustomObject   | V-{0000} | V-0000 | field-attribute 5 An auto-number needs a displayFormat of at most 30 characters with one counter such as {0000}
          CustomObject   | <displayFormat>V-{0000}</displayFormat> | '' | field-attribute 5 An auto-number needs a displayFormat of at most 30 characters with one counter such as {0000}
          CustomObject   | AutoNumber | Number | bad-name-field 5 Must specify a nameField of type Text or AutoNumber
          CustomObject   | >Private< | >ControlledByParent< | bad-sharing-model 7 sharingModel ControlledByParent needs a MasterDetail relationship field
          CustomObject   | <deploymentStatus>Deployed</deploymentStatus> | '' | missing-attribute 1 Must specify a deploymentStatus for Visit__c
          ValidationRule | >Message< | >x*256< | too-long 5 errorMessage is 256 characters long, at most 255 are allowed
          ValidationRule | <errorMessage>Message</errorMessage> | '' | missing-element 1 Required field is missing: errorMessage
          ValidationRule | <errorDisplayField>T__c | <errorDisplayField>U__c | unknown-field 4 In field: errorDisplayField - no CustomField named Visit__c.U__c found
          ListView       | <label>All | <label>x*41 | too-long 5 label is 41 characters long, at most 40 are allowed
          ListView       | NAME | Nme__c | unknown-column 3 Could not resolve list view column: Nme__c
          PermissionSet  | Visit__c.T__c | Visit__c.R__c | required-field 4 You cannot deploy to a required field: Visit__c.R__c
          PermissionSet  | Visit__c.T__c | Part__c.Visit__c | required-field 4 You cannot deploy to a required field: Part__c.Visit__c
          PermissionSet  | Visit__c.T__c | Visit__c.Name | required-field 4 You cannot deploy to a required field: Visit__c.Name
          PermissionSet  | Visit__c.T__c | Visit__c.CreatedDate | required-field 4 You cannot deploy to a required field: Visit__c.CreatedDate
          PermissionSet  | Visit__c.T__c | Visit__c.U__c | unknown-field 4 In field: field - no CustomField named Visit__c.U__c found
          EmailTemplate  | <type>text | <type>html | missing-attribute 7 A template of type html needs a letterhead
          WorkflowAlert  | <ccEmails>a@example.com</ccEmails> | <ccEmails>a@b.org</ccEmails><ccEmails>b@b.org</ccEmails><ccEmails>c@b.org</ccEmails><ccEmails>d@b.org</ccEmails><ccEmails>e@b.org</ccEmails><ccEmails>f@b.org</ccEmails> | too-many 3 An alert has at most 5 ccEmails
          WorkflowAlert  | F/T | F/U | unknown-reference 8 In field: template - no EmailTemplate named F/U found
          WorkflowAlert  | <type>owner</type> | <field>U__c</field><type>email</type> | unknown-field 6 There is no field Visit__c.U__c
          """)
  void oneTextChanged(String part, String from, String to, String expected) {
    assertEquals(List.of(expected), told(part, from, to));
  }
}
