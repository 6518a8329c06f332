package org.closedloop.metadata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MdapiPackageTest {
  @TempDir Path dir;

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] manifest(String types) {
    return utf8(ProjectFixture.document("Package", types + "<version>62.0</version>"));
  }

  private static MdapiPackage read(Map<String, byte[]> files) {
    return MdapiPackage.fromFiles(files, true);
  }

  @Nested
  class RoundTrip {
    @Test
    void sourceToZipToSetIsTheSame() throws Exception {
      ComponentSet source = new ProjectFixture(dir).everyKind().read().components();
      MdapiPackage back = MdapiPackage.fromZip(MdapiPackage.toZip(source, "62.0"), true);
      assertEquals(List.of(), back.diagnostics());
      for (Component c : source) {
        assertEquals(c, back.components().find(c.type(), c.fullName()).orElse(null), c.toString());
      }
      assertEquals(source, back.components());
      assertEquals("62.0", back.manifest().version());
    }

    @Test
    void sameSetGivesSameBytes() {
      ComponentSet source = new ProjectFixture(dir).everyKind().read().components();
      assertArrayEquals(MdapiPackage.toZip(source, "62.0"), MdapiPackage.toZip(source, "62.0"));
    }

    @Test
    void filesLieWhereClientsPutThem() {
      ComponentSet source = new ProjectFixture(dir).everyKind().read().components();
      Map<String, byte[]> files = MdapiPackage.toFiles(source, "62.0", Map.of());
      assertTrue(
          files
              .keySet()
              .containsAll(
                  List.of(
                      "classes/A.cls",
                      "classes/A.cls-meta.xml",
                      "objects/Account.object",
                      "objects/Visit__c.object",
                      "labels/CustomLabels.labels",
                      "documents/Docs/logo.png-meta.xml",
                      "email/Mails-meta.xml",
                      "email/Mails/Hi.email-meta.xml",
                      "reports/R/Scores.report",
                      "staticresources/logo.resource",
                      "layouts/Visit__c-Visit Layout.layout",
                      "lwc/visitScore/visitScore.js-meta.xml",
                      "settings/Security.settings")),
          files.keySet().toString());
    }

    @Test
    void manifestListsChildrenAndFolders() {
      ComponentSet source = new ProjectFixture(dir).everyKind().read().components();
      PackageManifest manifest = PackageManifest.of(source, "62.0");
      assertEquals(
          List.of("Account.X__c", "Visit__c.Score__c"), manifest.members().get("CustomField"));
      assertEquals(List.of("Visit__c"), manifest.members().get("CustomObject"));
      assertEquals(List.of("Mails", "Mails/Hi"), manifest.members().get("EmailTemplate"));
      assertEquals(List.of("R/", "R/Scores"), manifest.members().get("Report"));
      assertEquals(List.of("Docs", "Docs/logo"), manifest.members().get("Document"));
      assertEquals(List.of("CustomLabels"), manifest.members().get("CustomLabels"));
      assertEquals(List.of("Visit__c.Mail"), manifest.members().get("WorkflowAlert"));
    }
  }

  @Test
  void partsWithNamesAreNamedBesideTheirWhole() {
    ComponentSet source =
        new ProjectFixture(dir)
            .project()
            .xml("force-app/bots/B/B.bot-meta.xml", "Bot", "<label>B</label>")
            .xml("force-app/bots/B/v1.botVersion-meta.xml", "BotVersion", "<fullName>v1</fullName>")
            .read()
            .components();
    PackageManifest manifest = PackageManifest.of(source, "62.0");
    assertEquals(List.of("B.v1"), manifest.members().get("BotVersion"));
    assertEquals(
        List.of(),
        MdapiPackage.fromFiles(MdapiPackage.toFiles(source, "62.0", Map.of()), true).diagnostics());
  }

  @Test
  void textsAreTrimmedWhereClientsWriteTheFileAnew() {
    ComponentSet source =
        new ProjectFixture(dir)
            .project()
            .xml(
                "force-app/objects/V__c/fields/A__c.field-meta.xml",
                "CustomField",
                "<fullName>A__c</fullName><formula>\n  1 +\n 1\u00a0\n</formula>")
            .xml("force-app/tabs/T.tab-meta.xml", "CustomTab", "<label> T </label>")
            .read()
            .components();
    Map<String, byte[]> files = MdapiPackage.toFiles(source, "62.0", Map.of());
    String object = new String(files.get("objects/V__c.object"), StandardCharsets.UTF_8);
    assertTrue(object.contains("<formula>1 +\n 1</formula>"), object);
    assertTrue(
        new String(files.get("tabs/T.tab"), StandardCharsets.UTF_8).contains("<label> T </label>"));
  }

  @Nested
  class Manifest {
    private final Map<String, byte[]> files = new LinkedHashMap<>();

    Manifest() {
      files.put("classes/A.cls", utf8("class A {}"));
      files.put("classes/A.cls-meta.xml", utf8(ProjectFixture.document("ApexClass", "")));
    }

    @Test
    void namedButAbsent() {
      files.put(
          "package.xml",
          manifest(
              "<types><members>A</members><members>B</members><name>ApexClass</name></types>"));
      MdapiPackage p = read(files);
      assertEquals(
          "An object 'B' of type ApexClass was named in package.xml, but was not found in zipped"
              + " directory",
          p.diagnostics().get(0).message());
      assertTrue(p.hasErrors());
    }

    @Test
    void wildcardTakesAll() {
      files.put(
          "package.xml", manifest("<types><members>*</members><name>ApexClass</name></types>"));
      assertTrue(read(files).components().contains("ApexClass", "A"));
    }

    @Test
    void unnamedFilesAreAnError() {
      files.put("package.xml", manifest(""));
      MdapiPackage p = read(files);
      assertTrue(p.components().isEmpty());
      assertEquals("not-in-package-xml", p.diagnostics().get(0).code());
      assertTrue(p.hasErrors());
    }

    @Test
    void namingOneFieldTakesOnlyThatField() {
      files.clear();
      files.put(
          "objects/V__c.object",
          utf8(
              ProjectFixture.document(
                  "CustomObject",
                  "<fields><fullName>A__c</fullName></fields>"
                      + "<fields><fullName>B__c</fullName></fields><label>V</label>")));
      files.put(
          "package.xml",
          manifest("<types><members>V__c.A__c</members><name>CustomField</name></types>"));
      assertEquals(1, read(files).components().size());
      files.put(
          "package.xml",
          manifest("<types><members>V__c</members><name>CustomObject</name></types>"));
      assertEquals(3, read(files).components().size());
    }

    @Test
    void unknownTypeIsRefusedByName() {
      files.put(
          "package.xml", manifest("<types><members>*</members><name>ApexClas</name></types>"));
      Diagnostic d =
          read(files).diagnostics().stream()
              .filter(x -> x.code().equals("unknown-type"))
              .findFirst()
              .orElseThrow();
      assertEquals("did you mean 'ApexClass'?", d.hint());
    }

    @Test
    void missingManifest() {
      assertEquals("no-package-xml", read(files).diagnostics().get(0).code());
    }

    @Test
    void packagesInFoldersAndDeletions() {
      Map<String, byte[]> nested = new LinkedHashMap<>();
      files.put(
          "package.xml", manifest("<types><members>A</members><name>ApexClass</name></types>"));
      files.put(
          "destructiveChangesPost.xml",
          manifest("<types><members>Old</members><name>ApexClass</name></types>"));
      files.forEach((k, v) -> nested.put("unpackaged/" + k, v));
      MdapiPackage p = MdapiPackage.fromFiles(nested, false);
      assertEquals(List.of(), p.diagnostics());
      assertEquals(
          "unpackaged/classes/A.cls-meta.xml", p.components().find("ApexClass", "A").get().file());
      assertTrue(p.destructive().get(MdapiPackage.Deletion.POST).names("ApexClass", "Old"));
    }
  }

  @Nested
  class HostileZips {
    private final ZipArchive.Limits small = new ZipArchive.Limits(3, 10_000, 50_000);

    private String refusal(byte[] zip) {
      return assertThrows(ZipArchive.ZipRefused.class, () -> ZipArchive.read(zip, small))
          .getMessage();
    }

    private byte[] zip(String... names) {
      Map<String, byte[]> files = new LinkedHashMap<>();
      for (String name : names) {
        files.put(name, utf8(name));
      }
      return ZipArchive.write(files);
    }

    /** Sets the Unix mode of the first central entry. */
    private byte[] withMode(byte[] zip, int mode) {
      ByteBuffer b = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
      int at = b.getInt(zip.length - 6);
      b.put(at + 5, (byte) 3);
      b.putInt(at + 38, mode << 16);
      return zip;
    }

    @Test
    void pathsThatLeadElsewhere() {
      assertTrue(refusal(zip("../x")).contains("'../x'"));
      assertTrue(refusal(zip("/etc/x")).contains("leads elsewhere"));
      assertTrue(refusal(zip("a\\..\\x")).contains("leads elsewhere"));
      assertTrue(refusal(zip("C:/x")).contains("leads elsewhere"));
    }

    @Test
    void linksAndDuplicates() {
      assertTrue(refusal(withMode(zip("a"), 0xa1ff)).contains("link"));
      assertTrue(refusal(zip("a/x", "A/X")).contains("twice"));
    }

    @Test
    void tooManyFilesTooLargeAndBombs() {
      assertTrue(refusal(zip("a", "b", "c", "d")).contains("more than 3 files"));
      assertTrue(refusal(ZipArchive.write(Map.of("bomb", new byte[60_000]))).contains("unpacked"));
      assertTrue(refusal(new byte[10_001]).contains("the limit is 10000"));
    }

    @Test
    void lyingSizesAndGarbage() {
      byte[] zip = zip("a");
      ByteBuffer b = ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN);
      b.putInt(b.getInt(zip.length - 6) + 24, 7);
      assertTrue(refusal(zip).contains("damaged"));
      assertEquals("This is not a zip file", refusal(utf8("x".repeat(100))));
      assertEquals("This is not a zip file", refusal(new byte[0]));
    }
  }

  @Nested
  class HostileXml {
    private String refusal(String xml) {
      return assertThrows(XmlParseException.class, () -> XmlElement.parse(utf8(xml), "f"))
          .getMessage();
    }

    @Test
    void noDoctypeAndNoEntities() {
      assertTrue(
          refusal("<!DOCTYPE a [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><a>&x;</a>")
              .contains("DOCTYPE"));
      refusal("<a>&unknown;</a>");
    }

    @Test
    void depthIsCapped() {
      refusal("<a>".repeat(101) + "</a>".repeat(101));
      assertThrows(XmlParseException.class, () -> XmlElement.parse(utf8(""), "f"));
    }

    @Test
    void textPositionsAndNilAreKept() throws Exception {
      XmlElement e =
          XmlElement.parse(
              utf8(
                  "<a xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'>\n"
                      + "  <b xsi:nil='true'/><c><![CDATA[1 < 2]]> &amp; 3</c></a>"),
              "f");
      assertEquals("1 < 2 & 3", e.text("c"));
      assertTrue(e.child("b").get().nil());
      assertEquals(2, e.child("c").get().line());
      assertEquals(22, e.child("c").get().column());
      assertEquals(e, XmlElement.parse(e.toDocument(), "f"));
    }
  }
}
