package org.closedloop.apex.library;

import java.util.List;
import org.closedloop.apex.platform.PlatformIndex;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.EnumValue;

/** Constants of platform enums. */
public final class Enums {

  private Enums() {}

  /** The constant of a platform enum by qualified type name; both names in any case. */
  public static EnumValue of(String typeName, String constant) {
    org.closedloop.apex.platform.PlatformType t = PlatformIndex.get().type(typeName).orElseThrow();
    List<String> all = t.enumConstants();
    for (int i = 0; i < all.size(); i++) {
      if (all.get(i).equalsIgnoreCase(constant)) {
        return new EnumValue(PlatformType.of(t.qualifiedName()), all.get(i), i);
      }
    }
    throw Errors.of(
        "NoSuchElementException", "No enum constant " + t.qualifiedName() + "." + constant);
  }

  /** All constants in order. */
  public static ApexList values(String typeName) {
    org.closedloop.apex.platform.PlatformType t = PlatformIndex.get().type(typeName).orElseThrow();
    PlatformType type = PlatformType.of(t.qualifiedName());
    ApexList out = new ApexList(type);
    for (String c : t.enumConstants()) {
      out.add(new EnumValue(type, c, out.size()));
    }
    return out;
  }
}
