package org.closedloop.localorg.http;

import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;

/** An HTTP answer; the server adds length, compression and security headers. */
public record WebResponse(
    int status, String contentType, Map<String, String> headers, byte[] body) {

  public static WebResponse of(int status, String contentType, String body) {
    return new WebResponse(
        status, contentType, new LinkedHashMap<>(), body.getBytes(StandardCharsets.UTF_8));
  }

  public static WebResponse redirect(String location) {
    Map<String, String> h = new LinkedHashMap<>();
    h.put("Location", location);
    return new WebResponse(302, "text/plain; charset=UTF-8", h, new byte[0]);
  }

  public WebResponse with(String header, String value) {
    Map<String, String> h = new LinkedHashMap<>(headers);
    h.put(header, value);
    return new WebResponse(status, contentType, h, body);
  }
}
