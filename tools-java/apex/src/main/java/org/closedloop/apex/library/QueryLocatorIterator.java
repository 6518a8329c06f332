package org.closedloop.apex.library;

import java.util.Iterator;
import org.closedloop.apex.types.PlatformType;

/**
 * The iterator that a {@code Database.QueryLocator} gives; batches walk it too. It passes for an
 * {@code Iterator<SObject>}.
 */
@ApexType("Database.QueryLocatorIterator")
final class QueryLocatorIterator extends ApexIterator {

  QueryLocatorIterator(Iterator<?> rows) {
    super(PlatformType.of("Database.QueryLocatorIterator"), rows);
  }

  @Override
  @ApexMethod
  Boolean hasNext() {
    return super.hasNext();
  }

  @Override
  @ApexMethod
  Object next() {
    return super.next();
  }
}
