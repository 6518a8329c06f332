package org.closedloop.localorg.request;

import java.time.DateTimeException;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.closedloop.apex.host.OrgInfo;
import org.closedloop.apex.host.UserContext;
import org.closedloop.localorg.access.AccessModel;
import org.closedloop.localorg.access.Grants;
import org.closedloop.localorg.access.PermissionRows;
import org.closedloop.localorg.store.Row;
import org.closedloop.localorg.store.Transaction;

/** Reads users and what they were given from the rows of one transaction. */
final class UserDirectory {

  private final Transaction tx;
  private final OrgInfo org;

  UserDirectory(Transaction tx, OrgInfo org) {
    this.tx = tx;
    this.org = org;
  }

  /** The user by id; empty when there is no such user. */
  Optional<UserContext> user(String userId, String sessionId) {
    Row u = tx.get("User", userId);
    if (u == null) {
      return Optional.empty();
    }
    return Optional.of(
        new UserContext(
            u.id(),
            text(u, "Username"),
            text(u, "FirstName"),
            text(u, "LastName"),
            text(u, "Email"),
            text(u, "ProfileId"),
            text(u, "UserRoleId"),
            u.get("UserType") == null ? "Standard" : text(u, "UserType"),
            zone(text(u, "TimeZoneSidKey")),
            locale(text(u, "LocaleSidKey")),
            u.get("LanguageLocaleKey") == null ? org.language() : text(u, "LanguageLocaleKey"),
            sessionId));
  }

  /** Everything that the user's profile, permission sets and groups give. */
  Grants grants(String userId, AccessModel model) {
    Row u = tx.get("User", userId);
    List<String> sets = new ArrayList<>();
    List<String> groups = new ArrayList<>();
    List<String> ids = new ArrayList<>();
    for (Row a : tx.find("PermissionSetAssignment", "AssigneeId", userId)) {
      if (a.deleted()) {
        continue;
      }
      Row set = row("PermissionSet", a.get("PermissionSetId"));
      if (set != null) {
        sets.add(text(set, "Name"));
        ids.add(set.id());
      }
      Row group = row("PermissionSetGroup", a.get("PermissionSetGroupId"));
      if (group != null) {
        groups.add(text(group, "DeveloperName"));
        for (Row c : tx.find("PermissionSetGroupComponent", "PermissionSetGroupId", group.id())) {
          Row part = c.deleted() ? null : row("PermissionSet", c.get("PermissionSetId"));
          if (part != null) {
            sets.add(text(part, "Name"));
            ids.add(part.id());
          }
        }
      }
    }
    Row profile = u == null ? null : row("Profile", u.get("ProfileId"));
    Grants all = model.effective(profile == null ? null : text(profile, "Name"), sets, groups);
    ids.forEach(id -> PermissionRows.add(tx, id, all));
    return all;
  }

  private Row row(String object, Object id) {
    return id == null ? null : tx.get(object, (String) id);
  }

  private static String text(Row row, String field) {
    return (String) row.get(field);
  }

  private ZoneId zone(String name) {
    try {
      return name == null ? org.zone() : ZoneId.of(name);
    } catch (DateTimeException e) {
      return org.zone();
    }
  }

  private Locale locale(String name) {
    return name == null ? org.locale() : Locale.forLanguageTag(name.replace('_', '-'));
  }
}
