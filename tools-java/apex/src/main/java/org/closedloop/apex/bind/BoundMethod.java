package org.closedloop.apex.bind;

import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.closedloop.apex.syntax.SourcePos;
import org.closedloop.apex.types.ApexType;

/**
 * A method, constructor ({@code <init>}) or property accessor of a class written in Apex.
 * Parameters take the first slots of the frame; {@code this} is not a slot.
 */
public final class BoundMethod {

  /** A parameter. */
  public record Parameter(String name, ApexType type, boolean isFinal) {}

  private final BoundClass owner;
  private final String name;
  private final ApexType returnType;
  private final List<Parameter> parameters;
  private final Access access;
  private final boolean isStatic;
  private final boolean isAbstract;
  private final boolean isVirtual;
  private final boolean isOverride;
  private final boolean testMethod;
  private final boolean webservice;
  private final List<Annotation> annotations;
  private final SourcePos pos;
  BoundStmt.Block body;
  int slots;

  BoundMethod(
      BoundClass owner,
      String name,
      ApexType returnType,
      List<Parameter> parameters,
      Access access,
      boolean isStatic,
      boolean isAbstract,
      boolean isVirtual,
      boolean isOverride,
      boolean testMethod,
      boolean webservice,
      List<Annotation> annotations,
      SourcePos pos) {
    this.owner = owner;
    this.name = name;
    this.returnType = returnType;
    this.parameters = List.copyOf(parameters);
    this.access = access;
    this.isStatic = isStatic;
    this.isAbstract = isAbstract;
    this.isVirtual = isVirtual;
    this.isOverride = isOverride;
    this.testMethod = testMethod;
    this.webservice = webservice;
    this.annotations = List.copyOf(annotations);
    this.pos = pos;
    this.slots = parameters.size();
  }

  public BoundClass owner() {
    return owner;
  }

  public String name() {
    return name;
  }

  public boolean isConstructor() {
    return name.equals("<init>");
  }

  public ApexType returnType() {
    return returnType;
  }

  public List<Parameter> parameters() {
    return parameters;
  }

  public Access access() {
    return access;
  }

  public boolean isStatic() {
    return isStatic;
  }

  /** Abstract or declared in an interface: no body. */
  public boolean isAbstract() {
    return isAbstract;
  }

  /** May be overridden: virtual, abstract, or an override itself. */
  public boolean isVirtual() {
    return isVirtual || isAbstract || isOverride;
  }

  public boolean isOverride() {
    return isOverride;
  }

  /** Annotated {@code @IsTest} or marked {@code testMethod}. */
  public boolean isTest() {
    return testMethod;
  }

  public boolean isWebservice() {
    return webservice;
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

  /** Null for abstract methods, and for methods that failed to compile in a tolerant run. */
  public BoundStmt.Block body() {
    return body;
  }

  /** Size of the frame: parameters and all locals. */
  public int slots() {
    return slots;
  }

  /** {@code name(Type,Type)}. */
  public String signature() {
    return parameters.stream()
        .map(p -> p.type().displayName())
        .collect(Collectors.joining(",", name + "(", ")"));
  }

  /** Whether the other method has the same name and parameter types, so that one overrides. */
  public boolean sameSignature(BoundMethod other) {
    return name.equalsIgnoreCase(other.name)
        && parameters.stream()
            .map(Parameter::type)
            .toList()
            .equals(other.parameters.stream().map(Parameter::type).toList());
  }

  @Override
  public String toString() {
    return owner.name() + "." + signature();
  }
}
