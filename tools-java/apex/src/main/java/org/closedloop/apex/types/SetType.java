package org.closedloop.apex.types;

/** {@code Set<T>}. */
public record SetType(ApexType element) implements ApexType {
  @Override
  public String displayName() {
    return "Set<" + element.displayName() + ">";
  }
}
