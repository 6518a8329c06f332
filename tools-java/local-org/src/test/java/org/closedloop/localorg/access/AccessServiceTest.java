package org.closedloop.localorg.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.closedloop.apex.host.AccessHost.ObjectRight;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.XmlElement;
import org.closedloop.metadata.XmlParseException;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class AccessServiceTest {

  private static final SObjectDef ACCOUNT =
      SObjectDef.builder("Account", SObjectDef.Kind.STANDARD)
          .field(FieldDef.builder("Name", FieldType.STRING).alwaysAccessible(true).build())
          .field(FieldDef.builder("Phone", FieldType.PHONE).build())
          .field(FieldDef.builder("Tier__c", FieldType.STRING).custom(true).build())
          .build();
  private static final SObjectDef VISIT =
      SObjectDef.builder("Visit__c", SObjectDef.Kind.CUSTOM)
          .custom(true)
          .field(FieldDef.builder("Name", FieldType.STRING).alwaysAccessible(true).build())
          .field(FieldDef.builder("Notes__c", FieldType.STRING).custom(true).build())
          .build();
  private static final SObjectDef TASK =
      SObjectDef.builder("Task", SObjectDef.Kind.STANDARD)
          .field(FieldDef.builder("Step__c", FieldType.STRING).custom(true).build())
          .build();

  private static final String VISIT_SET =
      """
      <PermissionSet xmlns="http://soap.sforce.com/2006/04/metadata">
        <classAccesses><apexClass>VisitController</apexClass><enabled>true</enabled></classAccesses>
        <customPermissions><enabled>true</enabled><name>Manage_Visits</name></customPermissions>
        <fieldPermissions><editable>false</editable><field>Account.Tier__c</field><readable>true</readable></fieldPermissions>
        <fieldPermissions><editable>true</editable><field>Activity.Step__c</field><readable>true</readable></fieldPermissions>
        <fieldPermissions><editable>true</editable><field>Visit__c.Notes__c</field><readable>true</readable></fieldPermissions>
        <label>Visit User</label>
        <objectPermissions>
          <allowCreate>true</allowCreate><allowDelete>false</allowDelete><allowEdit>true</allowEdit><allowRead>true</allowRead>
          <modifyAllRecords>false</modifyAllRecords><object>Visit__c</object><viewAllRecords>false</viewAllRecords>
        </objectPermissions>
        <pageAccesses><apexPage>VisitPublic</apexPage><enabled>true</enabled></pageAccesses>
      </PermissionSet>
      """;

  @Nested
  class ANewCustomField {
    @Test
    void isInvisibleEvenToTheAdministrator() {
      AccessService admin = user(AccessModel.ADMIN_PROFILE);
      assertFalse(admin.fieldReadable("Account", "Tier__c"));
      assertFalse(admin.fieldEditable("Visit__c", "Notes__c"));
    }

    @Test
    void isSeenThroughAPermissionSet() {
      AccessService admin = user(AccessModel.ADMIN_PROFILE, "Visit_User");
      assertTrue(admin.fieldReadable("account", "tier__C"), "names ignore case");
      assertFalse(admin.fieldEditable("Account", "Tier__c"), "read only grant");
      assertTrue(admin.fieldEditable("Visit__c", "Notes__c"));
    }

    @Test
    void ofActivityIsGrantedOnTaskAsWell() {
      assertTrue(user(AccessModel.STANDARD_PROFILE, "Visit_User").fieldEditable("Task", "Step__c"));
    }
  }

  @Nested
  class Profiles {
    @Test
    void administratorMayDoEverythingWithObjects() {
      assertTrue(user(AccessModel.ADMIN_PROFILE).object("Visit__c", ObjectRight.DELETE));
      assertTrue(user(AccessModel.ADMIN_PROFILE).apexClass("Anything"));
    }

    @Test
    void standardUserSeesStandardObjectsOnly() {
      AccessService u = user(AccessModel.STANDARD_PROFILE);
      assertTrue(u.object("Account", ObjectRight.EDIT));
      assertFalse(u.object("Account", ObjectRight.VIEW_ALL));
      assertTrue(u.fieldEditable("Account", "Phone"));
      assertFalse(u.object("Visit__c", ObjectRight.READ));
    }

    @Test
    void guestSeesNothing() {
      AccessService guest = user(AccessModel.GUEST_PROFILE);
      assertFalse(guest.object("Account", ObjectRight.READ));
      assertFalse(guest.fieldReadable("Account", "Phone"));
      assertFalse(guest.page("VisitPublic"));
      assertTrue(user(AccessModel.GUEST_PROFILE, "Visit_User").page("VisitPublic"));
    }
  }

  @Nested
  class PermissionSets {
    @Test
    void giveExactlyTheRightsTheyName() {
      AccessService u = user(AccessModel.MINIMUM_PROFILE, "Visit_User");
      assertTrue(u.object("Visit__c", ObjectRight.CREATE));
      assertFalse(u.object("Visit__c", ObjectRight.DELETE));
      assertTrue(u.customPermission("manage_visits"));
      assertTrue(u.apexClass("VisitController"));
      assertFalse(u.apexClass("OtherController"));
    }

    @Test
    void groupsAddUpAndMutingTakesAway() {
      ComponentSet set =
          ComponentSet.of(
              List.of(
                  component("PermissionSet", "Visit_User", VISIT_SET),
                  component(
                      "MutingPermissionSet",
                      "Mute",
                      """
                      <MutingPermissionSet xmlns="http://soap.sforce.com/2006/04/metadata">
                        <label>Mute</label>
                        <objectPermissions>
                          <allowCreate>true</allowCreate><allowDelete>false</allowDelete><allowEdit>false</allowEdit>
                          <allowRead>false</allowRead><modifyAllRecords>false</modifyAllRecords>
                          <object>Visit__c</object><viewAllRecords>false</viewAllRecords>
                        </objectPermissions>
                      </MutingPermissionSet>
                      """),
                  component(
                      "PermissionSetGroup",
                      "Team",
                      """
                      <PermissionSetGroup xmlns="http://soap.sforce.com/2006/04/metadata">
                        <label>Team</label><mutingPermissionSets>Mute</mutingPermissionSets>
                        <permissionSets>Visit_User</permissionSets>
                      </PermissionSetGroup>
                      """)));
      Grants g =
          AccessModel.build(set, SCHEMA)
              .effective(AccessModel.MINIMUM_PROFILE, List.of(), List.of("Team"));
      AccessService u = new AccessService(SCHEMA, g, id -> Set.of());
      assertFalse(u.object("Visit__c", ObjectRight.CREATE));
      assertTrue(u.object("Visit__c", ObjectRight.READ));
    }
  }

  @Test
  void recordRightsComeFromSharing() {
    AccessService u = new AccessService(SCHEMA, new Grants(), id -> EnumSet.of(ObjectRight.READ));
    assertEquals(Set.of(ObjectRight.READ), u.record("001000000000001AAA"));
  }

  private static AccessService user(String profile, String... sets) {
    ComponentSet metadata =
        ComponentSet.of(List.of(component("PermissionSet", "Visit_User", VISIT_SET)));
    Grants g = AccessModel.build(metadata, SCHEMA).effective(profile, List.of(sets), List.of());
    return new AccessService(SCHEMA, g, id -> Set.of());
  }

  private static Component component(String type, String name, String xml) {
    try {
      return Component.ofXml(
          type,
          name,
          name + ".xml",
          XmlElement.parse(xml.getBytes(StandardCharsets.UTF_8), name + ".xml"));
    } catch (XmlParseException e) {
      throw new IllegalArgumentException(e);
    }
  }

  private static final Schema SCHEMA =
      new Schema() {
        private final List<SObjectDef> all = List.of(ACCOUNT, VISIT, TASK);

        @Override
        public Optional<SObjectDef> object(String name) {
          return all.stream().filter(o -> o.name().equalsIgnoreCase(name)).findFirst();
        }

        @Override
        public Collection<SObjectDef> objects() {
          return all;
        }

        @Override
        public Optional<SObjectDef> byKeyPrefix(String prefix) {
          return Optional.empty();
        }

        @Override
        public Optional<String> label(String name) {
          return Optional.empty();
        }

        @Override
        public boolean hasPage(String name) {
          return false;
        }

        @Override
        public boolean hasFlow(String name) {
          return false;
        }

        @Override
        public boolean hasCustomPermission(String name) {
          return false;
        }

        @Override
        public boolean hasStaticResource(String name) {
          return false;
        }
      };
}
