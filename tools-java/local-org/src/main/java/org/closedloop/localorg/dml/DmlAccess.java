package org.closedloop.localorg.dml;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.host.AccessHost.ObjectRight;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.localorg.access.SharingRules;
import org.closedloop.localorg.store.Row;

/** Rights of the running user over DML: objects and fields in user mode, records with sharing. */
final class DmlAccess {

  private final RequestScope scope;
  private final AccessMode mode;
  private final boolean allOrNone;
  private final SharingRules sharing;

  /**
   * @param allOrNone a missing object right ends the whole statement
   */
  DmlAccess(RequestScope scope, AccessMode mode, boolean allOrNone) {
    this.scope = scope;
    this.allOrNone = allOrNone;
    this.mode = mode;
    this.sharing = new SharingRules(scope);
  }

  boolean object(SaveRow row, SObjectDef def, ObjectRight right) {
    if (!mode.userMode() || scope.access().object(def.name(), right)) {
      return true;
    }
    if (def.setupObject() && scope.access().userPermission("ManageUsers")) {
      return true;
    }
    String text = "Access to entity '" + def.name() + "' denied";
    if (allOrNone) {
      throw new HostException("SecurityException", "INSUFFICIENT_ACCESS_OR_READONLY", text);
    }
    row.error("INSUFFICIENT_ACCESS_OR_READONLY", text);
    return false;
  }

  /** Refuses fields that the caller gave and may not write. */
  void fields(SaveRow row) {
    if (!mode.userMode()) {
      return;
    }
    SObjectDef def = row.next.type();
    List<String> refused = new ArrayList<>();
    for (String name : row.given) {
      FieldDef f = def.field(name).orElseThrow();
      if (!f.alwaysAccessible()
          && !def.setupObject()
          && !scope.access().fieldEditable(def.name(), name)) {
        refused.add(name);
      }
    }
    if (!refused.isEmpty()) {
      row.error(
          "INVALID_FIELD_FOR_INSERT_UPDATE",
          "Unable to create/update fields: "
              + String.join(", ", refused)
              + ". Please check the security settings of this field and verify that it is"
              + " read/write for your profile or permission set.",
          refused.toArray(String[]::new));
    }
  }

  /** Whether sharing lets the user change or delete the record. */
  boolean record(SaveRow row, Row stored, SharingRules.Level level) {
    if (!mode.sharing() || sharing.may(stored, level)) {
      return true;
    }
    row.error(
        "INSUFFICIENT_ACCESS_OR_READONLY",
        "insufficient access rights on object id",
        new String[0]);
    return false;
  }

  /** New details and children of controlled objects need the right to change their parent. */
  void parents(SaveRow row) {
    if (!mode.sharing()) {
      return;
    }
    for (FieldDef f : row.next.type().fields()) {
      Object id = f.masterDetail() ? row.next.get(f.name()) : null;
      if (id == null || row.prior != null && id.equals(row.prior.get(f.name()))) {
        continue;
      }
      SObjectDef target = scope.schema().ofId(id.toString()).orElse(null);
      Row parent = target == null ? null : scope.transaction().get(target.name(), id.toString());
      if (parent != null && !sharing.may(parent, SharingRules.Level.EDIT)) {
        row.error(
            "INSUFFICIENT_ACCESS_ON_CROSS_REFERENCE_ENTITY",
            "insufficient access rights on cross-reference id",
            f.name());
      }
    }
  }
}
