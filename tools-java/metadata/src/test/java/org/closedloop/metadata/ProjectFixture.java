package org.closedloop.metadata;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Builds small projects on disk for tests. */
final class ProjectFixture {
  private final Path root;

  ProjectFixture(Path root) {
    this.root = root;
  }

  ProjectFixture file(String path, String text) {
    try {
      Path file = root.resolve(path);
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
      return this;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a metadata file with prolog and namespace. */
  ProjectFixture xml(String path, String root, String body) {
    return file(path, document(root, body));
  }

  static String document(String root, String body) {
    return "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<"
        + root
        + " xmlns=\"http://soap.sforce.com/2006/04/metadata\">\n"
        + body
        + "\n</"
        + root
        + ">\n";
  }

  ProjectFixture project() {
    return file(
        "sfdx-project.json",
        "{\"packageDirectories\":[{\"path\":\"force-app\",\"default\":true}],"
            + "\"sourceApiVersion\":\"62.0\"}");
  }

  /** A project with one component of nearly every storage kind. */
  ProjectFixture everyKind() {
    String d = "force-app/main/default/";
    project();
    file(d + "classes/sub/A.cls", "public class A {}");
    xml(d + "classes/sub/A.cls-meta.xml", "ApexClass", "<apiVersion>62.0</apiVersion>");
    xml(d + "objects/Visit__c/Visit__c.object-meta.xml", "CustomObject", "<label>Visit</label>");
    xml(
        d + "objects/Visit__c/fields/Score__c.field-meta.xml",
        "CustomField",
        "<fullName>Score__c</fullName><label>Score</label><type>Number</type>");
    xml(
        d + "objects/Account/fields/X__c.field-meta.xml",
        "CustomField",
        "<fullName>X__c</fullName><label>X &amp; Y</label><type>Text</type>");
    xml(
        d + "objects/Visit__c/validationRules/V.validationRule-meta.xml",
        "ValidationRule",
        "<fullName>V</fullName><active>true</active>");
    xml(
        d + "labels/CustomLabels.labels-meta.xml",
        "CustomLabels",
        "<labels><fullName>L1</fullName></labels><labels><fullName>L2</fullName></labels>");
    xml(
        d + "workflows/Visit__c.workflow-meta.xml",
        "Workflow",
        "<alerts><fullName>Mail</fullName></alerts>");
    xml(d + "email/Mails.emailFolder-meta.xml", "EmailFolder", "<name>Mails</name>");
    file(d + "email/Mails/Hi.email", "Hi {!Contact.Name}");
    xml(d + "email/Mails/Hi.email-meta.xml", "EmailTemplate", "<name>Hi</name>");
    xml(d + "reports/R.reportFolder-meta.xml", "ReportFolder", "<name>R</name>");
    xml(d + "reports/R/Scores.report-meta.xml", "Report", "<name>Scores</name>");
    file(d + "lwc/visitScore/visitScore.js", "export default 1");
    file(d + "lwc/visitScore/visitScore.html", "<template></template>");
    file(d + "lwc/visitScore/__tests__/visitScore.test.js", "test()");
    file(d + "lwc/jsconfig.json", "{}");
    xml(
        d + "lwc/visitScore/visitScore.js-meta.xml",
        "LightningComponentBundle",
        "<apiVersion>62.0</apiVersion>");
    file(d + "staticresources/logo.svg", "<svg/>");
    xml(
        d + "staticresources/logo.resource-meta.xml",
        "StaticResource",
        "<contentType>image/svg+xml</contentType>");
    file(d + "staticresources/lib/a/b.js", "b");
    file(d + "staticresources/lib/c.css", "c");
    xml(
        d + "staticresources/lib.resource-meta.xml",
        "StaticResource",
        "<contentType>application/zip</contentType>");
    xml(d + "customMetadata/Cfg.Default.md-meta.xml", "CustomMetadata", "<label>Default</label>");
    xml(d + "layouts/Visit__c-Visit Layout.layout-meta.xml", "Layout", "");
    xml(
        d + "objectTranslations/Visit__c-de/Visit__c-de.objectTranslation-meta.xml",
        "CustomObjectTranslation",
        "<nameFieldLabel>Besuch</nameFieldLabel>");
    xml(
        d + "objectTranslations/Visit__c-de/Score__c.fieldTranslation-meta.xml",
        "CustomFieldTranslation",
        "<label>Punkte</label><name>Score__c</name>");
    xml(d + "documents/Docs.documentFolder-meta.xml", "DocumentFolder", "<name>Docs</name>");
    file(d + "documents/Docs/logo.png", "png");
    xml(d + "documents/Docs/logo.document-meta.xml", "Document", "<name>logo</name>");
    xml(d + "settings/Security.settings-meta.xml", "SecuritySettings", "");
    xml(d + "sites/Feedback.site-meta.xml", "CustomSite", "<active>true</active>");
    xml(
        d + "matchingRules/Lead.matchingRule-meta.xml",
        "MatchingRules",
        "<matchingRules><fullName>M</fullName></matchingRules>");
    return this;
  }

  ReadResult read() {
    try {
      return SourceProject.open(root).read(v -> null);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (SourceProject.ProjectUnreadable e) {
      throw new IllegalStateException(e);
    }
  }
}
