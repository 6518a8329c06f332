package org.closedloop.metadata;

import java.util.Locale;

/** Identity of a component: its type, and its name without regard to case. */
public record ComponentKey(String type, String fullName) implements Comparable<ComponentKey> {
  @Override
  public boolean equals(Object other) {
    return other instanceof ComponentKey that
        && type.equals(that.type)
        && fullName.equalsIgnoreCase(that.fullName);
  }

  @Override
  public int hashCode() {
    return 31 * type.hashCode() + fullName.toLowerCase(Locale.ROOT).hashCode();
  }

  @Override
  public int compareTo(ComponentKey other) {
    int byType = type.compareTo(other.type);
    return byType != 0 ? byType : String.CASE_INSENSITIVE_ORDER.compare(fullName, other.fullName);
  }

  @Override
  public String toString() {
    return type + ":" + fullName;
  }
}
