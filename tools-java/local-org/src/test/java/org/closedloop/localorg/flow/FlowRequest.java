package org.closedloop.localorg.flow;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.closedloop.apex.host.AccessHost;
import org.closedloop.apex.host.AccessMode;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.ApexSession;
import org.closedloop.apex.host.AsyncHost;
import org.closedloop.apex.host.CalloutHost;
import org.closedloop.apex.host.ConfigHost;
import org.closedloop.apex.host.DataHost;
import org.closedloop.apex.host.EventHost;
import org.closedloop.apex.host.FlowHost;
import org.closedloop.apex.host.Limits;
import org.closedloop.apex.host.MailHost;
import org.closedloop.apex.host.OrgInfo;
import org.closedloop.apex.host.PageHost;
import org.closedloop.apex.host.TestHost;
import org.closedloop.apex.host.UserContext;
import org.closedloop.apex.soql.SoqlQuery;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.async.SystemRows;
import org.closedloop.localorg.async.WorkRequest;
import org.closedloop.localorg.dml.FormulaPort;
import org.closedloop.localorg.dml.RequestScope;
import org.closedloop.localorg.dml.SaveHooks;
import org.closedloop.localorg.dml.SaveHooks.SaveEvent;
import org.closedloop.localorg.formula.RecordAccess;
import org.closedloop.localorg.formula.ScopeRecords;
import org.closedloop.localorg.schema.OrgSchema;
import org.closedloop.localorg.soql.Records;
import org.closedloop.localorg.soql.SoqlEngine;
import org.closedloop.localorg.store.Row;
import org.closedloop.localorg.store.Transaction;
import org.mockito.Mockito;

/** A request of {@link FlowFixture}. */
final class FlowRequest implements ApexHost, RequestScope, WorkRequest, DataHost {

  private final FlowFixture org;
  private final Transaction tx;
  private final String userId;
  private final Limits limits = new Limits(false);

  FlowRequest(FlowFixture org, Transaction tx, String userId) {
    this.org = org;
    this.tx = tx;
    this.userId = userId;
  }

  // --- data ------------------------------------------------------------------------------------

  @Override
  public QueryResult query(SoqlQuery query, List<Object> binds, AccessMode mode) {
    return new SoqlEngine(this).query(query, binds, mode);
  }

  @Override
  public QueryResult queryDynamic(String soql, Map<String, Object> binds, AccessMode mode) {
    org.statements.add(soql);
    return new SoqlEngine(this).query(soql, binds, mode);
  }

  @Override
  public List<RowResult> dml(DmlRequest request) {
    org.statements.add(request.op() + " " + request.records().size());
    Transaction.Mark mark = tx.mark();
    List<SObjectValue> rows = new ArrayList<>();
    List<SObjectValue> priors = new ArrayList<>();
    boolean insert = request.op() == DmlOp.INSERT;
    SaveEvent event = SaveEvent.valueOf(request.op().name());
    for (SObjectValue in : request.records()) {
      Row before = insert ? null : tx.get(in.type().name(), in.id());
      SObjectValue next = before == null ? in.copy() : Records.toRecord(in.type(), before);
      SObjectValue prior = before == null ? null : Records.toRecord(in.type(), before);
      in.fieldMap().forEach(next::put);
      rows.add(next);
      priors.add(prior);
    }
    org.hooks.beforeSave(this, event, rows, priors);
    for (SObjectValue r : rows) {
      if ("bad".equals(r.get("Name"))) {
        r.addError(null, "no bad names", "FIELD_CUSTOM_VALIDATION_EXCEPTION");
      }
      if (event == SaveEvent.DELETE) {
        tx.put(tx.get(r.type().name(), r.id()).asDeleted(r.id()));
      } else {
        if (insert) {
          r.put("Id", tx.ids().next(r.type().keyPrefix()));
        }
        tx.put(Row.of(r.type().name(), r.id(), r.fieldMap()));
      }
    }
    org.hooks.afterSave(this, event, rows, priors);
    boolean failed = rows.stream().anyMatch(r -> !r.errors().isEmpty());
    if (failed) {
      tx.rollbackTo(mark);
    }
    List<RowResult> out = new ArrayList<>();
    for (int i = 0; i < rows.size(); i++) {
      SObjectValue r = rows.get(i);
      if (!failed && insert) {
        request.records().get(i).put("Id", r.id());
      }
      List<DmlError> errors =
          r.errors().stream()
              .map(e -> new DmlError(e.statusCode(), e.message(), List.of()))
              .toList();
      out.add(new RowResult(failed ? null : r.id(), errors.isEmpty(), insert, errors));
    }
    return out;
  }

  @Override
  public List<List<SObjectValue>> search(String sosl, Map<String, Object> binds, AccessMode mode) {
    return List.of();
  }

  @Override
  public Object setSavepoint() {
    return tx.mark();
  }

  @Override
  public void rollback(Object savepoint) {
    tx.rollbackTo((Transaction.Mark) savepoint);
  }

  @Override
  public void releaseSavepoint(Object savepoint) {}

  @Override
  public List<RowResult> emptyRecycleBin(List<String> ids) {
    return List.of();
  }

  @Override
  public boolean hasUncommittedWork() {
    return tx.dirty();
  }

  @Override
  public void recalculateFormulas(List<SObjectValue> records) {}

  // --- surroundings ----------------------------------------------------------------------------

  @Override
  public OrgSchema schema() {
    return org.schema;
  }

  @Override
  public Transaction transaction() {
    return tx;
  }

  @Override
  public Instant now() {
    return org.clock.now();
  }

  @Override
  public UserContext user() {
    ZoneId utc = ZoneId.of("UTC");
    return new UserContext(
        userId,
        "u@example.com",
        null,
        "U",
        "u@example.com",
        null,
        null,
        "Standard",
        utc,
        Locale.US,
        "en_US",
        null);
  }

  @Override
  public OrgInfo org() {
    return new OrgInfo(
        "00D000000000001AAA",
        "Org",
        false,
        "Enterprise Edition",
        ZoneId.of("UTC"),
        Locale.US,
        "en_US",
        "USD",
        "http://localhost");
  }

  @Override
  public Limits limits() {
    return limits;
  }

  @Override
  public DataHost data() {
    return this;
  }

  @Override
  public ApexSession session() {
    ApexSession s = Mockito.mock(ApexSession.class);
    Mockito.when(s.invoke(Mockito.anyString(), Mockito.anyList()))
        .thenAnswer(
            i -> {
              org.statements.add(
                  "APEX " + i.getArgument(0) + " " + i.getArgument(1, List.class).size());
              return org.apex.get(i.getArgument(0, String.class)).apply(i.getArgument(1));
            });
    return s;
  }

  @Override
  public AccessHost access() {
    return Mockito.mock(AccessHost.class);
  }

  @Override
  public boolean hasTriggers(String objectName) {
    return false;
  }

  @Override
  public SaveHooks hooks() {
    return org.hooks;
  }

  @Override
  public FormulaPort formulas() {
    return org.formulas;
  }

  @Override
  public void onCommit(Runnable work) {
    tx.onCommit(work);
  }

  @Override
  public ApexHost host() {
    return this;
  }

  @Override
  public RecordAccess records() {
    return new ScopeRecords(this);
  }

  @Override
  public SystemRows rows() {
    SystemRows rows = Mockito.mock(SystemRows.class);
    SObjectValue user = new SObjectValue(org.schema.require("User"));
    user.put("IsActive", true);
    Mockito.when(rows.read(Mockito.eq("User"), Mockito.anyString())).thenReturn(user);
    return rows;
  }

  @Override
  public AsyncHost async() {
    throw new UnsupportedOperationException();
  }

  @Override
  public EventHost events() {
    throw new UnsupportedOperationException();
  }

  @Override
  public MailHost mail() {
    throw new UnsupportedOperationException();
  }

  @Override
  public ConfigHost config() {
    return Mockito.mock(ConfigHost.class);
  }

  @Override
  public CalloutHost callouts() {
    throw new UnsupportedOperationException();
  }

  @Override
  public FlowHost flows() {
    return org.service.host(org.flows, this);
  }

  @Override
  public PageHost page() {
    throw new UnsupportedOperationException();
  }

  @Override
  public TestHost tests() {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean isRunningTest() {
    return false;
  }

  @Override
  public Quiddity quiddity() {
    return Quiddity.SYNCHRONOUS;
  }

  @Override
  public String requestId() {
    return "r";
  }

  @Override
  public void debug(String level, int line, String text) {}
}
