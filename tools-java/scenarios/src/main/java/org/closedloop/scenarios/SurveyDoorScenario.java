package org.closedloop.scenarios;

import static org.junit.jupiter.api.Assertions.assertAll;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sforce.soap.partner.sobject.SObject;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.closedloop.scenarios.SurveyDoorBrowser.Reply;
import org.closedloop.scenarios.SurveyDoorOrg.Invitation;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/**
 * The public survey page under attack: what a customer, a mail scanner or a stranger can send, and
 * what may come of it. A link that opens nothing shows one neutral page, whatever the reason.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
public class SurveyDoorScenario {

  private static final int SCORES = 11;
  private static final int LONGEST_COMMENT = 32_768;
  private static final String VIEW_STATE = "com.salesforce.visualforce.ViewState";

  private final SurveyDoorBrowser browser = new SurveyDoorBrowser();
  private SurveyDoorOrg org;
  private String neutral;

  @BeforeAll
  void openOrg() throws Exception {
    org = new SurveyDoorOrg(SurveyDoorHost.connection());
    Reply none = browser.get(org.page("NpsSurvey"));
    assertEquals(200, none.status());
    assertFalse(none.hasForm());
    neutral = none.body();
  }

  private void assertNeutral(Reply r) {
    assertEquals(200, r.status(), r.url().getPath());
    assertEquals(neutral, r.body());
  }

  private Reply answer(Invitation i, String score, String comment) throws Exception {
    return send(browser.get(i.url()), score, comment);
  }

  private Reply send(Reply page, String score, String comment) throws Exception {
    Map<String, String> fields = page.fields();
    if (score == null) {
      fields.remove("score");
    } else {
      fields.put("score", score);
    }
    fields.put("comment", comment);
    return browser.post(page.formAddress(), fields);
  }

  private void assertThanked(Reply r) {
    assertEquals(302, r.status(), r.text());
    assertTrue(r.header("location").contains("/NpsThanks"), r.header("location"));
    assertFalse(r.header("location").contains("t="), "the secret is not handed on");
  }

  private void assertAnswer(Invitation i, String score, String comment) throws Exception {
    List<SObject> answers = org.answers(i);
    assertEquals(1, answers.size());
    assertEquals(score, Double.toString(Double.parseDouble(field(answers.get(0), "Score__c"))));
    assertEquals(comment, field(answers.get(0), "Comment__c"));
  }

  private static String field(SObject row, String name) {
    Object v = row.getField(name);
    return v == null ? null : v.toString();
  }

  // --- links that open nothing -----------------------------------------------------------------

  @Test
  void wrongMalformedAndForgedSecretsShowOnePage() throws Exception {
    Invitation real = org.invite();
    String before = org.stored();
    String s = real.secret();
    List<String> wrong =
        List.of(
            "",
            "abc",
            org.secret(),
            s.substring(1),
            s + "0",
            s.substring(0, 63) + (s.charAt(63) == '0' ? '1' : '0'),
            s.toUpperCase(java.util.Locale.ROOT) + "A",
            "%27%20OR%20Token_Hash__c%20LIKE%20%27%25",
            "%3Cscript%3Ealert(1)%3C%2Fscript%3E",
            "%00",
            "%FF%FE",
            s + "%0A",
            "%20" + s,
            "x".repeat(4_000),
            real.requestId());
    for (String token : wrong) {
      assertNeutral(browser.get(org.page("NpsSurvey") + "?s=3&t=" + token));
    }
    assertEquals(before, org.stored());
  }

  @Test
  void anExpiredLinkIsNeutralEvenForAPageOpenedBefore() throws Exception {
    Invitation i = org.invite();
    Reply opened = browser.get(i.link(7));
    assertTrue(opened.hasForm());
    org.advance(Duration.ofDays(7).plusMinutes(5));
    String before = org.stored();
    assertNeutral(browser.get(i.link(7)));
    Reply late = send(opened, "7", "too late");
    assertEquals(200, late.status());
    assertFalse(late.hasForm());
    assertEquals(SurveyDoorOrg.bodyText(neutral), late.text());
    assertEquals(before, org.stored());
  }

  @Test
  void aUsedLinkIsNeutralAfterTheAmendWindow() throws Exception {
    Invitation i = org.invite();
    assertThanked(answer(i, "8", "first"));
    Reply amending = browser.get(i.url());
    assertTrue(amending.hasForm());
    org.advance(Duration.ofMinutes(16));
    String before = org.stored();
    assertNeutral(browser.get(i.link(2)));
    Reply late = send(amending, "2", "second thoughts");
    assertFalse(late.hasForm());
    assertEquals(before, org.stored());
    assertAnswer(i, "8.0", "first");
  }

  // --- links that open something ---------------------------------------------------------------

  @Test
  void openingLinksRecordsNothing() throws Exception {
    Invitation i = org.invite();
    String before = org.stored();
    for (int score = 0; score < SCORES; score++) {
      Reply page = browser.get(i.link(score));
      assertEquals(200, page.status());
      assertEquals(
          String.valueOf(score),
          page.page().selectFirst("input[name=score][checked]").attr("value"));
      Reply head = browser.head(i.link(score));
      assertEquals(200, head.status());
      assertEquals("", head.body());
    }
    assertEquals(before, org.stored());
  }

  @Test
  void withinTheWindowOnlyTheCommentChanges() throws Exception {
    Invitation i = org.invite();
    assertThanked(answer(i, "3", "slow"));
    org.advance(Duration.ofMinutes(5));
    Reply again = browser.get(i.link(10));
    assertEquals(0, again.page().select("input[name=score]").size());
    assertThanked(send(again, "10", "slow, and nobody called"));
    assertAnswer(i, "3.0", "slow, and nobody called");
  }

  @Test
  void twoPostsAtOnceLeaveOneAnswer() throws Exception {
    Invitation i = org.invite();
    List<Reply> pages = new ArrayList<>();
    for (int n = 0; n < 6; n++) {
      pages.add(browser.get(i.link(n)));
    }
    ExecutorService pool = Executors.newFixedThreadPool(pages.size());
    try {
      List<Future<Reply>> sent = new ArrayList<>();
      for (Reply page : pages) {
        sent.add(pool.submit(() -> send(page, null, "at once")));
        sent.add(pool.submit(() -> send(page, "5", "at once")));
      }
      for (Future<Reply> f : sent) {
        assertTrue(f.get().status() < 400, () -> "a post failed");
      }
    } finally {
      pool.shutdown();
    }
    assertEquals(1, org.answers(i).size());
  }

  @Test
  void onlyScoresFromZeroToTenAreAnswers() throws Exception {
    Invitation i = org.invite();
    String before = org.stored();
    for (String score : new String[] {"-1", "11", "abc", "", "3.5", "+3", " 3", "1e1", "٣", null}) {
      Reply r = answer(i, score, "kept <b>");
      assertEquals(200, r.status(), score);
      assertEquals(1, r.page().select("p.problem").size(), score);
      assertEquals("kept <b>", r.fields().get("comment").strip());
    }
    assertEquals(before, org.stored());
  }

  @Test
  void commentsAreStoredAsPlainTextAndShownEscaped() throws Exception {
    Invitation i = org.invite();
    String nasty = "<script>alert(1)</script></textarea><img src=x onerror=alert(1)> & \"q\" 'a'";
    assertThanked(answer(i, "2", nasty + "\u0000\u0007\u001b[31m end"));
    String stored = field(org.answers(i).get(0), "Comment__c");
    assertTrue(stored.startsWith(nasty), stored);
    assertFalse(stored.chars().anyMatch(c -> c < ' ' && c != '\n' && c != '\r' && c != '\t'));
    Reply shown = browser.get(i.url());
    assertEquals(0, shown.page().select("script, img").size());
    assertTrue(shown.fields().get("comment").strip().startsWith(nasty));
  }

  @Test
  void longCommentsAreCut() throws Exception {
    Invitation i = org.invite();
    assertThanked(answer(i, "9", "ab".repeat(20_000)));
    assertEquals("ab".repeat(LONGEST_COMMENT / 2), field(org.answers(i).get(0), "Comment__c"));
  }

  // --- forms that nobody was given -------------------------------------------------------------

  @Test
  void postsWithoutAnHonestFormWriteNothing() throws Exception {
    Invitation i = org.invite();
    Reply page = browser.get(i.link(4));
    String before = org.stored();
    Map<String, String> honest = page.fields();
    honest.put("score", "4");
    List<String> hidden = honest.keySet().stream().filter(k -> k.startsWith(VIEW_STATE)).toList();
    assertTrue(hidden.size() >= 2, "the form carries a state and a token against forgery");
    for (String field : hidden) {
      Map<String, String> missing = new LinkedHashMap<>(honest);
      missing.remove(field);
      Map<String, String> wrong = new LinkedHashMap<>(honest);
      wrong.put(
          field, "AAAA" + honest.get(field).substring(Math.min(4, honest.get(field).length())));
      for (Map<String, String> fields : List.of(missing, wrong)) {
        if (!field.endsWith("Version")) {
          assertHarmless(browser.post(page.formAddress(), fields));
        }
      }
    }
    assertHarmless(browser.post(page.formAddress(), Map.of("score", "4", "comment", "bare")));
    assertHarmless(browser.postFrom("https://evil.example.com", page.formAddress(), honest));
    assertEquals(before, org.stored());
  }

  private static void assertHarmless(Reply r) {
    assertTrue(r.status() < 500, () -> "status " + r.status());
    String body = r.body().toLowerCase(java.util.Locale.ROOT);
    for (String trace : List.of("exception", "org.closedloop", "java.", "class.nps", "stack")) {
      assertFalse(body.contains(trace), () -> "the answer shows '" + trace + "'");
    }
  }

  // --- unsubscribe -----------------------------------------------------------------------------

  @Test
  void unsubscribingTakesAPost() throws Exception {
    Invitation i = org.invite();
    String before = org.stored();
    Reply asked = browser.get(i.unsubscribeUrl());
    assertTrue(asked.hasForm());
    browser.head(i.unsubscribeUrl());
    assertEquals(before, org.stored());
    Reply done = browser.post(asked.formAddress(), asked.fields());
    assertEquals(200, done.status());
    assertFalse(done.hasForm());
    assertTrue(org.optedOut(i));
  }

  @Test
  void aWrongUnsubscribeSecretIsNeutral() throws Exception {
    Invitation i = org.invite();
    String before = org.stored();
    String page = org.page("NpsUnsubscribe");
    String expected = browser.get(page).body();
    for (String secret : List.of("", "abc", org.secret(), i.secret(), "%27")) {
      Reply r = browser.get(page + "?u=" + secret);
      assertEquals(200, r.status());
      assertEquals(expected, r.body());
      assertFalse(r.hasForm());
    }
    assertEquals(before, org.stored());
  }

  // --- what else the door opens ----------------------------------------------------------------

  @Test
  void aVisitorReachesNothingElse() throws Exception {
    for (String path :
        List.of(
            "/apex/NpsSurvey",
            "/apex/NpsThanks",
            "/nps/NpsNothing",
            "/nps/apex/NpsNothing",
            "/nps/../apex/NpsSurvey",
            "/nps/resource/../sfdx-project.json",
            "/nps/resource/%2e%2e/%2e%2e/etc/passwd",
            "/resource/..%2f..%2fetc/passwd",
            "/nps/..%5c..%5cetc",
            "/nps/services/Soap/u/65.0",
            "/nps/home/home.jsp",
            "/001000000000001",
            "/")) {
      Reply r = browser.get(org.base() + path);
      assertTrue(r.status() == 404 || r.status() == 400, () -> path + " answers " + r.status());
      assertHarmless(r);
    }
    assertEquals(401, browser.get(org.base() + "/__local__/v1/outbox").status());
  }

  @Test
  void theApisRefuseTheGuest() throws Exception {
    String guest = org.guestUsername();
    String before = org.stored();
    assertAll(
        () -> assertRefused("INVALID_LOGIN", SurveyDoorSoap.login(org.base(), guest, "")),
        () -> assertRefused("INVALID_LOGIN", SurveyDoorSoap.login(org.base(), guest, "x")),
        () -> assertRefused("INVALID_SESSION_ID", SurveyDoorSoap.query(org.base(), null)),
        () -> assertRefused("INVALID_SESSION_ID", SurveyDoorSoap.query(org.base(), guest)));
    assertEquals(before, org.stored());
  }

  private static void assertRefused(String code, String reply) {
    assertTrue(reply.contains(code), reply);
    assertFalse(reply.contains("records"), reply);
  }

  @Test
  void otherHostNamesAreMisdirected() throws Exception {
    String page = "/nps/NpsSurvey";
    for (String host :
        List.of("evil.example.com", "127.0.0.1", "127.0.0.1:1", "localhost.evil.example.com:80")) {
      assertEquals(421, SurveyDoorSoap.get(org.base(), host, page).status(), host);
    }
    assertEquals(400, SurveyDoorSoap.get(org.base(), "", page).status());
    assertEquals(
        200, SurveyDoorSoap.get(org.base(), SurveyDoorSoap.host(org.base()), page).status());
  }

  @Test
  void brokenEscapesInALinkAreNeutralToo() throws Exception {
    String before = org.stored();
    for (String query : List.of("t=%zz", "t=%", "t=a%f", "%zz=1", "t=%25%&s=%0")) {
      SurveyDoorSoap.Raw r =
          SurveyDoorSoap.get(
              org.base(), SurveyDoorSoap.host(org.base()), "/nps/NpsSurvey?" + query);
      assertEquals(200, r.status(), query);
      assertEquals(neutral, r.body(), query);
    }
    assertEquals(before, org.stored());
  }

  @Test
  void pagesWithSecretsAreNeitherKeptNorFramedNorSniffedNorTold() throws Exception {
    Invitation i = org.invite();
    for (String url : List.of(i.link(5), i.unsubscribeUrl(), org.page("NpsSurvey"))) {
      Reply r = browser.get(url);
      assertAll(
          () -> assertTrue(r.header("cache-control").contains("no-store")),
          () -> assertEquals("nosniff", r.header("x-content-type-options")),
          () -> assertEquals("SAMEORIGIN", r.header("x-frame-options")),
          () -> assertTrue(r.header("content-security-policy").contains("frame-ancestors")),
          () ->
              assertTrue(
                  List.of("no-referrer", "origin-when-cross-origin", "same-origin")
                      .contains(r.header("referrer-policy"))),
          () ->
              assertEquals(
                  "no-referrer", r.page().selectFirst("meta[name=referrer]").attr("content")),
          () -> assertEquals("", r.header("server")),
          () -> assertEquals("", r.header("access-control-allow-origin")));
    }
  }

  @Test
  void noLogHoldsASecret() throws Exception {
    Invitation i = org.invite();
    browser.get(i.link(1));
    assertThanked(answer(i, "1", "for the log"));
    browser.get(i.unsubscribeUrl());
    String log = SurveyDoorHost.log();
    assertTrue(log.contains("/nps/NpsSurvey"), "the requests are logged");
    assertFalse(log.contains(i.secret()));
    assertFalse(log.contains(i.unsubscribeUrl().replaceAll(".*u=", "")));
    assertFalse(log.contains("for the log"));
  }
}
