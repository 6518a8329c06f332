package org.closedloop.apex.library;

import java.util.Iterator;
import java.util.List;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.value.PlatformValue;

/** The iterator that lists, sets and, as a type of its own, query locators give. */
@org.closedloop.apex.library.ApexType("System.Iterator")
class ApexIterator implements PlatformValue {

  private final ApexType type;
  private final Iterator<?> items;

  ApexIterator(ApexType element, Iterator<?> items) {
    this.type = new PlatformType(PlatformType.ITERATOR, List.of(element));
    this.items = items;
  }

  ApexIterator(PlatformType type, Iterator<?> items) {
    this.type = type;
    this.items = items;
  }

  @Override
  public ApexType apexType() {
    return type;
  }

  @ApexMethod
  Boolean hasNext() {
    return items.hasNext();
  }

  @ApexMethod
  Object next() {
    if (!items.hasNext()) {
      throw Errors.of("NoSuchElementException", "Iterator has no more elements");
    }
    return items.next();
  }
}
