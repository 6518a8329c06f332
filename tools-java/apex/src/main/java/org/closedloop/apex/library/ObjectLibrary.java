package org.closedloop.apex.library;

import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.value.Equality;
import org.closedloop.apex.value.Hashing;
import org.closedloop.apex.value.ToText;

/** What every value can do. */
@ApexType("Object")
final class ObjectLibrary {

  private ObjectLibrary() {}

  @ApexMethod("toString")
  static String text(ApexContext ctx, Object self) {
    return ToText.valueOf(ctx, self);
  }

  @ApexMethod("equals")
  static Boolean same(ApexContext ctx, Object self, @Nullable Object other) {
    return Equality.same(ctx, self, other);
  }

  @ApexMethod("hashCode")
  static Integer hash(ApexContext ctx, Object self) {
    return Hashing.hash(ctx, self);
  }
}
