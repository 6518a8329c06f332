package org.closedloop.cli.org;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Consumer;
import org.closedloop.cli.CliException;

/** Client of a local org's control API. */
public final class ControlClient {

  private static final ObjectMapper JSON = new ObjectMapper();

  private final OrgConnection org;
  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(Duration.ofSeconds(10))
          .build();

  public ControlClient(OrgConnection org) {
    if (!org.local()) {
      throw CliException.environment(
          "not-local", org.name() + " is not a local org and has no control API.", null);
    }
    this.org = org;
  }

  public JsonNode get(String what) {
    return json(send(request(what).GET().build()));
  }

  public String text(String what) {
    return send(request(what).GET().build());
  }

  public JsonNode post(String what) {
    return json(send(request(what).POST(HttpRequest.BodyPublishers.noBody()).build()));
  }

  public Instant now() {
    return Instant.parse(get("clock").get("now").asText());
  }

  /**
   * Moves the clock and runs what becomes due.
   *
   * @param line receives each item as it finishes
   * @return the closing line: ran, failed, ok, now
   */
  public JsonNode advance(Instant to, Consumer<JsonNode> line) {
    HttpRequest request =
        request("clock/advance")
            .POST(HttpRequest.BodyPublishers.ofString("{\"to\":\"" + to + "\"}"))
            .build();
    try {
      HttpResponse<InputStream> r = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (BufferedReader in =
          new BufferedReader(new InputStreamReader(r.body(), StandardCharsets.UTF_8))) {
        JsonNode last = null;
        for (String l = in.readLine(); l != null; l = in.readLine()) {
          JsonNode n = JSON.readTree(l);
          if (r.statusCode() != 200) {
            throw refused(n);
          }
          if (n.path("done").asBoolean(false)) {
            last = n;
          } else {
            line.accept(n);
          }
        }
        if (last == null) {
          throw CliException.environment(
              "org-connection", "The local org broke off while the clock moved.", null);
        }
        return last;
      }
    } catch (IOException | InterruptedException e) {
      throw broken(e);
    }
  }

  private HttpRequest.Builder request(String what) {
    return HttpRequest.newBuilder(URI.create(org.instanceUrl() + "/__local__/v1/" + what))
        .header("Authorization", "Bearer " + org.token());
  }

  private String send(HttpRequest request) {
    try {
      HttpResponse<String> r =
          http.send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8));
      if (r.statusCode() >= 300) {
        throw refused(json(r.body()));
      }
      return r.body();
    } catch (IOException | InterruptedException e) {
      throw broken(e);
    }
  }

  private static CliException refused(JsonNode n) {
    String message = n.isArray() ? n.path(0).path("message").asText() : n.path("error").asText();
    return CliException.environment("control-refused", message, null);
  }

  private CliException broken(Exception e) {
    if (e instanceof InterruptedException) {
      Thread.currentThread().interrupt();
    }
    String why = e instanceof ConnectException ? "does not answer" : "broke off: " + e.getMessage();
    return CliException.environment("org-unreachable", org.name() + " " + why + ".", null);
  }

  private static JsonNode json(String body) {
    try {
      return JSON.readTree(body);
    } catch (IOException e) {
      throw CliException.environment("control-reply", "The local org answered no JSON.", null);
    }
  }
}
