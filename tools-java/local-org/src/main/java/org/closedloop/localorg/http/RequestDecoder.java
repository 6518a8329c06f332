package org.closedloop.localorg.http;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import org.eclipse.jetty.http.HttpField;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Request;

/**
 * Turns a Jetty request into a {@link WebRequest}: reads the whole body within the limit, unpacks
 * gzip, collapses duplicate slashes, decodes query and form.
 */
final class RequestDecoder {

  private static final int MAX_FORM_FIELDS = 10_000;
  private static final Pattern STRAY_PERCENT = Pattern.compile("%(?![0-9A-Fa-f]{2})");

  private final int maxBody;

  RequestDecoder(int maxBody) {
    this.maxBody = maxBody;
  }

  /**
   * @throws BodyTooLargeException when the body passes the limit
   * @throws IllegalArgumentException when query, form or compression are malformed
   */
  WebRequest decode(Request request, String path, String baseUrl) throws IOException {
    Map<String, String> headers = new LinkedHashMap<>();
    for (HttpField field : request.getHeaders()) {
      headers.merge(
          field.getName().toLowerCase(Locale.ROOT),
          field.getValue() == null ? "" : field.getValue(),
          (a, b) -> a + ", " + b);
    }
    byte[] body;
    try (InputStream in = Content.Source.asInputStream(request)) {
      body = readAll(in);
    }
    String encoding = request.getHeaders().get(HttpHeader.CONTENT_ENCODING);
    if (body.length > 0 && encoding != null && !encoding.equalsIgnoreCase("identity")) {
      if (!encoding.equalsIgnoreCase("gzip") && !encoding.equalsIgnoreCase("x-gzip")) {
        throw new IllegalArgumentException("Content-Encoding " + encoding + " is not supported");
      }
      body = gunzip(body);
    }
    String rawQuery = request.getHttpURI().getQuery();
    String type = headers.getOrDefault("content-type", "");
    Map<String, List<String>> form = Map.of();
    if (type.toLowerCase(Locale.ROOT).startsWith("application/x-www-form-urlencoded")) {
      form = parameters(new String(body, StandardCharsets.UTF_8));
    }
    return new WebRequest(
        request.getMethod(),
        path,
        rawQuery,
        parameters(rawQuery),
        headers,
        form,
        body,
        Request.getRemoteAddr(request),
        baseUrl);
  }

  static String collapseSlashes(String path) {
    StringBuilder sb = new StringBuilder(path.length());
    for (int i = 0; i < path.length(); i++) {
      char c = path.charAt(i);
      if (c != '/' || sb.length() == 0 || sb.charAt(sb.length() - 1) != '/') {
        sb.append(c);
      }
    }
    return sb.toString();
  }

  static Map<String, List<String>> parameters(String encoded) {
    Map<String, List<String>> out = new LinkedHashMap<>();
    if (encoded == null || encoded.isEmpty()) {
      return out;
    }
    int count = 0;
    for (String pair : encoded.split("&")) {
      if (pair.isEmpty()) {
        continue;
      }
      if (++count > MAX_FORM_FIELDS) {
        throw new IllegalArgumentException("more than " + MAX_FORM_FIELDS + " parameters");
      }
      int eq = pair.indexOf('=');
      String name = eq < 0 ? pair : pair.substring(0, eq);
      String value = eq < 0 ? "" : pair.substring(eq + 1);
      out.computeIfAbsent(decoded(name), k -> new ArrayList<>(1)).add(decoded(value));
    }
    return out;
  }

  /** Percent signs that start no escape stand for themselves: a mangled link is not an error. */
  private static String decoded(String text) {
    return URLDecoder.decode(STRAY_PERCENT.matcher(text).replaceAll("%25"), StandardCharsets.UTF_8);
  }

  private byte[] gunzip(byte[] packed) throws IOException {
    try (InputStream in = new GZIPInputStream(new ByteArrayInputStream(packed))) {
      return readAll(in);
    } catch (BodyTooLargeException e) {
      throw e;
    } catch (IOException e) {
      throw new IllegalArgumentException("The request body is not valid gzip", e);
    }
  }

  private byte[] readAll(InputStream in) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    byte[] buffer = new byte[16_384];
    int n;
    while ((n = in.read(buffer)) >= 0) {
      if (out.size() + n > maxBody) {
        throw new BodyTooLargeException(maxBody);
      }
      out.write(buffer, 0, n);
    }
    return out.toByteArray();
  }
}
