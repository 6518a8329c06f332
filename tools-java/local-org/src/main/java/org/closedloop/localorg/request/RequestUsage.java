package org.closedloop.localorg.request;

import java.time.Instant;
import java.util.Map;
import org.closedloop.apex.host.ApexHost.Quiddity;
import org.closedloop.apex.host.Limits;

/**
 * What one finished request used of its governor limits.
 *
 * @param number order in which requests ended, from 1
 * @param startedAt on the org's clock
 * @param work kind and name of the background work that ran, null for a request from outside
 * @param committed false when it was rolled back
 * @param micros wall time from its opening to the end of its commit
 */
public record RequestUsage(
    long number,
    Instant startedAt,
    Quiddity quiddity,
    String work,
    String userId,
    boolean committed,
    long micros,
    Map<Limits.Counter, Amount> limits) {

  /** A counter's value and what it may reach. */
  public record Amount(long used, long max) {}

  public RequestUsage {
    limits = Map.copyOf(limits);
  }
}
