package org.closedloop.apex.platform;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * A type as a platform signature names it: a platform type with arguments, a type parameter of the
 * declaring type ({@code namespace} empty), {@code Object} or {@code void} (namespace {@code
 * null}). Standard objects stand in namespace {@code Schema}, as Apex allows {@code
 * Schema.Account}.
 */
public record TypeRef(String namespace, String name, List<TypeRef> arguments) {

  public static final TypeRef OBJECT = new TypeRef(null, "Object", List.of());
  public static final TypeRef VOID = new TypeRef(null, "void", List.of());

  public TypeRef {
    arguments = List.copyOf(arguments);
  }

  /** A type of a namespace, with arguments for List, Set, Map and the like. */
  public static TypeRef of(String namespace, String name, TypeRef... arguments) {
    return new TypeRef(namespace, name, List.of(arguments));
  }

  /** A type parameter such as the T of List. */
  public static TypeRef parameter(String name) {
    return new TypeRef("", name, List.of());
  }

  public boolean isParameter() {
    return namespace != null && namespace.isEmpty();
  }

  public boolean isObject() {
    return equals(OBJECT);
  }

  public boolean isVoid() {
    return equals(VOID);
  }

  /** This type with the declaring type's parameters replaced. */
  public TypeRef substitute(Map<String, TypeRef> actual) {
    if (isParameter()) {
      return actual.getOrDefault(name, this);
    }
    if (arguments.isEmpty()) {
      return this;
    }
    return new TypeRef(namespace, name, arguments.stream().map(a -> a.substitute(actual)).toList());
  }

  /** As Apex source would write it; the System namespace is left out. */
  @Override
  public String toString() {
    String base =
        namespace == null || namespace.isEmpty() || namespace.equals("System")
            ? name
            : namespace + "." + name;
    return arguments.isEmpty()
        ? base
        : base
            + arguments.stream().map(TypeRef::toString).collect(Collectors.joining(",", "<", ">"));
  }
}
