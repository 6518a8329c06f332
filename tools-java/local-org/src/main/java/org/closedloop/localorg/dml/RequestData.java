package org.closedloop.localorg.dml;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.DataHost;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.Limits;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.soql.SoqlQuery;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.soql.SoqlEngine;
import org.closedloop.localorg.soql.SoslEngine;
import org.closedloop.localorg.store.Row;
import org.closedloop.localorg.store.Transaction;

/** Queries, DML and savepoints of one request. */
public final class RequestData implements DataHost {

  private final RequestScope scope;
  private final SoqlEngine soql;
  private final DmlEngine dml;
  private final SoslEngine sosl;
  private final List<Savepoint> savepoints = new ArrayList<>();
  private boolean wrote;

  /** A mark of {@link #setSavepoint}; invalid after a rollback to an earlier one. */
  private static final class Savepoint {
    final Transaction.Mark mark;

    Savepoint(Transaction.Mark mark) {
      this.mark = mark;
    }
  }

  public RequestData(RequestScope scope) {
    this.scope = scope;
    this.soql = new SoqlEngine(scope);
    this.dml = new DmlEngine(scope);
    this.sosl = new SoslEngine(scope);
  }

  /** For the parts of the request that know more than {@link DataHost}. */
  public DmlEngine engine() {
    return dml;
  }

  /** Ids that the next searches find, as tests set them. */
  public void setFixedSearchResults(List<String> ids) {
    sosl.setFixedResults(ids);
  }

  @Override
  public QueryResult query(SoqlQuery query, List<Object> binds, AccessMode mode) {
    return soql.query(query, binds, mode);
  }

  @Override
  public QueryResult queryDynamic(String text, Map<String, Object> binds, AccessMode mode) {
    return soql.query(text, binds, mode);
  }

  @Override
  public List<List<SObjectValue>> search(String text, Map<String, Object> binds, AccessMode mode) {
    return sosl.search(text, binds, mode);
  }

  @Override
  public List<RowResult> dml(DmlRequest request) {
    List<RowResult> results = dml.run(request);
    wrote |= results.stream().anyMatch(RowResult::success);
    return results;
  }

  @Override
  public Object defaultValue(SObjectDef object, FieldDef field) {
    return scope.formulas().defaultValue(scope, object, field);
  }

  @Override
  public Object setSavepoint() {
    scope.limits().consume(Limits.Counter.DML_STATEMENTS, 1);
    Savepoint s = new Savepoint(scope.transaction().mark());
    savepoints.add(s);
    wrote = true;
    return s;
  }

  @Override
  public void rollback(Object savepoint) {
    int at = position(savepoint);
    scope.limits().consume(Limits.Counter.DML_STATEMENTS, 1);
    scope.transaction().rollbackTo(((Savepoint) savepoint).mark);
    while (savepoints.size() > at + 1) {
      savepoints.remove(savepoints.size() - 1);
    }
  }

  @Override
  public void releaseSavepoint(Object savepoint) {
    int at = position(savepoint);
    while (savepoints.size() > at) {
      savepoints.remove(savepoints.size() - 1);
    }
    wrote = scope.transaction().dirty();
  }

  private int position(Object savepoint) {
    int at = savepoints.indexOf(savepoint);
    if (at < 0) {
      throw new HostException(
          "InvalidParameterValueException", null, "Savepoint is not valid or has been released");
    }
    return at;
  }

  @Override
  public List<RowResult> emptyRecycleBin(List<String> ids) {
    scope.limits().consume(Limits.Counter.DML_STATEMENTS, 1);
    scope.limits().consume(Limits.Counter.DML_ROWS, ids.size());
    List<RowResult> out = new ArrayList<>();
    for (String id : ids) {
      SObjectDef def = scope.schema().ofId(id).orElse(null);
      Row row = def == null ? null : scope.transaction().get(def.name(), id);
      if (row == null || !row.deleted()) {
        out.add(
            new RowResult(
                id,
                false,
                false,
                List.of(
                    new DmlError(
                        "INVALID_ID_FIELD", "Record must be deleted first: " + id, List.of()))));
      } else {
        scope.transaction().remove(def.name(), id);
        out.add(new RowResult(id, true, false, List.of()));
      }
    }
    return out;
  }

  @Override
  public boolean hasUncommittedWork() {
    return wrote;
  }

  /** What a test wrote before it started in earnest does not stand in the way of callouts. */
  public void startTest() {
    wrote = false;
  }

  @Override
  public void recalculateFormulas(List<SObjectValue> records) {
    for (SObjectValue r : records) {
      for (FieldDef f : r.type().fields()) {
        if (f.formula() != null) {
          r.put(f.name(), scope.formulas().formulaField(scope, r, f));
        }
      }
    }
  }
}
