package org.closedloop.apex.library;

import java.util.Iterator;

/** The iterator that a {@code Database.QueryLocator} gives; batches walk it too. */
@ApexType("Database.QueryLocatorIterator")
final class QueryLocatorIterator extends LibraryValue {

  private final Iterator<?> rows;

  QueryLocatorIterator(Iterator<?> rows) {
    this.rows = rows;
  }

  @ApexMethod
  Boolean hasNext() {
    return rows.hasNext();
  }

  @ApexMethod
  Object next() {
    if (!rows.hasNext()) {
      throw Errors.of("NoSuchElementException", "Iterator has no more elements");
    }
    return rows.next();
  }
}
