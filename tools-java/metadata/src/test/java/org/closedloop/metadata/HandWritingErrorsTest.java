package org.closedloop.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Errors that people make who write metadata by hand, as published, with what we say of each. */
class HandWritingErrorsTest {
  private static final String NS = "{http://soap.sforce.com/2006/04/metadata}";
  private final SchemaWalker walker = new SchemaWalker(SchemaModel.forVersion("62.0"));

  /** The one error in a document. */
  private String error(String type, String body) throws XmlParseException {
    String document = ProjectFixture.document(type, body);
    List<Diagnostic> found =
        walker
            .check(
                Component.ofXml(
                    type,
                    "X",
                    "x.xml",
                    XmlElement.parse(document.getBytes(StandardCharsets.UTF_8), "x.xml")))
            .stream()
            .filter(Diagnostic::isError)
            .toList();
    assertEquals(1, found.size(), found.toString());
    assertTrue(found.get(0).blocksDeploy());
    Diagnostic d = found.get(0);
    return d.hint().isEmpty() ? d.message() : d.message() + " (" + d.hint() + ")";
  }

  private static String invalid(String element, String type) {
    return "Element " + NS + element + " invalid at this location in type " + type;
  }

  private static String node(String element, String body) {
    return "<label>x</label><"
        + element
        + "><name>n</name><label>n</label><locationX>0</locationX><locationY>0</locationY>"
        + body
        + "</"
        + element
        + ">";
  }

  @Nested
  class Flows {
    @Test
    void bulkSupport() throws XmlParseException {
      assertEquals(
          invalid("bulkSupport", "Flow"),
          error("Flow", "<label>x</label><bulkSupport>true</bulkSupport>"));
    }

    @Test
    void faultConnectorOnASubflow() throws XmlParseException {
      assertEquals(
          invalid("faultConnector", "FlowSubflow"),
          error(
              "Flow",
              node(
                  "subflows",
                  "<faultConnector><targetReference>e</targetReference></faultConnector>"
                      + "<flowName>f</flowName>")));
    }

    @Test
    void timeSourceField() throws XmlParseException {
      assertEquals(
          invalid("timeSourceField", "FlowScheduledPath") + " (did you mean 'timeSource'?)",
          error(
              "Flow",
              "<label>x</label><start><locationX>0</locationX><locationY>0</locationY>"
                  + "<scheduledPaths><name>p</name><timeSourceField>D__c</timeSourceField>"
                  + "</scheduledPaths></start>"));
    }

    @Test
    void customNotification() throws XmlParseException {
      assertEquals(
          "'customNotification' is not a valid value for the enum 'InvocableActionType' (did you"
              + " mean 'customNotificationAction'?)",
          error(
              "Flow",
              node(
                  "actionCalls",
                  "<actionName>a</actionName><actionType>customNotification</actionType>")));
    }

    @Test
    void customNotificationsAsAnElement() throws XmlParseException {
      assertTrue(
          error("Flow", "<label>x</label><customNotifications><name>n</name></customNotifications>")
              .startsWith(invalid("customNotifications", "Flow")));
    }

    @Test
    void beginsWith() throws XmlParseException {
      String message =
          error(
              "Flow",
              node(
                  "recordLookups",
                  "<filterLogic>and</filterLogic><filters><field>Name</field>"
                      + "<operator>BeginsWith</operator></filters><object>Account</object>"));
      assertTrue(
          message.startsWith(
              "'BeginsWith' is not a valid value for the enum 'FlowRecordFilterOperator'"),
          message);
    }

    @Test
    void textAsADataType() throws XmlParseException {
      String message =
          error(
              "Flow",
              "<label>x</label><variables><name>v</name><dataType>Text</dataType></variables>");
      assertTrue(
          message.startsWith("'Text' is not a valid value for the enum 'FlowDataType'"), message);
    }

    @Test
    void noLocation() throws XmlParseException {
      assertEquals(
          "Required field is missing: locationY",
          error(
              "Flow",
              "<label>x</label><assignments><name>a</name><label>a</label><locationX>0</locationX>"
                  + "</assignments>"));
    }

    @Test
    void noLabel() throws XmlParseException {
      assertEquals("Required field is missing: label", error("Flow", "<status>Draft</status>"));
    }

    @Test
    void splitGroups() throws XmlParseException {
      assertEquals(
          "Element "
              + NS
              + "variables is duplicated at this location in type Flow (keep all variables elements"
              + " together)",
          error(
              "Flow",
              "<variables><name>a</name><dataType>String</dataType></variables><label>x</label>"
                  + "<variables><name>b</name><dataType>String</dataType></variables>"));
    }

    @Test
    void bareTextAsAValue() throws XmlParseException {
      assertEquals(
          "Text is not allowed in value",
          error(
              "Flow",
              "<label>x</label><constants><name>c</name><dataType>String</dataType>"
                  + "<value>bare</value></constants>"));
    }

    @Test
    void operatorsOfFormulasAsFilterOperators() throws XmlParseException {
      String message =
          error(
              "Flow",
              node(
                  "recordLookups",
                  "<filterLogic>and</filterLogic><filters><field>Name</field>"
                      + "<operator>IsBlank</operator></filters><object>Account</object>"));
      assertTrue(message.startsWith("'IsBlank' is not a valid value"), message);
    }
  }

  @Test
  void propertiesInAPage() throws XmlParseException {
    assertEquals(
        invalid("properties", "ComponentInstance"),
        error(
            "FlexiPage",
            "<flexiPageRegions><itemInstances><componentInstance><properties><name>a</name>"
                + "</properties><componentName>c:x</componentName></componentInstance>"
                + "</itemInstances><name>main</name><type>Region</type></flexiPageRegions>"
                + "<masterLabel>x</masterLabel><template><name>t</name></template>"
                + "<type>AppPage</type>"));
  }

  @Test
  void joinedReports() throws XmlParseException {
    String values =
        SchemaModel.forVersion("62.0").enumValues("ReportFormat").stream()
            .collect(Collectors.joining(", "));
    assertEquals(
        "'Joined' is not a valid value for the enum 'ReportFormat' (one of " + values + ")",
        error("Report", "<format>Joined</format><name>n</name><reportType>r</reportType>"));
  }

  @Test
  void returnTypeOfAFormulaField() throws XmlParseException {
    assertEquals(
        invalid("returnType", "CustomField"),
        error(
            "CustomField",
            "<fullName>F__c</fullName><formula>1</formula><returnType>Number</returnType>"
                + "<type>Number</type>"));
  }

  private static XmlParseException unreadable(byte[] document) {
    return assertThrows(XmlParseException.class, () -> XmlElement.parse(document, "x.xml"));
  }

  @Test
  void bareAmpersandsHaveTheirPlace() {
    XmlParseException e =
        unreadable(
            "<CustomField>\n  <formula>A__c && B__c</formula>\n</CustomField>"
                .getBytes(StandardCharsets.UTF_8));
    assertEquals("2:18", e.line() + ":" + e.column());
    assertEquals(
        "Unexpected character '&' (code 38) (expected a name start character); an ampersand is"
            + " written &amp; and < is written &lt;",
        e.getMessage());
  }

  @Test
  void otherEncodingsHaveTheirPlace() {
    XmlParseException e =
        unreadable(
            "<Flow>\n<label>Gr\u00fc\u00dfe</label></Flow>".getBytes(StandardCharsets.ISO_8859_1));
    assertEquals("2:10", e.line() + ":" + e.column());
    assertEquals("The file is not UTF-8: byte 0xfc", e.getMessage());
  }

  @Test
  void longNamesOfShortValues() throws XmlParseException {
    assertEquals(
        "'UpdateRecord' is not a valid value for the enum 'QuickActionType' (did you mean"
            + " 'Update'?)",
        error(
            "QuickAction",
            "<optionsCreateFeedItem>false</optionsCreateFeedItem><type>UpdateRecord</type>"));
  }

  @Test
  void longLinesAreCutAroundTheCaret() {
    String line = "x".repeat(5000) + "\tBAD" + "y".repeat(5000);
    Diagnostic d = Diagnostic.ofFile("syntax", "a.cls", 1, 5002, "m", "");
    String[] shown = d.render(f -> line).split("\n");
    assertEquals(3, shown.length);
    assertTrue(shown[1].length() <= 206, shown[1]);
    assertEquals(shown[1].indexOf("BAD"), shown[2].indexOf('^'));
    assertEquals('\t', shown[2].charAt(shown[1].indexOf('\t')));
  }

  @Test
  void controlCharactersDoNotReachTheTerminal() {
    Diagnostic d = Diagnostic.ofFile("syntax", "a\nb.cls", 1, 1, "m \u001b[2J", "");
    assertEquals("error[syntax] a\uFFFDb.cls:1:1  m \uFFFD[2J", d.headline());
    assertTrue(d.render(f -> "a\u001b[0m").contains("\na\uFFFD[0m\n"));
  }

  @Test
  void booleansWithACapital() throws XmlParseException {
    assertEquals(
        "'True' is not a valid value for the type xsd:boolean (true or false)",
        error("CustomField", "<fullName>F__c</fullName><required>True</required>"));
  }
}
