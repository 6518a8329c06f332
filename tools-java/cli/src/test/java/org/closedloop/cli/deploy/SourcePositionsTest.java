package org.closedloop.cli.deploy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.MdapiPackage;
import org.closedloop.metadata.XmlElement;
import org.junit.jupiter.api.Test;

class SourcePositionsTest {

  private static final String FIELD =
      """
      <CustomField xmlns="http://soap.sforce.com/2006/04/metadata">
          <fullName>%s</fullName>

          <formula>1 +</formula>
          <label>X</label>
          <type>Checkbox</type>
      </CustomField>
      """;

  @Test
  void aLineOfTheObjectsFileBecomesALineOfTheFieldsFile() throws Exception {
    ComponentSet source = ComponentSet.of(List.of(field("First__c"), field("Second__c")));
    byte[] zip = MdapiPackage.toZip(source, "62.0");
    XmlElement sent =
        MdapiPackage.fromZip(zip, true)
            .components()
            .find("CustomField", "Account.Second__c")
            .orElseThrow()
            .xml()
            .child("formula")
            .orElseThrow();
    SourcePositions.Position found =
        SourcePositions.of(zip, source)
            .inSource(
                "CustomField",
                "Account.Second__c",
                new SourcePositions.Position(sent.line(), sent.column() + 3));
    assertEquals(new SourcePositions.Position(4, 5), found);
  }

  @Test
  void whatIsUnknownStaysAsItCame() {
    ComponentSet source = ComponentSet.of(List.of());
    SourcePositions.Position at = new SourcePositions.Position(7, 1);
    assertEquals(
        at,
        SourcePositions.of(MdapiPackage.toZip(source, "62.0"), source).inSource("Flow", "F", at));
  }

  private static Component field(String name) throws Exception {
    String file = name + ".field-meta.xml";
    byte[] xml = FIELD.formatted(name).getBytes(StandardCharsets.UTF_8);
    return Component.ofXml("CustomField", "Account." + name, file, XmlElement.parse(xml, file));
  }
}
