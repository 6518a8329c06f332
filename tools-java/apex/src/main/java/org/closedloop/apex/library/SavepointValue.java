package org.closedloop.apex.library;

/** A {@code System.Savepoint}: the org's mark. */
@ApexType("System.Savepoint")
final class SavepointValue extends LibraryValue {

  final Object mark;

  SavepointValue(Object mark) {
    this.mark = mark;
  }
}
