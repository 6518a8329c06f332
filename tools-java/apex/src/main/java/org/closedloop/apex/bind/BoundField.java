package org.closedloop.apex.bind;

import java.util.List;
import java.util.Optional;
import org.closedloop.apex.syntax.SourcePos;
import org.closedloop.apex.types.ApexType;

/**
 * A field or property of a class written in Apex. Initial values are statements of the class's
 * {@link BoundClass#staticInit} and {@link BoundClass#instanceInit}.
 */
public final class BoundField {
  private final BoundClass owner;
  private final String name;
  private final ApexType type;
  private final Access access;
  private final boolean isStatic;
  private final boolean isFinal;
  private final boolean isTransient;
  private final boolean property;
  private final List<Annotation> annotations;
  private final SourcePos pos;
  int slot = -1;
  BoundMethod getter;
  BoundMethod setter;
  boolean hasGet;
  boolean hasSet;
  Access getAccess;
  Access setAccess;
  boolean isVirtual;

  BoundField(
      BoundClass owner,
      String name,
      ApexType type,
      Access access,
      boolean isStatic,
      boolean isFinal,
      boolean isTransient,
      boolean property,
      List<Annotation> annotations,
      SourcePos pos) {
    this.owner = owner;
    this.name = name;
    this.type = type;
    this.access = access;
    this.isStatic = isStatic;
    this.isFinal = isFinal;
    this.isTransient = isTransient;
    this.property = property;
    this.annotations = List.copyOf(annotations);
    this.pos = pos;
    this.getAccess = access;
    this.setAccess = access;
  }

  public BoundClass owner() {
    return owner;
  }

  public String name() {
    return name;
  }

  public ApexType type() {
    return type;
  }

  public Access access() {
    return access;
  }

  public boolean isStatic() {
    return isStatic;
  }

  public boolean isFinal() {
    return isFinal;
  }

  public boolean isTransient() {
    return isTransient;
  }

  public boolean isProperty() {
    return property;
  }

  /** Position in the object (superclass fields first) or in the class's statics. */
  public int slot() {
    return slot;
  }

  /** The written getter of a property; null for fields and automatic getters. */
  public BoundMethod getter() {
    return getter;
  }

  /** The written setter (its parameter is {@code value} in slot 0); null when automatic. */
  public BoundMethod setter() {
    return setter;
  }

  /** Whether it can be read: fields always. */
  public boolean readable() {
    return !property || hasGet;
  }

  /** Whether it can be written outside initialisers: properties by their set accessor. */
  public boolean writable() {
    return !property || hasSet;
  }

  public Access getAccess() {
    return getAccess;
  }

  public Access setAccess() {
    return setAccess;
  }

  /** A virtual, abstract or overriding property. */
  public boolean isVirtual() {
    return isVirtual;
  }

  public List<Annotation> annotations() {
    return annotations;
  }

  public Optional<Annotation> annotation(String wanted) {
    return annotations.stream().filter(a -> a.is(wanted)).findFirst();
  }

  public SourcePos pos() {
    return pos;
  }

  @Override
  public String toString() {
    return owner.name() + "." + name;
  }
}
