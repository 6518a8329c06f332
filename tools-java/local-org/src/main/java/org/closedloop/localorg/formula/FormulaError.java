package org.closedloop.localorg.formula;

/** A formula that does not compile: the platform's text and the position in the source. */
public final class FormulaError extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final int line;
  private final int column;
  private final boolean unsupported;
  private final boolean external;

  FormulaError(String message, String source, int offset, boolean unsupported) {
    this(message, source, offset, unsupported, false);
  }

  FormulaError(FormulaScope.UnknownName cause, String source, int offset) {
    this(cause.withHint(), source, offset, cause.unsupported(), cause.external());
  }

  private FormulaError(
      String message, String source, int offset, boolean unsupported, boolean external) {
    super(message, null, false, false);
    int l = 1;
    int c = 1;
    for (int i = 0; i < Math.min(offset, source.length()); i++) {
      if (source.charAt(i) == '\n') {
        l++;
        c = 1;
      } else {
        c++;
      }
    }
    this.line = l;
    this.column = c;
    this.unsupported = unsupported;
    this.external = external;
  }

  /** 1-based line within the formula text. */
  public int line() {
    return line;
  }

  /** 1-based column within the line. */
  public int column() {
    return column;
  }

  /** True when the platform knows the construct and this engine does not. */
  public boolean unsupported() {
    return unsupported;
  }

  /** True when the name that is not there belongs to an installed package. */
  public boolean external() {
    return external;
  }

  /** Message with position, for places that have no room for one. */
  public String describe() {
    return getMessage() + " (line " + line + ", column " + column + ")";
  }
}
