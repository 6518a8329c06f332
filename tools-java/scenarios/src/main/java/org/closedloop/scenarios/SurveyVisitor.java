package org.closedloop.scenarios;

import java.io.IOException;
import java.net.CookieManager;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;

/** A customer with a browser that runs no script: opens the link, fills the form, presses Send. */
public final class SurveyVisitor {

  private final HttpClient browser =
      HttpClient.newBuilder()
          .cookieHandler(new CookieManager())
          .followRedirects(HttpClient.Redirect.NORMAL)
          .build();

  /**
   * A page as it came.
   *
   * @param url after redirects
   */
  public record Page(int status, URI url, Document document) {

    public String text() {
      return document.body().text();
    }

    /** The score that the page preselects, or null. */
    public String preselected() {
      Element chosen = document.selectFirst("input[name=score][checked]");
      return chosen == null ? null : chosen.attr("value");
    }

    public boolean hasForm() {
      return document.selectFirst("form") != null;
    }
  }

  public Page open(String url) throws IOException, InterruptedException {
    return page(browser.send(HttpRequest.newBuilder(URI.create(url)).build(), text()));
  }

  /** Sends the page's form with its hidden fields, the score (null keeps it) and the comment. */
  public Page answer(Page page, Integer score, String comment)
      throws IOException, InterruptedException {
    Element form = page.document().selectFirst("form");
    if (form == null) {
      throw new AssertionError("the page has no form: " + page.text());
    }
    Map<String, String> fields = new LinkedHashMap<>();
    for (Element input : form.select("input")) {
      String type = input.attr("type");
      boolean unchosen = type.equals("radio") && !input.hasAttr("checked");
      if (!unchosen && !input.attr("name").isEmpty()) {
        fields.put(input.attr("name"), input.attr("value"));
      }
    }
    for (Element area : form.select("textarea")) {
      fields.put(area.attr("name"), area.text());
    }
    if (score != null) {
      fields.put("score", String.valueOf(score));
    }
    fields.put("comment", comment);
    URI target = page.url().resolve(form.attr("action"));
    HttpRequest post =
        HttpRequest.newBuilder(target)
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(encode(fields)))
            .build();
    return page(browser.send(post, text()));
  }

  private static String encode(Map<String, String> fields) {
    List<String> pairs = new ArrayList<>();
    fields.forEach(
        (k, v) ->
            pairs.add(
                URLEncoder.encode(k, StandardCharsets.UTF_8)
                    + "="
                    + URLEncoder.encode(v, StandardCharsets.UTF_8)));
    return String.join("&", pairs);
  }

  private static HttpResponse.BodyHandler<String> text() {
    return HttpResponse.BodyHandlers.ofString(StandardCharsets.UTF_8);
  }

  private static Page page(HttpResponse<String> r) {
    return new Page(r.statusCode(), r.uri(), Jsoup.parse(r.body(), r.uri().toString()));
  }
}
