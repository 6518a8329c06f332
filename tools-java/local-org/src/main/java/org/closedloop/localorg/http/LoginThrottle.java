package org.closedloop.localorg.http;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Limits login attempts: after ten failures of one user name within 15 minutes further attempts are
 * refused for the rest of that window, and a user may log in 3,600 times an hour.
 */
public final class LoginThrottle {

  static final int MAX_FAILURES = 10;
  static final Duration FAILURE_WINDOW = Duration.ofMinutes(15);
  static final int MAX_LOGINS = 3_600;
  private static final int MAX_TRACKED = 10_000;

  private final Clock wall;
  private final Map<String, Deque<Instant>> failures = new HashMap<>();
  private final Map<String, Deque<Instant>> logins = new HashMap<>();

  public LoginThrottle(Clock wall) {
    this.wall = wall;
  }

  /** Whether another attempt may be checked at all. */
  public synchronized boolean allows(String username) {
    String key = key(username);
    return live(failures, key, FAILURE_WINDOW) < MAX_FAILURES
        && live(logins, key, Duration.ofHours(1)) < MAX_LOGINS;
  }

  public synchronized void failed(String username) {
    note(failures, username);
  }

  public synchronized void succeeded(String username) {
    failures.remove(key(username));
    note(logins, username);
  }

  private void note(Map<String, Deque<Instant>> map, String username) {
    if (map.size() >= MAX_TRACKED) {
      map.clear();
    }
    map.computeIfAbsent(key(username), k -> new ArrayDeque<>()).add(wall.instant());
  }

  private int live(Map<String, Deque<Instant>> map, String key, Duration window) {
    Deque<Instant> times = map.get(key);
    if (times == null) {
      return 0;
    }
    Instant from = wall.instant().minus(window);
    while (!times.isEmpty() && times.peek().isBefore(from)) {
      times.poll();
    }
    if (times.isEmpty()) {
      map.remove(key);
    }
    return times.size();
  }

  private static String key(String username) {
    return username == null ? "" : username.toLowerCase(Locale.ROOT);
  }
}
