package org.closedloop.apex.value;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.function.BiConsumer;
import org.closedloop.apex.types.ApexType;

/** An Apex Map in insertion order, with Apex equality of keys. */
public final class ApexMap {

  private final ApexType keyType;
  private final ApexType valueType;
  private final LinkedHashMap<Object, Object> entries = new LinkedHashMap<>();
  private int iterating;
  private boolean ignoreCase;

  public ApexMap(ApexType keyType, ApexType valueType) {
    this.keyType = Objects.requireNonNull(keyType);
    this.valueType = Objects.requireNonNull(valueType);
  }

  /**
   * A map whose text keys ignore case and are kept in lower case, as describe calls answer them.
   */
  public static ApexMap ignoringCase(ApexType keyType, ApexType valueType) {
    ApexMap m = new ApexMap(keyType, valueType);
    m.ignoreCase = true;
    return m;
  }

  private Object box(UserCode code, Object key) {
    return ignoreCase && key instanceof String s
        ? s.toLowerCase(Locale.ROOT)
        : KeyBox.of(code, key);
  }

  public ApexType keyType() {
    return keyType;
  }

  public ApexType valueType() {
    return valueType;
  }

  public int size() {
    return entries.size();
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  public boolean containsKey(UserCode code, Object key) {
    return entries.containsKey(box(code, key));
  }

  public Object get(UserCode code, Object key) {
    return entries.get(box(code, key));
  }

  /** Returns the value that the key had, or null. */
  public Object put(UserCode code, Object key, Object value) {
    free();
    return entries.put(box(code, key), value);
  }

  public Object remove(UserCode code, Object key) {
    free();
    return entries.remove(box(code, key));
  }

  public void putAll(UserCode code, ApexMap other) {
    free();
    other.forEach((k, v) -> entries.put(box(code, k), v));
  }

  public void clear() {
    free();
    entries.clear();
  }

  /** Keys in insertion order. */
  public Iterable<Object> keys() {
    return () -> ApexSet.values(entries.keySet().iterator());
  }

  /** Values in insertion order of their keys. */
  public Iterable<Object> values() {
    return () -> entries.values().iterator();
  }

  public void forEach(BiConsumer<Object, Object> action) {
    for (Map.Entry<Object, Object> e : entries.entrySet()) {
      action.accept(KeyBox.value(e.getKey()), e.getValue());
    }
  }

  /** Entries in insertion order as a Java iterator of key and value. */
  public Iterator<Map.Entry<Object, Object>> iterator() {
    Iterator<Map.Entry<Object, Object>> it = entries.entrySet().iterator();
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return it.hasNext();
      }

      @Override
      public Map.Entry<Object, Object> next() {
        Map.Entry<Object, Object> e = it.next();
        return new java.util.AbstractMap.SimpleImmutableEntry<>(
            KeyBox.value(e.getKey()), e.getValue());
      }
    };
  }

  public void beginIteration() {
    iterating++;
  }

  public void endIteration() {
    iterating--;
  }

  private void free() {
    if (iterating > 0) {
      throw Errors.iterating();
    }
  }
}
