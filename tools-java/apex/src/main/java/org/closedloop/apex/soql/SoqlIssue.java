package org.closedloop.apex.soql;

import org.closedloop.apex.host.HostException;

/**
 * One thing wrong with a query.
 *
 * @param code the API's exception code: INVALID_FIELD, INVALID_TYPE, MALFORMED_QUERY...
 * @param nearest an existing name that may be meant, or null
 * @param missing what the platform knows by that name and this org lacks, or null
 */
public record SoqlIssue(
    String code, String message, int line, int column, String nearest, String missing) {

  public SoqlIssue(String code, String message, int line, int column, String nearest) {
    this(code, message, line, column, nearest, null);
  }

  /** The exception that a dynamic query raises; the query's text shows the place. */
  public HostException toException(String queryText) {
    return SoqlErrors.exception(
        code, line == 0 ? message : SoqlErrors.located(queryText, line, column, message));
  }
}
