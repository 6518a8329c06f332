package org.closedloop.apex.value;

import org.closedloop.apex.types.ApexType;

/**
 * An instance of a platform class that the library implements in Java. {@code equals} and {@code
 * hashCode} of the Java class are what Apex sees; {@link #copyForDetach} what a job carries.
 */
public interface PlatformValue {

  ApexType apexType();

  /** The text of {@code String.valueOf}; by default the type and no members. */
  default String apexText() {
    ApexType t = apexType();
    String name = t.displayName();
    return name.substring(name.lastIndexOf('.') + 1) + ":[]";
  }

  /** A copy that shares nothing mutable; immutable values answer themselves. */
  default PlatformValue copyForDetach() {
    return this;
  }
}
