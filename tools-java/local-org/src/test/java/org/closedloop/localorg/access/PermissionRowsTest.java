package org.closedloop.localorg.access;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.closedloop.apex.host.AccessHost.ObjectRight;
import org.closedloop.localorg.dml.TestScope;
import org.closedloop.localorg.schema.SchemaRegistry;
import org.closedloop.metadata.ComponentSet;
import org.junit.jupiter.api.Test;

class PermissionRowsTest {

  @Test
  void rowsOfASetAddToItsRights() {
    TestScope scope = new TestScope(new SchemaRegistry().build(ComponentSet.empty()));
    String set = scope.newId("PermissionSet");
    scope.put(
        "ObjectPermissions",
        scope.newId("ObjectPermissions"),
        Map.of("ParentId", set, "SobjectType", "Account", "PermissionsRead", true));
    scope.put(
        "FieldPermissions",
        scope.newId("FieldPermissions"),
        Map.of("ParentId", set, "Field", "Account.Site", "PermissionsRead", true));
    String permission = scope.newId("CustomPermission");
    scope.put("CustomPermission", permission, Map.of("DeveloperName", "Fly"));
    scope.put(
        "SetupEntityAccess",
        scope.newId("SetupEntityAccess"),
        Map.of("ParentId", set, "SetupEntityId", permission));
    Grants grants = new Grants();
    PermissionRows.add(scope.tx, set, grants);
    assertTrue(grants.object("Account", ObjectRight.READ));
    assertFalse(grants.object("Account", ObjectRight.EDIT));
    assertTrue(grants.has(Grants.Kind.FIELD_READ, "Account.Site"));
    assertFalse(grants.has(Grants.Kind.FIELD_EDIT, "Account.Site"));
    assertTrue(grants.has(Grants.Kind.CUSTOM_PERMISSION, "Fly"));
  }
}
