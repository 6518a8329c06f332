package org.closedloop.apex.soql;

import org.closedloop.apex.host.HostException;

/** The platform's texts for queries that are wrong. */
public final class SoqlErrors {

  private static final String HINT =
      " Please reference your WSDL or the describe call for the appropriate names.";

  private SoqlErrors() {}

  /** The text with the place in the query, as the platform prefixes it; column from 1. */
  public static String located(String query, int line, int column, String what) {
    String[] lines = query.split("\r?\n", -1);
    String row = line >= 1 && line <= lines.length ? lines[line - 1] : query;
    return "\n"
        + row
        + "\n"
        + " ".repeat(Math.max(0, column - 1))
        + "^\nERROR at Row:"
        + line
        + ":Column:"
        + column
        + "\n"
        + what;
  }

  public static String noSuchColumn(String name, String entity) {
    return "No such column '"
        + name
        + "' on entity '"
        + entity
        + "'. If you are attempting to use a custom field, be sure to append the '__c' after the"
        + " custom field name."
        + HINT;
  }

  public static String noSuchType(String name) {
    return "sObject type '"
        + name
        + "' is not supported. If you are attempting to use a custom object, be sure to append the"
        + " '__c' after the entity name."
        + HINT;
  }

  public static String noSuchRelationship(String name) {
    return "Didn't understand relationship '"
        + name
        + "' in field path. If you are attempting to use a custom relationship, be sure to append"
        + " the '__r' after the custom relationship name."
        + HINT;
  }

  public static String noSuchChildRelationship(String name) {
    return "Didn't understand relationship '"
        + name
        + "' in FROM part of query call. If you are attempting to use a custom relationship, be"
        + " sure to append the '__r' after the custom relationship name."
        + HINT;
  }

  /** A {@code QueryException}. */
  public static HostException exception(String code, String message) {
    return new HostException("QueryException", code, message);
  }
}
