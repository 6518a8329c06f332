package org.closedloop.localorg.store;

import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** The rows of one object with hash indexes that are built when first asked for. */
final class Table {

  private final Map<String, Row> rows = new LinkedHashMap<>();
  private final Map<String, Map<Object, Set<String>>> indexes = new HashMap<>();

  Row get(String id) {
    return rows.get(id);
  }

  Collection<Row> all() {
    return rows.values();
  }

  int size() {
    return rows.size();
  }

  /** Adds or replaces; answers the image before, null when new. */
  Row put(Row row) {
    Row before = rows.put(row.id(), row);
    for (Map.Entry<String, Map<Object, Set<String>>> index : indexes.entrySet()) {
      Object old = before == null ? null : key(before.get(index.getKey()));
      Object now = key(row.get(index.getKey()));
      if (before == null || !java.util.Objects.equals(old, now)) {
        if (before != null) {
          drop(index.getValue(), old, row.id());
        }
        index.getValue().computeIfAbsent(now, k -> new LinkedHashSet<>()).add(row.id());
      }
    }
    return before;
  }

  Row remove(String id) {
    Row before = rows.remove(id);
    if (before != null) {
      indexes.forEach((field, index) -> drop(index, key(before.get(field)), id));
    }
    return before;
  }

  /** Rows whose field has the value; text without regard to case. A null value finds the nulls. */
  Collection<Row> find(String field, Object value) {
    Set<String> ids = index(field).get(key(value));
    if (ids == null) {
      return List.of();
    }
    List<Row> out = new java.util.ArrayList<>(ids.size());
    ids.forEach(id -> out.add(rows.get(id)));
    return Collections.unmodifiableList(out);
  }

  private Map<Object, Set<String>> index(String field) {
    Map<Object, Set<String>> index = indexes.get(field);
    if (index == null) {
      index = new HashMap<>();
      for (Row r : rows.values()) {
        index.computeIfAbsent(key(r.get(field)), k -> new LinkedHashSet<>()).add(r.id());
      }
      indexes.put(field, index);
    }
    return index;
  }

  private static void drop(Map<Object, Set<String>> index, Object key, String id) {
    Set<String> ids = index.get(key);
    if (ids != null) {
      ids.remove(id);
      if (ids.isEmpty()) {
        index.remove(key);
      }
    }
  }

  /** Equal keys for values that SOQL takes for equal. */
  private static Object key(Object value) {
    if (value instanceof String s) {
      return s.toLowerCase(Locale.ROOT);
    }
    if (value instanceof java.math.BigDecimal d) {
      return d.stripTrailingZeros();
    }
    return value;
  }
}
