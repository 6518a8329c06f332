package org.closedloop.apex.library;

import java.util.ArrayList;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.Compare;
import org.closedloop.apex.value.Equality;
import org.closedloop.apex.value.Hashing;
import org.closedloop.apex.value.SObjectTypeToken;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.apex.value.ToText;

/** Members of List. */
@ApexType("System.List")
final class ListLibrary {

  private ListLibrary() {}

  @ApexMethod
  static void add(ApexList self, @Nullable Object value) {
    self.add(value);
  }

  @ApexMethod
  static void add(ApexList self, Integer index, @Nullable Object value) {
    self.add(index, value);
  }

  @ApexMethod
  static void addAll(ApexList self, Iterable<?> values) {
    self.addAll(values);
  }

  @ApexMethod
  static void clear(ApexList self) {
    self.clear();
  }

  @ApexMethod
  static Boolean contains(ApexContext ctx, ApexList self, @Nullable Object value) {
    return self.indexOf(ctx, value) >= 0;
  }

  @ApexMethod
  static Integer indexOf(ApexContext ctx, ApexList self, @Nullable Object value) {
    return self.indexOf(ctx, value);
  }

  @ApexMethod("clone")
  static ApexList shallowCopy(ApexList self) {
    return ApexList.of(self.elementType(), self);
  }

  @ApexMethod
  static ApexList deepClone(ApexList self) {
    return deepClone(self, false, false, false);
  }

  @ApexMethod
  static ApexList deepClone(ApexList self, Boolean preserveId) {
    return deepClone(self, preserveId, false, false);
  }

  @ApexMethod
  static ApexList deepClone(ApexList self, Boolean preserveId, Boolean preserveTimestamps) {
    return deepClone(self, preserveId, preserveTimestamps, false);
  }

  @ApexMethod
  static ApexList deepClone(
      ApexList self, Boolean preserveId, Boolean preserveTimestamps, Boolean preserveAutonumber) {
    ApexList out = new ApexList(self.elementType());
    for (Object o : self) {
      out.add(
          o instanceof SObjectValue r
              ? RecordCopies.copy(r, preserveId, true, preserveTimestamps, preserveAutonumber)
              : o);
    }
    return out;
  }

  @ApexMethod
  static Object get(ApexList self, Integer index) {
    return self.get(index);
  }

  @ApexMethod
  static void set(ApexList self, Integer index, @Nullable Object value) {
    self.set(index, value);
  }

  @ApexMethod
  static SObjectTypeToken getSObjectType(ApexContext ctx, ApexList self) {
    return tokenOf(ctx, self.elementType());
  }

  /** The token of a collection's record type; null for generic records and other elements. */
  static SObjectTypeToken tokenOf(ApexContext ctx, org.closedloop.apex.types.ApexType element) {
    return element instanceof SObjectType t && !t.isGeneric()
        ? ctx.host().schema().object(t.name()).map(SObjectTypeToken::new).orElse(null)
        : null;
  }

  @ApexMethod
  static ApexIterator iterator(ApexList self) {
    return new ApexIterator(self.elementType(), new ArrayList<>(self.asJava()).iterator());
  }

  @ApexMethod
  static Boolean isEmpty(ApexList self) {
    return self.isEmpty();
  }

  @ApexMethod
  static Object remove(ApexList self, Integer index) {
    return self.remove(index);
  }

  @ApexMethod
  static Integer size(ApexList self) {
    return self.size();
  }

  @ApexMethod
  static void sort(ApexContext ctx, ApexList self) {
    Compare.sort(ctx, self);
  }

  @ApexMethod
  static void sort(ApexContext ctx, ApexList self, Object comparator) {
    Compare.sort(self, (a, b) -> compared(ctx.call(comparator, "compare", a, b)));
  }

  private static int compared(Object result) {
    if (result == null) {
      throw Errors.nullPointer();
    }
    return (Integer) result;
  }

  @ApexMethod("toString")
  static String text(ApexContext ctx, ApexList self) {
    return ToText.concat(ctx, self);
  }

  @ApexMethod("equals")
  static Boolean same(ApexContext ctx, ApexList self, @Nullable Object other) {
    return Equality.same(ctx, self, other);
  }

  @ApexMethod("hashCode")
  static Integer hash(ApexContext ctx, ApexList self) {
    return Hashing.hash(ctx, self);
  }
}
