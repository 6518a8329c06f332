package org.closedloop.localorg.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.closedloop.apex.host.AccessHost.ObjectRight;
import org.closedloop.localorg.access.SharingRules.Level;
import org.closedloop.localorg.dml.TestScope;
import org.closedloop.localorg.schema.SchemaRegistry;
import org.closedloop.localorg.store.Row;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.XmlElement;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class SharingRulesTest {

  private static final String BOSS = "005000000000011AAA";
  private static final String REP = "005000000000012AAA";
  private static final String OTHER = "005000000000013AAA";

  private TestScope scope;

  private static Component object(String name, String sharing) throws Exception {
    String xml =
        "<CustomObject xmlns=\"http://soap.sforce.com/2006/04/metadata\"><label>x</label>"
            + "<nameField><type>Text</type><label>Name</label></nameField><sharingModel>"
            + sharing
            + "</sharingModel></CustomObject>";
    return Component.ofXml(
        "CustomObject", name, name, XmlElement.parse(xml.getBytes(StandardCharsets.UTF_8), name));
  }

  @BeforeEach
  void org() throws Exception {
    Component line =
        Component.ofXml(
            "CustomField",
            "Line__c.Secret__c",
            "f",
            XmlElement.parse(
                ("<CustomField xmlns=\"http://soap.sforce.com/2006/04/metadata\"><type>MasterDetail"
                        + "</type><referenceTo>Secret__c</referenceTo><relationshipName>Lines"
                        + "</relationshipName></CustomField>")
                    .getBytes(StandardCharsets.UTF_8),
                "f"));
    scope =
        new TestScope(
            new SchemaRegistry()
                .build(
                    ComponentSet.of(
                        List.of(
                            object("Secret__c", "Private"),
                            object("Open__c", "Read"),
                            object("Line__c", "ControlledByParent"),
                            line))));
    scope.allRights = false;
    scope.put("UserRole", "00E000000000001AAA", Map.of("Name", "Boss"));
    scope.put(
        "UserRole",
        "00E000000000002AAA",
        Map.of("Name", "Rep", "ParentRoleId", "00E000000000001AAA"));
    user(BOSS, "00E000000000001AAA");
    user(REP, "00E000000000002AAA");
    user(OTHER, null);
  }

  private void user(String id, String role) {
    Map<String, Object> v = new HashMap<>(Map.of("LastName", id));
    v.put("UserRoleId", role);
    scope.put("User", id, v);
  }

  private Row owned(String object, String owner) {
    return scope.put(object, scope.newId(object), Map.of("Name", "x", "OwnerId", owner));
  }

  private boolean may(String user, Row row, Level level) {
    scope.userId = user;
    return new SharingRules(scope).may(row, level);
  }

  @Test
  void privateRowsAreForTheirOwnerAndThoseAbove() {
    Row row = owned("Secret__c", REP);
    assertTrue(may(REP, row, Level.ALL));
    assertTrue(may(BOSS, row, Level.ALL));
    assertFalse(may(OTHER, row, Level.READ));
    Row boss = owned("Secret__c", BOSS);
    assertFalse(may(REP, boss, Level.READ));
  }

  @Test
  void readOnlyDefaultsLetAllReadAndOwnersWrite() {
    Row row = owned("Open__c", REP);
    assertTrue(may(OTHER, row, Level.READ));
    assertFalse(may(OTHER, row, Level.EDIT));
    assertTrue(may(REP, row, Level.EDIT));
  }

  @Test
  void queuesGroupsAndShareRowsOpenRows() {
    String queue = "00G000000000001AAA";
    scope.put("Group", queue, Map.of("Type", "Queue", "Name", "Q"));
    scope.put(
        "GroupMember",
        scope.newId("GroupMember"),
        Map.of("GroupId", queue, "UserOrGroupId", OTHER));
    assertTrue(may(OTHER, owned("Secret__c", queue), Level.ALL));
    Row row = owned("Secret__c", REP);
    assertFalse(may(OTHER, row, Level.READ));
    scope.put(
        "Secret__Share",
        scope.newId("Secret__Share"),
        Map.of("ParentId", row.id(), "UserOrGroupId", queue, "AccessLevel", "Read"));
    assertTrue(may(OTHER, row, Level.READ));
    assertFalse(may(OTHER, row, Level.EDIT));
  }

  @Test
  void detailsFollowTheirMaster() {
    Row master = owned("Secret__c", REP);
    Row line =
        scope.put("Line__c", scope.newId("Line__c"), Map.of("Name", "l", "Secret__c", master.id()));
    assertTrue(may(REP, line, Level.ALL));
    assertFalse(may(OTHER, line, Level.READ));
  }

  @Test
  void viewAllAndModifyAllIgnoreSharing() {
    Row row = owned("Secret__c", REP);
    scope.rights.add("object:Secret__c:VIEW_ALL");
    assertTrue(may(OTHER, row, Level.READ));
    assertFalse(may(OTHER, row, Level.EDIT));
    scope.rights.add("perm:ModifyAllData");
    assertTrue(may(OTHER, row, Level.ALL));
  }

  @Test
  void guestsSeeNothingEvenOfPublicObjects() {
    Row row = owned("Open__c", REP);
    scope.userType = "Guest";
    assertFalse(may(OTHER, row, Level.READ));
  }

  @Test
  void recordRightsNeedObjectRightsToo() {
    Row row = owned("Secret__c", REP);
    scope.userId = REP;
    assertEquals(Set.of(), new SharingRules(scope).record(row.id()));
    scope.rights.add("object:Secret__c:READ");
    scope.rights.add("object:Secret__c:DELETE");
    assertEquals(
        Set.of(ObjectRight.READ, ObjectRight.DELETE), new SharingRules(scope).record(row.id()));
  }
}
