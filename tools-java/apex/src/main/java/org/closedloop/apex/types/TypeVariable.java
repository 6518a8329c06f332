package org.closedloop.apex.types;

/**
 * {@code T}, {@code K} or {@code V} in the signatures of the platform's generic types; the binder
 * replaces it before it binds a call.
 */
public record TypeVariable(String name) implements ApexType {
  @Override
  public String displayName() {
    return name;
  }
}
