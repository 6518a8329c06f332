package org.closedloop.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Prologs, encodings, comments and the order of children, in source format and in packages. */
class DocumentFormTest {
  private static final String FIELD = "force-app/objects/V__c/fields/A__c.field-meta.xml";
  private static final String BODY = "<fullName>A__c</fullName><label>A</label>";

  @TempDir Path dir;

  private List<Diagnostic> read() throws Exception {
    return SourceProject.open(dir).read().diagnostics();
  }

  @Test
  void aByteOrderMarkIsNoError() throws Exception {
    new ProjectFixture(dir).project().xml(FIELD, "CustomField", BODY);
    Path file = dir.resolve(FIELD);
    Files.writeString(file, "\uFEFF" + Files.readString(file));
    assertEquals(List.of(), read());
  }

  @Test
  void theDeclaredEncodingCounts() throws XmlParseException {
    String latin = "<?xml version='1.0' encoding='ISO-8859-1'?><a>\u00e4</a>";
    assertEquals(
        "\u00e4", XmlElement.parse(latin.getBytes(StandardCharsets.ISO_8859_1), "f").text());
    byte[] claimed = latin.replace("ISO-8859-1", "UTF-8").getBytes(StandardCharsets.ISO_8859_1);
    XmlParseException e =
        assertThrows(XmlParseException.class, () -> XmlElement.parse(claimed, "f"));
    assertTrue(e.getMessage().contains("not UTF-8: byte 0xe4"), e.getMessage());
  }

  @Test
  void aDoctypeIsRefusedWhereItStands() throws Exception {
    new ProjectFixture(dir)
        .project()
        .file(FIELD, "<?xml version='1.0'?>\n<!DOCTYPE CustomField>\n<CustomField/>");
    Diagnostic d = read().get(0);
    assertEquals("Error parsing file: DOCTYPE is not allowed in metadata", d.message());
    assertEquals(2, d.line());
  }

  @Test
  void aCommentBeforeTheRootOfAChildStopsClients() throws Exception {
    ProjectFixture project = new ProjectFixture(dir).project();
    String document = ProjectFixture.document("CustomField", BODY);
    project.file(FIELD, document.replace("<CustomField", "<!-- why -->\n<CustomField"));
    Diagnostic d = read().get(0);
    assertEquals("comment-before-root", d.code());
    assertEquals(2, d.line());
    assertEquals(Diagnostic.Rule.WRONG, d.rule());
    project.file(FIELD, document.replace("<fullName", "<!-- why --><fullName"));
    assertEquals(List.of(), read());
  }

  @Test
  void childrenOfAnObjectStandTogetherInPackages() {
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(
        "package.xml",
        ProjectFixture.document(
                "Package", "<types><members>*</members><name>CustomObject</name></types>")
            .getBytes(StandardCharsets.UTF_8));
    files.put(
        "objects/V__c.object",
        ProjectFixture.document(
                "CustomObject",
                "<fields><fullName>A__c</fullName></fields><label>V</label>\n"
                    + "<fields><fullName>B__c</fullName></fields>")
            .getBytes(StandardCharsets.UTF_8));
    Diagnostic d = MdapiPackage.fromFiles(files, true).diagnostics().get(0);
    assertEquals(
        "Element {http://soap.sforce.com/2006/04/metadata}fields is duplicated at this location in"
            + " type CustomObject",
        d.message());
    assertEquals(4, d.line());
  }

  @Test
  void aPartIsPointedAtInItsOwnFile() throws Exception {
    String folder = "force-app/objectTranslations/V__c-de/";
    new ProjectFixture(dir)
        .project()
        .xml(folder + "V__c-de.objectTranslation-meta.xml", "CustomObjectTranslation", "")
        .xml(
            folder + "A__c.fieldTranslation-meta.xml",
            "CustomFieldTranslation",
            "<lable>x</lable><name>A__c</name>");
    Component whole =
        SourceProject.open(dir).read().components().ofType("CustomObjectTranslation").get(0);
    Diagnostic d = new SchemaWalker(SchemaModel.forVersion("62.0")).check(whole).get(0);
    assertEquals(folder + "A__c.fieldTranslation-meta.xml", d.file());
  }
}
