package org.closedloop.apex.library;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.host.CalloutHost;
import org.closedloop.apex.host.Limits;
import org.closedloop.apex.value.ApexBlob;
import org.closedloop.apex.value.ApexList;

/** Members of Http: in tests the mock answers, otherwise the org's allow-list decides. */
@ApexType("System.Http")
final class HttpLibrary extends LibraryValue {

  @ApexConstructor
  HttpLibrary() {}

  @ApexMethod
  Object send(ApexContext ctx, Object request) {
    Request r = (Request) request;
    if (r.endpoint == null) {
      throw Errors.of("CalloutException", "Endpoint is not set");
    }
    if (uncommitted(ctx)) {
      throw Errors.of(
          "CalloutException",
          "You have uncommitted work pending. Please commit or rollback before calling out");
    }
    Object mock = Mocks.of(ctx).get("System.HttpCalloutMock");
    if (mock != null) {
      ctx.host().limits().consume(Limits.Counter.CALLOUTS, 1);
      return ctx.call(mock, "respond", r);
    }
    if (ctx.host().isRunningTest()) {
      throw Errors.of(
          "TypeException", "Methods defined as TestMethod do not support Web service callouts");
    }
    CalloutHost.Reply reply = ctx.host().callouts().send(r.call());
    Response out = new Response();
    out.statusCode = reply.statusCode();
    out.status = reply.status();
    out.headers.putAll(reply.headers());
    out.body = reply.body() == null ? new byte[0] : reply.body();
    return out;
  }

  /** In tests only the work since {@code Test.startTest} counts. */
  private static boolean uncommitted(ApexContext ctx) {
    return ctx.host().isRunningTest()
        ? ctx.host().limits().used(Limits.Counter.DML_STATEMENTS) > 0
        : ctx.host().data().hasUncommittedWork();
  }

  /** Body and headers that requests and responses share. */
  abstract static class Message extends LibraryValue {
    final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    byte[] body = new byte[0];

    @ApexMethod
    String getBody() {
      return new String(body, StandardCharsets.UTF_8);
    }

    @ApexMethod
    void setBody(@Nullable String v) {
      body = v == null ? new byte[0] : v.getBytes(StandardCharsets.UTF_8);
    }

    @ApexMethod
    ApexBlob getBodyAsBlob() {
      return ApexBlob.of(body);
    }

    @ApexMethod
    void setBodyAsBlob(ApexBlob v) {
      body = v.bytes();
    }

    @ApexMethod
    String getHeader(String name) {
      return headers.get(name);
    }

    @ApexMethod
    void setHeader(String name, @Nullable String value) {
      headers.put(name, value);
    }
  }

  /** A {@code HttpRequest}. */
  @ApexType("System.HttpRequest")
  static final class Request extends Message {
    @ApexBean String endpoint;
    @ApexBean String method;
    @ApexBean Boolean compressed = false;
    private int timeout = 10_000;

    @ApexConstructor
    Request() {}

    @ApexMethod
    void setTimeout(Integer millis) {
      if (millis < 1 || millis > 120_000) {
        throw Errors.of("CalloutException", "Invalid timeout: " + millis);
      }
      timeout = millis;
    }

    CalloutHost.Call call() {
      return new CalloutHost.Call(
          method == null ? "GET" : method, endpoint, new LinkedHashMap<>(headers), body, timeout);
    }

    @ApexMethod("toString")
    @Override
    public String apexText() {
      return "System.HttpRequest[Endpoint=" + endpoint + ", Method=" + method + "]";
    }
  }

  /** A {@code HttpResponse}. */
  @ApexType("System.HttpResponse")
  static final class Response extends Message {
    @ApexBean String status;
    @ApexBean Integer statusCode = 200;

    @ApexConstructor
    Response() {}

    @ApexMethod
    ApexList getHeaderKeys() {
      return StringLibrary.texts(headers.keySet());
    }

    @ApexMethod("toString")
    @Override
    public String apexText() {
      return "System.HttpResponse[Status=" + status + ", StatusCode=" + statusCode + "]";
    }
  }
}
