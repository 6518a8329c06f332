package org.closedloop.apex.exec;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.types.MapType;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SetType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexBlob;
import org.closedloop.apex.value.ApexId;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.ApexObject;
import org.closedloop.apex.value.ApexSet;
import org.closedloop.apex.value.Decimals;
import org.closedloop.apex.value.MemberInfo;
import org.closedloop.apex.value.SObjectValue;

/** Values that cross between flows, pages or jobs and Apex: raw outside, typed inside. */
final class HostValues {

  private final ExecContext ctx;

  HostValues(ExecContext ctx) {
    this.ctx = ctx;
  }

  /** A raw value as a variable of the type holds it. */
  Object toApex(Object v, ApexType type) {
    if (v == null) {
      return null;
    }
    if (type instanceof SimpleType s) {
      return simple(v, s);
    }
    if (type instanceof ListType l) {
      ApexList list = new ApexList(l.element());
      for (Object x : v instanceof Iterable<?> i ? i : List.of(v)) {
        list.add(toApex(x, l.element()));
      }
      return list;
    }
    if (type instanceof SetType s) {
      ApexSet set = new ApexSet(s.element());
      for (Object x : v instanceof Iterable<?> i ? i : List.of(v)) {
        set.add(ctx, toApex(x, s.element()));
      }
      return set;
    }
    if (type instanceof MapType m && v instanceof Map<?, ?> j) {
      ApexMap map = new ApexMap(m.key(), m.value());
      j.forEach((k, x) -> map.put(ctx, toApex(k, m.key()), toApex(x, m.value())));
      return map;
    }
    if (type instanceof ClassType c && v instanceof Map<?, ?> members) {
      return object(c, members);
    }
    if (type instanceof SObjectType t && v instanceof Map<?, ?> fields) {
      SObjectValue r = new SObjectValue(ctx.host().schema().require(t.name()));
      fields.forEach((k, x) -> r.put(r.declaredName((String) k), x));
      return r;
    }
    return ctx.convert().cast(v, type);
  }

  private Object object(ClassType c, Map<?, ?> members) {
    ApexObject o = (ApexObject) ctx.newInstance(c);
    for (MemberInfo m : o.runtimeClass().members()) {
      for (Map.Entry<?, ?> e : members.entrySet()) {
        if (m.name().equalsIgnoreCase((String) e.getKey()) && m.writable()) {
          ctx.setMember(o, m, toApex(e.getValue(), m.type()));
        }
      }
    }
    return o;
  }

  private Object simple(Object v, SimpleType type) {
    if (v instanceof byte[] b) {
      return ApexBlob.of(b);
    }
    switch (type) {
      case ID:
        return v instanceof String s ? (s.isEmpty() ? null : ApexId.parse(s)) : v;
      case STRING:
        return v instanceof ApexId id ? id.value() : v;
      case INTEGER:
        return v instanceof Number n ? (Object) n.intValue() : v;
      case LONG:
        return v instanceof Number n ? (Object) n.longValue() : v;
      case DOUBLE:
        return v instanceof Number n ? (Object) n.doubleValue() : v;
      case DECIMAL:
        return v instanceof Number n ? Decimals.of(n) : v;
      case DATE:
        return v instanceof Instant t ? t.atZone(ctx.userZone()).toLocalDate() : v;
      case DATETIME:
        return v instanceof LocalDate d ? d.atStartOfDay(ZoneOffset.UTC).toInstant() : v;
      default:
        return v;
    }
  }

  /** An Apex value as the outside takes it: ids as text, collections as Java lists. */
  static Object toHost(Object v) {
    if (v instanceof ApexId id) {
      return id.value();
    }
    if (v instanceof ApexList || v instanceof ApexSet) {
      List<Object> out = new ArrayList<>();
      ((Iterable<?>) v).forEach(x -> out.add(toHost(x)));
      return out;
    }
    return v instanceof ApexBlob b ? b.bytes() : v;
  }
}
