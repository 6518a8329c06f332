package org.closedloop.localorg.config;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.localorg.schema.OrgSchema;
import org.closedloop.localorg.store.Row;
import org.closedloop.localorg.store.Transaction;

/** Writes rows of setup objects with their audit fields, skipping what has not changed. */
final class SetupRows {

  private final Transaction tx;
  private final OrgSchema schema;
  private final Instant now;
  private final String userId;

  SetupRows(Transaction tx, OrgSchema schema, Instant now, String userId) {
    this.tx = tx;
    this.schema = schema;
    this.now = now;
    this.userId = userId;
  }

  OrgSchema schema() {
    return schema;
  }

  Transaction tx() {
    return tx;
  }

  /** Id that the named thing keeps over all deploys. */
  String id(String object, String name) {
    return schema.ids().recordId(schema.require(object).keyPrefix(), name);
  }

  /**
   * Inserts or updates the row.
   *
   * @param fields pairs of declared field name and raw value; fields that the object lacks are an
   *     error of the caller
   */
  void put(String object, String id, Object... fields) {
    SObjectDef def = schema.require(object);
    Map<String, Object> values = new LinkedHashMap<>();
    for (int i = 0; i < fields.length; i += 2) {
      String name = (String) fields[i];
      if (def.field(name).isEmpty()) {
        throw new IllegalArgumentException(object + " has no field " + name);
      }
      values.put(name, fields[i + 1]);
    }
    put(def, id, values);
  }

  void put(SObjectDef def, String id, Map<String, Object> values) {
    Row before = tx.get(def.name(), id);
    Map<String, Object> all = new LinkedHashMap<>();
    if (before != null) {
      all.putAll(before.values());
    }
    all.putAll(values);
    all.put("Id", id);
    if (before != null && before.values().equals(Row.of(def.name(), id, all).values())) {
      return;
    }
    stamp(def, all, "CreatedDate", before == null ? now : before.get("CreatedDate"));
    stamp(def, all, "CreatedById", before == null ? userId : before.get("CreatedById"));
    stamp(def, all, "LastModifiedDate", now);
    stamp(def, all, "LastModifiedById", userId);
    stamp(def, all, "SystemModstamp", now);
    if (def.field("IsDeleted").isPresent()) {
      all.put("IsDeleted", false);
    }
    tx.put(Row.of(def.name(), id, all));
  }

  private static void stamp(
      SObjectDef def, Map<String, Object> values, String field, Object value) {
    if (def.field(field).isPresent()) {
      values.put(field, value);
    }
  }

  /** Takes away rows of the object whose id was not written in this round. */
  void keepOnly(String object, java.util.Set<String> ids, java.util.function.Predicate<Row> ours) {
    for (Row r : java.util.List.copyOf(tx.rows(object))) {
      if (!ids.contains(r.id()) && ours.test(r)) {
        tx.remove(object, r.id());
      }
    }
  }
}
