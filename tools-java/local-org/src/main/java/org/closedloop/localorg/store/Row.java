package org.closedloop.localorg.store;

import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * One stored image of a record: raw values by declared field name, nulls left out. Immutable, so
 * that the undo log and readers can share it.
 */
public final class Row {

  private final String object;
  private final String id;
  private final Map<String, Object> values;
  private final boolean deleted;
  private final String deletedWith;
  private final List<ClearedLookup> cleared;

  /** A lookup that lost its value because this row was deleted; undeleting gives it back. */
  public record ClearedLookup(String object, String id, String field) {}

  private Row(
      String object,
      String id,
      Map<String, Object> values,
      boolean deleted,
      String deletedWith,
      List<ClearedLookup> cleared) {
    this.object = object;
    this.id = id;
    this.values = values;
    this.deleted = deleted;
    this.deletedWith = deletedWith;
    this.cleared = cleared;
  }

  /** A live row; null values are dropped. */
  public static Row of(String object, String id, Map<String, Object> values) {
    Map<String, Object> kept = new HashMap<>(values.size() * 2);
    values.forEach(
        (k, v) -> {
          if (v != null) {
            kept.put(k, v);
          }
        });
    kept.put("Id", id);
    return new Row(object, id, kept, false, null, List.of());
  }

  public String object() {
    return object;
  }

  public String id() {
    return id;
  }

  /** Raw value by declared field name, null when absent. */
  public Object get(String field) {
    return values.get(field);
  }

  public Map<String, Object> values() {
    return Collections.unmodifiableMap(values);
  }

  /** Whether the row is in the recycle bin. */
  public boolean deleted() {
    return deleted;
  }

  /** Id of the record whose deletion took this one along; its own id when deleted itself. */
  public String deletedWith() {
    return deletedWith;
  }

  /** The same record with one value changed. */
  public Row with(String field, Object value) {
    Map<String, Object> copy = new HashMap<>(values);
    if (value == null) {
      copy.remove(field);
    } else {
      copy.put(field, value);
    }
    return new Row(object, id, copy, deleted, deletedWith, cleared);
  }

  /** Lookups that the deletion of this row emptied. */
  public List<ClearedLookup> cleared() {
    return cleared;
  }

  public Row asDeleted(String withId) {
    return asDeleted(withId, List.of());
  }

  public Row asDeleted(String withId, List<ClearedLookup> lookups) {
    return new Row(object, id, values, true, withId, List.copyOf(lookups));
  }

  public Row asLive() {
    return new Row(object, id, values, false, null, List.of());
  }

  @Override
  public String toString() {
    return object + values + (deleted ? " (deleted)" : "");
  }
}
