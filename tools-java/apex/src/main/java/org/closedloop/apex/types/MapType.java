package org.closedloop.apex.types;

/** {@code Map<K,V>}. */
public record MapType(ApexType key, ApexType value) implements ApexType {
  @Override
  public String displayName() {
    return "Map<" + key.displayName() + "," + value.displayName() + ">";
  }
}
