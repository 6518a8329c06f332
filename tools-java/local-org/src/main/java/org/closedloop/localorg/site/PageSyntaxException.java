package org.closedloop.localorg.site;

/** Page markup or an expression in it that cannot be read; positions count from 1. */
final class PageSyntaxException extends Exception {

  private static final long serialVersionUID = 1L;
  private final int line;
  private final int column;

  PageSyntaxException(String message, int line, int column) {
    super(message, null, false, false);
    this.line = line;
    this.column = column;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }
}
