package org.closedloop.localorg.clock;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class OrgClockTest {

  private Instant wall = Instant.parse("2026-01-01T00:00:00.123456Z");
  private final Clock clock =
      new Clock() {
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
          return wall;
        }
      };

  @Test
  void runsWithTheWallAtAnOffset() {
    OrgClock c = new OrgClock(clock);
    assertEquals(Instant.parse("2026-01-01T00:00:00.123Z"), c.now());
    c.moveTo(Instant.parse("2026-01-15T00:00:00Z"));
    wall = wall.plusSeconds(5);
    assertEquals(Instant.parse("2026-01-15T00:00:05Z"), c.now());
    assertEquals(Duration.ofSeconds(10), c.wallTimeUntil(Instant.parse("2026-01-15T00:00:15Z")));
  }

  @Test
  void neverRunsBackwards() {
    OrgClock c = new OrgClock(clock);
    Instant before = c.now();
    wall = wall.minusSeconds(60);
    assertEquals(before, c.now());
    c.moveTo(before.minusSeconds(1));
    assertEquals(before, c.now());
  }

  @Test
  void standsStillWhenFrozenUntilMovedOrReleased() {
    OrgClock c = OrgClock.starting(clock, Instant.parse("2026-05-01T00:00:00Z"), true);
    wall = wall.plusSeconds(100);
    assertEquals(Instant.parse("2026-05-01T00:00:00Z"), c.now());
    assertNull(c.wallTimeUntil(Instant.parse("2026-05-01T00:00:01Z")));
    c.moveTo(Instant.parse("2026-05-02T00:00:00Z"));
    c.unfreeze();
    wall = wall.plusSeconds(1);
    assertEquals(Instant.parse("2026-05-02T00:00:01Z"), c.now());
  }
}
