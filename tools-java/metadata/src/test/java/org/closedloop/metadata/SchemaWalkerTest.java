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
    void valuesOfEverySimpleType() throws XmlParseException {
      finds("bad-value", "'TRUE'", "CustomTab", "<customObject>TRUE</customObject>");
      finds("bad-value", "''", "CustomTab", "<customObject></customObject>");
      finds("bad-value", "'3.0'", "CustomField", "<visibleLines>3.0</visibleLines>");
      finds("bad-value", "'62,0'", "ApexClass", "<apiVersion>62,0</apiVersion>");
      for (String bad : List.of("2026-02-30", "2026-1-31", "31.01.2026", "2026-01-31T")) {
        assertEquals(false, Lexical.problem("date", bad).isEmpty(), bad);
      }
      for (String bad : List.of("08:00", "25:00:00Z", "08:00:00.Z", "08:00:00+1")) {
        assertEquals(false, Lexical.problem("time", bad).isEmpty(), bad);
      }
      for (String bad : List.of("2026-01-31 08:00:00", "2026-01-31T08:00:00X", "")) {
        assertEquals(false, Lexical.problem("dateTime", bad).isEmpty(), bad);
      }
      for (String bad : List.of("", "-", "1.5", "9223372036854775808")) {
        assertEquals(false, Lexical.problem("long", bad).isEmpty(), bad);
      }
      for (String bad : List.of("", ".", "1e", "e5", "1,5", "0x1")) {
        assertEquals(false, Lexical.problem("double", bad).isEmpty(), bad);
      }
      for (String bad : List.of("a", "a=bc", "ab!d")) {
        assertEquals(false, Lexical.problem("base64", bad).isEmpty(), bad);
      }
    }

    @Test
    void nilIsNoValueOfWhatIsRequired() throws XmlParseException {
      Diagnostic d =
          checkDocument(
                  "CustomMetadata",
                  "<CustomMetadata xmlns='http://soap.sforce.com/2006/04/metadata'"
                      + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><values>"
                      + "<field xsi:nil='true'/><value xsi:nil='true'/></values></CustomMetadata>")
              .get(0);
      assertEquals("Required field is nil: field", d.message());
      assertEquals(Diagnostic.Rule.WRONG, d.rule());
    }

    @Test
    void anObjectsOwnTypeIsNotAnother() throws XmlParseException {
      assertEquals(
          "xsi:type 'Flow' is no FlowElementReferenceOrValue",
          checkDocument(
                  "Flow",
                  "<Flow xmlns='http://soap.sforce.com/2006/04/metadata'"
                      + " xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><label>x</label>"
                      + "<constants><name>c</name><dataType>String</dataType>"
                      + "<value xsi:type='Flow'/></constants></Flow>")
              .get(0)
              .message());
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
      Diagnostic unknown =
          checkDocument(
                  "CustomMetadata", record.replace("VALUE", "<value xsi:type='xsd:text'>x</value>"))
              .get(0);
      assertEquals("xsi:type 'text' is no simple type", unknown.message());
      Diagnostic undeclared =
          checkDocument(
                  "CustomMetadata", record.replace("VALUE", "<value xsi:type='xs:int'>1</value>"))
              .get(0);
      assertEquals("xsi:type 'xs:int' is no simple type", undeclared.message());
      assertEquals("the prefix 'xs' is not declared", undeclared.hint());
    }
  }

  @Nested
  class ToldButAccepted {
    private void tells(String code, String message, String type, String body)
        throws XmlParseException {
      List<Diagnostic> found = check(type, body);
      assertEquals(1, found.size(), found.toString());
      assertEquals(code, found.get(0).code());
      assertEquals(message, found.get(0).message());
      assertEquals(Diagnostic.Rule.WRONG, found.get(0).rule());
    }

    @Test
    void textAmongElements() throws XmlParseException {
      tells(
          "text-in-element",
          "Text is not allowed in valueSet",
          "CustomField",
          "<valueSet><valueSetName>x</valueSetName>></valueSet>");
    }

    @Test
    void attributes() throws XmlParseException {
      tells(
          "unexpected-attribute",
          "Attribute 'lang' is not part of label",
          "CustomTab",
          "<label lang='de'>x</label>");
      assertEquals(
          List.of(),
          checkDocument(
              "ApexClass",
              "<ApexClass xmlns='http://soap.sforce.com/2006/04/metadata' fqn='A'>"
                  + "<apiVersion>62.0</apiVersion></ApexClass>"));
    }

    @Test
    void flagsThatAreLeftOut() throws XmlParseException {
      tells(
          "missing-element",
          "Required field is missing: active",
          "ValidationRule",
          "<errorConditionFormula>true</errorConditionFormula><errorMessage>x</errorMessage>");
      finds(
          "missing-element",
          "Required field is missing: activateRSS",
          "InstalledPackage",
          "<versionNumber>1.0</versionNumber>");
    }
  }

  @Nested
  class Accepts {
    @Test
    void everyFormOfEverySimpleType() {
      for (String date : List.of("2026-01-31", "2026-01-31Z", "2026-01-31+01:00")) {
        assertEquals(true, Lexical.problem("date", date).isEmpty(), date);
      }
      for (String time : List.of("08:00:00", "08:00:00.000Z", "23:59:59.9-05:00")) {
        assertEquals(true, Lexical.problem("time", time).isEmpty(), time);
      }
      for (String moment : List.of("2026-01-31T08:00:00Z", "2026-01-31T08:00:00.123+01:00")) {
        assertEquals(true, Lexical.problem("dateTime", moment).isEmpty(), moment);
      }
      for (String number : List.of("1", "-1.5", "+.5", "1.", "1e5", "1.5E-3", "NaN", "-INF")) {
        assertEquals(true, Lexical.problem("double", number).isEmpty(), number);
      }
      for (String flag : List.of("true", "false", "1", "0")) {
        assertEquals(true, Lexical.problem("boolean", flag).isEmpty(), flag);
      }
      assertEquals(true, Lexical.problem("int", "-2147483648").isEmpty());
      assertEquals(true, Lexical.problem("base64", "YWI=\n").isEmpty());
    }

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
