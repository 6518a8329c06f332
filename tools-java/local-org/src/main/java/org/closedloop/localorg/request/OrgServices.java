package org.closedloop.localorg.request;

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
import org.closedloop.localorg.mail.Outbox;
import org.closedloop.localorg.schema.OrgSchema;

/**
 * What a request takes from the org: one version of everything deployed, and the shared machinery.
 */
public interface OrgServices {

  OrgInfo org();

  Instant now();

  OrgSchema schema();

  ApexProgram program();

  AccessModel accessModel();

  SaveHooks hooks();

  FormulaPort formulas();

  /** Makes the flow door of a request. */
  Function<Request, FlowHost> flows();

  CalloutHost callouts();

  AsyncQueue queue();

  EventBus bus();

  Outbox outbox();

  /** External mail recipients per GMT day. */
  int dailyMailLimit();

  /** The org option guest.eventPublish. */
  boolean guestMayPublish();

  /** Receives debug lines; null drops them. */
  DebugLog debugLog();

  /** Where {@code System.debug} goes. */
  interface DebugLog {
    void line(String requestId, String level, int line, String text);
  }
}
