package org.closedloop.localorg.dml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.closedloop.apex.host.AccessHost.ObjectRight;
import org.closedloop.apex.host.ApexSession.TriggerEvent;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.RecordId;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.access.SharingRules;
import org.closedloop.localorg.dml.SaveHooks.SaveEvent;
import org.closedloop.localorg.soql.Records;
import org.closedloop.localorg.store.Row;

/**
 * Inserts or updates one chunk of at most 200 rows of one object in the documented order: load,
 * check values, before-save flows, before triggers, check again, validation rules, write, after
 * triggers, after-save flows, roll-ups. Rows with errors before the write are set aside.
 */
final class SavePipeline {

  private final RequestScope scope;
  private final Automation automation;
  private final RollupSummaries rollups;

  SavePipeline(RequestScope scope, Automation automation, RollupSummaries rollups) {
    this.scope = scope;
    this.automation = automation;
    this.rollups = rollups;
  }

  /**
   * Runs the chunk. Errors stay on the rows; a row that failed after the write obliges the caller
   * to roll the chunk back.
   *
   * @param computed values of computed fields by position in the chunk, or null
   */
  void save(
      SObjectDef def,
      List<SaveRow> rows,
      boolean insert,
      DmlAccess access,
      FieldValues values,
      List<Map<String, Object>> computed) {
    RowChecks checks = new RowChecks(scope, values);
    NewImage images = new NewImage(scope);
    for (int i = 0; i < rows.size(); i++) {
      load(def, rows.get(i), insert, access, images);
      SaveRow row = rows.get(i);
      if (!row.failed()) {
        if (computed != null) {
          computed.get(i).forEach(row.next::put);
        }
        checks.values(row);
      }
    }
    SaveEvent event = insert ? SaveEvent.INSERT : SaveEvent.UPDATE;
    List<SaveRow> live = live(rows);
    automation.beforeSave(def, event, live);
    live = live(live);
    automation.trigger(
        def, insert ? TriggerEvent.BEFORE_INSERT : TriggerEvent.BEFORE_UPDATE, live, this::current);
    live = live(live);
    for (SaveRow row : live) {
      dropFormulas(row);
      settle(row, checks, access);
    }
    live = live(live);
    checks.unique(live);
    live = live(live);
    for (SaveRow row : live) {
      validationRules(row);
    }
    live = live(live);
    for (SaveRow row : live) {
      write(def, row);
    }
    if (live.isEmpty()) {
      return;
    }
    automation.trigger(
        def, insert ? TriggerEvent.AFTER_INSERT : TriggerEvent.AFTER_UPDATE, live, this::stored);
    if (anyFailed(live)) {
      return;
    }
    automation.afterSave(def, event, live);
    if (anyFailed(live)) {
      return;
    }
    rollups.after(def, live);
  }

  private void load(
      SObjectDef def, SaveRow row, boolean insert, DmlAccess access, NewImage images) {
    if (!access.object(row, def, insert ? ObjectRight.CREATE : ObjectRight.EDIT)) {
      return;
    }
    if (insert) {
      if (row.input.id() != null) {
        row.error("INVALID_FIELD_FOR_INSERT_UPDATE", "cannot specify Id in an insert call", "Id");
        return;
      }
      images.insert(row);
    } else {
      Row stored = find(def, row, row.id != null ? row.id : row.input.id(), "an update call");
      if (stored == null || !access.record(row, stored, SharingRules.Level.EDIT)) {
        return;
      }
      images.update(row, stored);
    }
    access.fields(row);
  }

  /** The live row with the id, or null with an error on the row. */
  Row find(SObjectDef def, SaveRow row, String id, String call) {
    if (id == null) {
      row.error("MISSING_ARGUMENT", "Id not specified in " + call);
      return null;
    }
    if (!RecordId.isValid(id)) {
      row.error("MALFORMED_ID", "malformed id " + id, "Id");
      return null;
    }
    row.id = RecordId.to18(id);
    Row stored = scope.transaction().get(def.name(), row.id);
    if (stored == null) {
      row.error("INVALID_CROSS_REFERENCE_KEY", "invalid cross reference id");
    } else if (stored.deleted()) {
      row.error("ENTITY_IS_DELETED", "entity is deleted");
      return null;
    }
    return stored;
  }

  /** The checks after the before triggers. */
  private void settle(SaveRow row, RowChecks checks, DmlAccess access) {
    checks.values(row);
    if (row.failed()) {
      return;
    }
    new DerivedFields(scope).apply(row);
    checks.required(row);
    access.parents(row);
  }

  private void validationRules(SaveRow row) {
    for (FormulaPort.Violation v : scope.formulas().violations(scope, row.next, row.prior)) {
      row.error(
          "FIELD_CUSTOM_VALIDATION_EXCEPTION",
          v.message(),
          v.field() == null ? new String[0] : new String[] {v.field()});
    }
  }

  private void write(SObjectDef def, SaveRow row) {
    SObjectValue next = row.next;
    if (row.created) {
      row.id = scope.transaction().ids().next(def.keyPrefix());
      next.put("Id", row.id);
      for (FieldDef f : def.fields()) {
        if (f.autoNumber()) {
          next.put(
              f.name(),
              AutoNumber.next(
                  scope.transaction().ids(),
                  def,
                  f,
                  scope.now().atZone(scope.org().zone()).toLocalDate()));
        }
      }
      blankName(def, row);
      if (def.name().equals("ContentVersion")) {
        new FileVersions(scope).complete(next);
      }
      stamp(def, next, "CreatedDate", "CreatedById");
    }
    stamp(def, next, "LastModifiedDate", "LastModifiedById");
    if (def.field("SystemModstamp").isPresent()) {
      next.put("SystemModstamp", scope.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    }
    rollups.initial(def, row);
    scope.transaction().put(Row.of(def.name(), row.id, next.fieldMap()));
    row.written = true;
  }

  /** Custom objects with a text name and settings get a name of their own. */
  private static void blankName(SObjectDef def, SaveRow row) {
    Optional<FieldDef> name = def.nameField();
    if (def.custom() && name.isPresent() && row.next.get(name.get().name()) == null) {
      row.next.put(name.get().name(), row.id);
    }
  }

  private void stamp(SObjectDef def, SObjectValue row, String dateField, String userField) {
    if (def.field(dateField).isPresent()) {
      row.put(dateField, scope.now().truncatedTo(java.time.temporal.ChronoUnit.SECONDS));
    }
    if (def.field(userField).isPresent()) {
      row.put(userField, scope.user().id());
    }
  }

  /** Before triggers work on the image itself and see its formulas. */
  private SObjectValue current(SaveRow row) {
    for (FieldDef f : row.next.type().fields()) {
      if (f.formula() != null) {
        row.next.put(f.name(), scope.formulas().formulaField(scope, row.next, f));
      }
    }
    return row.next;
  }

  /** What formulas gave the triggers is not stored and may be out of date. */
  private static void dropFormulas(SaveRow row) {
    for (FieldDef f : row.next.type().fields()) {
      if (f.formula() != null) {
        row.next.unset(f.name());
      }
    }
  }

  /** After triggers read what is stored. */
  private SObjectValue stored(SaveRow row) {
    SObjectValue copy = new Records(scope).complete(row.saved(scope));
    copy.setReadOnly(true);
    return copy;
  }

  static List<SaveRow> live(List<SaveRow> rows) {
    List<SaveRow> out = new ArrayList<>();
    for (SaveRow r : rows) {
      if (!r.failed()) {
        out.add(r);
      }
    }
    return out;
  }

  static boolean anyFailed(List<SaveRow> rows) {
    return rows.stream().anyMatch(SaveRow::failed);
  }
}
