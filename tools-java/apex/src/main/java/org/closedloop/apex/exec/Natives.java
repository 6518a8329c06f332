package org.closedloop.apex.exec;

import java.util.Map;
import org.closedloop.apex.value.EnumValue;

/** Members that belong to the language rather than to a platform type. */
final class Natives {

  private static final Map<String, PlatformMethod> BY_SIGNATURE =
      Map.of(
          "System.Enum.name()", (ctx, self, args) -> ((EnumValue) self).name(),
          "System.Enum.ordinal()", (ctx, self, args) -> ((EnumValue) self).ordinal());

  private Natives() {}

  /** The implementation, or null when the signature is not the language's. */
  static PlatformMethod find(String signature) {
    return BY_SIGNATURE.get(signature);
  }
}
