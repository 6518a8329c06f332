package org.closedloop.localorg.control;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.closedloop.localorg.http.ErrorReply;
import org.closedloop.localorg.http.StreamingEndpoint;
import org.closedloop.localorg.http.WebRequest;
import org.closedloop.localorg.http.WebResponse;

/**
 * The control API under {@code /__local__/v1}: everything about a local org that is not Salesforce.
 * JSON, admin token as bearer only; writes are POSTs, so that no link can trigger them.
 *
 * <p>GET clock, outbox, outbox/{id}, outbox/{id}/html, notifications, jobs, requests, traces,
 * status; POST clock/advance ({@code {"to"}} or {@code {"seconds"}}; one JSON line per item, the
 * last one has {@code done}), sessions/{username} (a token of that user), reset, shutdown.
 */
public final class ControlEndpoint implements StreamingEndpoint {

  private static final String ROOT = "/__local__/v1/";
  private static final String JSON = "application/json;charset=UTF-8";
  private static final Duration FARTHEST = Duration.ofDays(366L * 20);
  private static final ObjectMapper MAPPER =
      new ObjectMapper()
          .registerModule(
              new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance));

  private final ControlOrg org;
  private final byte[] adminToken;

  public ControlEndpoint(ControlOrg org, String adminToken) {
    this.org = org;
    this.adminToken = adminToken.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public boolean claims(String method, String path) {
    return path.startsWith("/__local__/") || path.equals("/__local__");
  }

  @Override
  public boolean streams(WebRequest r) {
    return r.path().equals(ROOT + "clock/advance") && r.method().equals("POST");
  }

  @Override
  public void stream(WebRequest r, StreamedReply reply) throws IOException {
    if (!authorised(r)) {
      reply.start(401, JSON);
      reply.line(json(Map.of("error", "The admin token is missing or wrong.")));
      return;
    }
    Instant target;
    try {
      target = target(r);
    } catch (IllegalArgumentException e) {
      reply.start(400, JSON);
      reply.line(json(Map.of("error", e.getMessage())));
      return;
    }
    reply.start(200, "application/x-ndjson;charset=UTF-8");
    int[] counts = new int[2];
    boolean good =
        org.advanceTo(
            target,
            item -> {
              counts[item.failed() ? 1 : 0]++;
              try {
                reply.line(json(line(item)));
              } catch (IOException gone) {
                throw new UncheckedIOException(gone);
              }
            });
    Map<String, Object> last = new LinkedHashMap<>();
    last.put("done", true);
    last.put("now", org.now());
    last.put("ran", counts[0] + counts[1]);
    last.put("failed", counts[1]);
    last.put("ok", good);
    reply.line(json(last));
  }

  private Instant target(WebRequest r) {
    try {
      JsonNode body = MAPPER.readTree(r.body());
      Instant now = org.now();
      Instant to =
          body.hasNonNull("to")
              ? Instant.parse(body.get("to").asText())
              : now.plusSeconds(body.path("seconds").asLong(-1));
      if (to.isBefore(now)) {
        throw new IllegalArgumentException(
            "The clock only moves forward: it is " + now + " in this org.");
      }
      if (to.isAfter(now.plus(FARTHEST))) {
        throw new IllegalArgumentException("The clock moves at most 20 years at a time.");
      }
      return to;
    } catch (IOException | DateTimeException e) {
      throw new IllegalArgumentException(
          "Send {\"to\": \"2026-01-31T00:00:00Z\"} or {\"seconds\": 86400}.", e);
    }
  }

  private static Map<String, Object> line(ControlOrg.Item i) {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("due", i.due());
    m.put("kind", i.kind());
    m.put("name", i.name());
    m.put("reference", i.reference());
    m.put("count", i.count());
    m.put("failed", i.failed());
    m.put("message", i.message());
    return m;
  }

  private boolean authorised(WebRequest r) {
    String header = r.header("authorization");
    return header != null
        && header.regionMatches(true, 0, "Bearer ", 0, 7)
        && MessageDigest.isEqual(
            adminToken, header.substring(7).trim().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public WebResponse handle(WebRequest r) {
    if (!authorised(r)) {
      return ErrorReply.of(
          r.path(), 401, "INVALID_SESSION_ID", "The admin token is missing or wrong.");
    }
    String what = r.path().startsWith(ROOT) ? r.path().substring(ROOT.length()) : "";
    if (r.method().equals("POST")) {
      return post(what).orElseGet(() -> notFound(r));
    }
    return r.method().equals("GET") ? get(what).orElseGet(() -> notFound(r)) : notFound(r);
  }

  private static WebResponse notFound(WebRequest r) {
    return ErrorReply.of(
        r.path(), 404, "NOT_FOUND", "The control API has no " + r.method() + " " + r.path());
  }

  private Optional<WebResponse> get(String what) {
    if (what.startsWith("outbox/")) {
      return mail(what.substring(7));
    }
    Object answer =
        switch (what) {
          case "clock" -> clock();
          case "outbox" -> org.outbox();
          case "notifications" -> org.notifications();
          case "jobs" -> org.jobs();
          case "requests" -> org.requests();
          case "traces" -> org.flowTraces();
          case "status" -> org.status();
          default -> null;
        };
    return Optional.ofNullable(answer).map(a -> WebResponse.of(200, JSON, json(a)));
  }

  private Optional<WebResponse> mail(String rest) {
    boolean html = rest.endsWith("/html");
    Optional<Map<String, Object>> mail =
        org.mail(html ? rest.substring(0, rest.length() - 5) : rest);
    if (!html) {
      return mail.map(m -> WebResponse.of(200, JSON, json(m)));
    }
    return mail.map(m -> String.valueOf(m.getOrDefault("html", "")))
        .map(
            body ->
                WebResponse.of(200, "text/html;charset=UTF-8", body)
                    .with("Content-Security-Policy", "sandbox; script-src 'none'"));
  }

  private Optional<WebResponse> post(String what) {
    if (what.startsWith("sessions/")) {
      return org.openSession(what.substring(9))
          .map(token -> WebResponse.of(200, JSON, json(Map.of("token", token))));
    }
    switch (what) {
      case "reset":
        org.reset();
        return Optional.of(WebResponse.of(200, JSON, json(Map.of("reset", true))));
      case "shutdown":
        org.shutdown();
        return Optional.of(WebResponse.of(202, JSON, json(Map.of("shutdown", true))));
      default:
        return Optional.empty();
    }
  }

  private Map<String, Object> clock() {
    Map<String, Object> m = new LinkedHashMap<>();
    m.put("now", org.now());
    m.put("frozen", org.frozen());
    return m;
  }

  private static String json(Object value) {
    try {
      return MAPPER.writeValueAsString(value);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
