package org.closedloop.apex.value;

import org.closedloop.apex.types.ApexType;

/** A {@code System.Type}. */
public record TypeToken(ApexType type) {
  @Override
  public String toString() {
    return type.displayName();
  }
}
