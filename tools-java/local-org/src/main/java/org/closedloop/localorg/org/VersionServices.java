package org.closedloop.localorg.org;

import java.time.Instant;
import java.util.function.Function;
import org.closedloop.apex.host.ApexProgram;
import org.closedloop.apex.host.CalloutHost;
import org.closedloop.apex.host.FlowHost;
import org.closedloop.apex.host.OrgInfo;
import org.closedloop.localorg.access.AccessModel;
import org.closedloop.localorg.async.AsyncQueue;
import org.closedloop.localorg.dml.FormulaPort;
import org.closedloop.localorg.dml.SaveHooks;
import org.closedloop.localorg.event.EventBus;
import org.closedloop.localorg.flow.FlowOptions;
import org.closedloop.localorg.mail.Outbox;
import org.closedloop.localorg.request.OrgServices;
import org.closedloop.localorg.request.Request;
import org.closedloop.localorg.schema.OrgSchema;

/** One version of the org together with the machinery that all versions share. */
final class VersionServices implements OrgServices {

  private final LocalOrg org;
  private final OrgVersion version;

  VersionServices(LocalOrg org, OrgVersion version) {
    this.org = org;
    this.version = version;
  }

  @Override
  public OrgInfo org() {
    return org.org();
  }

  @Override
  public Instant now() {
    return org.clock().now();
  }

  @Override
  public OrgSchema schema() {
    return version.schema();
  }

  @Override
  public ApexProgram program() {
    return version.program();
  }

  @Override
  public AccessModel accessModel() {
    return version.access();
  }

  @Override
  public SaveHooks hooks() {
    return org.flows().hooks(version.flows(), scope -> (Request) scope);
  }

  @Override
  public FormulaPort formulas() {
    return version.formulas();
  }

  @Override
  public Function<Request, FlowHost> flows() {
    return request -> org.flows().host(version.flows(), request);
  }

  @Override
  public CalloutHost callouts() {
    return org.callouts();
  }

  @Override
  public AsyncQueue queue() {
    return org.queue();
  }

  @Override
  public EventBus bus() {
    return org.bus();
  }

  @Override
  public Outbox outbox() {
    return org.outbox();
  }

  @Override
  public int dailyMailLimit() {
    return org.options().dailyMailLimit();
  }

  @Override
  public boolean guestMayPublish() {
    return org.options().behaviours().is(FlowOptions.Option.GUEST_EVENT_PUBLISH, "allow");
  }

  @Override
  public DebugLog debugLog() {
    return org.debugLog();
  }
}
