package org.closedloop.localorg.dml;

import java.util.List;
import java.util.Map;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.PicklistValue;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.RecordId;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.soql.Records;
import org.closedloop.localorg.store.Row;

/**
 * Loads what a save starts from: defaults for a new record or the stored row, overlaid with what
 * the caller gave. Fields that nobody writes are left as they are.
 */
final class NewImage {

  private final RequestScope scope;

  NewImage(RequestScope scope) {
    this.scope = scope;
  }

  void insert(SaveRow row) {
    SObjectDef def = row.input.type();
    SObjectValue next = new SObjectValue(def);
    for (FieldDef f : def.fields()) {
      if (f.formula() == null) {
        next.put(f.name(), row.input.isSet(f.name()) ? null : defaultOf(def, f));
      }
    }
    overlay(row, next, true);
    next.put("Id", null);
    if (def.field("IsDeleted").isPresent()) {
      next.put("IsDeleted", false);
    }
    if (def.hasOwner()) {
      owner(next);
    }
    if (def.kind() == SObjectDef.Kind.HIERARCHY_SETTING && next.get("SetupOwnerId") == null) {
      next.put("SetupOwnerId", scope.org().id());
    }
    row.created = true;
    row.next = next;
  }

  void update(SaveRow row, Row stored) {
    row.priorRow(stored, Records.toRecord(row.input.type(), stored));
    SObjectValue next = Records.toRecord(row.input.type(), stored);
    overlay(row, next, false);
    row.next = next;
  }

  private void overlay(SaveRow row, SObjectValue next, boolean insert) {
    SObjectDef def = row.input.type();
    for (Map.Entry<String, Object> e : row.input.fieldMap().entrySet()) {
      FieldDef f = def.field(e.getKey()).orElse(null);
      if (f != null && (insert ? f.createable() : f.updateable())) {
        next.put(f.name(), e.getValue());
        // A queried field that is written back unchanged is not a write.
        boolean unchanged =
            row.prior != null
                && row.input.queried()
                && java.util.Objects.equals(e.getValue(), row.prior.get(f.name()));
        if (!unchanged) {
          row.given.add(f.name());
        }
      }
    }
    row.input.parents().forEach((name, parent) -> byExternalId(row, next, name, parent));
  }

  /** A parent given in memory by an external id fills the lookup. */
  private void byExternalId(SaveRow row, SObjectValue next, String relationship, SObjectValue p) {
    FieldDef lookup = row.input.type().relationship(relationship).orElse(null);
    if (lookup == null || p == null || row.input.isSet(lookup.name()) || p.queried()) {
      return;
    }
    for (FieldDef f : p.type().fields()) {
      Object value = f.externalId() ? p.get(f.name()) : null;
      if (value == null) {
        continue;
      }
      List<Row> found =
          scope.transaction().find(p.type().name(), f.name(), value).stream()
              .filter(r -> !r.deleted())
              .toList();
      if (found.size() == 1) {
        next.put(lookup.name(), found.get(0).id());
        row.given.add(lookup.name());
      } else {
        row.error(
            "INVALID_FIELD",
            "Foreign key external ID: "
                + value
                + " not found for field "
                + f.name()
                + " in entity "
                + p.type().name(),
            lookup.name());
      }
      return;
    }
  }

  private Object defaultOf(SObjectDef def, FieldDef f) {
    if (f.defaultValueFormula() != null) {
      if (f.type() == FieldType.BOOLEAN && isLiteral(f.defaultValueFormula())) {
        return Boolean.valueOf(f.defaultValueFormula().trim());
      }
      return scope.formulas().defaultValue(scope, def, f);
    }
    if (f.type() == FieldType.BOOLEAN) {
      return Boolean.FALSE;
    }
    if (f.type() == FieldType.PICKLIST || f.type() == FieldType.MULTIPICKLIST) {
      return f.picklistValues().stream()
          .filter(v -> v.isDefault() && v.active())
          .map(PicklistValue::value)
          .findFirst()
          .orElse(null);
    }
    return null;
  }

  private static boolean isLiteral(String text) {
    return text.trim().equalsIgnoreCase("true") || text.trim().equalsIgnoreCase("false");
  }

  private void owner(SObjectValue next) {
    Object owner = next.get("OwnerId");
    if (owner instanceof String s && RecordId.isValid(s)) {
      owner = RecordId.to18(s);
    }
    if (scope.user().isGuest() && (owner == null || owner.equals(scope.user().id()))) {
      owner = siteOwner();
    }
    next.put("OwnerId", owner == null ? scope.user().id() : owner);
  }

  /** Guests own nothing: the site's default owner gets what they create. */
  private Object siteOwner() {
    for (Row site : scope.transaction().find("Site", "GuestUserId", scope.user().id())) {
      if (site.get("GuestRecordDefaultOwnerId") != null) {
        return site.get("GuestRecordDefaultOwnerId");
      }
    }
    return null;
  }
}
