package org.closedloop.localorg.site;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.ApexSession.PageOutcome;
import org.closedloop.localorg.http.SessionRegistry;
import org.closedloop.localorg.http.WebRequest;
import org.closedloop.localorg.http.WebResponse;
import org.closedloop.localorg.site.FakeSiteOrg.Controller;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class SiteEndpointTest {

  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\"/>");

  private final FakeSiteOrg org = new FakeSiteOrg();
  private final SessionRegistry sessions =
      new SessionRegistry() {
        @Override
        public Optional<String> userOf(String token) {
          return "good".equals(token) ? Optional.of("005ADMIN") : Optional.empty();
        }

        @Override
        public String open(String userId) {
          return "good";
        }

        @Override
        public void close(String token) {}
      };
  private final SiteEndpoint site = new SiteEndpoint(org, sessions, Clock.systemUTC());

  private static Map<String, List<String>> decode(String encoded) {
    Map<String, List<String>> out = new LinkedHashMap<>();
    for (String pair : encoded == null ? new String[0] : encoded.split("&")) {
      String[] p = pair.split("=", 2);
      out.computeIfAbsent(URLDecoder.decode(p[0], StandardCharsets.UTF_8), k -> new ArrayList<>())
          .add(p.length == 1 ? "" : URLDecoder.decode(p[1], StandardCharsets.UTF_8));
    }
    return out;
  }

  private static WebRequest request(
      String method, String url, Map<String, String> headers, Map<String, List<String>> form) {
    String[] parts = url.split("\\?", 2);
    String query = parts.length == 1 ? null : parts[1];
    return new WebRequest(
        method,
        parts[0],
        query,
        decode(query),
        headers,
        form,
        new byte[0],
        "127.0.0.1",
        "http://127.0.0.1:9");
  }

  private WebResponse get(String url) {
    WebRequest r = request("GET", url, Map.of(), Map.of());
    assertTrue(site.claims("GET", r.path()), url);
    return site.handle(r);
  }

  private WebResponse post(String url, Map<String, String> form) {
    return post(url, form, Map.of());
  }

  private WebResponse post(String url, Map<String, String> form, Map<String, String> headers) {
    Map<String, List<String>> f = new LinkedHashMap<>();
    form.forEach((k, v) -> f.put(k, List.of(v)));
    return site.handle(request("POST", url, headers, f));
  }

  private static String body(WebResponse r) {
    return new String(r.body(), StandardCharsets.UTF_8);
  }

  private static Map<String, String> hidden(WebResponse r) {
    Map<String, String> out = new LinkedHashMap<>();
    Matcher m = HIDDEN.matcher(body(r));
    while (m.find()) {
      out.put(m.group(1), m.group(2));
    }
    return out;
  }

  private static String page(String inner) {
    return "<apex:page controller=\"C\" showHeader=\"false\" applyHtmlTag=\"false\""
        + " applyBodyTag=\"false\" docType=\"html-5.0\">"
        + inner
        + "</apex:page>";
  }

  private String show(String inner, Object... members) {
    org.page("P", page(inner));
    org.controller(
        "C",
        h -> {
          Controller c = new Controller();
          c.members.putAll(FakeSiteOrg.members(members));
          return c;
        });
    WebResponse r = get("/survey/P?q=%3Cb%3E");
    assertEquals(200, r.status(), () -> body(r) + org.log);
    return body(r).replace("<!DOCTYPE HTML>\n", "");
  }

  @Nested
  class Rendering {

    @Test
    void expressionsAreEscapedInTextAndAttributes() {
      assertEquals(
          "<p title=\"a &quot;&lt;b&gt;\">a &quot;&lt;b&gt;</p>",
          show("<p title=\"{!x}\">{!x}</p>", "x", "a \"<b>"));
    }

    @Test
    void scriptsAreNotEscapedButEncodersWork() {
      assertEquals(
          "<script>if (1 && 2 < 3) v='\\u003C\\/script\\u003E';</script>",
          show("<script>if (1 && 2 < 3) v='{!JSENCODE(x)}';</script>", "x", "</script>"));
      assertEquals("a%26b&amp;", show("{!URLENCODE(x)}&amp;", "x", "a&b"));
      assertEquals("&lt;i&gt;", show("{!HTMLENCODE(x)}", "x", "<i>"));
    }

    @Test
    void parametersAndFunctions() {
      assertEquals("&lt;b&gt;", show("{!$CurrentPage.parameters.q}"));
      assertEquals(
          "yes",
          show("{!IF(AND(NOT(a), n >= 2, t = 'X'), 'yes', 'no')}", "a", false, "n", 2, "t", "X"));
      assertEquals("1-2", show("{!1 & '-' & CASE(n, 1, 'one', 2, '2', '?')}", "n", 2));
      assertEquals("b", show("{!IF(ISBLANK(x) || x == 'a', 'a', 'b')}", "x", "c"));
      assertEquals("7", show("{!1 + 2 * 3}"));
    }

    @Test
    void repeatPanelVariableAndRendered() {
      assertEquals(
          "<i>1</i><i>3</i>",
          show(
              "<apex:repeat value=\"{!list}\" var=\"n\"><apex:outputPanel layout=\"none\""
                  + " rendered=\"{!n <> 2}\"><i>{!n}</i></apex:outputPanel></apex:repeat>",
              "list",
              List.of(1, 2, 3)));
      assertEquals(
          "<span id=\"j_id0:s\" class=\"k\">z</span>",
          show(
              "<apex:variable var=\"v\" value=\"{!'z'}\"/><apex:outputPanel id=\"s\""
                  + " styleClass=\"k\">{!v}</apex:outputPanel>"));
    }

    @Test
    void outputTextEscapesUnlessToldOtherwise() {
      assertEquals("&lt;u&gt;", show("<apex:outputText value=\"{!x}\"/>", "x", "<u>"));
      assertEquals("<u>", show("<apex:outputText value=\"{!x}\" escape=\"false\"/>", "x", "<u>"));
      assertEquals(
          "1,234.50 of a",
          show(
              "<apex:outputText value=\"{0,number,#,##0.00} of {1}\"><apex:param value=\"{!n}\"/>"
                  + "<apex:param value=\"{!t}\"/></apex:outputText>",
              "n", new java.math.BigDecimal("1234.5"), "t", "a"));
    }

    @Test
    void labelsPagesAndResources() {
      org.labels.put("Hi", "Hi & bye");
      org.resources.put("css", new SiteOrg.Resource("css", "text/css", "x{}".getBytes()));
      assertEquals(
          "Hi &amp; bye /survey/P <link rel=\"stylesheet\" type=\"text/css\""
              + " href=\"/survey/resource/css\"/>",
          show("{!$Label.Hi} {!$Page.P} <apex:stylesheet value=\"{!$Resource.css}\"/>"));
      assertEquals("x{}", body(get("/survey/resource/123/css")));
      assertEquals(404, get("/survey/resource/nope").status());
    }

    @Test
    void securityHeadersAndNoCache() {
      show("x");
      WebResponse r = get("/survey/P");
      assertEquals("SAMEORIGIN", r.headers().get("X-Frame-Options"));
      assertTrue(r.headers().get("Cache-Control").contains("no-store"));
      assertEquals("text/html;charset=UTF-8", r.contentType());
    }
  }

  @Nested
  class Posting {

    private static final String FORM =
        "<apex:form id=\"f\"><apex:inputText id=\"name\" value=\"{!name}\" required=\"{!must}\""
            + " label=\"Name\"/><apex:inputCheckbox id=\"ok\" value=\"{!ok}\"/>"
            + "<apex:commandButton id=\"go\" action=\"{!save}\" value=\"Go\"/></apex:form>"
            + "<apex:pageMessages/>[{!name}|{!ok}|{!secret}]";

    private final List<String> saved = new ArrayList<>();
    private PageOutcome outcome;

    private WebResponse open(boolean must) {
      org.page("P", page(FORM));
      org.controller(
          "C",
          h -> {
            Controller c = new Controller();
            c.members.putAll(
                FakeSiteOrg.members(
                    "name", "", "ok", false, "must", must, "secret", h.parameters().get("t")));
            c.actions.put(
                "save",
                p -> {
                  saved.add(
                      c.members.get("name")
                          + "/"
                          + c.members.get("ok")
                          + "/"
                          + c.members.get("secret")
                          + "/"
                          + p.parameters().get("extra"));
                  return outcome;
                });
            return c;
          });
      return get("/survey/P?t=tok");
    }

    @Test
    void postRestoresStateSetsInputsAndCallsTheAction() {
      WebResponse page = open(false);
      assertTrue(body(page).contains("name=\"j_id0:f:name\""), body(page));
      Map<String, String> form = hidden(page);
      form.put("j_id0:f:name", "Ann");
      form.put("j_id0:f:ok", "true");
      form.put("j_id0:f:go", "Go");
      form.put("extra", "plain");
      WebResponse again = post("/survey/P", form);
      assertEquals(List.of("Ann/true/tok/plain"), saved);
      assertEquals(1, org.constructed);
      assertTrue(body(again).contains("[Ann|true|tok]"), body(again));
      assertTrue(body(again).contains("value=\"Ann\""));
      assertEquals(List.of("005GUEST", "005GUEST"), org.users);
    }

    @Test
    void redirectsStayInTheSite() {
      outcome = new PageOutcome("/apex/Thanks?x=1", true);
      Map<String, String> form = hidden(open(false));
      form.put("j_id0:f:go", "Go");
      WebResponse r = post("/survey/P", form);
      assertEquals(302, r.status());
      assertEquals("/survey/Thanks?x=1", r.headers().get("Location"));
    }

    @Test
    void pagesAreForwardedWithoutRedirect() {
      org.page("Thanks", "<apex:page applyHtmlTag=\"false\">thanks</apex:page>");
      outcome = new PageOutcome("/apex/Thanks", false);
      Map<String, String> form = hidden(open(false));
      form.put("j_id0:f:go", "Go");
      assertTrue(body(post("/survey/P", form)).endsWith("thanks"));
    }

    @Test
    void missingRequiredInputStopsTheAction() {
      Map<String, String> form = hidden(open(true));
      form.put("j_id0:f:name", " ");
      form.put("j_id0:f:go", "Go");
      assertTrue(
          body(post("/survey/P", form)).contains("Name: Validation Error: Value is required."));
      assertTrue(saved.isEmpty());
    }

    @Test
    void forgedOrForeignStateIsRefused() {
      Map<String, String> good = hidden(open(false));
      good.put("j_id0:f:go", "Go");
      for (String field : List.of("ViewState", "ViewStateMAC", "ViewStateCSRF")) {
        Map<String, String> bad = new LinkedHashMap<>(good);
        bad.merge("com.salesforce.visualforce." + field, "x", String::concat);
        assertEquals(403, post("/survey/P", bad).status(), field);
      }
      org.page("Q", page("x"));
      assertEquals(403, post("/survey/Q", good).status());
      assertEquals(403, post("/survey/P", good, Map.of("origin", "http://evil")).status());
      assertTrue(saved.isEmpty());
    }

    @Test
    void commandsThatAreNotRenderedCannotBeSent() {
      Map<String, String> form = hidden(open(false));
      org.page("P", page(FORM.replace("id=\"go\"", "id=\"go\" rendered=\"{!must}\"")));
      form.put("j_id0:f:go", "Go");
      assertEquals(200, post("/survey/P", form).status());
      assertTrue(saved.isEmpty());
    }

    @Test
    void plainPostIsAFirstView() {
      open(false);
      post("/survey/P", Map.of("t", "z"));
      assertEquals(2, org.constructed);
    }
  }

  @Nested
  class Access {

    @Test
    void whatIsNotGrantedLooksLikeWhatDoesNotExist() {
      show("x");
      String missing = body(get("/survey/Nope"));
      org.grantedPages.clear();
      WebResponse hidden = get("/survey/P");
      assertEquals(404, hidden.status());
      assertEquals(missing, body(hidden));
      org.grantedPages.add("P");
      org.grantedClasses.clear();
      assertEquals(missing, body(get("/survey/P")));
    }

    @Test
    void failuresAreNeutralAndLogged() {
      org.page("P", page("x"));
      org.controller(
          "C",
          h -> {
            throw new ApexFailure("System.NullPointerException", "inner secret", "Class.C: line 1");
          });
      WebResponse r = get("/survey/P");
      assertEquals(500, r.status());
      assertFalse(body(r).contains("secret"));
      assertTrue(org.log.get(0).contains("inner secret"));
    }

    @Test
    void apexPagesNeedASession() {
      show("u={!$User.Id}");
      assertEquals(404, get("/apex/P").status());
      WebResponse r =
          site.handle(request("GET", "/apex/P", Map.of("cookie", "a=b; sid=good"), Map.of()));
      assertTrue(body(r).endsWith("u=005ADMIN"));
    }

    @Test
    void inactiveSitesAndOtherPathsAreNotServed() {
      assertFalse(site.claims("GET", "/elsewhere"));
      assertFalse(site.claims("GET", "/survey/services/apexrest/x"));
      org.sites.set(0, new SiteOrg.Site("Survey", "survey", "005GUEST", false, null));
      org.page("P", page("x"));
      assertEquals(404, get("/survey/P").status());
    }
  }
}
