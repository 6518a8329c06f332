package org.closedloop.apex.exec;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.ApexSession;
import org.closedloop.apex.host.ApexSession.TriggerEvent;
import org.closedloop.apex.host.DataHost;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.soql.SoqlParser;
import org.closedloop.apex.soql.SoqlQuery;
import org.closedloop.apex.value.RecordId;
import org.closedloop.apex.value.SObjectValue;

/**
 * Rows in maps with just enough of a save pipeline for tests of the language: required Name,
 * triggers before and after, equality filters.
 */
final class FakeData implements DataHost {

  final List<String> modes = new ArrayList<>();
  private final FakeSchema schema;
  private final Supplier<ApexSession> session;
  private final Map<String, SObjectValue> rows = new LinkedHashMap<>();
  private int ids;

  FakeData(FakeSchema schema, Supplier<ApexSession> session) {
    this.schema = schema;
    this.session = session;
  }

  @Override
  public QueryResult query(SoqlQuery query, List<Object> binds, AccessMode mode) {
    modes.add(mode.userMode() ? "user" : mode.sharing() ? "sharing" : "system");
    List<SObjectValue> found = new ArrayList<>();
    for (SObjectValue r : rows.values()) {
      if (r.type().name().equalsIgnoreCase(query.from().object())
          && (query.where() == null || matches(query.where(), r, binds))) {
        found.add(project(query, r));
      }
    }
    boolean count =
        query.select().size() == 1
            && query.select().get(0) instanceof SoqlQuery.FieldItem f
            && f.expr() instanceof SoqlQuery.FunctionCall;
    return count
        ? new QueryResult(List.of(), found.size(), true)
        : new QueryResult(found, found.size(), false);
  }

  private static SObjectValue project(SoqlQuery query, SObjectValue r) {
    SObjectValue out = new SObjectValue(r.type());
    out.put("Id", r.id());
    for (SoqlQuery.SelectItem i : query.select()) {
      if (i instanceof SoqlQuery.FieldItem f && f.expr() instanceof SoqlQuery.Path p) {
        String name = r.declaredName(p.names().get(0));
        if (name != null) {
          out.put(name, r.get(name));
        }
      }
    }
    return out.markQueried();
  }

  private static boolean matches(SoqlQuery.Condition c, SObjectValue r, List<Object> binds) {
    if (c instanceof SoqlQuery.And a) {
      return a.parts().stream().allMatch(p -> matches(p, r, binds));
    }
    if (c instanceof SoqlQuery.Compare x) {
      Object left = value(r, x.left());
      return String.valueOf(left).equals(String.valueOf(value(x.right(), binds)));
    }
    SoqlQuery.InList in = (SoqlQuery.InList) c;
    Object left = value(r, in.left());
    for (SoqlQuery.Value v : in.values()) {
      Object right = value(v, binds);
      if (right instanceof Collection<?> all ? all.contains(left) : left.equals(right)) {
        return true;
      }
    }
    return false;
  }

  private static Object value(SObjectValue r, SoqlQuery.Expr e) {
    return r.get(r.declaredName(((SoqlQuery.Path) e).names().get(0)));
  }

  private static Object value(SoqlQuery.Value v, List<Object> binds) {
    return v instanceof SoqlQuery.Bind b ? binds.get(b.index()) : ((SoqlQuery.Literal) v).value();
  }

  @Override
  public QueryResult queryDynamic(String soql, Map<String, Object> binds, AccessMode mode) {
    SoqlQuery query = SoqlParser.parse(soql);
    List<Object> values = new ArrayList<>();
    for (SoqlQuery.Bind b : query.binds()) {
      if (!binds.containsKey(b.source())) {
        throw new HostException("QueryException", null, "Variable does not exist: " + b.source());
      }
      values.add(binds.get(b.source()));
    }
    return query(query, values, mode);
  }

  @Override
  public List<List<SObjectValue>> search(String sosl, Map<String, Object> binds, AccessMode mode) {
    return List.of();
  }

  @Override
  public List<RowResult> dml(DmlRequest q) {
    modes.add(q.mode().userMode() ? "user" : q.mode().sharing() ? "sharing" : "system");
    String object = q.records().get(0).type().name();
    boolean insert = q.op() == DmlOp.INSERT;
    boolean delete = q.op() == DmlOp.DELETE;
    List<SObjectValue> old =
        insert ? null : q.records().stream().map(r -> rows.get(r.id()).copy()).toList();
    List<SObjectValue> now = delete ? null : q.records();
    try {
      fire(object, "BEFORE_" + q.op(), now, old);
    } catch (ApexFailure e) {
      return q.records().stream()
          .map(
              r ->
                  failed(
                      r.id(),
                      "CANNOT_INSERT_UPDATE_ACTIVATE_ENTITY",
                      e.typeName() + ": " + e.getMessage() + "\n\n" + e.apexStack()))
          .toList();
    }
    List<RowResult> out = new ArrayList<>();
    for (int i = 0; i < q.records().size(); i++) {
      SObjectValue r = q.records().get(i);
      SObjectValue judged = delete ? old.get(i) : r;
      if (!judged.errors().isEmpty()) {
        SObjectValue.RecordError e = judged.errors().get(0);
        out.add(
            new RowResult(
                r.id(),
                false,
                false,
                List.of(
                    new DmlError(
                        e.statusCode(),
                        e.message(),
                        e.field() == null ? List.of() : List.of(e.field())))));
      } else if (object.equals("Account") && !delete && r.get("Name") == null && insert) {
        out.add(
            new RowResult(
                null,
                false,
                false,
                List.of(
                    new DmlError(
                        "REQUIRED_FIELD_MISSING",
                        "Required fields are missing: [Name]",
                        List.of("Name")))));
      } else {
        out.add(save(r, insert, delete));
      }
    }
    if (out.stream().allMatch(RowResult::success)) {
      fire(object, "AFTER_" + q.op(), now, old);
    }
    return out;
  }

  private static RowResult failed(String id, String code, String message) {
    return new RowResult(id, false, false, List.of(new DmlError(code, message, List.of())));
  }

  private RowResult save(SObjectValue r, boolean insert, boolean delete) {
    if (delete) {
      rows.remove(r.id());
      return new RowResult(r.id(), true, false, List.of());
    }
    if (insert) {
      r.put("Id", RecordId.of(r.type().keyPrefix(), ++ids));
      rows.put(r.id(), r.copy());
    } else {
      r.fieldMap().forEach((k, v) -> rows.get(r.id()).put(k, v));
    }
    return new RowResult(r.id(), true, insert, List.of());
  }

  private void fire(String object, String event, List<SObjectValue> now, List<SObjectValue> old) {
    session.get().fireTriggers(object, TriggerEvent.valueOf(event), now, old);
  }

  @Override
  public Object setSavepoint() {
    Map<String, SObjectValue> copy = new LinkedHashMap<>();
    rows.forEach((k, v) -> copy.put(k, v.copy()));
    return copy;
  }

  @Override
  @SuppressWarnings("unchecked")
  public void rollback(Object savepoint) {
    rows.clear();
    rows.putAll((Map<String, SObjectValue>) savepoint);
    ids = Math.max(ids, rows.size());
  }

  @Override
  public void releaseSavepoint(Object savepoint) {}

  @Override
  public List<RowResult> emptyRecycleBin(List<String> recordIds) {
    return List.of();
  }

  @Override
  public boolean hasUncommittedWork() {
    return false;
  }

  @Override
  public void recalculateFormulas(List<SObjectValue> records) {}

  FakeSchema schema() {
    return schema;
  }
}
