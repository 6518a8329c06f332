package org.closedloop.apex.library;

import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexId;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.ApexSet;
import org.closedloop.apex.value.Equality;
import org.closedloop.apex.value.Hashing;
import org.closedloop.apex.value.SObjectTypeToken;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.apex.value.ToText;

/** Members of Map. */
@ApexType("System.Map")
final class MapLibrary {

  private MapLibrary() {}

  @ApexMethod
  static void clear(ApexMap self) {
    self.clear();
  }

  @ApexMethod("clone")
  static ApexMap shallowCopy(ApexContext ctx, ApexMap self) {
    ApexMap out = new ApexMap(self.keyType(), self.valueType());
    out.putAll(ctx, self);
    return out;
  }

  @ApexMethod
  static ApexMap deepClone(ApexContext ctx, ApexMap self) {
    ApexMap out = new ApexMap(self.keyType(), self.valueType());
    self.forEach(
        (k, v) ->
            out.put(
                ctx,
                k,
                v instanceof SObjectValue r ? RecordCopies.copy(r, true, true, true, true) : v));
    return out;
  }

  @ApexMethod
  static Boolean containsKey(ApexContext ctx, ApexMap self, @Nullable Object key) {
    return self.containsKey(ctx, key);
  }

  @ApexMethod
  static Object get(ApexContext ctx, ApexMap self, @Nullable Object key) {
    return self.get(ctx, key);
  }

  @ApexMethod
  static Object put(ApexContext ctx, ApexMap self, @Nullable Object key, @Nullable Object value) {
    return self.put(ctx, key, value);
  }

  @ApexMethod("putAll(Map<K,V>)")
  static void putAll(ApexContext ctx, ApexMap self, ApexMap other) {
    self.putAll(ctx, other);
  }

  @ApexMethod("putAll(List<SObject>)")
  static void putRecords(ApexContext ctx, ApexMap self, ApexList records) {
    int row = 0;
    for (Object o : records) {
      SObjectValue r = (SObjectValue) o;
      if (r == null || r.id() == null) {
        throw Errors.list("Row with null Id at index: " + row);
      }
      self.put(ctx, self.keyType() == SimpleType.STRING ? r.id() : ApexId.ofRaw(r.id()), r);
      row++;
    }
  }

  @ApexMethod
  static Object remove(ApexContext ctx, ApexMap self, @Nullable Object key) {
    return self.remove(ctx, key);
  }

  @ApexMethod
  static ApexSet keySet(ApexContext ctx, ApexMap self) {
    return ApexSet.of(ctx, self.keyType(), self.keys());
  }

  @ApexMethod
  static ApexList values(ApexMap self) {
    return ApexList.of(self.valueType(), self.values());
  }

  @ApexMethod
  static SObjectTypeToken getSObjectType(ApexContext ctx, ApexMap self) {
    return ListLibrary.tokenOf(ctx, self.valueType());
  }

  @ApexMethod
  static Boolean isEmpty(ApexMap self) {
    return self.isEmpty();
  }

  @ApexMethod
  static Integer size(ApexMap self) {
    return self.size();
  }

  @ApexMethod("toString")
  static String text(ApexContext ctx, ApexMap self) {
    return ToText.concat(ctx, self);
  }

  @ApexMethod("equals")
  static Boolean same(ApexContext ctx, ApexMap self, @Nullable Object other) {
    return Equality.same(ctx, self, other);
  }

  @ApexMethod("hashCode")
  static Integer hash(ApexContext ctx, ApexMap self) {
    return Hashing.hash(ctx, self);
  }
}
