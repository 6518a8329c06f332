package org.closedloop.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SchemaWalkerTest {
  private final SchemaWalker walker = new SchemaWalker(SchemaModel.forVersion("66.0"));

  private List<Diagnostic> checkDocument(String type, String document) throws XmlParseException {
    return walker.check(
        Component.ofXml(
            type,
            "X",
            "x.xml",
            XmlElement.parse(document.getBytes(StandardCharsets.UTF_8), "x.xml")));
  }

  private List<Diagnostic> check(String type, String body) throws XmlParseException {
    return checkDocument(type, ProjectFixture.document(type, body));
  }

  private void finds(String code, String message, String type, String body)
      throws XmlParseException {
    List<Diagnostic> found = check(type, body);
    assertEquals(1, found.size(), found.toString());
    assertEquals(code, found.get(0).code());
    assertTrue(found.get(0).message().contains(message), found.get(0).message());
    assertEquals(Diagnostic.Rule.REFUSED, found.get(0).rule());
  }

  @Nested
  class Refuses {
    @Test
    void unknownElementsWithTheNearestName() throws XmlParseException {
      finds(
          "unknown-element",
          "Element {http://soap.sforce.com/2006/04/metadata}lable invalid at this location in type"
              + " CustomTab",
          "CustomTab",
          "<lable>x</lable>");
      assertEquals("did you mean 'label'?", check("CustomTab", "<lable>x</lable>").get(0).hint());
      finds(
          "unknown-element",
          "bulkSupport",
          "Flow",
          "<bulkSupport>true</bulkSupport><label>x</label>");
    }

    @Test
    void enumsBooleansNumbersAndDates() throws XmlParseException {
      finds(
          "bad-enum-value",
          "'Joined' is not a valid value for the enum 'ReportFormat'",
          "Report",
          "<format>Joined</format><name>n</name><reportType>r</reportType>");
      finds("bad-value", "'True'", "CustomField", "<required>True</required>");
      finds("bad-value", "'1.5'", "CustomField", "<length>1.5</length>");
      finds("bad-value", "'99999999999'", "CustomField", "<length>99999999999</length>");
    }

    @Test
    void missingDuplicatedAndScatteredElements() throws XmlParseException {
      finds("missing-element", "Required field is missing: label", "Flow", "");
      finds(
          "duplicate-element",
          "label is duplicated at this location",
          "CustomTab",
          "<label>a</label><label>b</label>");
      finds(
          "split-group",
          "is duplicated at this location",
          "ListView",
          "<columns>A</columns><filterScope>Mine</filterScope><label>x</label><columns>B</columns>");
    }

    @Test
    void bareTextInAHolderAndElementsInText() throws XmlParseException {
      finds(
          "text-in-element",
          "Text is not allowed in value",
          "Flow",
          "<label>x</label><constants><name>c</name><dataType>String</dataType><value>bare</value>"
              + "</constants>");
      finds("unknown-element", "takes plain text", "CustomTab", "<label><b>x</b></label>");
    }

    @Test
    void wrongNamespace() throws XmlParseException {
      assertEquals("wrong-namespace", checkDocument("CustomTab", "<CustomTab/>").get(0).code());
      assertEquals(
          "unknown-element",
          checkDocument(
                  "CustomTab",
                  "<CustomTab xmlns='http://soap.sforce.com/2006/04/metadata'><label"
                      + " xmlns='urn:x'>x</label></CustomTab>")
              .get(0)
              .code());
    }

    @Test
    void valuesOfMetadataRecordsAgainstTheirType() throws XmlParseException {
      String record =
          "<CustomMetadata xmlns='http://soap.sforce.com/2006/04/metadata'"
              + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'"
              + " xmlns:xsd='http://www.w3.org/2001/XMLSchema'><label>l</label><values><field>F__c"
              + "</field>VALUE</values></CustomMetadata>";
      assertEquals(
          List.of(),
          checkDocument(
              "CustomMetadata",
              record.replace("VALUE", "<value xsi:type='xsd:double'>7.0</value>")));
      assertEquals(
          List.of(),
          checkDocument("CustomMetadata", record.replace("VALUE", "<value xsi:nil='true'/>")));
      assertEquals(
          "bad-value",
          checkDocument(
                  "CustomMetadata",
                  record.replace("VALUE", "<value xsi:type='xsd:double'>x</value>"))
              .get(0)
              .code());
      assertEquals(
          "missing-xsi-type",
          checkDocument("CustomMetadata", record.replace("VALUE", "<value>x</value>"))
              .get(0)
              .code());
    }
  }

  @Nested
  class Accepts {
    @Test
    void whatTheServerSuppliesItself() throws XmlParseException {
      assertEquals(List.of(), check("ApexClass", "<apiVersion>62.0</apiVersion>"));
      assertEquals(List.of(), check("CustomObjectTranslation", "<gender></gender><startsWith/>"));
    }

    @Test
    void freeXmlInTargetConfigs() throws XmlParseException {
      assertEquals(
          List.of(),
          check(
              "LightningComponentBundle",
              "<apiVersion>62.0</apiVersion><targetConfigs><targetConfig targets='x'><property"
                  + " name='t'/></targetConfig></targetConfigs>"));
    }

    @Test
    void anyOrderOfDifferentElements() throws XmlParseException {
      assertEquals(
          List.of(), check("CustomField", "<type>Text</type><label>x</label><length>3</length>"));
    }
  }

  @Test
  void renderedDiagnosticShowsTheLineAndACaret() throws XmlParseException {
    String doc = ProjectFixture.document("CustomTab", "  <lable>x</lable>");
    Diagnostic d = checkDocument("CustomTab", doc).get(0);
    assertEquals(
        "error[unknown-element] x.xml:3:3  Element"
            + " {http://soap.sforce.com/2006/04/metadata}lable invalid at this location in type"
            + " CustomTab (did you mean 'label'?)\n  <lable>x</lable>\n  ^^^^^^^",
        d.render(f -> doc));
  }
}
