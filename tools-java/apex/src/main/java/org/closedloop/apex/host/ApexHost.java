package org.closedloop.apex.host;

import java.time.Instant;
import org.closedloop.apex.schema.Schema;

/**
 * Everything a running program asks of the org around it: one instance per request (an API call, a
 * test method, a job, a batch chunk, an event batch). The platform implements it; the language
 * never reaches the platform another way. Failures that Apex code may catch are thrown as {@link
 * HostException}; running out of a limit as {@link LimitExceeded}; a feature that the platform has
 * and we do not as {@link UnsupportedPlatformFeature}.
 */
public interface ApexHost {

  Schema schema();

  /** The org clock: data dates, {@code System.now()}, date literals, jobs. Never the wall clock. */
  Instant now();

  UserContext user();

  OrgInfo org();

  Limits limits();

  DataHost data();

  AsyncHost async();

  EventHost events();

  MailHost mail();

  AccessHost access();

  ConfigHost config();

  CalloutHost callouts();

  FlowHost flows();

  /** Formulas built by Apex. */
  default FormulaHost formulaBuilder() {
    return source -> {
      throw new UnsupportedPlatformFeature("formulas built by Apex in this context");
    };
  }

  PageHost page();

  /** What only test contexts can do; throws unless the request runs a test. */
  TestHost tests();

  /** Whether the request runs a test method. */
  boolean isRunningTest();

  /**
   * Where the request came from: SYNCHRONOUS, FUTURE, QUEUEABLE, BATCH_APEX, SCHEDULED, TRIGGER...
   */
  Quiddity quiddity();

  /** Id of the request, stable within it (18 characters or a UUID). */
  String requestId();

  /** A line of the debug log. */
  void debug(String level, int line, String text);

  /** Kind of entry point, as {@code System.Quiddity} names them. */
  enum Quiddity {
    ANONYMOUS,
    AURA,
    BATCH_APEX,
    FUTURE,
    INVOCABLE_ACTION,
    QUEUEABLE,
    REST,
    RUNTEST_ASYNC,
    RUNTEST_SYNC,
    SCHEDULED,
    SOAP,
    SYNCHRONOUS,
    PLATFORM_EVENT_PUBLISH_CALLBACK,
    TRANSACTION_FINALIZER_QUEUEABLE,
    VF,
    UNDEFINED
  }
}
