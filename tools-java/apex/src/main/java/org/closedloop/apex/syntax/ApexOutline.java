package org.closedloop.apex.syntax;

import java.util.List;
import java.util.Optional;
import org.closedloop.apex.syntax.Modifiers.Annotated;

/**
 * What a class declares, without what its methods do: read in one pass over the text, for those who
 * need signatures and annotations alone. Positions are not kept.
 *
 * @param superclass or null
 * @param variables fields and properties in source order
 * @param classes inner classes; interfaces and enums are left out
 */
public record ApexOutline(
    String name,
    TypeNode superclass,
    List<Variable> variables,
    List<Method> methods,
    List<ApexOutline> classes) {

  public ApexOutline {
    variables = List.copyOf(variables);
    methods = List.copyOf(methods);
    classes = List.copyOf(classes);
  }

  /** A field or property. */
  public record Variable(List<Annotated> annotations, TypeNode type, String name) {
    public Variable {
      annotations = List.copyOf(annotations);
    }
  }

  /** A method; {@code returnType} null for void. */
  public record Method(
      List<Annotated> annotations, TypeNode returnType, String name, List<Parameter> parameters) {
    public Method {
      annotations = List.copyOf(annotations);
      parameters = List.copyOf(parameters);
    }

    public boolean annotated(String annotation) {
      return annotations.stream().anyMatch(a -> a.name().equalsIgnoreCase(annotation));
    }
  }

  /** A parameter of a method. */
  public record Parameter(TypeNode type, String name) {}

  /**
   * The outline of a class; empty for an interface or enum, and where the text is no declaration of
   * a type. Mistakes inside of bodies go unnoticed.
   */
  public static Optional<ApexOutline> of(String source) {
    return new OutlineScan(source).unit();
  }
}
