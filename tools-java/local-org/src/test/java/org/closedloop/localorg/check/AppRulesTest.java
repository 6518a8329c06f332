package org.closedloop.localorg.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.closedloop.metadata.Diagnostic;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Tabs, apps, quick actions and sites. */
class AppRulesTest {
  private final Candidate candidate =
      new Candidate()
          .object("Visit__c")
          .field("Visit__c.Account__c", Candidate.lookup("Account", "Visits"))
          .bundle(
              "rescore",
              "<apiVersion>62.0</apiVersion><isExposed>true</isExposed><targets><target>"
                  + "lightning__RecordAction</target></targets><targetConfigs><targetConfig"
                  + " targets=\"lightning__RecordAction\"><actionType>ScreenAction</actionType>"
                  + "</targetConfig></targetConfigs>");

  private List<String> messages(String type, String name, String body) {
    return candidate.xml(type, name, body).check().stream()
        .filter(d -> d.componentType().equals(type) && d.isError())
        .map(Diagnostic::message)
        .toList();
  }

  @Nested
  class Tabs {
    private List<String> tab(String name, String body) {
      return messages("CustomTab", name, body);
    }

    private static final String BELL = "<motif>Custom53: Bell</motif>";

    @Test
    void objectTabs() {
      assertEquals(List.of(), tab("Visit__c", "<customObject>true</customObject>" + BELL));
    }

    @Test
    void objectTabsHaveNoLabel() {
      assertEquals(
          List.of("The tab of an object has no label"),
          tab("Visit__c", "<customObject>true</customObject><label>Visit</label>" + BELL));
    }

    @Test
    void oneKindOfContent() {
      assertEquals(2, tab("Home", "<customObject>false</customObject><label>Home</label>").size());
    }

    @Test
    void whatIsShownExists() {
      assertEquals(
          List.of("In field: flexiPage - no FlexiPage named Visit_Home found"),
          tab("Visit_Home", "<flexiPage>Visit_Home</flexiPage><label>V</label>" + BELL));
    }

    @Test
    void componentsNeedTheTabTarget() {
      assertEquals(
          List.of("The component c:rescore does not have the target lightning__Tab"),
          tab("R", "<label>R</label><lwcComponent>rescore</lwcComponent>" + BELL));
    }

    @Test
    void iconsAreOfTheList() {
      assertEquals(
          List.of("Invalid tab style: Custom153: Bell"),
          tab("Visit__c", "<customObject>true</customObject><motif>Custom153: Bell</motif>"));
    }

    @Test
    void iconsHaveTheirName() {
      assertEquals(
          List.of("Custom53 is Bell, not Bel"),
          tab("Visit__c", "<customObject>true</customObject><motif>Custom53: Bel</motif>"));
    }

    @Test
    void webTabsNeedAnEncoding() {
      assertEquals(
          List.of("Required field is missing: urlEncodingKey"),
          tab("W", "<label>W</label>" + BELL + "<url>https://example.com</url>"));
    }
  }

  @Nested
  class Apps {
    private List<String> app(String body) {
      return messages("CustomApplication", "Visits", body);
    }

    @Test
    void tabsExistOnce() {
      assertEquals(
          List.of(
              "In field: tabs - no CustomTab named Vist__c found",
              "Duplicate tab: standard-home",
              "In field: tabs - no CustomTab named standard-Acount found"),
          app(
              "<tabs>standard-home</tabs><tabs>Vist__c</tabs><tabs>standard-home</tabs>"
                  + "<tabs>standard-Acount</tabs><tabs>standard-Account</tabs>"));
    }

    @Test
    void coloursAreHexadecimal() {
      assertEquals(
          List.of("Invalid color: blue"),
          app("<brand><headerColor>blue</headerColor></brand><label>V</label>"));
    }

    @Test
    void recordPagesFitTheirObject() {
      candidate.xml(
          "FlexiPage",
          "Account_Page",
          "<masterLabel>P</masterLabel><sobjectType>Account</sobjectType><template><name>"
              + "flexipage:recordHomeTemplateDesktop</name></template><type>RecordPage</type>");
      String override =
          "<actionOverrides><actionName>View</actionName><content>%s</content><formFactor>Large"
              + "</formFactor><skipRecordTypeSelect>false</skipRecordTypeSelect><type>Flexipage"
              + "</type><pageOrSobjectType>Visit__c</pageOrSobjectType></actionOverrides>";
      assertEquals(
          List.of(
              "Account_Page is no record page of Visit__c",
              "In field: content - no FlexiPage named Visit_Page found"),
          app(override.formatted("Account_Page") + override.formatted("Visit_Page")));
    }

    @Test
    void utilityBarsAreOfThatType() {
      candidate.xml(
          "FlexiPage",
          "Bar",
          "<masterLabel>P</masterLabel><template><name>flexipage:defaultAppHomeTemplate</name>"
              + "</template><type>AppPage</type>");
      assertEquals(
          List.of("Bar is a page of type AppPage, not UtilityBar"),
          app("<utilityBar>Bar</utilityBar>"));
    }
  }

  @Nested
  class Actions {
    private List<String> action(String name, String body) {
      return messages(
          "QuickAction",
          name,
          body + "<label>Go</label><optionsCreateFeedItem>false</optionsCreateFeedItem>");
    }

    @Test
    void webComponents() {
      assertEquals(
          List.of(),
          action(
              "Visit__c.Rescore",
              "<actionSubtype>ScreenAction</actionSubtype><lightningWebComponent>rescore"
                  + "</lightningWebComponent><type>LightningWebComponent</type>"));
    }

    @Test
    void theSubtypeIsTheComponents() {
      assertEquals(
          List.of("The component rescore is a ScreenAction, not Action"),
          action(
              "Visit__c.Rescore",
              "<actionSubtype>Action</actionSubtype><lightningWebComponent>rescore"
                  + "</lightningWebComponent><type>LightningWebComponent</type>"));
    }

    @Test
    void whatATypeNeeds() {
      assertEquals(
          List.of("An action of type Flow needs its flowDefinition"),
          action("Visit__c.Go", "<type>Flow</type>"));
    }

    @Test
    void flowsExist() {
      assertEquals(
          List.of("In field: flowDefinition - no Flow named Visit_Flow found"),
          action("Visit__c.Go", "<flowDefinition>Visit_Flow</flowDefinition><type>Flow</type>"));
    }

    @Test
    void createdRecordsBelongToTheirSource() {
      assertEquals(
          List.of("Visit__c.Account__c is no lookup to Contact"),
          action(
              "Contact.New_Visit",
              "<targetObject>Visit__c</targetObject><targetParentField>Account__c"
                  + "</targetParentField><type>Create</type>"));
    }

    @Test
    void fieldsAreThoseOfTheObjectWritten() {
      assertEquals(
          List.of("In field: field - no CustomField named Visit__c.Accont__c found"),
          action(
              "Account.New_Visit",
              "<quickActionLayout><layoutSectionStyle>TwoColumnsLeftToRight</layoutSectionStyle>"
                  + "<quickActionLayoutColumns><quickActionLayoutItems><emptySpace>false"
                  + "</emptySpace><field>Accont__c</field><uiBehavior>Edit</uiBehavior>"
                  + "</quickActionLayoutItems></quickActionLayoutColumns></quickActionLayout>"
                  + "<targetObject>Visit__c</targetObject><targetParentField>Account__c"
                  + "</targetParentField><type>Create</type>"));
    }
  }

  @Nested
  class Sites {
    private List<String> site(String body) {
      return messages(
          "CustomSite",
          "Survey",
          "<active>true</active><allowHomePage>false</allowHomePage><allowStandardIdeasPages>false"
              + "</allowStandardIdeasPages><allowStandardLookups>false</allowStandardLookups>"
              + "<allowStandardPortalPages>false</allowStandardPortalPages><allowStandardSearch>"
              + "false</allowStandardSearch><browserXssProtection>true</browserXssProtection>"
              + "<clickjackProtectionLevel>SameOriginOnly</clickjackProtectionLevel>"
              + "<contentSniffingProtection>true</contentSniffingProtection><masterLabel>S"
              + "</masterLabel><referrerPolicyOriginWhenCrossOrigin>true"
              + "</referrerPolicyOriginWhenCrossOrigin><siteType>Visualforce</siteType>"
              + body);
    }

    @Test
    void pagesExistAndValuesAreWellFormed() {
      List<String> found =
          site(
              "<fileNotFoundPage>FileNotFound</fileNotFoundPage><indexPage>Nope</indexPage>"
                  + "<siteAdmin>admin</siteAdmin><urlPathPrefix>a b</urlPathPrefix>");
      assertEquals(3, found.size(), found.toString());
      assertTrue(found.contains("In field: indexPage - no ApexPage named Nope found"));
      assertTrue(found.contains("In field: siteAdmin - no User named admin found"));
      assertTrue(found.contains("Invalid urlPathPrefix: a b"));
    }
  }
}
