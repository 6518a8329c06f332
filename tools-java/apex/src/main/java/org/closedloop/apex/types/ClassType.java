package org.closedloop.apex.types;

/**
 * A class, interface or enum written in Apex.
 *
 * @param name declared name, {@code Outer.Inner} for inner types
 */
public record ClassType(String name) implements ApexType {
  /** The part after the last dot. */
  public String simpleName() {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  /** Name of the outer class, or null for a top-level type. */
  public String outerName() {
    int dot = name.lastIndexOf('.');
    return dot < 0 ? null : name.substring(0, dot);
  }

  @Override
  public String displayName() {
    return name;
  }
}
