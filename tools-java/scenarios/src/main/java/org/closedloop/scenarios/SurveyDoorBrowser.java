package org.closedloop.scenarios;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** Somebody outside with full control over what is sent: no cookies, redirects not followed. */
final class SurveyDoorBrowser {

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .followRedirects(HttpClient.Redirect.NEVER)
          .build();

  /** An answer as it came. */
  record Reply(URI url, int status, Map<String, String> headers, String body) {

    String header(String name) {
      return headers.getOrDefault(name.toLowerCase(java.util.Locale.ROOT), "");
    }

    Document page() {
      return Jsoup.parse(body, url.toString());
    }

    /** What a person reads; hidden fields and styles left out. */
    String text() {
      return page().body().text();
    }

    boolean hasForm() {
      return page().selectFirst("form") != null;
    }

    URI formAddress() {
      return url.resolve(page().selectFirst("form").attr("action"));
    }

    /** The fields that pressing the button sends: hidden ones, texts, the chosen score. */
    Map<String, String> fields() {
      Element form = page().selectFirst("form");
      if (form == null) {
        throw new AssertionError("no form on the page: " + text());
      }
      Map<String, String> fields = new LinkedHashMap<>();
      for (Element input : form.select("input")) {
        boolean left = input.attr("type").equals("radio") && !input.hasAttr("checked");
        if (!left && !input.attr("name").isEmpty()) {
          fields.put(input.attr("name"), input.attr("value"));
        }
      }
      for (Element area : form.select("textarea")) {
        fields.put(area.attr("name"), area.wholeText());
      }
      return fields;
    }
  }

  Reply get(String url) throws IOException, InterruptedException {
    return send(HttpRequest.newBuilder(URI.create(url)).GET().build());
  }

  Reply head(String url) throws IOException, InterruptedException {
    return send(
        HttpRequest.newBuilder(URI.create(url)).method("HEAD", BodyPublishers.noBody()).build());
  }

  Reply post(URI url, Map<String, String> fields) throws IOException, InterruptedException {
    return send(form(url, fields).build());
  }

  Reply postFrom(String origin, URI url, Map<String, String> fields)
      throws IOException, InterruptedException {
    return send(form(url, fields).header("Origin", origin).build());
  }

  private static HttpRequest.Builder form(URI url, Map<String, String> fields) {
    return HttpRequest.newBuilder(url)
        .header("Content-Type", "application/x-www-form-urlencoded")
        .POST(BodyPublishers.ofString(encoded(fields)));
  }

  private static String encoded(Map<String, String> fields) {
    return fields.entrySet().stream()
        .map(e -> encoded(e.getKey()) + "=" + encoded(e.getValue()))
        .collect(Collectors.joining("&"));
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  private Reply send(HttpRequest request) throws IOException, InterruptedException {
    HttpResponse<String> r = http.send(request, BodyHandlers.ofString(StandardCharsets.UTF_8));
    Map<String, String> headers = new LinkedHashMap<>();
    r.headers()
        .map()
        .forEach((k, v) -> headers.put(k.toLowerCase(java.util.Locale.ROOT), v.get(0)));
    return new Reply(r.uri(), r.statusCode(), headers, r.body());
  }
}
