package org.closedloop.apex.exec;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.bind.BoundExpr;
import org.closedloop.apex.host.DataHost;
import org.closedloop.apex.soql.SoqlQuery;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.ApexSet;
import org.closedloop.apex.value.RawValues;
import org.closedloop.apex.value.SObjectValue;

/** Static queries and searches. */
final class QueryNodes {

  private final Planner planner;

  QueryNodes(Planner planner) {
    this.planner = planner;
  }

  void register() {
    planner.on(BoundExpr.Soql.class, this::soql);
    planner.on(BoundExpr.Sosl.class, this::sosl);
  }

  private Node soql(BoundExpr.Soql e) {
    Node[] binds = planner.nodes(e.binds());
    SoqlQuery query = e.query();
    boolean userMode = e.userMode();
    boolean count = e.type() == SimpleType.INTEGER;
    ApexType row = e.type() instanceof ListType l ? l.element() : SObjectType.GENERIC;
    return f -> {
      List<Object> values = new ArrayList<>(binds.length);
      for (Node b : binds) {
        values.add(raw(b.eval(f)));
      }
      DataHost.QueryResult r = f.ctx.host().data().query(query, values, f.access(userMode));
      return count ? (Object) r.count() : ApexList.over(row, r.rows());
    };
  }

  private Node sosl(BoundExpr.Sosl e) {
    Node[] binds = planner.nodes(e.binds());
    String text = e.text();
    boolean userMode = e.userMode();
    return f -> {
      Map<String, Object> values = new LinkedHashMap<>();
      for (int i = 0; i < binds.length; i++) {
        values.put("b" + i, raw(binds[i].eval(f)));
      }
      ApexList out = new ApexList(new ListType(SObjectType.GENERIC));
      for (List<SObjectValue> rows : f.ctx.host().data().search(text, values, f.access(userMode))) {
        out.add(ApexList.over(SObjectType.GENERIC, rows));
      }
      return out;
    };
  }

  /** A bind's value as queries take it: collections as Java lists, records as their ids. */
  static Object raw(Object v) {
    if (v instanceof ApexList || v instanceof ApexSet) {
      List<Object> out = new ArrayList<>();
      ((Iterable<?>) v).forEach(x -> out.add(raw(x)));
      return out;
    }
    if (v instanceof ApexMap m) {
      List<Object> out = new ArrayList<>();
      m.keys().forEach(k -> out.add(raw(k)));
      return out;
    }
    return v instanceof SObjectValue r ? r.id() : RawValues.plainRaw(v);
  }
}
