package org.closedloop.localorg.dml;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.store.Row;

/**
 * Refuses setup and data rows in one transaction. A runAs block of a test opens a context of its
 * own.
 */
public final class MixedDml {

  private static final Set<String> SENSITIVE_USER_FIELDS =
      Set.of(
          "UserRoleId", "IsActive", "ProfileId", "Username", "ForecastEnabled", "IsPortalEnabled");
  private static final Set<String> MIXABLE =
      Set.of("EmailTemplate", "Folder", "OrgWideEmailAddress", "Holiday", "BusinessHours");

  private static final class Context {
    String setup;
    String data;
  }

  private final Deque<Context> contexts = new ArrayDeque<>();

  private final RequestScope scope;

  MixedDml(RequestScope scope) {
    this.scope = scope;
    contexts.push(new Context());
  }

  public void push() {
    contexts.push(new Context());
  }

  public void pop() {
    contexts.pop();
  }

  /** The platform's text when the rows may not be written now, else null. */
  String refuse(SObjectDef def, List<SaveRow> rows, boolean insert, boolean delete) {
    Context c = contexts.element();
    if (writtenWithData(def, delete)) {
      return null;
    }
    boolean setup = def.setupObject() && !MIXABLE.contains(def.name());
    if (setup && def.name().equals("User") && !sensitive(rows, insert)) {
      return null;
    }
    if (!setup
        && (def.setupObject()
            || def.kind() != SObjectDef.Kind.STANDARD && def.kind() != SObjectDef.Kind.CUSTOM)) {
      return null;
    }
    if (setup) {
      if (c.data != null) {
        return text(
            "DML operation on setup object is not permitted after you have updated a"
                + " non-setup object (or vice versa)",
            def.name(),
            c.data);
      }
      c.setup = def.name();
    } else {
      if (c.setup != null) {
        return text(
            "DML operation on setup object is not permitted after you have updated a"
                + " non-setup object (or vice versa)",
            def.name(),
            c.setup);
      }
      c.data = def.name();
    }
    return null;
  }

  /** Groups may be inserted and updated, but not deleted, beside data rows. */
  private static boolean writtenWithData(SObjectDef def, boolean delete) {
    return def.name().equals("Group") && !delete;
  }

  private static String text(String what, String object, String original) {
    return what + ": " + object + ", original object: " + original;
  }

  private boolean sensitive(List<SaveRow> rows, boolean insert) {
    for (SaveRow r : rows) {
      SObjectValue v = r.input;
      if (insert ? v.get("UserRoleId") != null : changesSensitive(v)) {
        return true;
      }
    }
    return false;
  }

  private boolean changesSensitive(SObjectValue user) {
    Row stored = user.id() == null ? null : scope.transaction().get("User", user.id());
    return stored != null
        && user.fieldNames().stream()
            .anyMatch(
                f ->
                    SENSITIVE_USER_FIELDS.contains(f)
                        && !Objects.equals(user.get(f), stored.get(f)));
  }
}
