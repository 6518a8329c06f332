package org.closedloop.localorg.clock;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;

/**
 * The org's own time: wall clock plus an offset, or stopped. Never runs backwards. Milliseconds are
 * the finest unit. Safe for use by many threads.
 */
public final class OrgClock {

  private final Clock wall;
  private Duration offset = Duration.ZERO;
  private Instant frozen;
  private Instant last = Instant.MIN;

  /** A running clock that starts at the wall's time. */
  public OrgClock(Clock wall) {
    this.wall = Objects.requireNonNull(wall);
  }

  /** A clock that starts at {@code start} (null: now) and stands still when frozen. */
  public static OrgClock starting(Clock wall, Instant start, boolean frozen) {
    OrgClock c = new OrgClock(wall);
    if (start != null) {
      c.offset = Duration.between(wall.instant(), start);
    }
    if (frozen) {
      c.freeze();
    }
    return c;
  }

  public synchronized Instant now() {
    Instant t = frozen != null ? frozen : wall.instant().plus(offset);
    t = t.truncatedTo(ChronoUnit.MILLIS);
    if (t.isBefore(last)) {
      return last;
    }
    last = t;
    return t;
  }

  public synchronized boolean isFrozen() {
    return frozen != null;
  }

  /** Stops the clock where it is. */
  public synchronized void freeze() {
    frozen = now();
  }

  /** Lets a stopped clock run on from where it stands. */
  public synchronized void unfreeze() {
    if (frozen != null) {
      offset = Duration.between(wall.instant(), frozen);
      frozen = null;
    }
  }

  /** Moves forward to the instant; an instant in the past leaves the clock alone. */
  public synchronized void moveTo(Instant target) {
    Instant t = target.truncatedTo(ChronoUnit.MILLIS);
    if (!t.isAfter(now())) {
      return;
    }
    if (frozen != null) {
      frozen = t;
    } else {
      offset = Duration.between(wall.instant(), t);
    }
  }

  /** Wall time until the org clock shows the instant; null when the clock stands still. */
  public synchronized Duration wallTimeUntil(Instant target) {
    if (frozen != null && target.isAfter(frozen)) {
      return null;
    }
    Duration d = Duration.between(now(), target);
    return d.isNegative() ? Duration.ZERO : d;
  }

  /** Distance from the wall clock. */
  public synchronized Duration offset() {
    return frozen != null ? Duration.between(wall.instant(), frozen) : offset;
  }
}
