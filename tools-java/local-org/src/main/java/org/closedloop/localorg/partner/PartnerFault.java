package org.closedloop.localorg.partner;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.apex.host.HostException;

/**
 * A call that fails as a whole: becomes a SOAP fault with the detail class that clients turn into
 * an exception of their own.
 */
final class PartnerFault extends RuntimeException {

  private static final long serialVersionUID = 1L;
  private static final Pattern POSITION = Pattern.compile("ERROR at Row:(\\d+):Column:(\\d+)");

  private final String faultClass;
  private final String code;
  private final int row;
  private final int column;

  private PartnerFault(String faultClass, String code, String message, int row, int column) {
    super(message, null, false, false);
    this.faultClass = faultClass;
    this.code = code;
    this.row = row;
    this.column = column;
  }

  /** A fault whose detail class follows from the code, its position from the text if it has one. */
  static PartnerFault of(String code, String message) {
    Matcher m = POSITION.matcher(message == null ? "" : message);
    boolean found = m.find();
    return new PartnerFault(
        classOf(code),
        code,
        message,
        found ? Integer.parseInt(m.group(1)) : -1,
        found ? Integer.parseInt(m.group(2)) : -1);
  }

  static PartnerFault of(HostException e) {
    if (e.statusCode() != null) {
      return of(e.statusCode(), e.getMessage());
    }
    return of(
        "QueryException".equals(e.apexType()) ? "MALFORMED_QUERY" : "UNKNOWN_EXCEPTION",
        e.getMessage());
  }

  static PartnerFault noSuchColumn(String field, String object) {
    return of(
        "INVALID_FIELD",
        "No such column '"
            + field
            + "' on entity '"
            + object
            + "'. If you are attempting to use a custom field, be sure to append the '__c' after"
            + " the custom field name. Please reference your WSDL or the describe call for the"
            + " appropriate names.");
  }

  static PartnerFault noSuchObject(String object) {
    return of(
        "INVALID_TYPE",
        "sObject type '"
            + object
            + "' is not supported. If you are attempting to use a custom object, be sure to append"
            + " the '__c' after the entity name. Please reference your WSDL or the describe call"
            + " for the appropriate names.");
  }

  private static String classOf(String code) {
    return switch (code) {
      case "MALFORMED_QUERY" -> "MalformedQueryFault";
      case "MALFORMED_SEARCH" -> "MalformedSearchFault";
      case "INVALID_FIELD" -> "InvalidFieldFault";
      case "INVALID_TYPE" -> "InvalidSObjectFault";
      case "INVALID_QUERY_LOCATOR" -> "InvalidQueryLocatorFault";
      case "MALFORMED_ID" -> "InvalidIdFault";
      case "INVALID_LOGIN" -> "LoginFault";
      default -> "UnexpectedErrorFault";
    };
  }

  String faultClass() {
    return faultClass;
  }

  String code() {
    return code;
  }

  /** Whether the detail class carries row and column. */
  boolean isQueryFault() {
    return switch (faultClass) {
      case "MalformedQueryFault",
          "MalformedSearchFault",
          "InvalidFieldFault",
          "InvalidSObjectFault" ->
          true;
      default -> false;
    };
  }

  int row() {
    return row;
  }

  int column() {
    return column;
  }
}
