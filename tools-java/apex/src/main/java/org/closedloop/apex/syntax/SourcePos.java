package org.closedloop.apex.syntax;

/** Where a thing stands in its file; line and column count from 1. */
public record SourcePos(int line, int column) implements Comparable<SourcePos> {
  public static final SourcePos NONE = new SourcePos(0, 0);

  @Override
  public int compareTo(SourcePos o) {
    return line != o.line ? Integer.compare(line, o.line) : Integer.compare(column, o.column);
  }

  @Override
  public String toString() {
    return line + ":" + column;
  }
}
