package org.closedloop.localorg.access;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.closedloop.localorg.dml.RequestScope;
import org.closedloop.localorg.store.Row;

/** The role hierarchy around the running user. */
final class SharingRoles {

  private final RequestScope scope;
  private final String myRole;
  private Set<String> below;

  SharingRoles(RequestScope scope) {
    this.scope = scope;
    Row me = scope.transaction().get("User", scope.user().id());
    Object role = me == null ? scope.user().roleId() : me.get("UserRoleId");
    this.myRole = role == null ? null : role.toString();
  }

  /** Whether the user's role stands above that of the other user. */
  boolean above(String otherUserId) {
    if (myRole == null || !otherUserId.startsWith("005")) {
      return false;
    }
    Row other = scope.transaction().get("User", otherUserId);
    Object role = other == null ? null : other.get("UserRoleId");
    return role != null && below().contains(role.toString());
  }

  private Set<String> below() {
    if (below == null) {
      below = new HashSet<>();
      collect(myRole);
    }
    return below;
  }

  private void collect(String role) {
    for (Row r : scope.transaction().find("UserRole", "ParentRoleId", role)) {
      if (!r.deleted() && below.add(r.id())) {
        collect(r.id());
      }
    }
  }

  /**
   * Role groups that the user belongs to: of the own role, and of roles above with subordinates.
   */
  List<String> groupsOf() {
    List<String> out = new ArrayList<>();
    String role = myRole;
    boolean own = true;
    Set<String> seen = new HashSet<>();
    while (role != null && seen.add(role)) {
      for (Row g : scope.transaction().find("Group", "RelatedId", role)) {
        if (own || "RoleAndSubordinates".equals(g.get("Type"))) {
          out.add(g.id());
        }
      }
      Row r = scope.transaction().get("UserRole", role);
      Object parent = r == null ? null : r.get("ParentRoleId");
      role = parent == null ? null : parent.toString();
      own = false;
    }
    return out;
  }
}
