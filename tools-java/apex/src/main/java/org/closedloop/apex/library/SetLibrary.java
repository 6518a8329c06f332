package org.closedloop.apex.library;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.value.ApexSet;
import org.closedloop.apex.value.Equality;
import org.closedloop.apex.value.Hashing;
import org.closedloop.apex.value.ToText;

/** Members of Set. */
@ApexType("System.Set")
final class SetLibrary {

  private SetLibrary() {}

  @ApexMethod
  static Boolean add(ApexContext ctx, ApexSet self, @Nullable Object value) {
    return self.add(ctx, value);
  }

  @ApexMethod
  static Boolean addAll(ApexContext ctx, ApexSet self, Iterable<?> values) {
    boolean changed = false;
    for (Object v : copy(values)) {
      changed |= self.add(ctx, v);
    }
    return changed;
  }

  private static List<Object> copy(Iterable<?> values) {
    List<Object> out = new ArrayList<>();
    values.forEach(out::add);
    return out;
  }

  @ApexMethod
  static void clear(ApexSet self) {
    self.clear();
  }

  @ApexMethod("clone")
  static ApexSet shallowCopy(ApexContext ctx, ApexSet self) {
    return ApexSet.of(ctx, self.elementType(), self);
  }

  @ApexMethod
  static Boolean contains(ApexContext ctx, ApexSet self, @Nullable Object value) {
    return self.contains(ctx, value);
  }

  @ApexMethod
  static Boolean containsAll(ApexContext ctx, ApexSet self, Iterable<?> values) {
    for (Object v : values) {
      if (!self.contains(ctx, v)) {
        return false;
      }
    }
    return true;
  }

  @ApexMethod
  static Boolean isEmpty(ApexSet self) {
    return self.isEmpty();
  }

  @ApexMethod
  static Boolean remove(ApexContext ctx, ApexSet self, @Nullable Object value) {
    return self.remove(ctx, value);
  }

  @ApexMethod
  static Boolean removeAll(ApexContext ctx, ApexSet self, Iterable<?> values) {
    boolean changed = false;
    for (Object v : copy(values)) {
      changed |= self.remove(ctx, v);
    }
    return changed;
  }

  @ApexMethod
  static Boolean retainAll(ApexContext ctx, ApexSet self, Iterable<?> values) {
    ApexSet kept = ApexSet.of(ctx, self.elementType(), values);
    boolean changed = false;
    for (Object v : copy(self)) {
      if (!kept.contains(ctx, v)) {
        changed |= self.remove(ctx, v);
      }
    }
    return changed;
  }

  @ApexMethod
  static Integer size(ApexSet self) {
    return self.size();
  }

  @ApexMethod
  static ApexIterator iterator(ApexSet self) {
    return new ApexIterator(self.elementType(), copy(self).iterator());
  }

  @ApexMethod("toString")
  static String text(ApexContext ctx, ApexSet self) {
    return ToText.concat(ctx, self);
  }

  @ApexMethod("equals")
  static Boolean same(ApexContext ctx, ApexSet self, @Nullable Object other) {
    return Equality.same(ctx, self, other);
  }

  @ApexMethod("hashCode")
  static Integer hash(ApexContext ctx, ApexSet self) {
    return Hashing.hash(ctx, self);
  }
}
