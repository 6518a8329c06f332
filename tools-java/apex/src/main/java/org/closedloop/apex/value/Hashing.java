package org.closedloop.apex.value;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Iterator;
import java.util.Map;

/**
 * The hash of a value, as {@code System.hashCode} and the keys of sets and maps use it. Numbers of
 * equal value but different scale hash apart, as the platform documents.
 */
public final class Hashing {

  private Hashing() {}

  public static int hash(UserCode code, Object v) {
    if (v == null) {
      return 0;
    }
    if (v instanceof ApexList || v instanceof ApexSet || v instanceof ApexMap) {
      code.work(1);
    }
    if (v instanceof ApexObject o) {
      return code.userHashCode(o);
    }
    if (v instanceof SObjectValue r) {
      return record(r);
    }
    if (v instanceof ApexList l) {
      int h = 1;
      for (Object x : l) {
        h = 31 * h + hash(code, x);
      }
      return h;
    }
    if (v instanceof ApexSet s) {
      int h = 0;
      for (Object x : s) {
        h += hash(code, x);
      }
      return h;
    }
    if (v instanceof ApexMap m) {
      int h = 0;
      for (Iterator<Map.Entry<Object, Object>> it = m.iterator(); it.hasNext(); ) {
        Map.Entry<Object, Object> e = it.next();
        h += hash(code, e.getKey()) ^ hash(code, e.getValue());
      }
      return h;
    }
    return v instanceof Instant t ? Long.hashCode(t.getEpochSecond()) : v.hashCode();
  }

  private static int record(SObjectValue r) {
    int h = r.type().name().hashCode();
    for (Map.Entry<String, Object> e : r.fieldMap().entrySet()) {
      if (e.getValue() != null) {
        h += e.getKey().hashCode() ^ raw(e.getValue());
      }
    }
    return h;
  }

  private static int raw(Object v) {
    if (v instanceof byte[] b) {
      return Arrays.hashCode(b);
    }
    if (v instanceof Instant t) {
      return Long.hashCode(t.getEpochSecond());
    }
    return v instanceof BigDecimal d ? d.stripTrailingZeros().hashCode() : v.hashCode();
  }
}
