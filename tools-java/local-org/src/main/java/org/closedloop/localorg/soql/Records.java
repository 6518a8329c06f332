package org.closedloop.localorg.soql;

import java.util.HashMap;
import java.util.Map;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.dml.RequestScope;
import org.closedloop.localorg.store.Row;

/**
 * Reads stored rows as the rest of the org sees them: computed fields evaluated, checkboxes never
 * empty. Remembers whole records while it lives, so one instance serves one query or one chunk.
 */
public final class Records {

  private final RequestScope scope;
  private final Map<Row, SObjectValue> whole = new HashMap<>();

  public Records(RequestScope scope) {
    this.scope = scope;
  }

  /** Value of one field of a row, formulas included. */
  public Object value(Row row, FieldDef field) {
    if (field.formula() != null) {
      return scope.formulas().formulaField(scope, stored(row), field);
    }
    if (field.name().equals("IsDeleted")) {
      return row.deleted();
    }
    Object v = row.get(field.name());
    return v == null && field.type() == FieldType.BOOLEAN ? Boolean.FALSE : v;
  }

  /** The row with all its stored fields, empty ones included, formulas not. Do not change it. */
  public SObjectValue stored(Row row) {
    return whole.computeIfAbsent(row, r -> toRecord(scope.schema().require(r.object()), r));
  }

  /** A fresh record of all stored fields. */
  public static SObjectValue toRecord(SObjectDef def, Row row) {
    SObjectValue out = new SObjectValue(def);
    for (FieldDef f : def.fields()) {
      if (f.formula() == null) {
        Object v = row.get(f.name());
        if (f.name().equals("IsDeleted")) {
          v = row.deleted();
        } else if (v == null && f.type() == FieldType.BOOLEAN) {
          v = Boolean.FALSE;
        }
        out.put(f.name(), v);
      }
    }
    return out;
  }

  /** A fresh record of all fields with formulas evaluated. */
  public SObjectValue complete(Row row) {
    SObjectDef def = scope.schema().require(row.object());
    SObjectValue out = toRecord(def, row);
    for (FieldDef f : def.fields()) {
      if (f.formula() != null) {
        out.put(f.name(), scope.formulas().formulaField(scope, out, f));
      }
    }
    return out;
  }
}
