package org.closedloop.localorg.site;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Controller state between a page and its postback. The state itself never leaves the server: the
 * form carries a random key, its MAC and an anti-forgery token bound to page and user. States die
 * after two hours of wall time, the oldest first when there are too many.
 */
final class ViewStates {

  static final String FIELD_PREFIX = "com.salesforce.visualforce.";
  private static final String KEY = FIELD_PREFIX + "ViewState";
  private static final String VERSION = FIELD_PREFIX + "ViewStateVersion";
  private static final String MAC = FIELD_PREFIX + "ViewStateMAC";
  private static final String CSRF = FIELD_PREFIX + "ViewStateCSRF";
  private static final Duration LIFE = Duration.ofHours(2);
  private static final int MAX_STATES = 2_000;

  private final Clock wall;
  private final SecureRandom random = new SecureRandom();
  private final SecretKeySpec secret;
  private final Map<String, State> states = new LinkedHashMap<>();

  /**
   * What a postback starts from.
   *
   * @param version identity of the org version that made the objects
   * @param controller detached copy, null when the page has none
   */
  record State(String page, String userId, Object version, Object controller, Instant saved) {}

  ViewStates(Clock wall) {
    this.wall = wall;
    byte[] key = new byte[32];
    random.nextBytes(key);
    secret = new SecretKeySpec(key, "HmacSHA256");
  }

  /** Keeps a state; returns the hidden fields of the form by name. */
  synchronized Map<String, String> save(
      String page, String userId, Object version, Object controller) {
    Instant now = wall.instant();
    states.values().removeIf(s -> s.saved.plus(LIFE).isBefore(now));
    while (states.size() >= MAX_STATES) {
      states.remove(states.keySet().iterator().next());
    }
    byte[] bytes = new byte[24];
    random.nextBytes(bytes);
    String key = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    states.put(key, new State(page, userId, version, controller, now));
    Map<String, String> fields = new LinkedHashMap<>();
    fields.put(KEY, key);
    fields.put(VERSION, "1");
    fields.put(MAC, mac("state", key, page, userId));
    fields.put(CSRF, mac("csrf", key, page, userId));
    return fields;
  }

  static boolean isPostback(Map<String, List<String>> form) {
    return form.containsKey(KEY);
  }

  /** The state that the form names; empty when anything about it is wrong or too old. */
  synchronized Optional<State> restore(
      Map<String, List<String>> form, String page, String userId, Object version) {
    String key = first(form, KEY);
    State s = states.get(key);
    boolean good =
        s != null
            && s.page.equalsIgnoreCase(page)
            && s.userId.equals(userId)
            && s.version == version
            && !s.saved.plus(LIFE).isBefore(wall.instant())
            && same(mac("state", key, s.page, userId), first(form, MAC))
            && same(mac("csrf", key, s.page, userId), first(form, CSRF));
    return good ? Optional.of(s) : Optional.empty();
  }

  private static String first(Map<String, List<String>> form, String name) {
    List<String> v = form.get(name);
    return v == null || v.isEmpty() ? "" : v.get(0);
  }

  private static boolean same(String a, String b) {
    return MessageDigest.isEqual(
        a.getBytes(StandardCharsets.UTF_8), b.getBytes(StandardCharsets.UTF_8));
  }

  private String mac(String... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(secret);
      byte[] sum = mac.doFinal(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
      return Base64.getUrlEncoder().withoutPadding().encodeToString(sum);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
