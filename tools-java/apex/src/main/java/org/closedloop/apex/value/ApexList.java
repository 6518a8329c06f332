package org.closedloop.apex.value;

import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Objects;
import java.util.function.Consumer;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.SObjectType;

/**
 * An Apex List. Knows its element type, checks indexes with the platform's text, and refuses to
 * grow or shrink while a for loop goes over it.
 */
public final class ApexList implements Iterable<Object> {

  private final ApexType elementType;
  private final List<Object> items;
  private int iterating;

  public ApexList(ApexType elementType) {
    this(elementType, new ArrayList<>());
  }

  private ApexList(ApexType elementType, List<Object> backing) {
    this.elementType = Objects.requireNonNull(elementType);
    this.items = backing;
  }

  /** A list over the given Java list itself, so that changes are seen on both sides. */
  @SuppressWarnings("unchecked")
  public static ApexList over(ApexType elementType, List<?> backing) {
    return new ApexList(elementType, (List<Object>) backing);
  }

  /** A new list with the given items. */
  public static ApexList of(ApexType elementType, Iterable<?> values) {
    ApexList l = new ApexList(elementType);
    values.forEach(l.items::add);
    return l;
  }

  public ApexType elementType() {
    return elementType;
  }

  public int size() {
    return items.size();
  }

  public boolean isEmpty() {
    return items.isEmpty();
  }

  public Object get(int index) {
    check(index);
    return items.get(index);
  }

  public void set(int index, Object value) {
    check(index);
    items.set(index, stored(value));
  }

  public void add(Object value) {
    free();
    items.add(stored(value));
  }

  /** Inserts; the index may equal the size. */
  public void add(int index, Object value) {
    free();
    if (index != items.size()) {
      check(index);
    }
    items.add(index, stored(value));
  }

  public void addAll(Iterable<?> values) {
    free();
    if (values == this) {
      items.addAll(new ArrayList<>(items));
      return;
    }
    for (Object v : values) {
      items.add(stored(v));
    }
  }

  public Object remove(int index) {
    free();
    check(index);
    return items.remove(index);
  }

  public void clear() {
    free();
    items.clear();
  }

  /** Replaces the content, for sorting. */
  public void replaceAll(List<?> sorted) {
    items.clear();
    items.addAll(sorted);
  }

  /** Position of the first equal item by {@code equals}, or -1. */
  public int indexOf(UserCode code, Object value) {
    for (int i = 0; i < items.size(); i++) {
      if (Equality.same(code, items.get(i), value)) {
        return i;
      }
    }
    return -1;
  }

  /** Read-only view. */
  public List<Object> asJava() {
    return Collections.unmodifiableList(items);
  }

  /** Java iteration without the guard of Apex for loops. */
  @Override
  public Iterator<Object> iterator() {
    return asJava().iterator();
  }

  /** Starts the guard of a for loop; each call needs an {@link #endIteration}. */
  public void beginIteration() {
    iterating++;
  }

  public void endIteration() {
    iterating--;
  }

  @Override
  public void forEach(Consumer<? super Object> action) {
    items.forEach(action);
  }

  private void free() {
    if (iterating > 0) {
      throw Errors.iterating();
    }
  }

  private void check(int index) {
    if (index < 0 || index >= items.size()) {
      throw Errors.listIndex(index);
    }
  }

  private Object stored(Object value) {
    if (elementType instanceof SObjectType t
        && value instanceof SObjectValue r
        && !t.isGeneric()
        && !t.name().equals(r.type().name())
        && !t.equals(SObjectType.AGGREGATE)) {
      throw Errors.type(
          "Collection store exception adding "
              + TypeOf.runtimeName(value)
              + " to List<"
              + t.name()
              + ">");
    }
    return value;
  }

  @Override
  public String toString() {
    return "List<" + elementType.displayName() + ">" + items;
  }
}
