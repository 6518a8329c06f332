package org.closedloop.localorg.check;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.closedloop.metadata.Diagnostic;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

/** Lightning pages and the settings of web components. */
class LightningRulesTest {
  private static final String RECORD = "lightning__RecordPage";
  private final Candidate candidate =
      new Candidate()
          .object("Visit__c")
          .field("Visit__c.Score__c", "<type>Number</type><precision>3</precision><scale>0</scale>")
          .field("Visit__c.Account__c", Candidate.lookup("Account", "Visits"));

  private static String exposed(String targets, String configs) {
    return "<apiVersion>62.0</apiVersion><isExposed>true</isExposed><targets><target>"
        + targets
        + "</target></targets>"
        + configs;
  }

  private static String config(String target, String body) {
    return "<targetConfigs><targetConfig targets=\""
        + target
        + "\">"
        + body
        + "</targetConfig></targetConfigs>";
  }

  private List<String> messages(String type) {
    return candidate.check().stream()
        .filter(d -> d.componentType().equals(type) && d.isError())
        .map(Diagnostic::message)
        .toList();
  }

  @Nested
  class Pages {
    private static final String CARD =
        "<itemInstances><componentInstance>%s<componentName>%s</componentName><identifier>%s"
            + "</identifier></componentInstance></itemInstances>";

    private String card(String name, String identifier, String... settings) {
      StringBuilder set = new StringBuilder();
      for (int i = 0; i < settings.length; i += 2) {
        set.append("<componentInstanceProperties><name>")
            .append(settings[i])
            .append("</name><value>")
            .append(settings[i + 1])
            .append("</value></componentInstanceProperties>");
      }
      return CARD.formatted(set, name, identifier);
    }

    private String field(String item, String behaviour) {
      return "<itemInstances><fieldInstance><fieldInstanceProperties><name>uiBehavior</name><value>"
          + behaviour
          + "</value></fieldInstanceProperties><fieldItem>"
          + item
          + "</fieldItem><identifier>"
          + item.replace('.', '_')
          + "</identifier></fieldInstance></itemInstances>";
    }

    private String region(String name, String type, String items) {
      return "<flexiPageRegions>"
          + items
          + "<name>"
          + name
          + "</name><type>"
          + type
          + "</type></flexiPageRegions>";
    }

    private List<String> page(String regions) {
      return page("Visit_Page", "RecordPage", "flexipage:recordHomeTemplateDesktop", regions);
    }

    private List<String> page(String name, String type, String template, String regions) {
      candidate.xml(
          "FlexiPage",
          name,
          regions
              + "<masterLabel>P</masterLabel>"
              + (type.equals("RecordPage") ? "<sobjectType>Visit__c</sobjectType>" : "")
              + "<template><name>"
              + template
              + "</name></template><type>"
              + type
              + "</type>");
      return messages("FlexiPage");
    }

    private String main(String items) {
      return region("main", "Region", items);
    }

    @Test
    void soundPagePasses() {
      candidate.bundle(
          "visitCard",
          exposed(RECORD, config(RECORD, "<property name=\"rows\" type=\"Integer\" max=\"9\"/>")));
      assertEquals(
          List.of(),
          page(
              region("header", "Region", card("force:highlightsPanel", "h"))
                  + region("detail", "Facet", card("force:detailPanel", "d"))
                  + region(
                      "tabs", "Facet", card("flexipage:tab", "t", "body", "detail", "title", "D"))
                  + region("cols", "Facet", field("Record.Score__c", "none"))
                  + region("col", "Facet", card("flexipage:column", "c", "body", "cols"))
                  + main(
                      card("flexipage:tabset", "ts", "tabs", "tabs")
                          + card("flexipage:fieldSection", "fs", "columns", "col", "label", "x")
                          + card("visitCard", "v", "rows", "5"))));
    }

    @Test
    void inventedComponents() {
      assertEquals(
          List.of(
              "We couldn't retrieve the design time component information for component"
                  + " flexipage:tabset2",
              "We couldn't retrieve the design time component information for component"
                  + " force:detailPanl",
              "We couldn't retrieve the design time component information for component c:nope"),
          page(
              main(
                  card("flexipage:tabset2", "a")
                      + card("force:detailPanl", "b")
                      + card("nope", "c"))));
    }

    @Test
    void ownComponentsAreExposedOnSuchPagesAndTakeWhatIsSet() {
      candidate
          .bundle("hidden", "<apiVersion>62.0</apiVersion><isExposed>false</isExposed>")
          .bundle("appOnly", exposed("lightning__AppPage", ""))
          .bundle(
              "card",
              exposed(
                  RECORD,
                  config(
                      RECORD,
                      "<property name=\"rows\" type=\"Integer\" max=\"9\"/>"
                          + "<property name=\"title\" type=\"String\" required=\"true\"/>"
                          + "<objects><object>Account</object></objects>")));
      assertEquals(
          Set.of(
              "The component c:hidden is not exposed",
              "The component c:appOnly is not meant for pages of type RecordPage",
              "The component c:card has no property row for lightning__RecordPage",
              "Property rows: 10 is out of its bounds",
              "The component c:card needs the property title",
              "The component c:card is not meant for pages of Visit__c"),
          Set.copyOf(
              page(
                  main(
                      card("hidden", "a")
                          + card("appOnly", "b")
                          + card("card", "c", "rows", "10", "row", "1")))));
    }

    @Test
    void fieldReferencesStartAtTheRecord() {
      assertEquals(
          List.of(
              "Invalid field reference: Visit__c.Name",
              "We couldn't retrieve or load the information on the field: Record.Scor__c",
              "uiBehavior is none, readonly or required, not 'edit'"),
          page(
              main(
                  field("Visit__c.Name", "none")
                      + field("Record.Scor__c", "none")
                      + field("Record.Name", "edit"))));
    }

    @Test
    void fieldInstancesNeedTheirBehaviour() {
      assertEquals(
          List.of("Missing fieldInstanceProperties"),
          page(
              main(
                  "<itemInstances><fieldInstance><fieldItem>Record.Name</fieldItem><identifier>n"
                      + "</identifier></fieldInstance></itemInstances>")));
    }

    @Test
    void facetsAreUsedAndExist() {
      assertEquals(
          List.of("Unused Facet: lost", "There is no facet tbs"),
          page(
              region("lost", "Facet", card("force:detailPanel", "d"))
                  + main(card("flexipage:tabset", "ts", "tabs", "tbs"))));
    }

    private String told(Diagnostic d) {
      return d.code() + " " + d.line() + " " + d.message();
    }

    @Test
    void aFacetBelongsToOneProperty() {
      String facet = "Facet-0123abcd";
      String once =
          "\n"
              + region(
                  facet, "Facet", card("flexipage:tab", "t", "title", "T", "body", "Facet-4567"))
              + "\n"
              + region("Facet-4567", "Facet", card("force:detailPanel", "d"))
              + main(card("flexipage:tabset", "a", "tabs", facet));
      assertEquals(List.of(), page(once));
      page(
          once.replace(
              "</componentInstance></itemInstances><name>main",
              "</componentInstance></itemInstances>"
                  + card("flexipage:tabset", "b", "tabs", facet)
                  + "<name>main"));
      assertEquals(
          List.of("reused-facet 2 The facet " + facet + " is used more than once"),
          candidate.check().stream().filter(Diagnostic::isError).map(this::told).toList());
    }

    @Test
    void aRegionStandsOnce() {
      String once = "\n" + main(card("force:detailPanel", "d"));
      page(once + "\n" + main(""));
      assertEquals(
          List.of("duplicate-region 3 Duplicate region: main"),
          candidate.check().stream().filter(Diagnostic::isError).map(this::told).toList());
    }

    @Test
    void namesAndIdentifiersAreUnique() {
      assertEquals(
          List.of("Duplicate region: main", "Duplicate identifier: d"),
          page(
              main(card("force:detailPanel", "d"))
                  + main(card("force:relatedListContainer", "d"))));
    }

    @Test
    void regionsAndTypeFollowTheTemplate() {
      assertEquals(
          List.of(
              "The template home:desktopTemplate is for pages of type HomePage, not AppPage",
              "The template home:desktopTemplate has no region main"),
          page("P", "AppPage", "home:desktopTemplate", main("")));
    }

    @Test
    void noObjectSuffixInTheName() {
      assertEquals(
          List.of("Cannot create a new component with the namespace: Volunteer"),
          page(
              "Volunteer__c_Record_Page", "AppPage", "flexipage:defaultAppHomeTemplate", main("")));
    }

    @Test
    void anItemHoldsOneThing() {
      assertEquals(1, page(main("<itemInstances></itemInstances>")).size());
    }

    @Test
    void decoratorsOnlyOnUtilityBars() {
      String decorated =
          "<itemInstances><componentInstance><componentInstanceProperties><name>height</name>"
              + "<type>decorator</type><value>480</value></componentInstanceProperties>"
              + "<componentName>flexipage:recentItems</componentName></componentInstance>"
              + "</itemInstances>";
      assertEquals(
          List.of("Only components of a UtilityBar have decorators"), page(main(decorated)));
    }

    @Test
    void visibilityRules() {
      String rule =
          "<visibilityRule><booleanFilter>1 AND 3</booleanFilter>"
              + "<criteria><leftValue>{!Record.Scor__c}</leftValue><operator>EQUAL</operator>"
              + "<rightValue>1</rightValue></criteria>"
              + "<criteria><leftValue>{!Record.Score__c}</leftValue><operator>EQUALS</operator>"
              + "<rightValue>x</rightValue></criteria></visibilityRule>";
      List<String> found =
          page(
              main(
                  "<itemInstances><componentInstance><componentName>force:detailPanel"
                      + "</componentName>"
                      + rule
                      + "</componentInstance></itemInstances>"));
      assertEquals(4, found.size(), found.toString());
      assertTrue(found.get(0).contains("there is no condition 3"));
      assertTrue(found.get(1).endsWith("Record.Scor__c"));
      assertTrue(found.get(2).contains("'EQUALS' is no operator"));
      assertTrue(found.get(3).contains("'x' is no value of the Number field Score__c"));
    }

    @Test
    void relatedListsFollowTheChildRelationship() {
      candidate.field("Visit__c.Visit__c", Candidate.lookup("Visit__c", "Parts"));
      assertEquals(
          List.of("Visit__c has no related list Part__r"),
          page(
              main(
                  card(
                          "force:relatedListSingleContainer",
                          "a",
                          "parentFieldApiName",
                          "Visit__c.Id",
                          "relatedListApiName",
                          "Part__r")
                      + card(
                          "force:relatedListSingleContainer",
                          "b",
                          "parentFieldApiName",
                          "Visit__c.Id",
                          "relatedListApiName",
                          "Parts__r"))));
    }
  }

  @Nested
  class Bundles {
    private List<String> bundle(String body) {
      candidate.bundle("card", body);
      return messages("LightningComponentBundle");
    }

    private List<String> property(String target, String attributes) {
      return bundle(exposed(target, config(target, "<property " + attributes + "/>")));
    }

    @Test
    void targetsAreKnown() {
      assertEquals(
          List.of("'lightning__RecordPag' is no target", "'RecordPage' is no target"),
          bundle(exposed("lightning__RecordPag</target><target>RecordPage", "")));
    }

    @Test
    void propertiesHaveKnownTypesAndFittingDefaults() {
      assertEquals(
          List.of("'Text' is no type of a property on lightning__RecordPage"),
          property(RECORD, "name=\"a\" type=\"Text\""));
    }

    @Test
    void defaultsFit() {
      assertEquals(
          List.of("The default of a: 'yes' is neither true nor false"),
          property(RECORD, "name=\"a\" type=\"Boolean\" default=\"yes\""));
    }

    @Test
    void defaultsAreInTheirList() {
      assertEquals(
          List.of("The default of a: 'mid' is not among small,large"),
          property(
              RECORD, "name=\"a\" type=\"String\" datasource=\"small,large\" default=\"mid\""));
    }

    @Test
    void rolesOnlyOnFlowScreens() {
      assertEquals(
          List.of("Only properties on lightning__FlowScreen have a role"),
          property(RECORD, "name=\"a\" type=\"String\" role=\"inputOnly\""));
    }

    @Test
    void rolesAreInputOrOutput() {
      assertEquals(
          List.of("The role is inputOnly or outputOnly, not 'input'"),
          property("lightning__FlowScreen", "name=\"a\" type=\"String\" role=\"input\""));
    }

    @Test
    void boundsOnlyForNumbers() {
      assertEquals(
          List.of("min is for properties of type Integer, not String"),
          property(RECORD, "name=\"a\" type=\"String\" min=\"1\""));
    }

    @Test
    void misspeltAttributes() {
      assertEquals(
          List.of("Attribute defualt invalid in a property"),
          property(RECORD, "name=\"a\" type=\"String\" defualt=\"1\""));
    }

    @Test
    void formFactorsAndActionTypes() {
      assertEquals(
          List.of(
              "A supportedFormFactor has the type Large or Small",
              "An actionType belongs to lightning__RecordAction"),
          bundle(
              exposed(
                  RECORD,
                  config(
                      RECORD,
                      "<supportedFormFactors><supportedFormFactor type=\"Medium\"/>"
                          + "</supportedFormFactors><actionType>ScreenAction</actionType>"))));
    }

    @Test
    void classesBehindFlowTypesExist() {
      assertEquals(
          List.of("'apex://Missing' is no type of a property on lightning__FlowScreen"),
          property("lightning__FlowScreen", "name=\"a\" type=\"apex://Missing\""));
    }

    @Test
    void namesStartWithALowerCaseLetter() {
      candidate.bundle("Visit-Card", "<apiVersion>62.0</apiVersion>");
      assertTrue(
          messages("LightningComponentBundle").contains("'Visit-Card' is no name of a bundle"));
    }
  }
}
