package org.closedloop.localorg.access;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.closedloop.apex.host.AccessHost.ObjectRight;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.SObjectDef.Sharing;
import org.closedloop.localorg.dml.RequestScope;
import org.closedloop.localorg.schema.ShareObjects;
import org.closedloop.localorg.store.Row;

/**
 * Which records the running user may see and change: organisation-wide defaults, ownership also
 * through queues, role hierarchy, share rows, parents. Guests own nothing and see only what the
 * defaults never give them.
 */
public final class SharingRules {

  /** How much of a record; each includes the ones before. */
  public enum Level {
    READ,
    EDIT,
    ALL
  }

  private static final Map<String, List<String>> IMPLICIT_PARENTS =
      Map.of(
          "Contact", List.of("AccountId"),
          "Task", List.of("WhatId", "WhoId"),
          "Event", List.of("WhatId", "WhoId"),
          "Asset", List.of("AccountId", "ContactId"),
          "Attachment", List.of("ParentId"),
          "EmailMessage", List.of("ParentId", "RelatedToId"),
          "AccountTeamMember", List.of("AccountId"));

  private final RequestScope scope;
  private final Map<String, Boolean> seesAll = new HashMap<>();
  private Set<String> myGroups;
  private SharingRoles roles;

  public SharingRules(RequestScope scope) {
    this.scope = scope;
  }

  /** Whether no row of the object is hidden from the user. */
  public boolean seesAll(SObjectDef object) {
    return seesAll.computeIfAbsent(
        object.name(),
        k ->
            object.sharing() == Sharing.NONE
                || object.setupObject()
                || all(object, ObjectRight.VIEW_ALL)
                || (!scope.user().isGuest()
                    && (object.sharing() == Sharing.READ
                        || object.sharing() == Sharing.READ_WRITE)));
  }

  private boolean all(SObjectDef object, ObjectRight right) {
    return scope.access().userPermission("ModifyAllData")
        || scope.access().object(object.name(), ObjectRight.MODIFY_ALL)
        || (right == ObjectRight.VIEW_ALL
            && (scope.access().userPermission("ViewAllData")
                || scope.access().object(object.name(), ObjectRight.VIEW_ALL)));
  }

  /** Whether sharing gives the user that much of the record; object permissions are not asked. */
  public boolean may(Row row, Level level) {
    return may(row, level, 0);
  }

  private boolean may(Row row, Level level, int depth) {
    SObjectDef object = scope.schema().require(row.object());
    if (object.sharing() == Sharing.NONE
        || object.setupObject()
        || all(object, level == Level.READ ? ObjectRight.VIEW_ALL : ObjectRight.MODIFY_ALL)) {
      return true;
    }
    if (scope.user().isGuest()) {
      return false;
    }
    if (byDefault(object, level) || owns(row)) {
      return true;
    }
    if (object.sharing() == Sharing.CONTROLLED_BY_PARENT) {
      return depth < 6 && byParent(object, row, level, depth);
    }
    return shared(object, row, level);
  }

  private static boolean byDefault(SObjectDef object, Level level) {
    return switch (object.sharing()) {
      case READ_WRITE -> level != Level.ALL;
      case READ -> level == Level.READ;
      default -> false;
    };
  }

  private boolean owns(Row row) {
    Object owner = row.get("OwnerId");
    if (owner == null) {
      return false;
    }
    return owner.equals(scope.user().id())
        || groups().contains(owner.toString())
        || roles().above(owner.toString());
  }

  private boolean byParent(SObjectDef object, Row row, Level level, int depth) {
    boolean any = false;
    for (FieldDef f : parents(object)) {
      Object id = row.get(f.name());
      if (id == null) {
        continue;
      }
      any = true;
      SObjectDef target = scope.schema().ofId(id.toString()).orElse(null);
      Row parent = target == null ? null : scope.transaction().get(target.name(), id.toString());
      // Whoever may edit the master may also delete its details.
      Level asked = level == Level.ALL ? Level.EDIT : level;
      if (parent != null && may(parent, asked, depth + 1)) {
        return true;
      }
    }
    return !any && level == Level.READ && !object.hasOwner();
  }

  private static List<FieldDef> parents(SObjectDef object) {
    List<FieldDef> masters = object.fields().stream().filter(FieldDef::masterDetail).toList();
    if (!masters.isEmpty()) {
      return masters;
    }
    return IMPLICIT_PARENTS.getOrDefault(object.name(), List.of()).stream()
        .flatMap(n -> object.field(n).stream())
        .toList();
  }

  private boolean shared(SObjectDef object, Row row, Level level) {
    String shareName = ShareObjects.nameFor(object.name());
    if (scope.schema().object(shareName).isEmpty()) {
      return false;
    }
    String parent = ShareObjects.parentField(object.name());
    String levelField = ShareObjects.levelField(object.name());
    for (Row share : scope.transaction().find(shareName, parent, row.id())) {
      Object to = share.get("UserOrGroupId");
      boolean mine = scope.user().id().equals(to) || groups().contains(String.valueOf(to));
      if (mine && !share.deleted() && gives(String.valueOf(share.get(levelField)), level)) {
        return true;
      }
    }
    return false;
  }

  private static boolean gives(String accessLevel, Level level) {
    return switch (accessLevel) {
      case "Read" -> level == Level.READ;
      case "Edit" -> level != Level.ALL;
      case "All" -> true;
      default -> false;
    };
  }

  /** Groups and queues that the user is in, directly, through groups or through the role. */
  private Set<String> groups() {
    if (myGroups == null) {
      myGroups = new HashSet<>();
      collect(scope.user().id());
      for (String g : roles().groupsOf()) {
        if (myGroups.add(g)) {
          collect(g);
        }
      }
    }
    return myGroups;
  }

  private void collect(String memberId) {
    for (Row m : scope.transaction().find("GroupMember", "UserOrGroupId", memberId)) {
      String group = String.valueOf(m.get("GroupId"));
      if (!m.deleted() && myGroups.add(group)) {
        collect(group);
      }
    }
  }

  private SharingRoles roles() {
    if (roles == null) {
      roles = new SharingRoles(scope);
    }
    return roles;
  }

  /** Rights on one record: object permissions and sharing together. */
  public Set<ObjectRight> record(String id) {
    Set<ObjectRight> out = EnumSet.noneOf(ObjectRight.class);
    SObjectDef object = scope.schema().ofId(id).orElse(null);
    Row row = object == null ? null : scope.transaction().get(object.name(), id);
    if (row == null || row.deleted()) {
      return out;
    }
    add(out, object, row, ObjectRight.READ, Level.READ);
    add(out, object, row, ObjectRight.EDIT, Level.EDIT);
    add(out, object, row, ObjectRight.DELETE, Level.ALL);
    return out;
  }

  private void add(
      Set<ObjectRight> out, SObjectDef object, Row row, ObjectRight right, Level level) {
    if (scope.access().object(object.name(), right) && may(row, level)) {
      out.add(right);
    }
  }
}
