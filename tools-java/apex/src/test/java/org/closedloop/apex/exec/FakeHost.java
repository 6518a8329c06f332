package org.closedloop.apex.exec;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.closedloop.apex.host.AccessHost;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.ApexProgram;
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
import org.closedloop.apex.schema.Schema;

/** A request for tests of the language: data in memory, a fixed clock, everything else refused. */
final class FakeHost implements ApexHost {

  static final Instant NOW = Instant.parse("2026-03-14T09:26:53Z");

  final List<String> log = new ArrayList<>();
  final List<AsyncHost.JobRequest> queued = new ArrayList<>();
  final FakeData data;
  private final FakeSchema schema;
  private final Limits limits = new Limits(false);
  private final ApexSession session;

  FakeHost(FakeSchema schema, ApexProgram program) {
    this.schema = schema;
    this.data = new FakeData(schema, this::session);
    this.session = program.open(this);
  }

  ApexSession session() {
    return session;
  }

  @SuppressWarnings("unchecked")
  private static <T> T refusing(Class<T> type) {
    return (T)
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, args) -> {
              throw new UnsupportedOperationException(type.getSimpleName() + method.getName());
            });
  }

  @Override
  public Schema schema() {
    return schema;
  }

  @Override
  public Instant now() {
    return NOW;
  }

  @Override
  public UserContext user() {
    return new UserContext(
        "005000000000001AAA",
        "me@example.com",
        "Ada",
        "Admin",
        "me@example.com",
        "00e000000000001AAA",
        null,
        "Standard",
        ZoneId.of("America/New_York"),
        Locale.US,
        "en_US",
        "");
  }

  @Override
  public OrgInfo org() {
    return new OrgInfo(
        "00D000000000001AAA",
        "Org",
        false,
        "Enterprise Edition",
        ZoneOffset.UTC,
        Locale.US,
        "en_US",
        "USD",
        "https://localhost");
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
    return (AsyncHost)
        Proxy.newProxyInstance(
            AsyncHost.class.getClassLoader(),
            new Class<?>[] {AsyncHost.class},
            (proxy, method, args) -> {
              if (method.getName().equals("enqueue")) {
                queued.add((AsyncHost.JobRequest) args[0]);
                return "707000000000001AAA";
              }
              return method.getReturnType() == int.class ? 0 : null;
            });
  }

  @Override
  public EventHost events() {
    return refusing(EventHost.class);
  }

  @Override
  public MailHost mail() {
    return refusing(MailHost.class);
  }

  @Override
  public AccessHost access() {
    return refusing(AccessHost.class);
  }

  @Override
  public ConfigHost config() {
    return (ConfigHost)
        Proxy.newProxyInstance(
            ConfigHost.class.getClassLoader(),
            new Class<?>[] {ConfigHost.class},
            (proxy, method, args) -> schema.label((String) args[0]).orElseThrow());
  }

  @Override
  public CalloutHost callouts() {
    return refusing(CalloutHost.class);
  }

  @Override
  public FlowHost flows() {
    return refusing(FlowHost.class);
  }

  @Override
  public PageHost page() {
    return refusing(PageHost.class);
  }

  @Override
  public TestHost tests() {
    return (TestHost)
        Proxy.newProxyInstance(
            TestHost.class.getClassLoader(),
            new Class<?>[] {TestHost.class},
            (proxy, method, args) -> {
              if (method.getName().equals("runAs")) {
                log.add("as " + args[0]);
                ((Runnable) args[1]).run();
              }
              return null;
            });
  }

  @Override
  public boolean isRunningTest() {
    return true;
  }

  @Override
  public Quiddity quiddity() {
    return Quiddity.ANONYMOUS;
  }

  @Override
  public String requestId() {
    return "request-1";
  }

  @Override
  public void debug(String level, int line, String text) {
    log.add(text);
  }
}
