package org.closedloop.localorg.site;

/** Page markup or an expression in it that cannot be read; positions count from 1. */
final class PageSyntaxException extends Exception {

  private static final long serialVersionUID = 1L;
  private final int line;
  private final int column;
  private final boolean lacking;

  PageSyntaxException(String message, int line, int column) {
    this(message, line, column, false);
  }

  /**
   * @param lacking whether the platform reads it and only the local org does not
   */
  PageSyntaxException(String message, int line, int column, boolean lacking) {
    super(message, null, false, false);
    this.lacking = lacking;
    this.line = line;
    this.column = column;
  }

  boolean lacking() {
    return lacking;
  }

  int line() {
    return line;
  }

  int column() {
    return column;
  }
}
