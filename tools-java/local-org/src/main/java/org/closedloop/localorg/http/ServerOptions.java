package org.closedloop.localorg.http;

import java.util.function.Consumer;

/**
 * How a {@link LocalServer} listens and how much it takes on.
 *
 * @param port loopback port, 0 for a free one
 * @param workers threads that run requests
 * @param queue requests that may wait for a worker before 503 is answered
 * @param maxBodyBytes largest request body, packed or unpacked
 * @param log receives one line per request: method, path, operation, status, milliseconds
 */
public record ServerOptions(
    int port, int workers, int queue, int maxBodyBytes, Consumer<String> log) {

  /** The platform's limit of a SOAP message. */
  public static final int MAX_BODY_BYTES = 52_428_800;

  public static ServerOptions onPort(int port, Consumer<String> log) {
    int workers = Math.max(4, Runtime.getRuntime().availableProcessors());
    return new ServerOptions(port, workers, 64, MAX_BODY_BYTES, log);
  }
}
