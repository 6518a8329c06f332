package org.closedloop.localorg.formula;

import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.dml.RequestScope;
import org.closedloop.localorg.soql.Records;
import org.closedloop.localorg.store.Row;

/**
 * {@link RecordAccess} over the store of a request: what a record does not carry is read from its
 * stored row, formula fields are computed, parents are followed by id.
 */
public final class ScopeRecords implements RecordAccess {

  private final RequestScope scope;

  public ScopeRecords(RequestScope scope) {
    this.scope = scope;
  }

  @Override
  public Object value(SObjectValue record, FieldDef field) {
    boolean carried = record.isSet(field.name());
    if (field.formula() != null) {
      if (record.queried() && carried) {
        return record.get(field.name());
      }
      // A record at work may have changed since the formula was last computed on it.
      SObjectValue whole = record.queried() ? stored(record) : record;
      return whole == null ? null : scope.formulas().formulaField(scope, whole, field);
    }
    if (carried || !record.queried()) {
      return record.get(field.name());
    }
    SObjectValue whole = stored(record);
    return whole == null ? null : whole.get(field.name());
  }

  /** The stored row of a queried record that does not carry every field. */
  private SObjectValue stored(SObjectValue record) {
    return record.id() == null ? record : row(record.type().name(), record.id());
  }

  @Override
  public SObjectValue parent(SObjectValue record, FieldDef reference) {
    if (record.hasParent(reference.relationshipName())) {
      return record.parent(reference.relationshipName());
    }
    Object id = value(record, reference);
    if (id == null) {
      return null;
    }
    return scope.schema().ofId((String) id).map(def -> row(def.name(), (String) id)).orElse(null);
  }

  @Override
  public SObjectValue row(String objectName, String id) {
    SObjectDef def = scope.schema().require(objectName);
    Row row = scope.transaction().get(def.name(), id);
    if (row == null || row.deleted()) {
      return null;
    }
    return Records.toRecord(def, row);
  }
}
