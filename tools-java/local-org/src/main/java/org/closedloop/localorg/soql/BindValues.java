package org.closedloop.localorg.soql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import org.closedloop.apex.soql.SoqlErrors;
import org.closedloop.apex.soql.SoqlQuery.Bind;
import org.closedloop.apex.soql.SoqlQuery.Value;
import org.closedloop.apex.value.SObjectValue;

/** The values of a query's binds: by position for static queries, by name for dynamic ones. */
final class BindValues {

  private final List<Object> byIndex;
  private final Map<String, Object> byName;

  private BindValues(List<Object> byIndex, Map<String, Object> byName) {
    this.byIndex = byIndex;
    this.byName = byName;
  }

  static BindValues positional(List<Object> values) {
    return new BindValues(values == null ? List.of() : values, null);
  }

  static BindValues named(Map<String, Object> values) {
    Map<String, Object> folded = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    if (values != null) {
      folded.putAll(values);
    }
    return new BindValues(null, folded);
  }

  /** The raw value behind a literal or bind; date literals are not asked here. */
  Object of(Value v) {
    if (v instanceof Bind b) {
      if (byIndex != null) {
        return byIndex.get(b.index());
      }
      String name = b.source().trim();
      if (!byName.containsKey(name)) {
        throw SoqlErrors.exception(null, "Variable does not exist: " + name);
      }
      return byName.get(name);
    }
    return ((org.closedloop.apex.soql.SoqlQuery.Literal) v).value();
  }

  /** The values of a list; collections behind binds are spread, records stand for their ids. */
  List<Object> all(List<Value> values) {
    List<Object> out = new ArrayList<>();
    for (Value v : values) {
      Object o = of(v);
      if (o instanceof Iterable<?> many) {
        many.forEach(e -> out.add(plain(e)));
      } else if (o instanceof Map<?, ?> map) {
        map.keySet().forEach(e -> out.add(plain(e)));
      } else {
        out.add(plain(o));
      }
    }
    return out;
  }

  private static Object plain(Object o) {
    return o instanceof SObjectValue r ? r.id() : o;
  }

  /** LIMIT or OFFSET; null when not written. */
  Integer number(Value v, String what) {
    if (v == null) {
      return null;
    }
    Object o = of(v);
    if (!(o instanceof Number n) || n.longValue() < 0) {
      throw SoqlErrors.exception(
          "MALFORMED_QUERY", "Invalid " + what.toLowerCase(Locale.ROOT) + " value: " + o);
    }
    return (int) Math.min(n.longValue(), Integer.MAX_VALUE);
  }
}
