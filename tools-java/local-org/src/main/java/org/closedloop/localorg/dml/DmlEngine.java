package org.closedloop.localorg.dml;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.DataHost.DmlOp;
import org.closedloop.apex.host.DataHost.DmlOptions;
import org.closedloop.apex.host.DataHost.DmlRequest;
import org.closedloop.apex.host.DataHost.RowResult;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.Limits;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.store.Transaction;

/**
 * Runs DML statements: splits rows into chunks of 200 of one object, retries a chunk without the
 * rows that failed after they were written, takes everything back when all or none was asked.
 */
public final class DmlEngine {

  private static final int CHUNK = 200;
  private static final int ATTEMPTS = 3;

  /** Objects whose rows decide what users may do. */
  private static final Set<String> RIGHTS =
      Set.of(
          "User",
          "PermissionSetAssignment",
          "PermissionSetGroupComponent",
          "PermissionSet",
          "ObjectPermissions",
          "FieldPermissions",
          "SetupEntityAccess");

  private final RequestScope scope;
  private final SavePipeline saves;
  private final DeletePipeline deletes;
  private final MixedDml mixed;

  public DmlEngine(RequestScope scope) {
    this.scope = scope;
    this.mixed = new MixedDml(scope);
    Automation automation = new Automation(scope);
    RollupSummaries rollups = new RollupSummaries(scope, this::saveParents);
    this.saves = new SavePipeline(scope, automation, rollups);
    this.deletes = new DeletePipeline(scope, automation, rollups, saves);
  }

  /** The setup/data separation of this request; a runAs block pushes a context. */
  public MixedDml mixedDml() {
    return mixed;
  }

  /** What one chunk does. */
  private interface Work {
    void run(List<SaveRow> rows);
  }

  /**
   * Runs one statement. When all or none was asked and a row failed, nothing stays; rows that were
   * fine themselves then answer success without an id.
   */
  public List<RowResult> run(DmlRequest request) {
    List<SObjectValue> records = request.records();
    if (records.isEmpty()) {
      return List.of();
    }
    scope.limits().consume(Limits.Counter.DML_STATEMENTS, 1);
    scope.limits().consume(Limits.Counter.DML_ROWS, records.size());
    if (records.get(0).type().kind() == SObjectDef.Kind.PLATFORM_EVENT) {
      return scope.events().publish(records, request.mode());
    }
    List<SaveRow> rows = new ArrayList<>();
    for (int i = 0; i < records.size(); i++) {
      rows.add(new SaveRow(i, records.get(i)));
    }
    duplicateIds(request.op(), rows);
    Transaction.Mark mark = scope.transaction().mark();
    try {
      if (request.op() == DmlOp.MERGE) {
        merge(request, rows.get(0));
      } else {
        statement(request, rows);
      }
    } catch (HostException e) {
      scope.transaction().rollbackTo(mark);
      throw e;
    }
    boolean failed = SavePipeline.anyFailed(rows);
    boolean takenBack = failed && request.allOrNone();
    if (takenBack) {
      scope.transaction().rollbackTo(mark);
    }
    List<RowResult> out = new ArrayList<>();
    for (SaveRow row : rows) {
      out.add(result(row, takenBack));
    }
    return out;
  }

  private static RowResult result(SaveRow row, boolean takenBack) {
    if (row.failed()) {
      return new RowResult(row.created ? null : row.id, false, false, List.copyOf(row.errors));
    }
    if (takenBack) {
      return new RowResult(row.created ? null : row.id, true, false, List.of());
    }
    if (row.created) {
      row.input.put("Id", row.id);
    }
    return new RowResult(row.id, true, row.created, List.of());
  }

  private static void duplicateIds(DmlOp op, List<SaveRow> rows) {
    if (op == DmlOp.INSERT || op == DmlOp.MERGE) {
      return;
    }
    Set<String> seen = new HashSet<>();
    for (SaveRow r : rows) {
      if (r.input.id() != null && !seen.add(r.input.id())) {
        throw new HostException(
            "ListException", "DUPLICATE_VALUE", "Duplicate id in list: " + r.input.id());
      }
    }
  }

  private void statement(DmlRequest request, List<SaveRow> rows) {
    for (List<SaveRow> run : runsOfOneType(rows)) {
      SObjectDef def = current(run.get(0).input);
      String refused =
          mixed.refuse(def, run, request.op() == DmlOp.INSERT, request.op() == DmlOp.DELETE);
      if (refused != null) {
        run.forEach(r -> r.error("MIXED_DML_OPERATION", refused));
        continue;
      }
      DmlAccess access = new DmlAccess(scope, request.mode(), request.allOrNone());
      FieldValues values = new FieldValues(options(request).allowFieldTruncation());
      switch (request.op()) {
        case INSERT -> save(def, run, true, access, values);
        case UPDATE -> save(def, run, false, access, values);
        case UPSERT -> upsert(def, run, request.externalIdField(), access, values);
        case DELETE -> chunks(run, c -> deletes.delete(def, c, access, null));
        case UNDELETE -> chunks(run, c -> deletes.undelete(def, c, access));
        case MERGE -> throw new IllegalStateException();
      }
      if (RIGHTS.contains(def.name())) {
        scope.forgetAccess();
      }
    }
  }

  private static DmlOptions options(DmlRequest request) {
    return request.options() == null ? DmlOptions.DEFAULT : request.options();
  }

  /** The newest definition of the record's object; a record may outlive a deploy. */
  private SObjectDef current(SObjectValue record) {
    SObjectDef def = scope.schema().require(record.type().name());
    if (record.type() != def) {
      record.retype(def);
    }
    return def;
  }

  private List<List<SaveRow>> runsOfOneType(List<SaveRow> rows) {
    List<List<SaveRow>> out = new ArrayList<>();
    SObjectDef last = null;
    for (SaveRow r : rows) {
      SObjectDef def = current(r.input);
      if (def != last) {
        out.add(new ArrayList<>());
        last = def;
      }
      out.get(out.size() - 1).add(r);
    }
    return out;
  }

  private void save(
      SObjectDef def, List<SaveRow> rows, boolean insert, DmlAccess access, FieldValues values) {
    boolean allowed = insert ? def.createable() : def.updateable();
    if (!allowed) {
      rows.forEach(
          r ->
              r.error(
                  "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
                  "entity type cannot be "
                      + (insert ? "inserted" : "updated")
                      + ": "
                      + def.label()));
      return;
    }
    chunks(rows, c -> saves.save(def, c, insert, access, values, null));
  }

  private void upsert(
      SObjectDef def, List<SaveRow> rows, String field, DmlAccess access, FieldValues values) {
    new UpsertMatch(scope, def, field).match(rows);
    List<SaveRow> inserts = new ArrayList<>();
    List<SaveRow> updates = new ArrayList<>();
    for (SaveRow r : rows) {
      if (!r.failed()) {
        (r.id == null ? inserts : updates).add(r);
      }
    }
    save(def, inserts, true, access, values);
    save(def, updates, false, access, values);
  }

  /** Chunks of 200; what failed after the write is set aside and the rest tried again. */
  private void chunks(List<SaveRow> rows, Work work) {
    for (int from = 0; from < rows.size(); from += CHUNK) {
      List<SaveRow> chunk =
          SavePipeline.live(rows.subList(from, Math.min(from + CHUNK, rows.size())));
      attempt(chunk, work);
    }
  }

  private void attempt(List<SaveRow> chunk, Work work) {
    List<SaveRow> rest = chunk;
    Map<Limits.Counter, Long> before = usage();
    for (int attempt = 1; !rest.isEmpty(); attempt++) {
      Transaction.Mark mark = scope.transaction().mark();
      work.run(rest);
      boolean lateFailure = rest.stream().anyMatch(r -> r.failed() && r.written);
      if (!lateFailure) {
        return;
      }
      scope.transaction().rollbackTo(mark);
      List<SaveRow> good = SavePipeline.live(rest);
      if (attempt == ATTEMPTS) {
        good.forEach(
            r ->
                r.error(
                    "UNKNOWN_EXCEPTION",
                    "Too many retries of batch save in the presence of Apex triggers with"
                        + " failures"));
        return;
      }
      good.forEach(SaveRow::reset);
      before.forEach((counter, used) -> scope.limits().set(counter, used));
      rest = good;
    }
  }

  private Map<Limits.Counter, Long> usage() {
    Map<Limits.Counter, Long> out = new EnumMap<>(Limits.Counter.class);
    for (Limits.Counter c : Limits.Counter.values()) {
      if (c != Limits.Counter.CPU_TICKS && c != Limits.Counter.HEAP_BYTES) {
        out.put(c, scope.limits().used(c));
      }
    }
    return out;
  }

  /** Parents whose summaries changed, saved by the platform itself. */
  private List<SaveRow> saveParents(SObjectDef def, Map<String, Map<String, Object>> valuesById) {
    List<SaveRow> all = new ArrayList<>();
    List<Map<String, Object>> values = new ArrayList<>();
    valuesById.forEach(
        (id, computed) -> {
          SObjectValue input = new SObjectValue(def);
          input.put("Id", id);
          all.add(new SaveRow(all.size(), input));
          values.add(new LinkedHashMap<>(computed));
        });
    DmlAccess access = new DmlAccess(scope, AccessMode.SYSTEM, true);
    for (int from = 0; from < all.size(); from += CHUNK) {
      int to = Math.min(from + CHUNK, all.size());
      saves.save(
          def,
          all.subList(from, to),
          false,
          access,
          new FieldValues(false),
          values.subList(from, to));
    }
    return all;
  }

  /** Losers: before delete, children move, after delete; then the winner is updated. */
  private void merge(DmlRequest request, SaveRow winner) {
    SObjectDef def = current(winner.input);
    if (!def.mergeable()) {
      winner.error("INVALID_OPERATION", "merge is not supported for " + def.name());
      return;
    }
    DmlAccess access = new DmlAccess(scope, request.mode(), request.allOrNone());
    String winnerId = winner.input.id();
    if (saves.find(def, winner, winnerId, "a merge call") == null) {
      return;
    }
    if (request.duplicateIds().isEmpty() || request.duplicateIds().size() > 2) {
      winner.error("INVALID_NUM_ARGS", "Specify one or two records to merge");
      return;
    }
    List<SaveRow> losers = new ArrayList<>();
    Map<String, Boolean> seen = new HashMap<>();
    for (String id : request.duplicateIds()) {
      if (id.equals(winner.id) || seen.put(id, true) != null) {
        winner.error("DUPLICATE_VALUE", "A record cannot be merged with itself: " + id);
        return;
      }
      SObjectValue loser = new SObjectValue(def);
      loser.put("Id", id);
      losers.add(new SaveRow(losers.size(), loser));
    }
    for (SaveRow loser : losers) {
      if (saves.find(def, loser, loser.input.id(), "a merge call") != null) {
        deletes.reparent(def, loser.id, winner.id);
      }
    }
    if (!SavePipeline.anyFailed(losers)) {
      deletes.delete(def, losers, access, winner.id);
    }
    losers.forEach(l -> winner.errors.addAll(l.errors));
    if (!winner.failed()) {
      saves.save(def, List.of(winner), false, access, new FieldValues(false), null);
    }
  }
}
