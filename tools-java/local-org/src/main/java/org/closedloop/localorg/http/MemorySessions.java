package org.closedloop.localorg.http;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Sessions in memory: random tokens of the platform's shape that end after two idle hours of wall
 * time.
 */
public final class MemorySessions implements SessionRegistry {

  /** Idle time after which a session ends, as {@code sessionSecondsValid} tells clients. */
  public static final Duration IDLE = Duration.ofHours(2);

  private static final int TOKEN_BYTES = 66;

  private final String orgId15;
  private final Clock wall;
  private final SecureRandom random = new SecureRandom();
  private final Map<String, Session> sessions = new ConcurrentHashMap<>();

  private record Session(String userId, Instant lastUsed) {}

  /**
   * @param orgId 15 or 18 characters
   * @param wall the wall clock, never the org's
   */
  public MemorySessions(String orgId, Clock wall) {
    this.orgId15 = orgId.substring(0, 15);
    this.wall = wall;
  }

  @Override
  public Optional<String> userOf(String token) {
    if (token == null) {
      return Optional.empty();
    }
    Instant now = wall.instant();
    Session s =
        sessions.computeIfPresent(
            token,
            (k, old) ->
                old.lastUsed.plus(IDLE).isBefore(now)
                    ? null
                    : new Session(old.userId, old.lastUsed.isAfter(now) ? old.lastUsed : now));
    return s == null ? Optional.empty() : Optional.of(s.userId);
  }

  @Override
  public String open(String userId) {
    return open(userId, wall.instant());
  }

  /** A session that never idles out: the admin token that a local org prints at its start. */
  public String openLasting(String userId) {
    return open(userId, Instant.MAX.minus(IDLE));
  }

  private String open(String userId, Instant lastUsed) {
    byte[] bytes = new byte[TOKEN_BYTES];
    random.nextBytes(bytes);
    String token =
        orgId15
            + "!"
            + Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).replace('-', '.');
    Instant now = wall.instant();
    sessions.values().removeIf(s -> s.lastUsed.plus(IDLE).isBefore(now));
    sessions.put(token, new Session(userId, lastUsed));
    return token;
  }

  @Override
  public void close(String token) {
    if (token != null) {
      sessions.remove(token);
    }
  }

  /** Ends every session but the lasting ones, as a reset of the org does. */
  public void clear() {
    Instant now = wall.instant();
    sessions.values().removeIf(s -> !s.lastUsed.isAfter(now));
  }
}
