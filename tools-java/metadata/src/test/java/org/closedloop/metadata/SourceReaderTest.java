package org.closedloop.metadata;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SourceReaderTest {
  @TempDir Path dir;

  private ProjectFixture fixture() {
    return new ProjectFixture(dir);
  }

  private static List<String> codes(ReadResult read) {
    return read.diagnostics().stream().map(Diagnostic::code).toList();
  }

  @Nested
  class CanonicalForm {
    @Test
    void equalElementsApartAreSortedByClientsWhereTheyCompose(@TempDir Path root) throws Exception {
      String d = "force-app/main/default/objects/Visit__c/";
      ProjectFixture project = new ProjectFixture(root).project();
      project.xml(
          d + "Visit__c.object-meta.xml",
          "CustomObject",
          "<actionOverrides><actionName>New</actionName></actionOverrides><label>V</label>"
              + "<actionOverrides><actionName>Edit</actionName></actionOverrides>");
      project.xml(
          d + "listViews/All.listView-meta.xml",
          "ListView",
          "<fullName>All</fullName><columns>A</columns><label>x</label><columns>B</columns>");
      ReadResult read = SourceProject.open(root).read();
      assertEquals(
          List.of("split-group WARNING", "split-group WARNING"),
          read.diagnostics().stream().map(x -> x.code() + " " + x.severity()).toList());
      Component object = read.components().find("CustomObject", "Visit__c").orElseThrow();
      assertEquals(
          List.of("actionOverrides", "actionOverrides", "label"),
          object.xml().children().stream().map(XmlElement::name).toList());
      Component list = read.components().find("ListView", "Visit__c.All").orElseThrow();
      assertEquals(List.of("A", "B"), list.xml().texts("columns"));
      assertEquals(list.xml(), XmlElement.parse(list.xmlSource(), "All"));
    }

    @Test
    void childrenAreComponentsOfTheirOwn() {
      ComponentSet set = fixture().everyKind().read().components();
      assertEquals("Score", set.find("CustomField", "visit__c.score__C").get().xml().text("label"));
      assertTrue(set.contains("ValidationRule", "Visit__c.V"));
      assertTrue(set.contains("CustomLabel", "L2"));
      assertTrue(set.contains("WorkflowAlert", "Visit__c.Mail"));
      assertTrue(set.contains("MatchingRule", "Lead.M"));
      assertFalse(set.contains("CustomLabels", "CustomLabels"));
      assertEquals(1, set.childrenOf("CustomField", "Account").size());
    }

    @Test
    void everyKindIsReadWithoutRemarkButTheEditorFile() {
      ReadResult read = fixture().everyKind().read();
      assertEquals(List.of("unclaimed-file"), codes(read));
      assertFalse(read.hasErrors());
      Component lwc = read.components().find("LightningComponentBundle", "visitScore").get();
      assertEquals(
          List.of("visitScore/visitScore.html", "visitScore/visitScore.js"),
          lwc.contents().stream().map(ContentFile::path).toList());
    }

    @Test
    void translationsAreMergedIntoOneComponent() {
      XmlElement xml =
          fixture()
              .everyKind()
              .read()
              .components()
              .find("CustomObjectTranslation", "Visit__c-de")
              .get()
              .xml();
      assertEquals("Punkte", xml.at("fields", "label").get().text());
      assertEquals("Besuch", xml.text("nameFieldLabel"));
    }

    @Test
    void expandedStaticResourceBecomesAnArchive() throws Exception {
      Component lib = fixture().everyKind().read().components().find("StaticResource", "lib").get();
      assertEquals(
          List.of("a/b.js", "c.css"),
          List.copyOf(ZipArchive.read(lib.content(), ZipArchive.Limits.PLATFORM).keySet()));
    }
  }

  @Nested
  class Problems {
    @Test
    void malformedXmlHasAPosition() {
      ReadResult read =
          fixture()
              .project()
              .file(
                  "force-app/tabs/T.tab-meta.xml", "<CustomTab>\n  <label>x</lable>\n</CustomTab>")
              .read();
      Diagnostic d = read.diagnostics().get(0);
      assertEquals("malformed-xml", d.code());
      assertEquals(2, d.line());
      assertTrue(d.column() > 10, d.toString());
      assertEquals("force-app/tabs/T.tab-meta.xml", d.file());
    }

    @Test
    void fileNameAndFullNameMustAgree() {
      ReadResult read =
          fixture()
              .project()
              .xml(
                  "force-app/objects/V__c/fields/A__c.field-meta.xml",
                  "CustomField",
                  "<fullName>B__c</fullName>")
              .read();
      assertEquals(List.of("full-name-mismatch"), codes(read));
      assertTrue(read.components().isEmpty());
    }

    @Test
    void bodyWithoutMetaFileAndMetaFileWithoutBody() {
      ReadResult read =
          fixture()
              .project()
              .file("force-app/classes/A.cls", "class A {}")
              .xml("force-app/classes/B.cls-meta.xml", "ApexClass", "")
              .read();
      assertEquals(List.of("missing-meta-file", "missing-content"), codes(read));
      assertEquals("expected A.cls-meta.xml", read.diagnostics().get(0).hint());
    }

    @Test
    void unknownSuffixIsAnErrorWithTheNearestName() {
      ReadResult read =
          fixture().project().xml("force-app/flows/F.flwo-meta.xml", "Flow", "").read();
      assertEquals(List.of("unknown-type"), codes(read));
      assertEquals("did you mean 'flow'?", read.diagnostics().get(0).hint());
    }

    @Test
    void twoPackagesMayBringTheSameComponent() {
      ReadResult read =
          fixture()
              .file(
                  "sfdx-project.json",
                  "{\"packageDirectories\":[{\"path\":\"a\"},{\"path\":\"b\"}],"
                      + "\"sourceApiVersion\":\"62.0\"}")
              .xml("a/tabs/T.tab-meta.xml", "CustomTab", "<label>A</label>")
              .xml("b/tabs/T.tab-meta.xml", "CustomTab", "<label>B</label>")
              .read();
      assertEquals(List.of("duplicate-component"), codes(read));
      assertFalse(read.diagnostics().get(0).isError());
    }

    @Test
    void theSameComponentTwiceIsAnError() {
      ReadResult read =
          fixture()
              .project()
              .xml("force-app/a/flows/F.flow-meta.xml", "Flow", "<label>1</label>")
              .xml("force-app/b/flows/F.flow-meta.xml", "Flow", "<label>2</label>")
              .read();
      assertEquals(List.of("duplicate-component"), codes(read));
    }

    @Test
    void aLabelWrittenTwiceIsToldWhereItStandsAgain() {
      String label =
          "<labels><fullName>Hi</fullName><language>en_US</language><protected>false</protected>"
              + "<shortDescription>Hi</shortDescription><value>%s</value></labels>\n";
      ReadResult read =
          fixture()
              .project()
              .xml(
                  "force-app/labels/CustomLabels.labels-meta.xml",
                  "CustomLabels",
                  "\n" + label.formatted("Hello") + label.formatted("Good day"))
              .read();
      assertEquals(List.of("duplicate-component"), codes(read));
      Diagnostic d = read.diagnostics().get(0);
      assertEquals("CustomLabel 'Hi' is there twice", d.message());
      int first =
          fixture()
              .project()
              .xml(
                  "force-app/labels/CustomLabels.labels-meta.xml",
                  "CustomLabels",
                  "\n" + label.formatted("Hello"))
              .read()
              .components()
              .find("CustomLabel", "Hi")
              .orElseThrow()
              .xml()
              .line();
      assertEquals(first + 1, d.line());
      assertTrue(d.column() > 0);
    }

    @Test
    void wrongRootElement() {
      ReadResult read =
          fixture().project().xml("force-app/flows/F.flow-meta.xml", "CustomTab", "").read();
      assertEquals(List.of("wrong-root"), codes(read));
    }

    @Test
    void brokenProjectFileNamesTheLine() {
      fixture().file("sfdx-project.json", "{\n \"packageDirectories\": [\n}");
      SourceProject.ProjectUnreadable e =
          assertThrows(SourceProject.ProjectUnreadable.class, () -> SourceProject.open(dir));
      assertTrue(e.getMessage().contains("sfdx-project.json:3"), e.getMessage());
    }
  }

  @Nested
  class ForceIgnoreRules {
    /** As the reader asks: the folders first, then the file. */
    private boolean ignores(ForceIgnore rules, String path) {
      int slash = path.lastIndexOf('/');
      return (slash > 0 && rules.ignoresFolder(path.substring(0, slash)))
          || rules.ignoresHere(path, false);
    }

    @Test
    void globsWithAndWithoutPatternsAgree() {
      assertTrue(Glob.of("**/*.dup").matches("a/b.dup"));
      assertTrue(Glob.of("**/*.dup").matches("b.dup"));
      assertFalse(Glob.of("*.dup").matches("a/b.dup"));
      assertTrue(Glob.of("**/b.x").matches("a/b.x"));
      assertFalse(Glob.of("**/b.x").matches("a/ab.x"));
      assertFalse(Glob.of("b.x").matches("a/b.x"));
      assertTrue(Glob.of("a/**/z").matches("a/z"));
      assertTrue(Glob.of("a/**/z").matches("a/b/c/z"));
      assertTrue(Glob.of("**/.*").matches("a/.git"));
      assertFalse(Glob.of("**/.*").matches("a/git"));
      assertTrue(Glob.of("a/*.{x,y}").matches("a/b.y"));
      assertTrue(Glob.of("[ab]?c").matches("bxc"));
      assertFalse(Glob.of("[!ab]?c").matches("bxc"));
      assertTrue(Glob.of("a/**").matches("a/b/c"));
    }

    @Test
    void ignoredFilesAreNotRead() {
      ReadResult read =
          fixture()
              .everyKind()
              .file(
                  ".forceignore",
                  "# comment\nforce-app/**/classes/**\n*.resource-meta.xml\n"
                      + "staticresources\n!**/nothing\n**/jsconfig.json\n")
              .read();
      assertEquals(List.of(), codes(read));
      assertEquals(0, read.components().ofType("ApexClass").size());
      assertEquals(0, read.components().ofType("StaticResource").size());
    }

    @Test
    void laterRulesTakeBackEarlierOnesButNotBelowAnIgnoredFolder() {
      ForceIgnore rules = new ForceIgnore(List.of("a/*", "!a/keep.cls", "b/", "!b/keep.cls"));
      assertTrue(ignores(rules, "a/x.cls"));
      assertFalse(ignores(rules, "a/keep.cls"));
      assertTrue(ignores(rules, "b/keep.cls"));
      assertFalse(ignores(rules, "c/b"));
      assertTrue(ignores(rules, "c/.eslintrc.json"));
    }
  }

  @Nested
  class Replacements {
    private ProjectFixture withReplacement(String rest) {
      return fixture()
          .file(
              "sfdx-project.json",
              "{\"packageDirectories\":[{\"path\":\"force-app\"}],\"replacements\":[{"
                  + rest
                  + "}]}")
          .xml("force-app/sites/S.site-meta.xml", "CustomSite", "<siteAdmin>@USER@</siteAdmin>");
    }

    private ReadResult read(java.util.Map<String, String> env) throws Exception {
      return SourceProject.open(dir).read(env::get);
    }

    @Test
    void textComesFromTheEnvironment() throws Exception {
      withReplacement(
          "\"filename\":\"force-app/sites/S.site-meta.xml\",\"stringToReplace\":\"@USER@\","
              + "\"replaceWithEnv\":\"ADMIN\"");
      assertEquals(
          "a$1@b.c",
          read(java.util.Map.of("ADMIN", "a$1@b.c"))
              .components()
              .find("CustomSite", "S")
              .get()
              .xml()
              .text("siteAdmin"));
    }

    @Test
    void unsetVariableIsAnError() throws Exception {
      withReplacement(
          "\"glob\":\"**/*.site-meta.xml\",\"stringToReplace\":\"@USER@\","
              + "\"replaceWithEnv\":\"ADMIN\"");
      assertEquals(List.of("replacement-unset"), codes(read(java.util.Map.of())));
    }

    @Test
    void conditionsDecideAndRegexesMatch() throws Exception {
      withReplacement(
          "\"glob\":\"force-app/**\",\"regexToReplace\":\"@[A-Z]+@\",\"replaceWithEnv\":\"ADMIN\","
              + "\"replaceWhenEnv\":[{\"env\":\"CI\",\"value\":\"true\"}]");
      assertFalse(read(java.util.Map.of()).hasErrors());
      Component site =
          read(java.util.Map.of("CI", "true", "ADMIN", "x"))
              .components()
              .find("CustomSite", "S")
              .get();
      assertNotNull(site);
      assertEquals("x", site.xml().text("siteAdmin"));
    }
  }
}
