package org.closedloop.localorg.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.ContentFile;
import org.closedloop.metadata.Diagnostic;
import org.junit.jupiter.api.Test;

/** Names in scripts and templates of Lightning web components. */
class ScriptReferenceRuleTest {
  private final Candidate candidate =
      new Candidate()
          .object("Visit__c")
          .field("Visit__c.Account__c", Candidate.lookup("Account", "Visits"))
          .apex(
              "Visits",
              "public class Visits { @AuraEnabled(cacheable=true) public static void all() {}"
                  + " public static void hidden() {} }")
          .bundle("visitCard", "<apiVersion>62.0</apiVersion><isExposed>false</isExposed>");

  private List<Diagnostic> found(String file, String text) {
    List<Component> all = new ArrayList<>();
    candidate.set().forEach(all::add);
    Component card = candidate.set().ofType("LightningComponentBundle").get(0);
    all.add(
        new Component(
            "LightningComponentBundle",
            "page",
            "lwc/page/page.js-meta.xml",
            card.xml(),
            null,
            List.of(
                new ContentFile("page/page.js", "lwc/page/page.js", new byte[0]),
                new ContentFile(
                    "page/" + file, "lwc/page/" + file, text.getBytes(StandardCharsets.UTF_8)))));
    return new Checker(UnsupportedPolicy.REFUSE)
        .check(new FakeOrg(), ComponentSet.of(all)).stream().filter(Diagnostic::isError).toList();
  }

  private void refused(String source, String message, String hint) {
    List<Diagnostic> found =
        found("more.js", "import { LightningElement } from 'lwc';\nimport x from '" + source + "'");
    assertEquals(1, found.size(), found.toString());
    assertEquals("lwc/page/more.js:2:16", place(found.get(0)));
    assertEquals(message, found.get(0).message());
    assertEquals(hint, found.get(0).hint());
  }

  private static String place(Diagnostic d) {
    return d.file() + ":" + d.line() + ":" + d.column();
  }

  private void accepted(String source) {
    assertEquals(List.of(), found("more.js", "import x from '" + source + "';"), source);
  }

  @Test
  void apexMethodsExistAndAreEnabled() {
    refused(
        "@salesforce/apex/Visit.all",
        "Unable to find Apex action class referenced as 'Visit'",
        "did you mean 'Visits'?");
    refused(
        "@salesforce/apex/Visits.al",
        "Unable to find Apex action method referenced as 'Visits.al'",
        "");
    refused(
        "@salesforce/apex/Visits.hidden",
        "Unable to find Apex action method referenced as 'Visits.hidden'",
        "the method needs @AuraEnabled");
    accepted("@salesforce/apex/Visits.all");
    accepted("@salesforce/apex/ns.Visits.all");
    accepted("@salesforce/apex");
  }

  @Test
  void objectsAndFieldsExist() {
    refused(
        "@salesforce/schema/Vist__c",
        "Invalid reference Vist__c of type sobject in file more.js",
        "did you mean 'Visit__c'?");
    refused(
        "@salesforce/schema/Visit__c.Acount__c",
        "Invalid reference Visit__c.Acount__c of type sobjectField in file more.js",
        "did you mean 'Account__c'?");
    accepted("@salesforce/schema/Visit__c.Account__r.Name");
    accepted("@salesforce/schema/Visit__c.Account__c");
    accepted("@salesforce/schema/Visit__c.Owner.Name");
    accepted("@salesforce/schema/Account.Name");
    accepted("@salesforce/schema/ns__Thing__c.ns__F__c");
  }

  @Test
  void labelsResourcesAndModulesExist() {
    refused(
        "@salesforce/label/c.Title", "Invalid reference Title of type label in file more.js", "");
    refused(
        "@salesforce/resourceUrl/logo",
        "Invalid reference logo of type resourceUrl in file more.js",
        "");
    refused(
        "c/visitCrad",
        "No MODULE named markup://c:visitCrad found : [more.js]",
        "did you mean 'visitCard'?");
    accepted("c/visitCard");
    accepted("@salesforce/label/ns.Title");
    accepted("lightning/navigation");
  }

  @Test
  void tagsAreComponents() {
    List<Diagnostic> found =
        found("page.html", "<template>\n  <c-visit-card></c-visit-card>\n  <c-nope></c-nope>");
    assertEquals(1, found.size(), found.toString());
    assertEquals("lwc/page/page.html:3:3", place(found.get(0)));
    assertEquals("No MODULE named markup://c:nope found : [page.html]", found.get(0).message());
  }

  @Test
  void commentsAndTestsAreNotRead() {
    assertEquals(List.of(), found("more.js", "// import x from 'c/nope';\n/*\nimport 'c/nope';*/"));
    assertEquals(List.of(), found("page.html", "<template><!-- <c-nope/> --></template>"));
    assertEquals(List.of(), found("__tests__/page.test.js", "import x from 'c/nope';"));
  }
}
