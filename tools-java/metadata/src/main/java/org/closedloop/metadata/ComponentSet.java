package org.closedloop.metadata;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Components by type and name, in the order of type and name. Immutable; names ignore case. */
public final class ComponentSet implements Iterable<Component> {
  private static final ComponentSet EMPTY = new ComponentSet(new TreeMap<>());
  private final TreeMap<ComponentKey, Component> components;
  private final Map<String, List<Component>> byType;

  private ComponentSet(TreeMap<ComponentKey, Component> components) {
    this.components = components;
    Map<String, List<Component>> types = new LinkedHashMap<>();
    for (Component c : components.values()) {
      types.computeIfAbsent(c.type(), t -> new ArrayList<>()).add(c);
    }
    types.replaceAll((type, list) -> Collections.unmodifiableList(list));
    this.byType = Collections.unmodifiableMap(types);
  }

  public static ComponentSet empty() {
    return EMPTY;
  }

  /** A set of these components; of two with the same key the later one stays. */
  public static ComponentSet of(Collection<Component> components) {
    return EMPTY.plus(components);
  }

  /** This set with these components added or replaced. */
  public ComponentSet plus(Iterable<Component> added) {
    TreeMap<ComponentKey, Component> all = new TreeMap<>(components);
    for (Component c : added) {
      all.put(c.key(), c);
    }
    return new ComponentSet(all);
  }

  /** This set without these keys; keys that are not in it are ignored. */
  public ComponentSet minus(Collection<ComponentKey> removed) {
    TreeMap<ComponentKey, Component> all = new TreeMap<>(components);
    removed.forEach(all::remove);
    return new ComponentSet(all);
  }

  public Optional<Component> find(String type, String fullName) {
    return Optional.ofNullable(components.get(new ComponentKey(type, fullName)));
  }

  public boolean contains(String type, String fullName) {
    return components.containsKey(new ComponentKey(type, fullName));
  }

  /** All components of one type, by name. */
  public List<Component> ofType(String type) {
    return byType.getOrDefault(type, List.of());
  }

  /** All children of one type of one parent ({@code childrenOf("CustomField", "Account")}). */
  public List<Component> childrenOf(String type, String parent) {
    ComponentKey from = new ComponentKey(type, parent + ".");
    ComponentKey to = new ComponentKey(type, parent + "/");
    return List.copyOf(components.subMap(from, to).values());
  }

  /** Type names present, sorted. */
  public Collection<String> types() {
    return byType.keySet();
  }

  public Collection<Component> components() {
    return Collections.unmodifiableCollection(components.values());
  }

  public int size() {
    return components.size();
  }

  public boolean isEmpty() {
    return components.isEmpty();
  }

  @Override
  public Iterator<Component> iterator() {
    return components().iterator();
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof ComponentSet that && components.equals(that.components);
  }

  @Override
  public int hashCode() {
    return components.hashCode();
  }

  @Override
  public String toString() {
    return components.size() + " components";
  }
}
