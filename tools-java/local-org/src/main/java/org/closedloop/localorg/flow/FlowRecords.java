package org.closedloop.localorg.flow;

import java.util.IdentityHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.formula.FormulaContext;

/**
 * Remembers which fields of loaded records a run of flows has assigned, so that updates write those
 * and nothing else. Records built by the flow itself are written with all they hold.
 */
final class FlowRecords {

  private final Map<SObjectValue, Set<String>> changed = new IdentityHashMap<>();

  /** Marks a record as loaded from the org. */
  void loaded(SObjectValue record) {
    changed.putIfAbsent(record, new LinkedHashSet<>());
  }

  void assigned(SObjectValue record, String field) {
    Set<String> fields = changed.get(record);
    if (fields != null) {
      fields.add(field);
    }
  }

  /** A copy, as assigning a record to a variable makes one. */
  SObjectValue copy(SObjectValue record) {
    SObjectValue c = record.copy();
    Set<String> fields = changed.get(record);
    if (fields != null) {
      changed.put(c, new LinkedHashSet<>(fields));
    }
    return c;
  }

  /** The record as an update writes it: id and the fields that the flow means to write. */
  SObjectValue forUpdate(SObjectValue record) {
    SObjectValue out = new SObjectValue(record.type());
    out.put("Id", record.id());
    Set<String> fields = changed.get(record);
    for (String name : fields != null ? fields : record.fieldNames()) {
      FieldDef f = record.type().field(name).orElse(null);
      boolean writable = f != null && (fields != null || f.updateable()) && !f.calculated();
      if (writable && !name.equals("Id")) {
        out.put(name, record.get(name));
      }
    }
    return out;
  }

  /** Reads {@code path[1..]} from a record or Apex object whose type is known only now. */
  static Object read(FormulaContext c, Object start, List<String> path) {
    Object at = start;
    for (int i = 1; i < path.size() && at != null; i++) {
      String name = path.get(i);
      if (at instanceof SObjectValue r) {
        FieldDef parent = r.type().relationship(name).orElse(null);
        FieldDef field = r.type().field(name).orElse(null);
        if (field != null) {
          at = c.records().value(r, field);
        } else if (parent != null) {
          at = c.records().parent(r, parent);
        } else {
          throw new FlowFault(r.type().name() + " has no field " + name);
        }
      } else if (at instanceof Map<?, ?> m) {
        at = m.get(name);
      } else if (c.resources() instanceof Interview interview) {
        at = interview.apexMember(at, name);
      } else {
        throw new FlowFault("cannot read " + name);
      }
    }
    return at;
  }
}
