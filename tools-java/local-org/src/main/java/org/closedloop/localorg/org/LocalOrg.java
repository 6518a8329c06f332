package org.closedloop.localorg.org;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import org.closedloop.apex.host.ApexHost.Quiddity;
import org.closedloop.apex.host.CalloutHost;
import org.closedloop.apex.host.OrgInfo;
import org.closedloop.apex.value.RecordId;
import org.closedloop.localorg.async.AsyncQueue;
import org.closedloop.localorg.async.RequestRunner;
import org.closedloop.localorg.async.WorkRequest;
import org.closedloop.localorg.build.LastCompilation;
import org.closedloop.localorg.clock.OrgClock;
import org.closedloop.localorg.config.Bootstrap;
import org.closedloop.localorg.config.MetadataRows;
import org.closedloop.localorg.deploy.OrgMetadata;
import org.closedloop.localorg.event.EventBus;
import org.closedloop.localorg.event.EventSubscriber;
import org.closedloop.localorg.event.TriggerSubscriber;
import org.closedloop.localorg.flow.FlowService;
import org.closedloop.localorg.flow.FlowUsers;
import org.closedloop.localorg.mail.Outbox;
import org.closedloop.localorg.request.CalloutGateway;
import org.closedloop.localorg.request.OrgServices;
import org.closedloop.localorg.request.Request;
import org.closedloop.localorg.request.RequestLog;
import org.closedloop.localorg.schema.SchemaRegistry;
import org.closedloop.localorg.store.Row;
import org.closedloop.localorg.store.Store;
import org.closedloop.localorg.store.Transaction;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;

/**
 * A whole org in memory: data, one version of everything deployed, clock, background work, outbox.
 * Safe for use by many threads; each request runs on one.
 */
public final class LocalOrg implements RequestRunner, AutoCloseable {

  /** Stack of threads that run Apex; the platform's depth limit comes long before its end. */
  public static final long STACK_BYTES = 64L << 20;

  private final OrgOptions options;
  private final SchemaRegistry registry;
  private final LastCompilation lastCompilation;
  private final OrgClock clock;
  private final Outbox outbox = new Outbox();
  private final RequestLog requests = new RequestLog();
  private final AsyncQueue queue;
  private final EventBus bus;
  private final CalloutHost callouts;
  private final FlowService flows;
  private volatile OrgInfo org;
  private volatile Store store = new Store();
  private volatile OrgVersion version;
  private volatile Bootstrap.Users users;
  private volatile OrgServices.DebugLog debugLog;

  /** A new org with its first-day rows and nothing deployed; no work runs until {@link #start}. */
  public LocalOrg(OrgOptions options) {
    this(options, new SchemaRegistry(options.features()), new LastCompilation());
  }

  /** An org that shares names of metadata and compiled code with others of the same options. */
  LocalOrg(OrgOptions options, SchemaRegistry registry, LastCompilation lastCompilation) {
    this.options = options;
    this.registry = registry;
    this.lastCompilation = lastCompilation;
    this.clock = OrgClock.starting(Clock.systemUTC(), options.clock(), options.frozen());
    this.queue = new AsyncQueue(clock, this);
    this.bus = new EventBus(queue, this::subscribers, () -> users.automatedProcessId());
    this.callouts = new CalloutGateway(options.calloutHosts());
    this.flows = new FlowService(queue, options.behaviours(), new Workers(), options.zone());
    this.org =
        new OrgInfo(
            RecordId.of("00D", 1),
            options.name(),
            options.sandbox(),
            options.organizationType(),
            options.zone(),
            options.locale(),
            options.language(),
            options.currency(),
            "http://localhost");
    this.version = OrgBuild.empty(this);
    firstDay();
  }

  private void firstDay() {
    Transaction tx = store.begin();
    users =
        Bootstrap.write(
            tx, version.schema(), org, clock.now(), options.adminUsername(), options.adminEmail());
    tx.commit();
  }

  /** Lets due work run on its own as the clock reaches it. */
  public void start() {
    queue.start("org-work", STACK_BYTES);
  }

  @Override
  public void close() {
    queue.close();
  }

  public OrgOptions options() {
    return options;
  }

  public OrgInfo org() {
    return org;
  }

  /** Tells the org the address under which it is served. */
  void announce(String baseUrl) {
    OrgInfo o = org;
    org =
        new OrgInfo(
            o.id(),
            o.name(),
            o.sandbox(),
            o.organizationType(),
            o.zone(),
            o.locale(),
            o.language(),
            o.currency(),
            baseUrl);
  }

  /** A new record id outside any transaction. */
  String newId(String keyPrefix) {
    return store.ids().next(keyPrefix);
  }

  public OrgClock clock() {
    return clock;
  }

  public AsyncQueue queue() {
    return queue;
  }

  public Outbox outbox() {
    return outbox;
  }

  /** What the last requests used of their limits. */
  public RequestLog requests() {
    return requests;
  }

  EventBus bus() {
    return bus;
  }

  /** Flows of the running version, their schedules and traces. */
  public FlowService flows() {
    return flows;
  }

  CalloutHost callouts() {
    return callouts;
  }

  SchemaRegistry registry() {
    return registry;
  }

  LastCompilation lastCompilation() {
    return lastCompilation;
  }

  OrgVersion version() {
    return version;
  }

  public OrgMetadata metadata() {
    return version.metadata();
  }

  public String adminId() {
    return users.adminId();
  }

  OrgServices.DebugLog debugLog() {
    return debugLog;
  }

  /** Where debug lines go; null drops them. */
  public void setDebugLog(OrgServices.DebugLog log) {
    debugLog = log;
  }

  /** A new org's default workflow user is its administrator. */
  private final class Workers implements FlowUsers {
    @Override
    public String defaultWorkflowUserId() {
      return users.adminId();
    }

    @Override
    public String automatedProcessUserId() {
      return users.automatedProcessId();
    }
  }

  // --- requests
  // -----------------------------------------------------------------------------------

  /** Runs the body as one transaction of the user: committed when it returns, else rolled back. */
  public <T> T inRequest(Request.Start start, Function<Request, T> body) {
    return inRequest(start, null, body);
  }

  private <T> T inRequest(Request.Start start, String work, Function<Request, T> body) {
    Instant startedAt = clock.now();
    long begin = System.nanoTime();
    Transaction tx = store.begin();
    Request request = null;
    boolean committed = false;
    try {
      T result;
      try {
        request = new Request(new VersionServices(this, version), tx, start);
        result = body.apply(request);
      } catch (RuntimeException | Error e) {
        if (tx.isOpen()) {
          tx.rollback();
        }
        throw e;
      }
      tx.commit();
      committed = true;
      return result;
    } finally {
      if (request != null) {
        requests.add(request, startedAt, work, committed, (System.nanoTime() - begin) / 1_000);
      }
    }
  }

  /** A request of a user at a door of the org. */
  public <T> T inRequest(String userId, Quiddity quiddity, Function<Request, T> body) {
    return inRequest(new Request.Start(userId, quiddity, null, false, null, 0), body);
  }

  @Override
  public <T> T run(Spec spec, Function<WorkRequest, T> body) {
    return inRequest(
        new Request.Start(
            spec.userId(),
            spec.quiddity(),
            null,
            false,
            spec.job(),
            spec.eventRetries(),
            spec.asynchronous()),
        spec.work(),
        body::apply);
  }

  /** The id of an active user by login name, without regard to case. */
  public Optional<String> userId(String username) {
    Transaction tx = store.begin();
    try {
      for (Row u : tx.find("User", "Username", username)) {
        if (Boolean.TRUE.equals(u.get("IsActive"))) {
          return Optional.of(u.id());
        }
      }
      return Optional.empty();
    } finally {
      tx.rollback();
    }
  }

  private List<EventSubscriber> subscribers(String eventObject) {
    OrgVersion v = version;
    List<EventSubscriber> all = new ArrayList<>();
    if (v.program().hasTriggers(eventObject)) {
      all.add(triggers(v, eventObject));
    }
    all.addAll(flows.subscribers(eventObject));
    return all;
  }

  private EventSubscriber triggers(OrgVersion v, String eventObject) {
    String user = users.automatedProcessId();
    int batch = TriggerSubscriber.DEFAULT_BATCH;
    List<String> names = v.program().triggerNames(eventObject);
    for (Component c : v.metadata().components().ofType("PlatformEventSubscriberConfig")) {
      String trigger = c.xml().text("platformEventConsumer");
      if (trigger != null && names.stream().anyMatch(n -> n.equalsIgnoreCase(trigger.strip()))) {
        batch = c.xml().integer("batchSize", batch);
        String username = c.xml().text("user");
        if (username != null) {
          user = userId(username.toLowerCase(Locale.ROOT)).orElse(user);
        }
      }
    }
    return new TriggerSubscriber(eventObject, user, batch);
  }

  // --- deploys and tests
  // --------------------------------------------------------------------------

  /** Makes a built version the running one and brings the rows that mirror metadata in step. */
  void activate(OrgVersion next, String userId) {
    Transaction tx = store.begin();
    try {
      MetadataRows.sync(tx, next.schema(), clock.now(), userId);
    } catch (RuntimeException | Error e) {
      tx.rollback();
      throw e;
    }
    version = next;
    tx.commit();
    flows.activate(next.flows());
  }

  /**
   * Opens the world in which tests of a version run; closing it leaves nothing of it.
   *
   * <p>Nobody else gets at the org's data before it is closed.
   */
  OrgTests openTests(OrgVersion v) {
    Transaction tx = store.begin();
    try {
      OrgTests tests = new OrgTests(new VersionServices(this, v), tx, adminId());
      MetadataRows.sync(tx, v.schema(), clock.now(), adminId());
      return tests;
    } catch (RuntimeException | Error e) {
      tx.rollback();
      throw e;
    }
  }

  /** Empties the org: data, metadata, waiting work, outbox. The clock stays. */
  public void reset() {
    queue.clear();
    outbox.clear();
    requests.clear();
    store = new Store();
    version = OrgBuild.empty(this);
    flows.activate(version.flows());
    flows.traces().clear();
    firstDay();
  }

  /** All components deployed. */
  public ComponentSet components() {
    return version.metadata().components();
  }
}
