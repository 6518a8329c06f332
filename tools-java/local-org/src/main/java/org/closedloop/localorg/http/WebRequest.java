package org.closedloop.localorg.http;

import java.util.List;
import java.util.Map;

/**
 * An HTTP request after decoding: body gunzipped, duplicate slashes of the path collapsed.
 *
 * @param headers names in lower case
 * @param query decoded query parameters in order
 * @param form decoded form fields of an {@code application/x-www-form-urlencoded} body, else empty
 */
public record WebRequest(
    String method,
    String path,
    String rawQuery,
    Map<String, List<String>> query,
    Map<String, String> headers,
    Map<String, List<String>> form,
    byte[] body,
    String remoteAddress,
    String baseUrl) {

  public String header(String lowerCaseName) {
    return headers.get(lowerCaseName);
  }

  /** First value of a query parameter or null. */
  public String param(String name) {
    List<String> v = query.get(name);
    return v == null || v.isEmpty() ? null : v.get(0);
  }
}
