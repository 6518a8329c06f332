package org.closedloop.localorg.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LocalServerTest {

  private final List<String> log = Collections.synchronizedList(new ArrayList<>());
  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private LocalServer server;

  @AfterEach
  void stop() {
    if (server != null) {
      server.close();
    }
  }

  private void serve(int workers, int queue, int maxBody, WebEndpoint... endpoints)
      throws IOException {
    server =
        LocalServer.start(
            new ServerOptions(0, workers, queue, maxBody, log::add), List.of(endpoints));
  }

  private static WebEndpoint at(String prefix, Function<WebRequest, WebResponse> body) {
    return new WebEndpoint() {
      @Override
      public boolean claims(String method, String path) {
        return path.startsWith(prefix);
      }

      @Override
      public WebResponse handle(WebRequest request) {
        return body.apply(request);
      }
    };
  }

  private static WebEndpoint echo() {
    return at(
        "/echo",
        r ->
            WebResponse.of(
                200,
                "text/plain; charset=UTF-8",
                r.path() + "|" + r.query() + "|" + new String(r.body(), StandardCharsets.UTF_8)));
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(server.baseUrl() + path));
  }

  private HttpResponse<String> send(HttpRequest.Builder b) throws Exception {
    return client.send(b.build(), HttpResponse.BodyHandlers.ofString());
  }

  private static byte[] gzip(String s) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    try (GZIPOutputStream z = new GZIPOutputStream(out)) {
      z.write(s.getBytes(StandardCharsets.UTF_8));
    }
    return out.toByteArray();
  }

  @Test
  void decodesGzipQueryAndDuplicateSlashes() throws Exception {
    serve(2, 2, 1 << 20, echo());
    HttpResponse<String> r =
        send(
            request("//echo///x?a=1%202&a=3&b")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(gzip("héllo"))));
    assertEquals("/echo/x|{a=[1 2, 3], b=[]}|héllo", r.body());
    assertTrue(log.get(0).matches("POST /echo/x 200 \\d+ ms"), log.toString());
  }

  @Test
  void gzipHeaderOnAnEmptyBodyIsFine() throws Exception {
    serve(2, 2, 1 << 20, echo());
    assertEquals(200, send(request("/echo").header("Content-Encoding", "gzip")).statusCode());
  }

  @Test
  void packsOnlyWhenAsked() throws Exception {
    String big = "abc".repeat(2000);
    serve(2, 2, 1 << 20, at("/big", r -> WebResponse.of(200, "text/xml", big)));
    assertEquals(big, send(request("/big")).body());
    HttpResponse<byte[]> packed =
        client.send(
            request("/big").header("Accept-Encoding", "gzip").build(),
            HttpResponse.BodyHandlers.ofByteArray());
    assertEquals("gzip", packed.headers().firstValue("Content-Encoding").orElseThrow());
    String plain =
        new String(
            new GZIPInputStream(new ByteArrayInputStream(packed.body())).readAllBytes(),
            StandardCharsets.UTF_8);
    assertEquals(big, plain);
  }

  @Test
  void refusesForeignHost() throws Exception {
    serve(2, 2, 1 << 20, echo());
    try (Socket s = new Socket("127.0.0.1", server.port())) {
      s.getOutputStream()
          .write(
              "GET /echo HTTP/1.1\r\nHost: evil.example\r\nConnection: close\r\n\r\n".getBytes());
      String reply = new String(s.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      assertTrue(reply.startsWith("HTTP/1.1 421"), reply);
    }
  }

  @Test
  void bodyLimitHoldsForPackedAndUnpackedBytes() throws Exception {
    serve(2, 2, 1000, echo());
    HttpResponse<String> plain =
        send(
            request("/services/Soap/u/65.0")
                .POST(HttpRequest.BodyPublishers.ofString("x".repeat(1001))));
    assertEquals(500, plain.statusCode());
    assertTrue(
        plain
            .body()
            .contains("Maximum size of request reached. Maximum size of request is 1000 bytes."),
        plain.body());
    HttpResponse<String> bomb =
        send(
            request("/echo")
                .header("Content-Encoding", "gzip")
                .POST(HttpRequest.BodyPublishers.ofByteArray(gzip("y".repeat(100_000)))));
    assertEquals(413, bomb.statusCode());
  }

  @Test
  void unknownPathsAnswerInTheirDialect() throws Exception {
    serve(2, 2, 1000);
    assertEquals(
        "[{\"message\":\"The requested resource does not exist\",\"errorCode\":\"NOT_FOUND\"}]",
        send(request("/services/data/v65.0/nope")).body());
    assertTrue(send(request("/services/Soap/m/62.0")).body().contains("<faultcode>sf:NOT_FOUND"));
    assertEquals("The requested resource does not exist\n", send(request("/x")).body());
  }

  @Test
  void fullQueueAnswers503() throws Exception {
    CountDownLatch busy = new CountDownLatch(1);
    CountDownLatch release = new CountDownLatch(1);
    serve(
        1,
        1,
        1000,
        at(
            "/slow",
            r -> {
              busy.countDown();
              try {
                release.await(20, TimeUnit.SECONDS);
              } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
              }
              return WebResponse.of(200, "text/plain", "done");
            }));
    CompletableFuture<HttpResponse<String>> first =
        client.sendAsync(request("/slow").build(), HttpResponse.BodyHandlers.ofString());
    assertTrue(busy.await(10, TimeUnit.SECONDS));
    List<CompletableFuture<HttpResponse<String>>> more = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      more.add(client.sendAsync(request("/slow").build(), HttpResponse.BodyHandlers.ofString()));
    }
    HttpResponse<String> refused = null;
    for (int i = 0; i < 100 && refused == null; i++) {
      Thread.sleep(50);
      for (CompletableFuture<HttpResponse<String>> f : more) {
        if (f.isDone() && f.get().statusCode() == 503) {
          refused = f.get();
        }
      }
    }
    release.countDown();
    assertEquals("1", refused.headers().firstValue("Retry-After").orElseThrow());
    assertEquals("done", first.get(10, TimeUnit.SECONDS).body());
  }

  @Test
  void workersHaveDeepStacks() throws Exception {
    serve(1, 1, 1000, at("/deep", r -> WebResponse.of(200, "text/plain", "" + depth(200_000))));
    assertEquals("200000", send(request("/deep")).body());
  }

  private static int depth(int n) {
    return n == 0 ? 0 : 1 + depth(n - 1);
  }

  @Test
  void endpointFailureIsNeutralAndLogged() throws Exception {
    serve(
        1,
        1,
        1000,
        at(
            "/boom",
            r -> {
              throw new IllegalStateException("secret detail");
            }));
    HttpResponse<String> r = send(request("/boom"));
    assertEquals(500, r.statusCode());
    assertFalse(r.body().contains("secret"));
    assertTrue(log.stream().anyMatch(l -> l.contains("secret detail")));
  }

  @Test
  void streamsLines() throws Exception {
    StreamingEndpoint e =
        new StreamingEndpoint() {
          @Override
          public boolean claims(String method, String path) {
            return true;
          }

          @Override
          public boolean streams(WebRequest request) {
            return true;
          }

          @Override
          public void stream(WebRequest request, StreamedReply reply) throws IOException {
            reply.start(200, "application/x-ndjson");
            reply.line("one");
            reply.line("two");
          }

          @Override
          public WebResponse handle(WebRequest request) {
            throw new AssertionError();
          }
        };
    serve(1, 1, 1000, e);
    assertEquals("one\ntwo\n", send(request("/s")).body());
  }

  @Test
  void portInUseIsOneSentence() throws Exception {
    serve(1, 1, 1000, echo());
    PortInUseException e =
        assertThrows(
            PortInUseException.class,
            () ->
                LocalServer.start(
                    new ServerOptions(server.port(), 1, 1, 1, log::add), List.of(echo())));
    assertTrue(e.getMessage().startsWith("Port " + server.port() + " on 127.0.0.1 is in use"));
  }

  @Test
  void logsNoQueryString() throws Exception {
    serve(1, 1, 1000, echo());
    send(request("/echo?token=topsecret"));
    assertFalse(String.join("\n", log).contains("topsecret"));
  }
}
