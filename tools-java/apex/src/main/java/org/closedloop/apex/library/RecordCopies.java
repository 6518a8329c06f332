package org.closedloop.apex.library;

import java.util.Set;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.value.SObjectValue;

/** Copies of records as {@code SObject.clone} and {@code deepClone} make them. */
final class RecordCopies {

  private static final Set<String> TIMESTAMPS =
      Set.of("CreatedById", "CreatedDate", "LastModifiedById", "LastModifiedDate");

  private RecordCopies() {}

  /**
   * A copy of the fields; related records and child lists go along by reference, or as copies when
   * {@code deep}.
   */
  static SObjectValue copy(
      SObjectValue r,
      boolean preserveId,
      boolean deep,
      boolean preserveTimestamps,
      boolean preserveAutonumber) {
    SObjectValue out = new SObjectValue(r.type());
    r.fieldMap()
        .forEach(
            (name, value) -> {
              boolean keep =
                  name.equals("Id")
                      ? preserveId
                      : TIMESTAMPS.contains(name)
                          ? preserveTimestamps
                          : preserveAutonumber
                              || !r.type().field(name).map(FieldDef::autoNumber).orElse(false);
              if (keep) {
                out.put(name, value);
              }
            });
    r.parents()
        .forEach(
            (name, parent) ->
                out.putParent(
                    name, deep && parent != null ? copy(parent, true, true, true, true) : parent));
    r.childLists().forEach(out::putChildren);
    if (r.queried()) {
      out.markQueried();
    }
    return out;
  }
}
