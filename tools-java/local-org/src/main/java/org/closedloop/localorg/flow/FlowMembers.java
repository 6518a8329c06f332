package org.closedloop.localorg.flow;

import java.time.ZoneId;
import java.util.Map;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.SObjectValue;

/** Reads and writes what values of a flow hold: fields of records, outputs, members of Apex. */
record FlowMembers(FlowRun run, ZoneId zone) {

  /** An empty value that assigning to its members begins with. */
  Object create(FlowType type, String target) {
    if (type.kind() == FlowType.Kind.SOBJECT && type.object() != null) {
      return new SObjectValue(type.object());
    }
    if (type.kind() == FlowType.Kind.APEX) {
      return run.request().session().newController(type.apexClass(), null);
    }
    throw new FlowFault(target + " cannot be assigned: nothing holds it");
  }

  Object get(Object holder, String name) {
    if (holder instanceof SObjectValue r) {
      return run.reader().value(r, field(r.type(), name));
    }
    if (holder instanceof Map<?, ?> m) {
      return m.entrySet().stream()
          .filter(e -> ((String) e.getKey()).equalsIgnoreCase(name))
          .map(Map.Entry::getValue)
          .findFirst()
          .orElse(null);
    }
    return FlowConvert.fromApex(run.request().session().getMember(holder, name));
  }

  void put(Object holder, String name, Object value) {
    if (holder instanceof SObjectValue r) {
      FieldDef f = field(r.type(), name);
      r.put(f.name(), FlowConvert.toField(f, value, zone));
      run.records().assigned(r, f.name());
    } else if (holder instanceof Map<?, ?> m) {
      @SuppressWarnings("unchecked")
      Map<String, Object> outputs = (Map<String, Object>) m;
      String key =
          outputs.keySet().stream().filter(name::equalsIgnoreCase).findFirst().orElse(name);
      outputs.put(key, value);
    } else {
      run.request().session().setMember(holder, name, value);
    }
  }

  private static FieldDef field(SObjectDef type, String name) {
    return type.field(name).orElseThrow(() -> new FlowFault(type.name() + " has no field " + name));
  }
}
