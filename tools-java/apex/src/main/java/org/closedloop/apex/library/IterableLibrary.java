package org.closedloop.apex.library;

import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexSet;

/** {@code Iterable.iterator()} of the platform's own values; a user class answers by itself. */
@ApexType("System.Iterable")
final class IterableLibrary {

  private IterableLibrary() {}

  @ApexMethod
  static Object iterator(Object self) {
    if (self instanceof ApexList list) {
      return ListLibrary.iterator(list);
    }
    if (self instanceof ApexSet set) {
      return SetLibrary.iterator(set);
    }
    return new ApexIterator(SimpleType.OBJECT, ((Iterable<?>) self).iterator());
  }
}
