package org.closedloop.localorg.org;

import java.io.IOException;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.closedloop.apex.host.ApexHost.Quiddity;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.localorg.check.Checker;
import org.closedloop.localorg.check.OrgModel;
import org.closedloop.localorg.check.UnsupportedPolicy;
import org.closedloop.localorg.control.ControlEndpoint;
import org.closedloop.localorg.deploy.DeployService;
import org.closedloop.localorg.http.LocalServer;
import org.closedloop.localorg.http.MemorySessions;
import org.closedloop.localorg.http.ServerOptions;
import org.closedloop.localorg.http.WebEndpoint;
import org.closedloop.localorg.metadataapi.MetadataEndpoint;
import org.closedloop.localorg.partner.ApexSoapEndpoint;
import org.closedloop.localorg.partner.PartnerEndpoint;
import org.closedloop.localorg.site.SiteEndpoint;
import org.closedloop.metadata.ComponentSet;

/**
 * A local org that serves its APIs and pages on a loopback port. Password and token of the
 * administrator are random per start.
 */
public final class OrgServer implements AutoCloseable {

  private static final int SECRET_BYTES = 24;
  private static final long GRACE_MILLIS = 250;

  private final LocalOrg org;
  private final DeployService deploys;
  private final LocalServer server;
  private final String token;
  private final String password;
  private final CountDownLatch ended = new CountDownLatch(1);

  private OrgServer(LocalOrg org, int port, Consumer<String> log) throws IOException {
    this.org = org;
    this.password = secret();
    MemorySessions sessions = new MemorySessions(org.org().id(), Clock.systemUTC());
    this.token = sessions.openLasting(org.adminId());
    UnsupportedPolicy policy =
        org.options().deferUnsupported() ? UnsupportedPolicy.DEFER : UnsupportedPolicy.REFUSE;
    this.deploys =
        new DeployService(
            new DeployTarget(org),
            org.clock()::now,
            prefix -> org.newId(prefix),
            new Checker(policy).forDeploy(new Model()));
    DebugLines debug = new DebugLines();
    org.setDebugLog(debug);
    List<WebEndpoint> endpoints =
        List.of(
            new PartnerEndpoint(new PartnerDoor(org, password), sessions, Clock.systemUTC(), false),
            new MetadataEndpoint(deploys, sessions, this::mayDeploy, standardObjects()),
            new ApexSoapEndpoint(new AnonymousDoor(org, debug::take), sessions),
            new ControlEndpoint(
                new ControlDoor(org, sessions, sessions::clear, this::endSoon), token),
            new SiteEndpoint(new SiteDoor(org, log), sessions, Clock.systemUTC()));
    this.server = LocalServer.start(ServerOptions.onPort(port, log), endpoints);
    org.announce(server.baseUrl());
    org.start();
  }

  /**
   * Starts an org.
   *
   * @param port 0 for a free one
   * @param log receives a line per request and per fault of a page
   */
  public static OrgServer start(OrgOptions options, int port, Consumer<String> log)
      throws IOException {
    LocalOrg org = new LocalOrg(options);
    try {
      return new OrgServer(org, port, log);
    } catch (RuntimeException | IOException e) {
      org.close();
      throw e;
    }
  }

  private static String secret() {
    byte[] bytes = new byte[SECRET_BYTES];
    new SecureRandom().nextBytes(bytes);
    return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
  }

  private boolean mayDeploy(String userId) {
    return org.inRequest(
        userId,
        Quiddity.SOAP,
        r ->
            r.access().userPermission("ModifyAllData")
                || r.access().userPermission("ModifyMetadata"));
  }

  private List<String> standardObjects() {
    return org.version().schema().objects().stream()
        .filter(o -> o.kind() == SObjectDef.Kind.STANDARD)
        .map(SObjectDef::name)
        .toList();
  }

  /** What the checker sees of the org. */
  private final class Model implements OrgModel {
    private final org.closedloop.localorg.schema.OrgSchema standard =
        org.registry().build(ComponentSet.empty());

    @Override
    public ComponentSet components() {
      return org.components();
    }

    @Override
    public Optional<SObjectDef> standardObject(String name) {
      return standard.object(name);
    }
  }

  public LocalOrg org() {
    return org;
  }

  public int port() {
    return server.port();
  }

  public String baseUrl() {
    return server.baseUrl();
  }

  public String adminUsername() {
    return org.options().adminUsername();
  }

  public String adminPassword() {
    return password;
  }

  /** A session of the administrator that does not idle out; also the key of the control API. */
  public String adminToken() {
    return token;
  }

  /** The answer to the request that asks for the end goes out first. */
  private void endSoon() {
    CompletableFuture.delayedExecutor(GRACE_MILLIS, TimeUnit.MILLISECONDS)
        .execute(ended::countDown);
  }

  /** Waits until somebody asks the org to end through the control API. */
  public void awaitShutdown() throws InterruptedException {
    ended.await();
  }

  @Override
  public void close() {
    server.close();
    deploys.close();
    org.close();
  }
}
