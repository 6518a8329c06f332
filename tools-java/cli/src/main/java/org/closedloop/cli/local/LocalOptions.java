package org.closedloop.cli.local;

import java.time.Instant;
import java.util.Map;

/**
 * How a local org is started.
 *
 * @param port 0 for a free one
 * @param definition null for an Enterprise org
 * @param clock null for now
 * @param behaviours readings of unsettled platform behaviour by option name
 */
public record LocalOptions(
    String name,
    int port,
    ScratchDefinition definition,
    Instant clock,
    boolean freeze,
    boolean production,
    Map<String, String> behaviours) {

  public LocalOptions {
    behaviours = Map.copyOf(behaviours);
  }
}
