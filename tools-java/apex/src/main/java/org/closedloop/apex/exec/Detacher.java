package org.closedloop.apex.exec;

import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.ApexObject;
import org.closedloop.apex.value.ApexSet;
import org.closedloop.apex.value.ExceptionValue;
import org.closedloop.apex.value.MemberInfo;
import org.closedloop.apex.value.PlatformValue;
import org.closedloop.apex.value.RuntimeClass;
import org.closedloop.apex.value.SObjectValue;

/** Copies an object graph for a job: nothing mutable is shared, transients are left out. */
final class Detacher {

  private final ExecContext ctx;
  private final Map<Object, Object> done = new IdentityHashMap<>();

  Detacher(ExecContext ctx) {
    this.ctx = ctx;
  }

  Object copy(Object v) {
    if (v == null) {
      return null;
    }
    Object known = done.get(v);
    if (known != null) {
      return known;
    }
    if (v instanceof StubObject s) {
      return s;
    }
    if (v instanceof ApexObject o) {
      return object(o);
    }
    if (v instanceof SObjectValue r) {
      return record(r);
    }
    if (v instanceof ApexList l) {
      ApexList c = new ApexList(l.elementType());
      done.put(v, c);
      l.forEach(x -> c.add(copy(x)));
      return c;
    }
    if (v instanceof ApexSet s) {
      ApexSet c = new ApexSet(s.elementType());
      done.put(v, c);
      s.forEach(x -> c.add(ctx, copy(x)));
      return c;
    }
    if (v instanceof ApexMap m) {
      ApexMap c = new ApexMap(m.keyType(), m.valueType());
      done.put(v, c);
      m.forEach((k, x) -> c.put(ctx, copy(k), copy(x)));
      return c;
    }
    return v instanceof PlatformValue p ? p.copyForDetach() : v;
  }

  private Object object(ApexObject o) {
    RuntimeClass type = o.runtimeClass();
    if (type == null) {
      return o;
    }
    ApexObject c = o instanceof ExceptionValue ? new ExceptionValue(type) : new ApexObject(type);
    done.put(o, c);
    if (o instanceof ExceptionValue from && c instanceof ExceptionValue to) {
      to.setMessage(from.rawMessage());
      if (from.cause() != null) {
        to.initCause((ExceptionValue) copy(from.cause()));
      }
      if (from.hasStack()) {
        to.setStack(from.stackTrace(), from.line());
      }
      to.setFailedRows(from.failedRows());
    }
    for (MemberInfo m : type.members()) {
      if (m.slot() >= 0 && !m.isTransient()) {
        c.slots()[m.slot()] = copy(o.slots()[m.slot()]);
      }
    }
    return c;
  }

  private SObjectValue record(SObjectValue r) {
    SObjectValue c = r.copy();
    done.put(r, c);
    for (Map.Entry<String, SObjectValue> e : r.parents().entrySet()) {
      c.putParent(e.getKey(), (SObjectValue) copy(e.getValue()));
    }
    for (Map.Entry<String, List<SObjectValue>> e : r.childLists().entrySet()) {
      c.putChildren(
          e.getKey(),
          new java.util.ArrayList<>(
              e.getValue().stream().map(x -> (SObjectValue) copy(x)).toList()));
    }
    return c;
  }
}
