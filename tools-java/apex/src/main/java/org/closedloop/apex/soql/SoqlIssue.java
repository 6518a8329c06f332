package org.closedloop.apex.soql;

import org.closedloop.apex.host.HostException;
import org.closedloop.apex.platform.StubObjects;

/**
 * One thing wrong with a query.
 *
 * @param code the API's exception code: INVALID_FIELD, INVALID_TYPE, MALFORMED_QUERY...
 * @param nearest an existing name that may be meant, or null
 * @param owner the object that lacks {@code name}, or null
 * @param name the name that is not there, or null when something else is wrong
 */
public record SoqlIssue(
    String code, String message, int line, int column, String nearest, String owner, String name) {

  public SoqlIssue(String code, String message, int line, int column, String nearest) {
    this(code, message, line, column, nearest, null, null);
  }

  /** What the platform has by that name and this org lacks, or null. */
  public String lacking() {
    return owner != null && name != null && StubObjects.get().hasMember(owner, name)
        ? "the standard field " + owner + "." + name
        : null;
  }

  /** The exception that a dynamic query raises; the query's text shows the place. */
  public HostException toException(String queryText) {
    return SoqlErrors.exception(
        code, line == 0 ? message : SoqlErrors.located(queryText, line, column, message));
  }
}
