package org.closedloop.apex.value;

import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;

/** A {@code Schema.SObjectField}; equal by the names of object and field. */
public record SObjectFieldToken(SObjectDef object, FieldDef field) {
  @Override
  public boolean equals(Object o) {
    return o instanceof SObjectFieldToken t
        && t.object.name().equals(object.name())
        && t.field.name().equals(field.name());
  }

  @Override
  public int hashCode() {
    return 31 * object.name().hashCode() + field.name().hashCode();
  }

  @Override
  public String toString() {
    return field.name();
  }
}
