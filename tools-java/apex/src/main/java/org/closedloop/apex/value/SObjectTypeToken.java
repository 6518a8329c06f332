package org.closedloop.apex.value;

import org.closedloop.apex.schema.SObjectDef;

/** A {@code Schema.SObjectType}; equal by the object's name. */
public record SObjectTypeToken(SObjectDef def) {
  @Override
  public boolean equals(Object o) {
    return o instanceof SObjectTypeToken t && t.def.name().equals(def.name());
  }

  @Override
  public int hashCode() {
    return def.name().hashCode();
  }

  @Override
  public String toString() {
    return def.name();
  }
}
