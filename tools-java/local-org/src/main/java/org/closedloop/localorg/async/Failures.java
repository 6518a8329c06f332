package org.closedloop.localorg.async;

import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.LimitExceeded;

/** Turns what ended a request into the Apex failure that job rows and finalizers show. */
public final class Failures {

  private Failures() {}

  public static ApexFailure of(Throwable t) {
    if (t instanceof ApexFailure f) {
      return f;
    }
    if (t instanceof LimitExceeded) {
      return new ApexFailure("System.LimitException", t.getMessage(), "");
    }
    if (t instanceof HostException h) {
      return new ApexFailure("System." + h.apexType(), h.getMessage(), "");
    }
    return new ApexFailure(
        "System.UnexpectedException",
        t.getMessage() == null ? t.getClass().getSimpleName() : t.getMessage(),
        "");
  }
}
