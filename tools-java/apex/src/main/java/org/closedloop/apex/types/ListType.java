package org.closedloop.apex.types;

/** {@code List<T>} and {@code T[]}. */
public record ListType(ApexType element) implements ApexType {
  @Override
  public String displayName() {
    return "List<" + element.displayName() + ">";
  }
}
