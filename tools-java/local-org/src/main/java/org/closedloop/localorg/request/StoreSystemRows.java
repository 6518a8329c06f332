package org.closedloop.localorg.request;

import java.util.LinkedHashMap;
import java.util.Map;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.async.SystemRows;
import org.closedloop.localorg.store.Row;

/** The platform's own bookkeeping rows, written straight into the request's transaction. */
final class StoreSystemRows implements SystemRows {

  private final Request request;

  StoreSystemRows(Request request) {
    this.request = request;
  }

  @Override
  public String insert(String objectName, Map<String, Object> fields) {
    SObjectDef object = request.schema().require(objectName);
    String id = request.transaction().ids().next(object.keyPrefix());
    Map<String, Object> values = new LinkedHashMap<>(fields);
    stamp(object, values, "CreatedDate", request.now());
    stamp(object, values, "CreatedById", request.user().id());
    stamp(object, values, "LastModifiedDate", request.now());
    stamp(object, values, "LastModifiedById", request.user().id());
    stamp(object, values, "SystemModstamp", request.now());
    stamp(object, values, "IsDeleted", false);
    if (object.hasOwner()) {
      values.putIfAbsent("OwnerId", request.user().id());
    }
    request.transaction().put(Row.of(object.name(), id, values));
    return id;
  }

  private static void stamp(
      SObjectDef object, Map<String, Object> values, String field, Object value) {
    if (object.field(field).isPresent()) {
      values.putIfAbsent(field, value);
    }
  }

  @Override
  public void update(String id, Map<String, Object> fields) {
    SObjectDef object = objectOf(id);
    Row row = request.transaction().get(object.name(), id);
    if (row == null) {
      return;
    }
    for (Map.Entry<String, Object> e : fields.entrySet()) {
      row = row.with(e.getKey(), e.getValue());
    }
    if (object.field("SystemModstamp").isPresent()) {
      row = row.with("SystemModstamp", request.now());
    }
    request.transaction().put(row);
  }

  @Override
  public void delete(String id) {
    request.transaction().remove(objectOf(id).name(), id);
  }

  @Override
  public SObjectValue read(String objectName, String id) {
    Row row = id == null ? null : request.transaction().get(objectName, id);
    if (row == null) {
      return null;
    }
    SObjectValue value = new SObjectValue(request.schema().require(objectName));
    row.values().forEach(value::put);
    return value;
  }

  @Override
  public String findId(String objectName, String field, String value) {
    for (Row row : request.transaction().find(objectName, field, value)) {
      if (!row.deleted()) {
        return row.id();
      }
    }
    return null;
  }

  private SObjectDef objectOf(String id) {
    return request
        .schema()
        .ofId(id)
        .orElseThrow(() -> new IllegalArgumentException("no object has ids like " + id));
  }
}
