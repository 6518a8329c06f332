package org.closedloop.localorg.validate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.closedloop.localorg.org.OrgOptions;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.ReadResult;
import org.closedloop.metadata.SourceProject;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ValidatorTest {
  private static final Validator VALIDATOR = new Validator(OrgOptions.defaults());

  @TempDir private Path dir;

  private void file(String path, String text) {
    try {
      Path file = dir.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String xml(String type, String body) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<"
        + type
        + " xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n"
        + body
        + "\n</"
        + type
        + ">\n";
  }

  private void apex(String name, String text) {
    file("classes/" + name + ".cls", text);
    file(
        "classes/" + name + ".cls-meta.xml",
        xml("ApexClass", "<apiVersion>62.0</apiVersion>\n<status>Active</status>"));
  }

  private void field(String name, String body) {
    file(
        "objects/Account/fields/" + name + ".field-meta.xml",
        xml("CustomField", "<fullName>" + name + "</fullName>\n<label>L</label>\n" + body));
  }

  private void page(String name, String markup) {
    file("pages/" + name + ".page", markup);
    file(
        "pages/" + name + ".page-meta.xml",
        xml("ApexPage", "<apiVersion>62.0</apiVersion>\n<label>" + name + "</label>"));
  }

  private void flowCalling(String apexClass) {
    file(
        "flows/Caller.flow-meta.xml",
        xml(
            "Flow",
            "<actionCalls><name>Call</name><label>Call</label><locationX>0</locationX>"
                + "<locationY>0</locationY>\n<actionName>"
                + apexClass
                + "</actionName><actionType>apex</actionType></actionCalls>\n"
                + "<apiVersion>62.0</apiVersion><label>Caller</label>"
                + "<processType>AutoLaunchedFlow</processType>\n"
                + "<start><locationX>0</locationX><locationY>0</locationY><connector>"
                + "<targetReference>Call</targetReference></connector></start>"
                + "<status>Active</status>"));
  }

  private List<String> errors() {
    return shown(validation().errors());
  }

  private Validation validation() {
    return VALIDATOR.validate(read());
  }

  private ReadResult read() {
    try {
      return SourceProject.open(dir).read();
    } catch (IOException | SourceProject.ProjectUnreadable e) {
      throw new IllegalStateException(e);
    }
  }

  private static List<String> shown(List<Diagnostic> found) {
    return found.stream()
        .map(d -> d.code() + " " + d.file().replaceAll(".*/", "") + ":" + d.line())
        .toList();
  }

  @Test
  void nothingHidesBehindSomethingElse() {
    apex("Broken", "public class Broken {\n  Integer i = 'x';\n}");
    field("Bad__c", "<formula>NoSuch__c</formula>\n<type>Text</type>");
    page("P", "<apex:page controller=\"Nobody\">\n<apex:nothing/></apex:page>");
    flowCalling("Nobody");
    List<String> found = errors();
    assertTrue(found.contains("illegal-assignment Broken.cls:2"), found.toString());
    assertTrue(found.contains("formula Bad__c.field-meta.xml:5"), found.toString());
    assertTrue(found.contains("page-controller P.page:1"), found.toString());
    assertTrue(found.contains("page-component P.page:2"), found.toString());
    assertTrue(
        found.stream().anyMatch(f -> f.endsWith("Caller.flow-meta.xml:4")), found.toString());
  }

  @Test
  void aFileThatCannotBeReadIsTheOnlyOneBlamed() {
    file("objects/Account/fields/Lost__c.field-meta.xml", "<CustomField>\n<type>Text</typo>");
    field("Sum__c", "<formula>Lost__c &amp; 'x'</formula>\n<type>Text</type>");
    apex(
        "Uses",
        "public class Uses {\n  String s = [SELECT Lost__c FROM Account LIMIT 1].Lost__c;\n"
            + "  Integer wrong = 'x';\n}");
    file(
        "permissionsets/P.permissionset-meta.xml",
        xml(
            "PermissionSet",
            "<fieldPermissions><editable>true</editable><field>Account.Lost__c</field>"
                + "<readable>true</readable></fieldPermissions><label>P</label>"));
    assertEquals(
        List.of("illegal-assignment Uses.cls:3", "malformed-xml Lost__c.field-meta.xml:2"),
        errors());
  }

  @Test
  void aClassThatCannotBeParsedIsTheOnlyOneBlamed() {
    apex("Gone", "public class Gone {\n  void a( {}\n}");
    apex("Heir", "public class Heir extends Gone {\n  public void b() { missing(); }\n}");
    apex("User1", "public class User1 {\n  Gone g = new Gone();\n  void c() { g.go(); }\n}");
    page("P", "<apex:page controller=\"Gone\">{!thing}</apex:page>");
    flowCalling("Gone");
    assertEquals(List.of("syntax Gone.cls:2"), errors());
  }

  @Test
  void whatAFileSaysAboutItsOwnNameIsACause() {
    apex("Named", "public class Nmaed {\n}");
    apex("User1", "public class User1 {\n  Named n;\n}");
    file("triggers/Fired.trigger", "trigger Fried on Account (before insert) {\n}");
    file(
        "triggers/Fired.trigger-meta.xml",
        xml("ApexTrigger", "<apiVersion>62.0</apiVersion>\n<status>Active</status>"));
    assertEquals(List.of("file-name Named.cls:1", "file-name Fired.trigger:1"), errors());
  }

  @Test
  void unreadableLabelsAreNotMissedByThoseWhoUseThem() {
    file("labels/CustomLabels.labels-meta.xml", "<CustomLabels>\n<labels>");
    apex("Uses", "public class Uses {\n  String s = Label.Greeting;\n  Integer i = 'x';\n}");
    assertEquals(
        List.of("illegal-assignment Uses.cls:3", "malformed-xml CustomLabels.labels-meta.xml:2"),
        errors());
  }

  @Test
  void anUnreadableFileWithAnOddNameDoesNoHarm() {
    file("layouts/Account-Big (old) [x].layout-meta.xml", "<Layout>");
    apex("Uses", "public class Uses extends Nobody {\n}");
    List<String> found = errors();
    assertTrue(found.contains("unknown-type Uses.cls:1"), found.toString());
    assertEquals(2, found.size(), found.toString());
  }

  @Test
  void errorsInsideAClassDoNotTouchThoseWhoCallIt() {
    apex(
        "Act",
        "public class Act {\n  @InvocableMethod\n  public static void run(List<Id> ids) {\n"
            + "    Integer i = 'x';\n  }\n}");
    flowCalling("Act");
    List<String> found = errors();
    assertEquals(1, found.stream().filter(f -> f.contains("Act.cls")).count(), found.toString());
    assertTrue(found.stream().noneMatch(f -> f.contains("unknown")), found.toString());
  }

  @Test
  void aFieldTypeThatThereIsNotIsOneErrorWithItsPlace() {
    field("Odd__c", "<type>Txet</type>");
    apex(
        "Uses",
        "public class Uses {\n  String s = [SELECT Odd__c FROM Account LIMIT 1].Odd__c;\n}");
    assertEquals(List.of("bad-enum-value Odd__c.field-meta.xml:5"), errors());
  }

  @Test
  void whatOnlyTheLocalOrgLacksIsANote() {
    field("Place__c", "<type>ExternalLookup</type>");
    Validation found = validation();
    assertEquals(List.of(), shown(found.errors()));
    assertEquals(List.of("unsupported-field-type Place__c.field-meta.xml:5"), shown(found.infos()));
  }

  @Test
  void malformedMetadataIsNotCompiledAsWell() {
    file(
        "objects/Account/validationRules/V.validationRule-meta.xml",
        xml(
            "ValidationRule",
            "<fullName>V</fullName><active>yes</active>\n<errorConditionFormula>NoSuch__c"
                + "</errorConditionFormula><errorMessage>m</errorMessage>"));
    assertEquals(List.of("bad-value V.validationRule-meta.xml:3"), errors());
  }

  @Test
  void metadataAloneLeavesCodeOut() {
    apex("Broken", "public class Broken {\n  Integer i = 'x';\n}");
    assertEquals(List.of(), VALIDATOR.metadata(read().components()).diagnostics());
  }

  @Test
  void progressIsToldForSources() {
    apex("A", "public class A {}");
    StringBuilder told = new StringBuilder();
    VALIDATOR.validate(read(), (what, done, total) -> told.append(what + " " + done + "/" + total));
    assertEquals("compiled 1/1", told.toString().toLowerCase(Locale.ROOT));
  }
}
