package org.closedloop.apex.library;

import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.value.ApexList;

/** A {@code Database.QueryLocator}: the query and its rows, as batches and pages walk them. */
@ApexType("Database.QueryLocator")
public final class QueryLocatorValue extends LibraryValue {

  private final String query;
  private final ApexList rows;

  QueryLocatorValue(String query, ApexList rows) {
    this.query = query;
    this.rows = rows;
  }

  /** All rows of the query. */
  public ApexList rows() {
    return rows;
  }

  @ApexMethod
  String getQuery() {
    return query;
  }

  @ApexMethod
  QueryLocatorIterator iterator() {
    return new QueryLocatorIterator(rows.iterator());
  }

  @ApexMethod("querymore")
  ApexList queryMore(Integer count) {
    ApexList out = new ApexList(SObjectType.GENERIC);
    for (int i = 0; i < rows.size() && i < count; i++) {
      out.add(rows.get(i));
    }
    return out;
  }
}
