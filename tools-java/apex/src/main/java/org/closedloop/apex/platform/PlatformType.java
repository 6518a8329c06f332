package org.closedloop.apex.platform;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One type of the platform with the members that it declares itself. Names are looked up without
 * regard to case and answered as declared; see {@link PlatformIndex} for inherited members.
 */
public final class PlatformType {

  /** What the type is; an exception is a class below System.Exception. */
  public enum Kind {
    CLASS,
    INTERFACE,
    ENUM,
    EXCEPTION
  }

  private final String namespace;
  private final String name;
  private final Kind kind;
  private final List<String> typeParameters;
  private final TypeRef superclass;
  private final List<TypeRef> interfaces;
  private final List<PlatformMember.Constructor> constructors;
  private final List<PlatformMember.Method> methods;
  private final Map<String, List<PlatformMember.Method>> methodsByName = new LinkedHashMap<>();
  private final Map<String, PlatformMember.Property> properties = new LinkedHashMap<>();
  private final Map<String, String> enumConstants = new LinkedHashMap<>();

  PlatformType(
      String namespace,
      String name,
      Kind kind,
      List<String> typeParameters,
      TypeRef superclass,
      List<TypeRef> interfaces,
      List<PlatformMember> members,
      List<String> enumConstants) {
    this.namespace = namespace;
    this.name = name;
    this.kind = kind;
    this.typeParameters = List.copyOf(typeParameters);
    this.superclass = superclass;
    this.interfaces = List.copyOf(interfaces);
    List<PlatformMember.Constructor> made = new ArrayList<>();
    List<PlatformMember.Method> called = new ArrayList<>();
    for (PlatformMember m : members) {
      if (m instanceof PlatformMember.Constructor c) {
        made.add(c);
      } else if (m instanceof PlatformMember.Method x) {
        called.add(x);
        methodsByName.computeIfAbsent(key(x.name()), k -> new ArrayList<>()).add(x);
      } else if (m instanceof PlatformMember.Property p) {
        properties.put(key(p.name()), p);
      }
    }
    this.constructors = List.copyOf(made);
    this.methods = List.copyOf(called);
    for (String c : enumConstants) {
      this.enumConstants.put(key(c), c);
    }
  }

  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  public String namespace() {
    return namespace;
  }

  /** Simple name; dots for a nested type such as {@code InboundEmail.Header}. */
  public String name() {
    return name;
  }

  public String qualifiedName() {
    return namespace + "." + name;
  }

  public Kind kind() {
    return kind;
  }

  public boolean isEnum() {
    return kind == Kind.ENUM;
  }

  public boolean isInterface() {
    return kind == Kind.INTERFACE;
  }

  public boolean isException() {
    return kind == Kind.EXCEPTION;
  }

  /** Names of the type parameters, for example K and V; empty for most. */
  public List<String> typeParameters() {
    return typeParameters;
  }

  /** Null when the type extends nothing but Object. */
  public TypeRef superclass() {
    return superclass;
  }

  public List<TypeRef> interfaces() {
    return interfaces;
  }

  public List<PlatformMember.Constructor> constructors() {
    return constructors;
  }

  public List<PlatformMember.Method> methods() {
    return methods;
  }

  /** The overloads that this type declares itself. */
  public List<PlatformMember.Method> methods(String anyCase) {
    return methodsByName.getOrDefault(key(anyCase), List.of());
  }

  public List<PlatformMember.Property> properties() {
    return List.copyOf(properties.values());
  }

  public Optional<PlatformMember.Property> property(String anyCase) {
    return Optional.ofNullable(properties.get(key(anyCase)));
  }

  /** Constants in the order of their ordinals. */
  public List<String> enumConstants() {
    return List.copyOf(enumConstants.values());
  }

  /** The constant as declared. */
  public Optional<String> enumConstant(String anyCase) {
    return Optional.ofNullable(enumConstants.get(key(anyCase)));
  }

  @Override
  public String toString() {
    return qualifiedName();
  }
}
