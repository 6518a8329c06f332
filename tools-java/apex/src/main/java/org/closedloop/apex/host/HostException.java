package org.closedloop.apex.host;

/**
 * A failure of the platform that Apex sees as an exception of the named system type, for example
 * {@code QueryException}. Stackless: the program adds its own stack.
 */
public class HostException extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private final String apexType;
  private final String statusCode;

  /**
   * @param apexType simple name of the system exception ({@code QueryException}, {@code
   *     NoAccessException}, {@code EmailException}, ...)
   * @param statusCode the platform's code where one exists ({@code MALFORMED_QUERY}), else null
   */
  public HostException(String apexType, String statusCode, String message) {
    super(message, null, false, false);
    this.apexType = apexType;
    this.statusCode = statusCode;
  }

  public String apexType() {
    return apexType;
  }

  public String statusCode() {
    return statusCode;
  }
}
