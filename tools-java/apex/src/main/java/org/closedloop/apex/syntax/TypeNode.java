package org.closedloop.apex.syntax;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A type as written.
 *
 * @param arrayDepth number of {@code []} behind it
 */
public record TypeNode(List<Part> parts, int arrayDepth, SourcePos pos) {

  /** A name between dots with its arguments. */
  public record Part(String name, List<TypeNode> arguments) {
    public Part {
      arguments = List.copyOf(arguments);
    }
  }

  public TypeNode {
    parts = List.copyOf(parts);
  }

  public static TypeNode named(String name, SourcePos pos) {
    return new TypeNode(List.of(new Part(name, List.of())), 0, pos);
  }

  /** Names joined by dots, without arguments and brackets. */
  public String dotted() {
    return parts.stream().map(Part::name).collect(Collectors.joining("."));
  }

  @Override
  public String toString() {
    return parts.stream()
            .map(
                p ->
                    p.arguments().isEmpty()
                        ? p.name()
                        : p.arguments().stream()
                            .map(TypeNode::toString)
                            .collect(Collectors.joining(",", p.name() + "<", ">")))
            .collect(Collectors.joining("."))
        + "[]".repeat(arrayDepth);
  }
}
