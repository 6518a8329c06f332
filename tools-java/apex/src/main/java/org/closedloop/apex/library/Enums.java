package org.closedloop.apex.library;

import java.util.List;
import java.util.Optional;
import org.closedloop.apex.exec.PlatformMethod;
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

  /** The methods that every enum has. */
  static Optional<PlatformMethod> method(String typeName, String member) {
    return switch (member) {
      case "name()" -> Optional.of((ctx, self, args) -> ((EnumValue) self).name());
      case "ordinal()" -> Optional.of((ctx, self, args) -> ((EnumValue) self).ordinal());
      case "values()" -> Optional.of((ctx, self, args) -> values(typeName));
      case "valueOf(String)" -> Optional.of((ctx, self, args) -> of(typeName, (String) args[0]));
      default -> Optional.empty();
    };
  }
}
