package org.closedloop.metadata;

/**
 * A document that is not well-formed, or that uses what we refuse (DTD, entities, deep nesting).
 */
public final class XmlParseException extends Exception {
  private static final long serialVersionUID = 1L;
  private final String file;
  private final int line;
  private final int column;

  public XmlParseException(String file, int line, int column, String message) {
    super(message);
    this.file = file;
    this.line = line;
    this.column = column;
  }

  public String file() {
    return file;
  }

  public int line() {
    return line;
  }

  public int column() {
    return column;
  }
}
