package org.closedloop.localorg.dml;

import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.localorg.store.Row;

/** Finds for every row of an upsert the record that it means, by Id or by an external id. */
final class UpsertMatch {

  private final RequestScope scope;
  private final SObjectDef def;
  private final FieldDef field;

  UpsertMatch(RequestScope scope, SObjectDef def, String fieldName) {
    this.scope = scope;
    this.def = def;
    this.field =
        fieldName == null || fieldName.equalsIgnoreCase("Id")
            ? null
            : def.field(fieldName).orElseThrow();
  }

  void match(List<SaveRow> rows) {
    Set<Object> seen = new HashSet<>();
    for (SaveRow row : rows) {
      if (field == null || row.input.id() != null) {
        row.id = row.input.id();
      } else {
        byField(row, seen);
      }
    }
  }

  private void byField(SaveRow row, Set<Object> seen) {
    Object value = row.input.get(field.name());
    if (value == null) {
      row.error("MISSING_ARGUMENT", field.name() + " not specified", field.name());
      return;
    }
    boolean exact = field.caseSensitive();
    Object key = value instanceof String s && !exact ? s.toLowerCase(Locale.ROOT) : value;
    if (!seen.add(key)) {
      row.error("DUPLICATE_VALUE", "Duplicate external id specified: " + value, field.name());
      return;
    }
    List<Row> found =
        scope.transaction().find(def.name(), field.name(), value).stream()
            .filter(r -> !r.deleted() && (!exact || value.equals(r.get(field.name()))))
            .toList();
    if (found.size() > 1) {
      row.error(
          "DUPLICATE_EXTERNAL_ID",
          "external id: more than one record found for external id field: ["
              + String.join(", ", found.stream().map(Row::id).toList())
              + "]",
          field.name());
    } else if (found.size() == 1) {
      row.id = found.get(0).id();
      row.input.put("Id", row.id);
    }
  }
}
