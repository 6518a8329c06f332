package org.closedloop.apex.library;

/** Limits of Apex cursors: cursors themselves are refused by name, so nothing is ever used up. */
@ApexType("System.Limits")
final class CursorLimits {

  private static final int ROWS = 50_000_000;
  private static final int FETCH_CALLS = 10;

  private CursorLimits() {}

  @ApexMethod({"getApexCursorRows", "getFetchCallsOnApexCursor"})
  static Integer used() {
    return 0;
  }

  @ApexMethod
  static Integer getLimitApexCursorRows() {
    return ROWS;
  }

  @ApexMethod
  static Integer getLimitFetchCallsOnApexCursor() {
    return FETCH_CALLS;
  }
}
