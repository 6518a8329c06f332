package org.closedloop.apex.soql;

import java.util.List;
import org.closedloop.apex.soql.SoqlQuery.Condition;
import org.closedloop.apex.soql.SoqlQuery.OrderItem;
import org.closedloop.apex.soql.SoqlQuery.Path;
import org.closedloop.apex.soql.SoqlQuery.Value;

/**
 * A parsed SOSL search.
 *
 * @param term the text searched, a literal or a bind
 * @param group ALL, NAME, EMAIL, PHONE or SIDEBAR
 */
public record SoslQuery(
    Value term,
    String group,
    List<Returning> returning,
    SoqlQuery.AccessClause access,
    Value limit,
    List<SoqlQuery.Bind> binds) {

  /** One object of RETURNING; without fields the Id is answered. */
  public record Returning(
      String object,
      List<Path> fields,
      Condition where,
      List<OrderItem> orderBy,
      Value limit,
      Value offset) {}
}
