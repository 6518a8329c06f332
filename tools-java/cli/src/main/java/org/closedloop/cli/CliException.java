package org.closedloop.cli;

/** Ends a command with one plain sentence, a hint where there is one, and an exit code. */
public final class CliException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /** A check or deploy failed. */
  public static final int FAILED = 1;

  /** The command line is wrong. */
  public static final int USAGE = 2;

  /** Org, project or environment. */
  public static final int ENVIRONMENT = 3;

  private final String code;
  private final int exit;
  private final String where;
  private final String hint;

  private CliException(String code, int exit, String message, String where, String hint) {
    super(message);
    this.code = code;
    this.exit = exit;
    this.where = where;
    this.hint = hint;
  }

  public static CliException failed(String code, String message) {
    return new CliException(code, FAILED, message, null, null);
  }

  public static CliException usage(String message) {
    return new CliException("usage", USAGE, message, null, null);
  }

  public static CliException environment(String code, String message, String hint) {
    return new CliException(code, ENVIRONMENT, message, null, hint);
  }

  /** The same with the file or org it is about. */
  public CliException at(String place) {
    return new CliException(code, exit, getMessage(), place, hint);
  }

  public String code() {
    return code;
  }

  public int exit() {
    return exit;
  }

  public String where() {
    return where;
  }

  public String hint() {
    return hint;
  }
}
