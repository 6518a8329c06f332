package org.closedloop.localorg.request;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.closedloop.apex.host.CalloutHost;
import org.closedloop.apex.host.HostException;

/** HTTP out of the local org: only to hosts that the org's owner listed, by default none. */
public final class CalloutGateway implements CalloutHost {

  /** Headers that Java's client sets itself and refuses to take. */
  private static final Set<String> CLIENT_HEADERS =
      Set.of("connection", "content-length", "expect", "host", "upgrade");

  private final Set<String> allowedHosts;
  private final HttpClient client =
      HttpClient.newBuilder().followRedirects(HttpClient.Redirect.NEVER).build();

  /**
   * @param allowedHosts host or host:port, lower case
   */
  public CalloutGateway(Set<String> allowedHosts) {
    this.allowedHosts = Set.copyOf(allowedHosts);
  }

  @Override
  public Reply send(Call call) {
    URI uri;
    try {
      uri = URI.create(call.endpoint());
    } catch (IllegalArgumentException e) {
      throw callout("Invalid URL: " + call.endpoint());
    }
    String host = uri.getHost() == null ? "" : uri.getHost().toLowerCase(Locale.ROOT);
    boolean allowed =
        allowedHosts.contains(host) || allowedHosts.contains(host + ":" + uri.getPort());
    if (!allowed) {
      throw callout(
          "Unauthorized endpoint, please check Setup->Security->Remote site settings. endpoint = "
              + call.endpoint());
    }
    byte[] body = call.body() == null ? new byte[0] : call.body();
    HttpRequest.Builder request =
        HttpRequest.newBuilder(uri)
            .timeout(Duration.ofMillis(call.timeoutMillis()))
            .method(call.method(), HttpRequest.BodyPublishers.ofByteArray(body));
    call.headers()
        .forEach(
            (name, value) -> {
              if (!CLIENT_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                request.header(name, value);
              }
            });
    try {
      HttpResponse<byte[]> response =
          client.send(request.build(), HttpResponse.BodyHandlers.ofByteArray());
      Map<String, String> headers = new LinkedHashMap<>();
      response.headers().map().forEach((name, values) -> headers.put(name, values.get(0)));
      return new Reply(response.statusCode(), "", headers, response.body());
    } catch (IOException e) {
      throw callout(e instanceof java.net.http.HttpTimeoutException ? "Read timed out" : text(e));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw callout("interrupted");
    }
  }

  private static String text(IOException e) {
    return e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
  }

  private static HostException callout(String message) {
    return new HostException("CalloutException", null, message);
  }
}
