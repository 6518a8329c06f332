package org.closedloop.apex.library;

import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexBlob;
import org.closedloop.apex.value.ApexMap;

/** RestContext with its request and response. */
public final class RestLibrary {

  private RestLibrary() {}

  /** Request and response of this session. */
  public static final class State {
    private RestRequest request;
    private RestResponse response;
  }

  private static State state(ApexContext ctx) {
    return ctx.state(State.class, State::new);
  }

  /** Opens the context for a request that the org serves; answers the response to fill. */
  public static RestResponse open(ApexContext ctx, RestRequest request) {
    State s = state(ctx);
    s.request = request;
    s.response = new RestResponse();
    return s.response;
  }

  /** Members of RestContext. */
  @ApexType("System.RestContext")
  static final class Context {
    private Context() {}

    @ApexProperty("request")
    static RestRequest request(ApexContext ctx) {
      return state(ctx).request;
    }

    @ApexProperty("request")
    static void request(ApexContext ctx, @Nullable RestRequest v) {
      state(ctx).request = v;
    }

    @ApexProperty("response")
    static RestResponse response(ApexContext ctx) {
      return state(ctx).response;
    }

    @ApexProperty("response")
    static void response(ApexContext ctx, @Nullable RestResponse v) {
      state(ctx).response = v;
    }
  }

  /** A {@code RestRequest}. */
  @ApexType("System.RestRequest")
  public static final class RestRequest extends LibraryValue {
    @ApexBean public ApexMap headers = new ApexMap(SimpleType.STRING, SimpleType.STRING);
    @ApexBean public String httpMethod;
    @ApexBean public ApexMap params = new ApexMap(SimpleType.STRING, SimpleType.STRING);
    @ApexBean public String remoteAddress;
    @ApexBean public ApexBlob requestBody;

    @ApexBean("requestURI")
    public String requestUri;

    @ApexBean public String resourcePath;

    @ApexConstructor
    public RestRequest() {}

    @ApexMethod
    void addHeader(ApexContext ctx, String name, @Nullable String value) {
      headers.put(ctx, name, value);
    }

    @ApexMethod
    void addParameter(ApexContext ctx, String name, @Nullable String value) {
      params.put(ctx, name, value);
    }
  }

  /** A {@code RestResponse}. */
  @ApexType("System.RestResponse")
  public static final class RestResponse extends LibraryValue {
    @ApexBean public ApexMap headers = new ApexMap(SimpleType.STRING, SimpleType.STRING);
    @ApexBean public ApexBlob responseBody;
    @ApexBean public Integer statusCode;

    @ApexConstructor
    public RestResponse() {}

    @ApexMethod
    void addHeader(ApexContext ctx, String name, @Nullable String value) {
      headers.put(ctx, name, value);
    }
  }
}
