package org.closedloop.localorg.dml;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.localorg.store.Row;

/** The platform's own checks of rows about to be saved: values, references, required, unique. */
final class RowChecks {

  private final RequestScope scope;
  private final FieldValues values;

  RowChecks(RequestScope scope, FieldValues values) {
    this.scope = scope;
    this.values = values;
  }

  /** Brings all changed values to their stored form and checks what references point to. */
  void values(SaveRow row) {
    SObjectDef def = row.next.type();
    for (FieldDef f : def.fields()) {
      if (f.calculated() || f.name().equals("Id")) {
        continue;
      }
      Object value = row.next.get(f.name());
      Object before = row.prior == null ? null : row.prior.get(f.name());
      if (row.prior != null && Objects.equals(value, before)) {
        continue;
      }
      try {
        Object stored = values.store(f, value);
        row.next.put(f.name(), stored);
        if (stored != null && f.type() == FieldType.REFERENCE) {
          reference(row, f, stored.toString());
        }
      } catch (FieldValues.Refused e) {
        row.error(e.code, e.getMessage(), f.name());
      }
    }
  }

  private void reference(SaveRow row, FieldDef f, String id) {
    Optional<SObjectDef> target = scope.schema().ofId(id);
    boolean fits =
        target.isPresent()
            && f.referenceTo().stream().anyMatch(t -> t.equalsIgnoreCase(target.get().name()));
    if (!fits) {
      row.error(
          "FIELD_INTEGRITY_EXCEPTION", f.label() + ": id value of incorrect type: " + id, f.name());
      return;
    }
    Row parent = scope.transaction().get(target.get().name(), id);
    if (parent == null) {
      if (!f.name().equals("SetupOwnerId")) {
        row.error("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id", f.name());
      }
    } else if (parent.deleted()) {
      row.error("ENTITY_IS_DELETED", "entity is deleted", f.name());
    } else if (f.name().equals("OwnerId")
        && parent.object().equals("User")
        && Boolean.FALSE.equals(active(parent))) {
      row.error(
          "INACTIVE_OWNER_OR_USER",
          "operation performed with inactive user ["
              + id
              + "] as owner of "
              + row.next.type().name().toLowerCase(Locale.ROOT),
          f.name());
    }
  }

  private static Boolean active(Row user) {
    Object v = user.get("IsActive");
    return v == null ? Boolean.FALSE : (Boolean) v;
  }

  /** Required fields that are empty. */
  void required(SaveRow row) {
    List<String> missing = new ArrayList<>();
    for (FieldDef f : row.next.type().fields()) {
      boolean writeable = f.createable() || f.masterDetail();
      if (f.required() && writeable && row.next.get(f.name()) == null) {
        missing.add(f.name());
      }
    }
    if (!missing.isEmpty()) {
      row.error(
          "REQUIRED_FIELD_MISSING",
          "Required fields are missing: [" + String.join(", ", missing) + "]",
          missing.toArray(String[]::new));
    }
  }

  /** Values of unique fields that another record has, saved or in the same chunk. */
  void unique(List<SaveRow> rows) {
    if (rows.isEmpty()) {
      return;
    }
    SObjectDef def = rows.get(0).next.type();
    for (FieldDef f : def.fields()) {
      if (f.unique()) {
        Map<Object, SaveRow> seen = new HashMap<>();
        for (SaveRow row : rows) {
          unique(def, f, row, seen);
        }
      }
    }
  }

  private void unique(SObjectDef def, FieldDef f, SaveRow row, Map<Object, SaveRow> seen) {
    Object value = row.next.get(f.name());
    if (value == null || row.failed()) {
      return;
    }
    Object key =
        value instanceof String s && !f.caseSensitive() ? s.toLowerCase(Locale.ROOT) : value;
    SaveRow twin = seen.putIfAbsent(key, row);
    String other = twin == null ? null : twin.id == null ? "<unknown>" : twin.id;
    if (other == null) {
      for (Row r : scope.transaction().find(def.name(), f.name(), value)) {
        boolean same = !f.caseSensitive() || value.equals(r.get(f.name()));
        if (same && !r.deleted() && !r.id().equals(row.id)) {
          other = r.id();
        }
      }
    }
    if (other != null) {
      if (def.name().equals("User") && f.name().equals("Username")) {
        row.error(
            "DUPLICATE_USERNAME",
            "Duplicate Username.The username already exists in this or another Salesforce"
                + " organization. Usernames must be unique across all Salesforce organizations."
                + " To resolve, use a different username (it doesn't need to match the user's"
                + " email address).",
            f.name());
        return;
      }
      row.error(
          "DUPLICATE_VALUE",
          "duplicate value found: " + f.name() + " duplicates value on record with id: " + other,
          f.name());
    }
  }
}
