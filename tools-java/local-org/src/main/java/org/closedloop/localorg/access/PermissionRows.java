package org.closedloop.localorg.access;

import org.closedloop.apex.host.AccessHost.ObjectRight;
import org.closedloop.localorg.store.Row;
import org.closedloop.localorg.store.Transaction;

/** Rights that rows of ObjectPermissions, FieldPermissions and SetupEntityAccess give. */
public final class PermissionRows {

  private PermissionRows() {}

  /** Adds what the rows of one permission set give to grants that are being summed up. */
  public static void add(Transaction tx, String permissionSetId, Grants into) {
    for (Row r : tx.find("ObjectPermissions", "ParentId", permissionSetId)) {
      String object = String.valueOf(r.get("SobjectType"));
      object(r, "PermissionsRead", into, object, ObjectRight.READ);
      object(r, "PermissionsCreate", into, object, ObjectRight.CREATE);
      object(r, "PermissionsEdit", into, object, ObjectRight.EDIT);
      object(r, "PermissionsDelete", into, object, ObjectRight.DELETE);
      object(r, "PermissionsViewAllRecords", into, object, ObjectRight.VIEW_ALL);
      object(r, "PermissionsModifyAllRecords", into, object, ObjectRight.MODIFY_ALL);
    }
    for (Row r : tx.find("FieldPermissions", "ParentId", permissionSetId)) {
      String field = String.valueOf(r.get("Field"));
      if (on(r, "PermissionsRead")) {
        into.grant(Grants.Kind.FIELD_READ, field);
      }
      if (on(r, "PermissionsEdit")) {
        into.grant(Grants.Kind.FIELD_EDIT, field);
      }
    }
    for (Row r : tx.find("SetupEntityAccess", "ParentId", permissionSetId)) {
      entity(tx, String.valueOf(r.get("SetupEntityId")), into);
    }
  }

  private static boolean on(Row r, String flag) {
    return !r.deleted() && Boolean.TRUE.equals(r.get(flag));
  }

  private static void object(Row r, String flag, Grants into, String object, ObjectRight right) {
    if (on(r, flag)) {
      into.grantObject(object, right);
    }
  }

  private static void entity(Transaction tx, String id, Grants into) {
    named(tx.get("ApexClass", id), "Name", into, Grants.Kind.APEX_CLASS);
    named(tx.get("ApexPage", id), "Name", into, Grants.Kind.PAGE);
    named(tx.get("CustomPermission", id), "DeveloperName", into, Grants.Kind.CUSTOM_PERMISSION);
  }

  private static void named(Row row, String field, Grants into, Grants.Kind kind) {
    if (row != null && !row.deleted()) {
      into.grant(kind, String.valueOf(row.get(field)));
    }
  }
}
