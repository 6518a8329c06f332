package org.closedloop.apex.value;

import org.closedloop.apex.types.ApexType;

/** A constant of an enum, of the platform or written in Apex. */
public record EnumValue(ApexType type, String name, int ordinal) {

  @Override
  public boolean equals(Object o) {
    return o instanceof EnumValue e && e.ordinal == ordinal && e.type.equals(type);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
