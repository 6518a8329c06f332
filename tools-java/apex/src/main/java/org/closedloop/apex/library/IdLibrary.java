package org.closedloop.apex.library;

import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.ApexId;
import org.closedloop.apex.value.RecordId;
import org.closedloop.apex.value.SObjectTypeToken;

/** Members of Id. */
@ApexType("System.Id")
final class IdLibrary {

  private IdLibrary() {}

  @ApexMethod
  static ApexId valueOf(String text) {
    return ApexId.parse(text);
  }

  /** With {@code restoreCasing} an 18-character id whose case was lost gets it back. */
  @ApexMethod
  static ApexId valueOf(String text, Boolean restoreCasing) {
    return ApexId.parse(restoreCasing && text.length() == 18 ? restoreCase(text) : text);
  }

  private static String restoreCase(String id) {
    String check = "ABCDEFGHIJKLMNOPQRSTUVWXYZ012345";
    StringBuilder out = new StringBuilder();
    for (int i = 0; i < 15; i++) {
      int bits = check.indexOf(Character.toUpperCase(id.charAt(15 + i / 5)));
      if (bits < 0) {
        throw Errors.string("Invalid id: " + id);
      }
      char c = id.charAt(i);
      out.append((bits & 1 << i % 5) != 0 ? Character.toUpperCase(c) : Character.toLowerCase(c));
    }
    return RecordId.to18(out.toString());
  }

  @ApexMethod
  static SObjectTypeToken getSobjectType(ApexContext ctx, ApexId self) {
    SObjectDef def =
        ctx.host()
            .schema()
            .byKeyPrefix(self.keyPrefix())
            .orElseThrow(
                () -> Errors.of("SObjectException", "Cannot determine type of Id: " + self));
    return new SObjectTypeToken(def);
  }

  @ApexMethod
  static String to15(ApexId self) {
    return self.to15();
  }

  @ApexMethod("equals")
  static Boolean same(ApexId self, @Nullable String other) {
    return other != null && RecordId.isValid(other) && RecordId.to18(other).equals(self.value());
  }
}
