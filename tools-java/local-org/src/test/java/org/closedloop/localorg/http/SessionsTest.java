package org.closedloop.localorg.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SessionsTest {

  private static final String ORG = "00D000000000001EAA";
  private final Hand hand = new Hand();

  /** A clock set by hand. */
  private static final class Hand extends Clock {
    private Instant now = Instant.parse("2026-01-01T00:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }

  @Test
  void tokensHaveThePlatformsShapeAndDiffer() {
    MemorySessions s = new MemorySessions(ORG, hand);
    String a = s.open("u1");
    assertTrue(a.matches("00D000000000001![\\w.]{80,}"), a);
    assertNotEquals(a, s.open("u1"));
  }

  @Test
  void sessionsEndAfterTwoIdleHours() {
    MemorySessions s = new MemorySessions(ORG, hand);
    String token = s.open("u1");
    hand.now = hand.now.plus(Duration.ofMinutes(119));
    assertEquals(Optional.of("u1"), s.userOf(token));
    hand.now = hand.now.plus(Duration.ofMinutes(119));
    assertEquals(Optional.of("u1"), s.userOf(token));
    hand.now = hand.now.plus(Duration.ofMinutes(121));
    assertEquals(Optional.empty(), s.userOf(token));
  }

  @Test
  void lastingSessionsSurviveIdlenessAndReset() {
    MemorySessions s = new MemorySessions(ORG, hand);
    String lasting = s.openLasting("u1");
    String plain = s.open("u2");
    hand.now = hand.now.plus(Duration.ofDays(30));
    s.clear();
    assertEquals(Optional.of("u1"), s.userOf(lasting));
    assertEquals(Optional.empty(), s.userOf(plain));
  }

  @Test
  void closedSessionsAreGone() {
    MemorySessions s = new MemorySessions(ORG, hand);
    String token = s.open("u1");
    s.close(token);
    assertEquals(Optional.empty(), s.userOf(token));
    assertEquals(Optional.empty(), s.userOf(null));
  }

  @Test
  void tenFailuresLockTheNameForAWhile() {
    LoginThrottle t = new LoginThrottle(hand);
    for (int i = 0; i < 10; i++) {
      assertTrue(t.allows("A@b.c"));
      t.failed("a@B.c");
    }
    assertFalse(t.allows("a@b.c"));
    assertTrue(t.allows("other@b.c"));
    hand.now = hand.now.plus(Duration.ofMinutes(16));
    assertTrue(t.allows("a@b.c"));
  }
}
