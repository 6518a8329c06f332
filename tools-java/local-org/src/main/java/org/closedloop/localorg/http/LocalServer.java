package org.closedloop.localorg.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.BindException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.zip.GZIPOutputStream;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.UriCompliance;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.thread.QueuedThreadPool;

/**
 * The HTTP server of a local org: bound to 127.0.0.1 only, checks the Host header, decodes the
 * request on a Jetty thread and runs the endpoint on a bounded worker pool. Endpoints are asked in
 * the order given; the first that claims the path answers.
 */
public final class LocalServer implements AutoCloseable {

  /** Name of the answer header that an endpoint sets to have its operation logged; never sent. */
  public static final String OPERATION_HEADER = "Local-Operation";

  private static final int GZIP_FROM_BYTES = 1024;

  private final ServerOptions options;
  private final List<WebEndpoint> endpoints;
  private final RequestDecoder decoder;
  private final WorkerPool workers;
  private final Server server;
  private final ServerConnector connector;

  private LocalServer(ServerOptions options, List<? extends WebEndpoint> endpoints) {
    this.options = options;
    this.endpoints = List.copyOf(endpoints);
    decoder = new RequestDecoder(options.maxBodyBytes());
    workers = new WorkerPool(options.workers(), options.queue());
    QueuedThreadPool threads = new QueuedThreadPool(options.workers() + 12, 4);
    threads.setName("http");
    threads.setDaemon(true);
    server = new Server(threads);
    HttpConfiguration http = new HttpConfiguration();
    http.setSendServerVersion(false);
    http.setUriCompliance(
        UriCompliance.DEFAULT.with("local-org", UriCompliance.Violation.AMBIGUOUS_EMPTY_SEGMENT));
    connector = new ServerConnector(server, 1, 1, new HttpConnectionFactory(http));
    connector.setHost("127.0.0.1");
    connector.setPort(options.port());
    connector.setIdleTimeout(60_000);
    server.addConnector(connector);
    server.setHandler(new Dispatch());
    server.setErrorHandler(LocalServer::plainError);
  }

  /**
   * Starts listening.
   *
   * @throws PortInUseException when the port is taken
   */
  public static LocalServer start(ServerOptions options, List<? extends WebEndpoint> endpoints)
      throws IOException {
    LocalServer s = new LocalServer(options, endpoints);
    try {
      s.server.start();
      return s;
    } catch (Exception e) {
      s.close();
      for (Throwable t = e; t != null; t = t.getCause()) {
        if (t instanceof BindException) {
          throw new PortInUseException(options.port(), e);
        }
      }
      throw e instanceof IOException io ? io : new IOException("The server did not start", e);
    }
  }

  public int port() {
    return connector.getLocalPort();
  }

  /** For example {@code http://127.0.0.1:41234}, without a slash at the end. */
  public String baseUrl() {
    return "http://127.0.0.1:" + port();
  }

  @Override
  public void close() {
    try {
      server.stop();
    } catch (Exception e) {
      options.log().accept("server stop: " + e);
    }
    workers.close();
  }

  /** Blocks until the server stops. */
  public void join() throws InterruptedException {
    server.join();
  }

  private boolean isOurHost(String host) {
    if (host == null) {
      return false;
    }
    String h = host.toLowerCase(Locale.ROOT);
    int port = port();
    return h.equals("127.0.0.1:" + port)
        || h.equals("localhost:" + port)
        || h.equals("[::1]:" + port);
  }

  private static boolean plainError(Request request, Response response, Callback callback) {
    int status = response.getStatus() == 200 ? 500 : response.getStatus();
    Object cause = request.getAttribute("org.eclipse.jetty.server.error_message");
    String path = request.getHttpURI() == null ? "/" : request.getHttpURI().getPath();
    WebResponse r =
        ErrorReply.of(
            path == null ? "/" : path,
            status,
            "UNKNOWN_EXCEPTION",
            cause == null ? "HTTP status " + status : String.valueOf(cause));
    response.setStatus(r.status());
    response.getHeaders().put(HttpHeader.CONTENT_TYPE, r.contentType());
    response.write(true, ByteBuffer.wrap(r.body()), callback);
    return true;
  }

  private static String stack(Throwable t) {
    StringWriter w = new StringWriter();
    t.printStackTrace(new PrintWriter(w));
    return w.toString();
  }

  /** Decodes on the Jetty thread, then hands over to a worker. */
  private final class Dispatch extends Handler.Abstract {

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
      long start = System.nanoTime();
      String path =
          RequestDecoder.collapseSlashes(Request.getPathInContext(request).split(";", 2)[0]);
      Exchange exchange = new Exchange(request, response, callback, path, start);
      String host = request.getHeaders().get(HttpHeader.HOST);
      if (!isOurHost(host)) {
        exchange.send(
            ErrorReply.of(
                path,
                421,
                "MISDIRECTED_REQUEST",
                "This server answers only for 127.0.0.1 and localhost on its own port."));
        return true;
      }
      WebRequest decoded;
      try {
        decoded = decoder.decode(request, path, "http://" + host.toLowerCase(Locale.ROOT));
      } catch (BodyTooLargeException e) {
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        exchange.send(ErrorReply.of(path, 413, "EXCEEDED_MAX_SIZE_REQUEST", e.getMessage()));
        return true;
      } catch (IllegalArgumentException e) {
        exchange.send(ErrorReply.of(path, 400, "UNKNOWN_EXCEPTION", e.getMessage()));
        return true;
      } catch (IOException e) {
        callback.failed(e);
        return true;
      }
      EndPoint endPoint = request.getConnectionMetaData().getConnection().getEndPoint();
      endPoint.setIdleTimeout(0);
      if (!workers.offer(() -> exchange.run(decoded))) {
        exchange.send(
            ErrorReply.of(
                    path, 503, "SERVER_UNAVAILABLE", "The org is busy; try again in a second.")
                .with("Retry-After", "1"));
      }
      return true;
    }
  }

  /** One request on its way through the worker to its answer. */
  private final class Exchange {
    private final Request request;
    private final Response response;
    private final Callback callback;
    private final String path;
    private final long start;

    Exchange(Request request, Response response, Callback callback, String path, long start) {
      this.request = request;
      this.response = response;
      this.callback = callback;
      this.path = path;
      this.start = start;
    }

    void run(WebRequest web) {
      try {
        String method = web.method().equals("HEAD") ? "GET" : web.method();
        for (WebEndpoint e : endpoints) {
          if (e.claims(method, path)) {
            if (e instanceof StreamingEndpoint s && s.streams(web)) {
              stream(s, web);
            } else {
              send(e.handle(web));
            }
            return;
          }
        }
        send(ErrorReply.of(path, 404, "NOT_FOUND", "The requested resource does not exist"));
      } catch (RuntimeException | StackOverflowError e) {
        options.log().accept("error in " + web.method() + " " + path + ": " + stack(e));
        if (response.isCommitted()) {
          callback.failed(e);
        } else {
          send(
              ErrorReply.of(
                  path,
                  500,
                  "UNKNOWN_EXCEPTION",
                  "An unexpected error occurred. The log of the local org has the details."));
        }
      }
    }

    private void stream(StreamingEndpoint endpoint, WebRequest web) {
      try (OutputStream out = Content.Sink.asOutputStream(response)) {
        endpoint.stream(web, new LineReply(out));
      } catch (IOException e) {
        callback.failed(e);
        return;
      }
      finish(null, response.getStatus());
      callback.succeeded();
    }

    void send(WebResponse r) {
      String operation = null;
      response.setStatus(r.status());
      for (Map.Entry<String, String> h : r.headers().entrySet()) {
        if (h.getKey().equals(OPERATION_HEADER)) {
          operation = h.getValue();
        } else {
          response.getHeaders().add(h.getKey(), h.getValue());
        }
      }
      response.getHeaders().put(HttpHeader.CONTENT_TYPE, r.contentType());
      secure();
      byte[] body = r.body();
      if (body.length >= GZIP_FROM_BYTES && acceptsGzip() && isText(r.contentType())) {
        body = gzip(body);
        response.getHeaders().put(HttpHeader.CONTENT_ENCODING, "gzip");
        response.getHeaders().add(HttpHeader.VARY, "Accept-Encoding");
      }
      response.getHeaders().put(HttpHeader.CONTENT_LENGTH, body.length);
      finish(operation, r.status());
      if (request.getMethod().equals("HEAD")) {
        callback.succeeded();
      } else {
        response.write(true, ByteBuffer.wrap(body), callback);
      }
    }

    private void secure() {
      put("X-Content-Type-Options", "nosniff");
      put("Referrer-Policy", "origin-when-cross-origin");
      put("Cache-Control", "no-store");
    }

    private void put(String name, String value) {
      if (!response.getHeaders().contains(name)) {
        response.getHeaders().put(name, value);
      }
    }

    private boolean acceptsGzip() {
      String accept = request.getHeaders().get(HttpHeader.ACCEPT_ENCODING);
      return accept != null && accept.toLowerCase(Locale.ROOT).contains("gzip");
    }

    private boolean isText(String type) {
      return type.startsWith("text/") || type.contains("json") || type.contains("xml");
    }

    private byte[] gzip(byte[] body) {
      ByteArrayOutputStream out = new ByteArrayOutputStream(body.length / 3);
      try (GZIPOutputStream zip = new GZIPOutputStream(out)) {
        zip.write(body);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
      return out.toByteArray();
    }

    private void finish(String operation, int status) {
      request.getConnectionMetaData().getConnection().getEndPoint().setIdleTimeout(60_000);
      options
          .log()
          .accept(
              request.getMethod()
                  + " "
                  + path
                  + (operation == null ? "" : " " + operation)
                  + " "
                  + status
                  + " "
                  + (System.nanoTime() - start) / 1_000_000
                  + " ms");
    }

    /** Writes and flushes lines. */
    private final class LineReply implements StreamingEndpoint.StreamedReply {
      private final OutputStream out;
      private final AtomicBoolean started = new AtomicBoolean();

      LineReply(OutputStream out) {
        this.out = out;
      }

      @Override
      public void start(int status, String contentType) {
        if (!started.compareAndSet(false, true)) {
          throw new IllegalStateException("the reply has started");
        }
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, contentType);
        secure();
      }

      @Override
      public void line(String text) throws IOException {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
        out.flush();
      }
    }
  }
}
