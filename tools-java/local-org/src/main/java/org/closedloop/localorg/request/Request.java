package org.closedloop.localorg.request;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;
import java.util.UUID;
import org.closedloop.apex.host.AccessHost;
import org.closedloop.apex.host.AccessHost.ObjectRight;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.ApexSession;
import org.closedloop.apex.host.AsyncHost;
import org.closedloop.apex.host.CalloutHost;
import org.closedloop.apex.host.ConfigHost;
import org.closedloop.apex.host.DataHost;
import org.closedloop.apex.host.EventHost;
import org.closedloop.apex.host.FlowHost;
import org.closedloop.apex.host.FormulaHost;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.Limits;
import org.closedloop.apex.host.MailHost;
import org.closedloop.apex.host.OrgInfo;
import org.closedloop.apex.host.PageHost;
import org.closedloop.apex.host.TestHost;
import org.closedloop.apex.host.UserContext;
import org.closedloop.localorg.access.AccessService;
import org.closedloop.localorg.access.SharingRules;
import org.closedloop.localorg.async.JobRun;
import org.closedloop.localorg.async.RequestAsync;
import org.closedloop.localorg.async.SystemRows;
import org.closedloop.localorg.async.WorkRequest;
import org.closedloop.localorg.config.ConfigService;
import org.closedloop.localorg.dml.FormulaPort;
import org.closedloop.localorg.dml.RequestData;
import org.closedloop.localorg.dml.RequestScope;
import org.closedloop.localorg.dml.SaveHooks;
import org.closedloop.localorg.event.RequestEvents;
import org.closedloop.localorg.formula.ApexFormulas;
import org.closedloop.localorg.formula.ScopeRecords;
import org.closedloop.localorg.mail.RequestMail;
import org.closedloop.localorg.schema.OrgSchema;
import org.closedloop.localorg.store.Transaction;

/**
 * One transaction of the org as everybody in it sees it: the language, the save pipeline, flows and
 * background work. Lives on one thread from its opening to its commit or rollback.
 */
public final class Request implements ApexHost, RequestScope, WorkRequest {

  private final OrgServices services;
  private final Transaction tx;
  private final Quiddity quiddity;
  private final boolean test;
  private final String id = UUID.randomUUID().toString();
  private final Limits limits;
  private final UserDirectory directory;
  private final SystemRows rows;
  private final ScopeRecords formulaRecords;
  private final RequestData data;
  private final RequestAsync async;
  private final RequestEvents events;
  private final RequestMail mail;
  private final ConfigService config;
  private final FlowHost flows;
  private final TestContext tests;
  private PageHost page = new NoPage();
  private UserContext user;
  private AccessHost access;
  private ApexSession session;

  /**
   * How a request starts.
   *
   * @param sessionId token of the API session, or null
   * @param test whether it runs a test method
   * @param job the background job that runs, or null
   * @param asynchronous whether the limits of asynchronous work hold whatever the entry point
   */
  public record Start(
      String userId,
      Quiddity quiddity,
      String sessionId,
      boolean test,
      JobRun job,
      int eventRetries,
      boolean asynchronous) {

    /** Work in the foreground, or a job that its quiddity names. */
    public Start(
        String userId,
        Quiddity quiddity,
        String sessionId,
        boolean test,
        JobRun job,
        int eventRetries) {
      this(userId, quiddity, sessionId, test, job, eventRetries, false);
    }
  }

  public Request(OrgServices services, Transaction tx, Start start) {
    this.services = services;
    this.tx = tx;
    this.quiddity = start.quiddity();
    this.test = start.test();
    this.limits = new Limits(start.asynchronous() || isAsynchronous(start.quiddity()));
    this.directory = new UserDirectory(tx, services.org());
    this.rows = new StoreSystemRows(this);
    this.formulaRecords = new ScopeRecords(this);
    become(start.userId(), start.sessionId());
    this.data = new RequestData(this);
    this.async = new RequestAsync(services.queue(), this, start.job(), test);
    this.events =
        new RequestEvents(
            services.bus(), this, start.eventRetries(), test, services.guestMayPublish());
    this.mail = new RequestMail(this, services.outbox(), rows, test, services.dailyMailLimit());
    this.config = new ConfigService(services.schema(), tx, this::user, services.org().id());
    this.flows = services.flows().apply(this);
    this.tests = new TestContext(this);
  }

  private static boolean isAsynchronous(Quiddity q) {
    return EnumSet.of(
            Quiddity.BATCH_APEX,
            Quiddity.FUTURE,
            Quiddity.QUEUEABLE,
            Quiddity.TRANSACTION_FINALIZER_QUEUEABLE)
        .contains(q);
  }

  /** Makes another user the running one and reads what that user may do. */
  void become(String userId, String sessionId) {
    user =
        directory
            .user(userId, sessionId)
            .orElseThrow(
                () ->
                    new HostException("HandledException", "INVALID_ID_FIELD", "no user " + userId));
    access = null;
  }

  /** Rights are read again at next use, after assignments changed. */
  public void forgetAccess() {
    access = null;
  }

  @Override
  public Transaction transaction() {
    return tx;
  }

  @Override
  public OrgSchema schema() {
    return services.schema();
  }

  @Override
  public Instant now() {
    return services.now();
  }

  @Override
  public UserContext user() {
    return user;
  }

  @Override
  public OrgInfo org() {
    return services.org();
  }

  @Override
  public Limits limits() {
    return limits;
  }

  @Override
  public DataHost data() {
    return data;
  }

  @Override
  public AsyncHost async() {
    return async;
  }

  RequestAsync jobs() {
    return async;
  }

  @Override
  public EventHost events() {
    return events;
  }

  RequestEvents eventQueue() {
    return events;
  }

  @Override
  public MailHost mail() {
    return mail;
  }

  @Override
  public AccessHost access() {
    if (access == null) {
      access =
          new AccessService(
              services.schema(),
              directory.grants(user.id(), services.accessModel()),
              this::recordRights);
    }
    return access;
  }

  private Set<ObjectRight> recordRights(String recordId) {
    return new SharingRules(this).record(recordId);
  }

  @Override
  public ConfigHost config() {
    return config;
  }

  @Override
  public CalloutHost callouts() {
    return services.callouts();
  }

  @Override
  public FlowHost flows() {
    return flows;
  }

  @Override
  public FormulaHost formulaBuilder() {
    return new ApexFormulas(this, this);
  }

  @Override
  public PageHost page() {
    return page;
  }

  /** The page that the site endpoint serves in this request. */
  public void serve(PageHost served) {
    page = served;
  }

  @Override
  public TestHost tests() {
    if (!test) {
      throw new HostException("TypeException", null, "Test methods can be used in tests only");
    }
    return tests;
  }

  /** Ends a test method: what it queued and did not run with stopTest runs now. */
  public void finishTest() {
    tests.finish();
  }

  @Override
  public boolean isRunningTest() {
    return test;
  }

  @Override
  public Quiddity quiddity() {
    return quiddity;
  }

  @Override
  public String requestId() {
    return id;
  }

  @Override
  public void debug(String level, int line, String text) {
    OrgServices.DebugLog log = services.debugLog();
    if (log != null) {
      log.line(id, level, line, text);
    }
  }

  // --- save pipeline and background work ---------------------------------------------------------

  @Override
  public ApexHost host() {
    return this;
  }

  @Override
  public ApexSession session() {
    if (session == null) {
      session = services.program().open(this);
    }
    return session;
  }

  @Override
  public boolean hasTriggers(String objectName) {
    return services.program().hasTriggers(objectName);
  }

  @Override
  public SaveHooks hooks() {
    return services.hooks();
  }

  @Override
  public FormulaPort formulas() {
    return services.formulas();
  }

  @Override
  public void onCommit(Runnable work) {
    tx.onCommit(work);
  }

  @Override
  public org.closedloop.localorg.formula.RecordAccess records() {
    return formulaRecords;
  }

  @Override
  public SystemRows rows() {
    return rows;
  }

  /** Inside runAs, setup and data rows may be mixed with what is outside: a context of its own. */
  void enterSetupContext() {
    data.engine().mixedDml().push();
  }

  void leaveSetupContext() {
    data.engine().mixedDml().pop();
  }

  RequestData requestData() {
    return data;
  }
}
