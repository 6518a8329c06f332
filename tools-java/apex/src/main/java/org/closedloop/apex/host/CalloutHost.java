package org.closedloop.apex.host;

import java.util.Map;

/** HTTP out of the org. Server mode allows only listed hosts, default none. */
public interface CalloutHost {

  /** A request as {@code HttpRequest} holds it. */
  record Call(
      String method,
      String endpoint,
      Map<String, String> headers,
      byte[] body,
      int timeoutMillis) {}

  /** The answer. */
  record Reply(int statusCode, String status, Map<String, String> headers, byte[] body) {}

  Reply send(Call call);
}
