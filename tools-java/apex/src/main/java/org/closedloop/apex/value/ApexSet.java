package org.closedloop.apex.value;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Objects;
import org.closedloop.apex.types.ApexType;

/** An Apex Set in insertion order, with Apex equality and the guard against changes in loops. */
public final class ApexSet implements Iterable<Object> {

  private final ApexType elementType;
  private final LinkedHashSet<Object> keys = new LinkedHashSet<>();
  private int iterating;

  public ApexSet(ApexType elementType) {
    this.elementType = Objects.requireNonNull(elementType);
  }

  public static ApexSet of(UserCode code, ApexType elementType, Iterable<?> values) {
    ApexSet s = new ApexSet(elementType);
    for (Object v : values) {
      s.keys.add(KeyBox.of(code, v));
    }
    return s;
  }

  public ApexType elementType() {
    return elementType;
  }

  public int size() {
    return keys.size();
  }

  public boolean isEmpty() {
    return keys.isEmpty();
  }

  public boolean contains(UserCode code, Object value) {
    return keys.contains(KeyBox.of(code, value));
  }

  /** Whether the set changed. */
  public boolean add(UserCode code, Object value) {
    free();
    return keys.add(KeyBox.of(code, value));
  }

  public boolean remove(UserCode code, Object value) {
    free();
    return keys.remove(KeyBox.of(code, value));
  }

  public void clear() {
    free();
    keys.clear();
  }

  /** Values in insertion order. */
  @Override
  public Iterator<Object> iterator() {
    return values(keys.iterator());
  }

  static Iterator<Object> values(Iterator<Object> keys) {
    return new Iterator<>() {
      @Override
      public boolean hasNext() {
        return keys.hasNext();
      }

      @Override
      public Object next() {
        return KeyBox.value(keys.next());
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
