package org.closedloop.localorg.schema;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Field;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.XmlElement;
import org.junit.jupiter.api.Test;

class SchemaRegistryTest {
  /** Objects whose parents the stubs leave out although code that orgs run names them. */
  private static final Set<String> NO_PARENTS_TOLD =
      Set.of("FlowDefinitionView", "FlowVersionView");

  static Component component(String type, String name, String body) throws Exception {
    String xml =
        "<"
            + type
            + " xmlns=\"http://soap.sforce.com/2006/04/metadata\">"
            + body
            + "</"
            + type
            + ">";
    return Component.ofXml(
        type, name, name, XmlElement.parse(xml.getBytes(StandardCharsets.UTF_8), name));
  }

  @Test
  void viewsOfFlowsLeadToObjectsAndOtherFlows() {
    OrgSchema s = new SchemaRegistry().build(ComponentSet.empty());
    assertEquals(
        List.of("EntityDefinition"),
        s.require("FlowDefinitionView")
            .relationship("TriggerObjectOrEvent")
            .orElseThrow()
            .referenceTo());
    assertTrue(s.require("EntityDefinition").field("QualifiedApiName").isPresent());
    for (String self : List.of("OverriddenBy", "OverriddenFlow", "SourceTemplate")) {
      assertEquals(
          List.of("FlowDefinitionView"),
          s.require("FlowDefinitionView").relationship(self).orElseThrow().referenceTo());
    }
    assertTrue(s.require("FlowDefinitionView").childRelationship("Versions").isPresent());
  }

  @Test
  void standardObjectsHaveTheirFieldsAndRelationships() {
    OrgSchema s = new SchemaRegistry().build(ComponentSet.empty());
    SObjectDef account = s.require("account");
    assertEquals("001", account.keyPrefix());
    assertEquals(255, account.field("name").orElseThrow().length());
    assertEquals("Contact", account.childRelationship("contacts").orElseThrow().childObject());
    assertEquals("Contact", s.byKeyPrefix("003").orElseThrow().name());
    FieldDef what = s.require("Task").field("WhatId").orElseThrow();
    assertTrue(what.referenceTo().contains("Opportunity") && what.polymorphic());
    assertFalse(what.referenceTo().contains("Contact"), "contacts stand in WhoId");
    assertTrue(s.object("AccountTeamMember").isEmpty(), "only with its feature");
    assertTrue(
        new SchemaRegistry(Set.of("AccountTeams"))
            .build(ComponentSet.empty())
            .object("AccountTeamMember")
            .isPresent());
    assertEquals("Case", s.require("Case").label());
    assertTrue(s.object("AccountShare").isPresent());
  }

  /** Field names and broad types agree with the published stubs. */
  @Test
  void overlayAgreesWithTheStubs() throws Exception {
    List<String> wrong = new ArrayList<>();
    List<String> withoutStub = new ArrayList<>();
    for (ObjectDraft o : StandardObjects.read(Set.of("AccountTeams")).values()) {
      Class<?> stub;
      try {
        stub =
            Class.forName(
                "io.github.apexdevtools.sobjecttypes." + o.name,
                false,
                SchemaRegistryTest.class.getClassLoader());
      } catch (ClassNotFoundException e) {
        withoutStub.add(o.name);
        continue;
      }
      Map<String, String> fields = new HashMap<>();
      for (Field f : stub.getDeclaredFields()) {
        fields.put(f.getName(), f.getType().getSimpleName());
      }
      for (FieldDef f : o.fields()) {
        String type = fields.get(f.name());
        if (type == null) {
          wrong.add(o.name + "." + f.name() + " is not in the stubs");
        } else if (!fits(f.type(), type)) {
          wrong.add(o.name + "." + f.name() + " is " + f.type() + ", stub says " + type);
        }
        boolean told = !NO_PARENTS_TOLD.contains(o.name);
        if (told && f.relationshipName() != null && !fields.containsKey(f.relationshipName())) {
          wrong.add(o.name + "." + f.relationshipName() + " is not a relationship");
        }
      }
    }
    assertEquals("", String.join("\n", wrong));
    assertEquals(List.of("AccountTeamMember"), withoutStub, "exist only with their feature");
  }

  private static boolean fits(FieldType type, String stub) {
    return switch (type) {
      case BOOLEAN -> stub.equals("Boolean");
      case INTEGER -> stub.equals("Integer");
      case LONG -> stub.equals("Long");
      case DOUBLE, CURRENCY, PERCENT -> stub.equals("Decimal") || stub.equals("Double");
      case DATE -> stub.equals("Date");
      case DATETIME -> stub.equals("Datetime");
      case TIME -> stub.equals("Time");
      case ID, REFERENCE -> stub.equals("Id") || stub.equals("String");
      case BASE64 -> stub.equals("Blob");
      case ADDRESS -> stub.equals("Address");
      default -> stub.equals("String");
    };
  }

  @Test
  void customObjectsAndFieldsOfEveryType() throws Exception {
    List<Component> all = new ArrayList<>();
    all.add(
        component(
            "CustomObject",
            "Visit__c",
            "<label>Visit</label><pluralLabel>Visits</pluralLabel><enableActivities>true"
                + "</enableActivities><nameField><displayFormat>V-{0000}</displayFormat><label>No"
                + "</label><type>AutoNumber</type></nameField><sharingModel>Private</sharingModel>"));
    all.add(
        component(
            "CustomField",
            "Visit__c.Account__c",
            "<label>Account</label><type>Lookup</type><referenceTo>Account</referenceTo>"
                + "<relationshipName>Visits</relationshipName><deleteConstraint>Restrict"
                + "</deleteConstraint>"));
    all.add(
        component(
            "CustomField",
            "Visit__c.Level__c",
            "<label>Level</label><type>Picklist</type><valueSet><valueSetName>Levels</valueSetName>"
                + "</valueSet>"));
    all.add(
        component(
            "GlobalValueSet",
            "Levels",
            "<customValue><fullName>Low</fullName><default>true</default><label>Lo</label>"
                + "</customValue>"));
    all.add(
        component(
            "CustomObject",
            "Line__c",
            "<label>Line</label><nameField><type>Text</type>"
                + "<label>Name</label></nameField><sharingModel>ControlledByParent</sharingModel>"));
    all.add(
        component(
            "CustomField",
            "Line__c.Visit__c",
            "<label>Visit</label><type>MasterDetail</type><referenceTo>Visit__c</referenceTo>"
                + "<relationshipName>Lines</relationshipName>"));
    all.add(
        component(
            "CustomField",
            "Visit__c.Lines__c",
            "<label>Lines</label><type>Summary</type><summaryForeignKey>Line__c.Visit__c"
                + "</summaryForeignKey><summaryOperation>count</summaryOperation>"));
    all.add(
        component(
            "CustomField",
            "Activity.Kind__c",
            "<label>Kind</label><type>Text</type>" + "<length>20</length>"));
    all.add(component("RecordType", "Visit__c.Long", "<label>Long visit</label>"));
    SchemaRegistry registry = new SchemaRegistry();
    OrgSchema s = registry.build(ComponentSet.of(all));

    SObjectDef visit = s.require("visit__c");
    assertEquals("V-{0000}", visit.nameField().orElseThrow().autoNumberFormat());
    assertEquals(SObjectDef.Sharing.PRIVATE, visit.sharing());
    assertTrue(s.object("Visit__Share").isPresent());
    assertEquals(
        "Visit__c",
        s.require("Account").childRelationship("Visits__r").orElseThrow().childObject());
    assertEquals(
        FieldDef.DeleteConstraint.RESTRICT,
        visit.field("Account__c").orElseThrow().deleteConstraint());
    assertEquals("Lo", visit.field("Level__c").orElseThrow().picklistValues().get(0).label());
    assertTrue(visit.field("Level__c").orElseThrow().restrictedPicklist());
    assertEquals("count", visit.field("Lines__c").orElseThrow().summary().operation());
    SObjectDef line = s.require("Line__c");
    assertFalse(line.hasOwner(), "details have no owner");
    assertEquals(SObjectDef.Sharing.CONTROLLED_BY_PARENT, line.sharing());
    assertTrue(visit.childRelationship("Lines__r").orElseThrow().cascade());
    assertTrue(s.require("Event").field("Kind__c").isPresent(), "activity fields reach events");
    assertTrue(s.require("Task").field("WhatId").orElseThrow().referenceTo().contains("Visit__c"));
    assertEquals("Long", visit.recordTypes().get(0).developerName());
    assertTrue(visit.field("RecordTypeId").isPresent());

    OrgSchema again = registry.build(ComponentSet.of(all.subList(0, 4)));
    assertEquals(visit.keyPrefix(), again.require("Visit__c").keyPrefix(), "prefixes stay");
    assertNull(again.object("Line__c").orElse(null));
  }

  @Test
  void settingsMetadataTypesAndEvents() throws Exception {
    OrgSchema s =
        new SchemaRegistry()
            .build(
                ComponentSet.of(
                    List.of(
                        component("CustomObject", "Rule__mdt", "<label>Rule</label>"),
                        component(
                            "CustomObject",
                            "Config__c",
                            "<customSettingsType>Hierarchy</customSettingsType><label>C</label>"),
                        component(
                            "CustomObject",
                            "Ping__e",
                            "<label>Ping</label><publishBehavior>PublishAfterCommit"
                                + "</publishBehavior>"))));
    assertEquals(SObjectDef.Kind.CUSTOM_METADATA, s.require("Rule__mdt").kind());
    assertFalse(s.require("Rule__mdt").createable());
    assertTrue(s.require("Rule__mdt").field("DeveloperName").isPresent());
    assertEquals(SObjectDef.Kind.HIERARCHY_SETTING, s.require("Config__c").kind());
    assertTrue(s.require("Config__c").field("SetupOwnerId").isPresent());
    assertTrue(s.require("Ping__e").publishAfterCommit());
    assertFalse(s.require("Ping__e").queryable());
  }
}
