package org.closedloop.localorg.control;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.closedloop.localorg.http.LocalServer;
import org.closedloop.localorg.http.ServerOptions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ControlEndpointTest {

  private final Fake org = new Fake();
  private LocalServer server;

  private static final class Fake implements ControlOrg {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");
    private final List<String> calls = new ArrayList<>();

    @Override
    public Instant now() {
      return now;
    }

    @Override
    public boolean frozen() {
      return true;
    }

    @Override
    public boolean advanceTo(Instant target, Consumer<Item> done) {
      done.accept(new Item(now, "Flow", "F", "001", 2, false, ""));
      done.accept(new Item(target, "Batch", "B", null, 1, true, "boom"));
      now = target;
      return false;
    }

    @Override
    public List<Map<String, Object>> outbox() {
      return List.of(Map.of("id", "1"));
    }

    @Override
    public Optional<Map<String, Object>> mail(String id) {
      return id.equals("1") ? Optional.of(Map.of("id", "1", "html", "<b>x</b>")) : Optional.empty();
    }

    @Override
    public List<Map<String, Object>> requests() {
      return List.of(Map.of("number", 1, "limits", Map.of("SOQL_QUERIES", Map.of("used", 3))));
    }

    @Override
    public List<Map<String, Object>> notifications() {
      return List.of();
    }

    @Override
    public List<Map<String, Object>> jobs() {
      return List.of();
    }

    @Override
    public List<Map<String, Object>> flowTraces() {
      return List.of();
    }

    @Override
    public Map<String, Object> status() {
      return Map.of("now", now);
    }

    @Override
    public Optional<String> openSession(String username) {
      return username.equals("kim@example.com") ? Optional.of("00Dx!kim") : Optional.empty();
    }

    @Override
    public void reset() {
      calls.add("reset");
    }

    @Override
    public void shutdown() {
      calls.add("shutdown");
    }
  }

  @BeforeEach
  void start() throws Exception {
    server =
        LocalServer.start(
            new ServerOptions(0, 2, 2, 10_000, l -> {}),
            List.of(new ControlEndpoint(org, "t0ken")));
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private HttpResponse<String> call(String method, String path, String token, String body)
      throws Exception {
    HttpRequest.Builder b =
        HttpRequest.newBuilder(URI.create(server.baseUrl() + "/__local__/v1/" + path))
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (token != null) {
      b.header("Authorization", "Bearer " + token);
    }
    return HttpClient.newHttpClient().send(b.build(), HttpResponse.BodyHandlers.ofString());
  }

  @Test
  void onlyTheAdminTokenOpensIt() throws Exception {
    for (String bad : new String[] {null, "", "t0kem", "t0ken2"}) {
      assertEquals(401, call("GET", "status", bad, "").statusCode());
      assertEquals(401, call("POST", "reset", bad, "").statusCode());
      assertEquals(401, call("POST", "clock/advance", bad, "{\"seconds\":1}").statusCode());
    }
    assertTrue(org.calls.isEmpty());
  }

  @Test
  void readsAndWrites() throws Exception {
    assertEquals(
        "{\"now\":\"2026-01-01T00:00:00Z\",\"frozen\":true}",
        call("GET", "clock", "t0ken", "").body());
    assertEquals("[{\"id\":\"1\"}]", call("GET", "outbox", "t0ken", "").body());
    assertTrue(call("GET", "requests", "t0ken", "").body().contains("SOQL_QUERIES"));
    assertEquals("<b>x</b>", call("GET", "outbox/1/html", "t0ken", "").body());
    assertEquals(404, call("GET", "outbox/2", "t0ken", "").statusCode());
    assertEquals(404, call("GET", "reset", "t0ken", "").statusCode());
    assertEquals(202, call("POST", "shutdown", "t0ken", "").statusCode());
    assertEquals(List.of("shutdown"), org.calls);
  }

  @Test
  void advanceAnswersOneLinePerItemAndASummary() throws Exception {
    String[] lines =
        call("POST", "clock/advance", "t0ken", "{\"seconds\":86400}").body().split("\n");
    assertEquals(3, lines.length);
    assertTrue(lines[0].contains("\"name\":\"F\""), lines[0]);
    assertTrue(lines[1].contains("\"failed\":true,\"message\":\"boom\""), lines[1]);
    assertEquals(
        "{\"done\":true,\"now\":\"2026-01-02T00:00:00Z\",\"ran\":2,\"failed\":1,\"ok\":false}",
        lines[2]);
  }

  @Test
  void theClockMovesForwardOnlyAndNotTooFar() throws Exception {
    for (String body :
        List.of(
            "{}",
            "nonsense",
            "{\"to\":\"2025-01-01T00:00:00Z\"}",
            "{\"to\":\"2126-01-01T00:00:00Z\"}")) {
      assertEquals(400, call("POST", "clock/advance", "t0ken", body).statusCode(), body);
    }
  }
}
