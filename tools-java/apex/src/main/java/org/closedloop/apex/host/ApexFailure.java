package org.closedloop.apex.host;

/**
 * An Apex exception that no code caught, with its Apex type and stack. Host code turns it into the
 * error of its door: a DML error, a fault, a failed job, a failed test.
 */
public final class ApexFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final String typeName;
  private final String apexStack;

  /**
   * @param typeName qualified as Apex prints it, for example {@code System.NullPointerException}
   * @param apexStack lines of the form {@code Class.X.method: line 4, column 1}
   */
  public ApexFailure(String typeName, String message, String apexStack) {
    super(message, null, false, false);
    this.typeName = typeName;
    this.apexStack = apexStack;
  }

  public String typeName() {
    return typeName;
  }

  public String apexStack() {
    return apexStack;
  }

  @Override
  public String toString() {
    return typeName + ": " + getMessage();
  }
}
