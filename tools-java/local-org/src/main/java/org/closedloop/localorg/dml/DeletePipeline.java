package org.closedloop.localorg.dml;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.host.AccessHost.ObjectRight;
import org.closedloop.apex.host.ApexSession.TriggerEvent;
import org.closedloop.apex.schema.ChildRelationship;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldDef.DeleteConstraint;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.localorg.access.SharingRules;
import org.closedloop.localorg.dml.SaveHooks.SaveEvent;
import org.closedloop.localorg.soql.Records;
import org.closedloop.localorg.store.Row;

/**
 * Deletes and undeletes one chunk. Details go with their master without triggers of their own,
 * lookups are emptied, restricting lookups refuse. Setup rows are gone for good, data rows go to
 * the recycle bin.
 */
final class DeletePipeline {

  private final RequestScope scope;
  private final Automation automation;
  private final RollupSummaries rollups;
  private final SavePipeline saves;

  DeletePipeline(
      RequestScope scope, Automation automation, RollupSummaries rollups, SavePipeline saves) {
    this.scope = scope;
    this.automation = automation;
    this.rollups = rollups;
    this.saves = saves;
  }

  /**
   * Deletes.
   *
   * @param masterRecordId the winner of a merge, null for plain deletes
   */
  void delete(SObjectDef def, List<SaveRow> rows, DmlAccess access, String masterRecordId) {
    for (SaveRow row : rows) {
      load(def, row, access);
    }
    List<SaveRow> live = SavePipeline.live(rows);
    automation.beforeSave(def, SaveEvent.DELETE, live);
    live = SavePipeline.live(live);
    automation.trigger(def, TriggerEvent.BEFORE_DELETE, live, r -> r.prior);
    live = SavePipeline.live(live);
    for (SaveRow row : live) {
      remove(def, row, masterRecordId);
    }
    live = SavePipeline.live(live);
    automation.trigger(def, TriggerEvent.AFTER_DELETE, live, r -> r.prior);
    if (SavePipeline.anyFailed(live)) {
      return;
    }
    automation.afterSave(def, SaveEvent.DELETE, live);
    if (!SavePipeline.anyFailed(live)) {
      rollups.after(def, live);
    }
  }

  private void load(SObjectDef def, SaveRow row, DmlAccess access) {
    if (!access.object(row, def, ObjectRight.DELETE)) {
      return;
    }
    Row stored = saves.find(def, row, row.input.id(), "a delete call");
    if (stored == null) {
      return;
    }
    if (!def.deletable()) {
      row.error("INSUFFICIENT_ACCESS_OR_READONLY", "entity type cannot be deleted: " + def.name());
      return;
    }
    if (access.record(row, stored, SharingRules.Level.ALL)) {
      row.priorRow(stored, Records.toRecord(def, stored));
    }
  }

  private void remove(SObjectDef def, SaveRow row, String masterRecordId) {
    Row stored = scope.transaction().get(def.name(), row.id);
    if (masterRecordId != null) {
      stored = stored.with("MasterRecordId", masterRecordId);
      Row marked = row.priorRow.with("MasterRecordId", masterRecordId);
      row.priorRow(marked, Records.toRecord(def, marked));
    }
    String restriction = restriction(def, row.id);
    if (restriction != null) {
      row.error("DELETE_FAILED", restriction);
      return;
    }
    drop(def, stored, row.id);
    row.written = true;
  }

  /** Why the record cannot go: records that restrict it, also those of its details. */
  private String restriction(SObjectDef def, String id) {
    for (ChildRelationship rel : def.childRelationships()) {
      FieldDef f = lookup(rel);
      if (f == null) {
        continue;
      }
      for (Row child : scope.transaction().find(rel.childObject(), f.name(), id)) {
        if (child.deleted()) {
          continue;
        }
        if (f.deleteConstraint() == DeleteConstraint.RESTRICT) {
          SObjectDef childDef = scope.schema().require(rel.childObject());
          String name =
              childDef.nameField().map(n -> String.valueOf(child.get(n.name()))).orElse(child.id());
          return "Your attempt to delete this record could not be completed because it is"
              + " associated with the following "
              + childDef.pluralLabel().toLowerCase(java.util.Locale.ROOT)
              + ": "
              + name;
        }
        if (rel.cascade()) {
          String deeper = restriction(scope.schema().require(rel.childObject()), child.id());
          if (deeper != null) {
            return deeper;
          }
        }
      }
    }
    return null;
  }

  private FieldDef lookup(ChildRelationship rel) {
    return scope.schema().object(rel.childObject()).flatMap(o -> o.field(rel.field())).orElse(null);
  }

  private void drop(SObjectDef def, Row row, String topId) {
    List<Row.ClearedLookup> cleared = new ArrayList<>();
    for (ChildRelationship rel : def.childRelationships()) {
      FieldDef f = lookup(rel);
      if (f == null) {
        continue;
      }
      SObjectDef childDef = scope.schema().require(rel.childObject());
      for (Row child : scope.transaction().find(rel.childObject(), f.name(), row.id())) {
        if (child.deleted() || child.id().equals(topId)) {
          continue;
        }
        if (rel.cascade()) {
          drop(childDef, child, topId);
        } else {
          cleared.add(new Row.ClearedLookup(childDef.name(), child.id(), f.name()));
          scope.transaction().put(child.with(f.name(), null));
        }
      }
    }
    if (def.undeletable()) {
      scope.transaction().put(row.asDeleted(topId, cleared));
    } else {
      scope.transaction().remove(def.name(), row.id());
    }
  }

  void undelete(SObjectDef def, List<SaveRow> rows, DmlAccess access) {
    for (SaveRow row : rows) {
      restore(def, row, access);
    }
    List<SaveRow> live = SavePipeline.live(rows);
    automation.trigger(
        def,
        TriggerEvent.AFTER_UNDELETE,
        live,
        r -> new Records(scope).complete(scope.transaction().get(def.name(), r.id)));
    if (SavePipeline.anyFailed(live)) {
      return;
    }
    automation.afterSave(def, SaveEvent.UNDELETE, live);
    if (!SavePipeline.anyFailed(live)) {
      rollups.after(def, live);
    }
  }

  private void restore(SObjectDef def, SaveRow row, DmlAccess access) {
    if (!access.object(row, def, ObjectRight.CREATE)) {
      return;
    }
    String id = row.input.id();
    Row stored = id == null ? null : scope.transaction().get(def.name(), id);
    if (stored == null || !stored.deleted()) {
      row.error("UNDELETE_FAILED", "Entity is not in the recycle bin");
      return;
    }
    row.id = stored.id();
    if (!access.record(row, stored, SharingRules.Level.ALL)) {
      return;
    }
    for (FieldDef f : def.fields()) {
      Object master = f.masterDetail() ? stored.get(f.name()) : null;
      Row parent = master == null ? null : parent(master.toString());
      if (master != null && (parent == null || parent.deleted())) {
        row.error("UNDELETE_FAILED", "Can not undelete detail record when master is deleted");
        return;
      }
    }
    raise(def, stored, stored.deletedWith());
    row.next = Records.toRecord(def, scope.transaction().get(def.name(), row.id));
    row.written = true;
  }

  private Row parent(String id) {
    return scope.schema().ofId(id).map(o -> scope.transaction().get(o.name(), id)).orElse(null);
  }

  private void raise(SObjectDef def, Row row, String topId) {
    scope.transaction().put(row.asLive());
    for (Row.ClearedLookup c : row.cleared()) {
      Row other = scope.transaction().get(c.object(), c.id());
      if (other != null && other.get(c.field()) == null) {
        scope.transaction().put(other.with(c.field(), row.id()));
      }
    }
    for (ChildRelationship rel : def.childRelationships()) {
      if (rel.cascade() && lookup(rel) != null) {
        SObjectDef childDef = scope.schema().require(rel.childObject());
        for (Row child :
            List.copyOf(scope.transaction().find(rel.childObject(), rel.field(), row.id()))) {
          if (child.deleted() && topId.equals(child.deletedWith())) {
            raise(childDef, child, topId);
          }
        }
      }
    }
  }

  /** Moves all children of one record to another, without their automation. */
  void reparent(SObjectDef def, String fromId, String toId) {
    Map<String, Row> moved = new LinkedHashMap<>();
    for (ChildRelationship rel : def.childRelationships()) {
      FieldDef f = lookup(rel);
      if (f == null || f.name().equals("MasterRecordId")) {
        continue;
      }
      for (Row child : List.copyOf(scope.transaction().find(rel.childObject(), f.name(), fromId))) {
        if (!child.id().equals(toId)) {
          scope.transaction().put(child.with(f.name(), toId));
          moved.put(child.id(), child);
        }
      }
    }
  }
}
