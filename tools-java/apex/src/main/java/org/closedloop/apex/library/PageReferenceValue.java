package org.closedloop.apex.library;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.apex.value.UserCode;

/** A {@code System.PageReference}: a path with parameters, headers and cookies. */
@ApexType("System.PageReference")
public final class PageReferenceValue extends LibraryValue {

  private final String path;
  private final ApexMap parameters = new ApexMap(SimpleType.STRING, SimpleType.STRING);
  private final ApexMap headers = new ApexMap(SimpleType.STRING, SimpleType.STRING);
  private final ApexMap cookies = new ApexMap(SimpleType.STRING, PlatformType.of("System.Cookie"));
  private String anchor;
  private boolean redirect;

  PageReferenceValue(UserCode code, String url) {
    String rest = url;
    int hash = rest.indexOf('#');
    if (hash >= 0) {
      anchor = rest.substring(hash + 1);
      rest = rest.substring(0, hash);
    }
    int question = rest.indexOf('?');
    path = question < 0 ? rest : rest.substring(0, question);
    if (question >= 0) {
      for (String pair : rest.substring(question + 1).split("&")) {
        if (!pair.isEmpty()) {
          int eq = pair.indexOf('=');
          parameters.put(
              code,
              decode(eq < 0 ? pair : pair.substring(0, eq)),
              eq < 0 ? "" : decode(pair.substring(eq + 1)));
        }
      }
    }
  }

  private static String decode(String s) {
    return URLDecoder.decode(s, StandardCharsets.UTF_8);
  }

  @ApexConstructor("(String)")
  static PageReferenceValue of(ApexContext ctx, String url) {
    return new PageReferenceValue(ctx, url);
  }

  @ApexConstructor("(SObject)")
  static PageReferenceValue of(ApexContext ctx, SObjectValue record) {
    return new PageReferenceValue(ctx, "/" + record.id());
  }

  /** Path, parameters and anchor as one text. */
  public String url() {
    StringBuilder sb = new StringBuilder(path);
    char[] glue = {'?'};
    parameters.forEach(
        (k, v) -> {
          if (v != null) {
            sb.append(glue[0]).append(encode(k)).append('=').append(encode(v));
            glue[0] = '&';
          }
        });
    return anchor == null ? sb.toString() : sb.append('#').append(anchor).toString();
  }

  private static String encode(Object o) {
    return URLEncoder.encode(String.valueOf(o), StandardCharsets.UTF_8);
  }

  /** Whether the browser is sent to the page instead of the server rendering it. */
  public boolean redirect() {
    return redirect;
  }

  /** The parameters as they stand. */
  public Map<String, String> parameterMap() {
    Map<String, String> out = new LinkedHashMap<>();
    parameters.forEach((k, v) -> out.put((String) k, (String) v));
    return out;
  }

  @ApexMethod
  String getUrl() {
    return url();
  }

  @ApexMethod
  ApexMap getParameters() {
    return parameters;
  }

  @ApexMethod
  ApexMap getHeaders() {
    return headers;
  }

  @ApexMethod
  ApexMap getCookies() {
    return cookies;
  }

  @ApexMethod
  void setCookies(ApexContext ctx, ApexList values) {
    for (Object o : values) {
      cookies.put(ctx, ((CookieValue) o).getName(), o);
    }
  }

  @ApexMethod
  String getAnchor() {
    return anchor;
  }

  @ApexMethod
  PageReferenceValue setAnchor(@Nullable String v) {
    anchor = v;
    return this;
  }

  @ApexMethod
  Boolean getRedirect() {
    return redirect;
  }

  @ApexMethod
  PageReferenceValue setRedirect(Boolean v) {
    redirect = v;
    return this;
  }

  @Override
  public String apexText() {
    return "System.PageReference[" + url() + "]";
  }
}
