package org.closedloop.localorg.check;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.closedloop.metadata.Diagnostic;
import org.junit.jupiter.api.Test;

/** Translations, paths, classic templates, notification types and resources. */
class TranslationRulesTest {
  private final Candidate candidate =
      new Candidate()
          .object("Visit__c")
          .field(
              "Visit__c.Status__c",
              Candidate.picklist("<fullName>New</fullName><default>true</default><label>N</label>"))
          .field("Visit__c.Note__c", "<type>Text</type><length>9</length>")
          .xml("EmailFolder", "Mails", "<name>Mails</name>");

  private List<String> messages(String type, String name, String body) {
    return candidate.xml(type, name, body).check().stream()
        .filter(d -> d.componentType().equals(type) && d.isError())
        .map(Diagnostic::message)
        .toList();
  }

  @Test
  void translatedLabelsExist() {
    assertEquals(
        List.of("In field: name - no CustomLabel named Greting found"),
        messages(
            "Translations",
            "de",
            "<customLabels><label>Hallo</label><name>Greting</name></customLabels>"));
  }

  @Test
  void translatedPartsOfObjectsExist() {
    assertEquals(
        List.of(
            "In field: name - no CustomField named Visit__c.Nte__c found",
            "In field: name - no ValidationRule named Visit__c.Due found"),
        messages(
            "CustomObjectTranslation",
            "Visit__c-de",
            "<fields><label>Notiz</label><name>Nte__c</name></fields><validationRules>"
                + "<errorMessage>Termin fehlt</errorMessage><name>Due</name></validationRules>"));
  }

  @Test
  void pathsFollowAPicklistAndItsValues() {
    String path =
        "<active>true</active><entityName>Visit__c</entityName><fieldName>%s</fieldName>"
            + "<masterLabel>P</masterLabel>%s<recordTypeName>__MASTER__</recordTypeName>";
    assertEquals(
        List.of("A path follows a picklist, not a field of type Text"),
        messages("PathAssistant", "P", path.formatted("Note__c", "")));
    assertEquals(
        List.of("'Nw' is no value of Visit__c.Status__c"),
        messages(
            "PathAssistant",
            "P",
            path.formatted(
                "Status__c",
                "<pathAssistantSteps><fieldNames>Note__c</fieldNames><picklistValueName>Nw"
                    + "</picklistValueName></pathAssistantSteps>")));
  }

  private List<String> template(String rest) {
    return messages(
        "EmailTemplate",
        "Mails/Invitation",
        "<available>true</available><encodingKey>UTF-8</encodingKey><name>I</name>" + rest);
  }

  @Test
  void templatesOfTypeHtmlNeedALetterhead() {
    assertEquals(
        List.of("A template of type html needs a letterhead"),
        template("<style>none</style><subject>S</subject><type>html</type>"));
  }

  @Test
  void onlyTemplatesOfTypeHtmlHaveAStyle() {
    assertEquals(
        List.of("A template of type custom has the style none"),
        template("<style>newsletter</style><subject>S</subject><type>custom</type>"));
  }

  @Test
  void lightningMergeFieldsDoNotWorkInClassicTemplates() {
    assertEquals(
        List.of("Classic templates do not fill in {{{…}}}"),
        template(
            "<style>none</style><subject>Hi {{{Recipient.FirstName}}}</subject><type>text</type>"));
  }

  @Test
  void notificationsNeedAChannel() {
    assertEquals(
        List.of("A notification type needs a channel: desktop or mobile"),
        messages(
            "CustomNotificationType",
            "Alert",
            "<customNotifTypeName>A</customNotifTypeName><desktop>false</desktop><masterLabel>A"
                + "</masterLabel><mobile>false</mobile>"));
  }

  @Test
  void trustedSitesNeedADirective() {
    String site =
        "<context>All</context><endpointUrl>https://example.com</endpointUrl><isActive>true"
            + "</isActive><isApplicableToConnectSrc>%s</isApplicableToConnectSrc>";
    assertEquals(List.of(), messages("CspTrustedSite", "Sound", site.formatted("true")));
    assertEquals(
        List.of("A trusted site needs at least one directive"),
        messages("CspTrustedSite", "Closed", site.formatted("false")));
  }

  @Test
  void resourcesHaveAContentType() {
    assertEquals(
        List.of("Invalid content type: css"),
        messages(
            "StaticResource",
            "style",
            "<cacheControl>Public</cacheControl><contentType>css</contentType>"));
  }

  @Test
  void labelsAreInALanguage() {
    String label =
        "<fullName>L</fullName><language>%s</language><protected>false</protected>"
            + "<shortDescription>s</shortDescription><value>v</value>";
    assertEquals(List.of(), messages("CustomLabel", "L", label.formatted("iw")));
    assertEquals(
        List.of("Invalid language: enUS"), messages("CustomLabel", "L", label.formatted("enUS")));
  }
}
