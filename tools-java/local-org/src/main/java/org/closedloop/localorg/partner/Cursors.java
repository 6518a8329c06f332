package org.closedloop.localorg.partner;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.value.RecordId;
import org.closedloop.apex.value.SObjectValue;

/**
 * Open query cursors. A locator names the cursor and the offset of the next row, so that asking
 * twice for the same page answers the same rows. A user keeps at most ten; the oldest goes first.
 * Cursors die after 15 idle minutes of wall time.
 */
final class Cursors {

  static final int PER_USER = 10;
  static final Duration IDLE = Duration.ofMinutes(15);

  private final Clock wall;
  private final Map<String, Cursor> cursors = new LinkedHashMap<>(16, 0.75f, true);
  private long number;

  private record Cursor(
      String userId, List<SObjectValue> rows, SelectShape shape, int batchSize, Instant lastUsed) {}

  /** One page; {@code locator} is null when it is the last. */
  record Page(List<SObjectValue> rows, SelectShape shape, int size, String locator) {}

  Cursors(Clock wall) {
    this.wall = wall;
  }

  /** The first page; opens a cursor only when more follow. */
  synchronized Page open(String userId, List<SObjectValue> rows, SelectShape shape, int batchSize) {
    if (rows.size() <= batchSize) {
      return new Page(rows, shape, rows.size(), null);
    }
    expire();
    long mine = cursors.values().stream().filter(c -> c.userId.equals(userId)).count();
    for (Iterator<Cursor> it = cursors.values().iterator(); mine >= PER_USER && it.hasNext(); ) {
      if (it.next().userId.equals(userId)) {
        it.remove();
        mine--;
      }
    }
    String id = RecordId.of("01g", ++number);
    Cursor c = new Cursor(userId, List.copyOf(rows), shape, batchSize, wall.instant());
    cursors.put(id, c);
    return page(id, c, 0);
  }

  /** The page at the locator; INVALID_QUERY_LOCATOR when it is unknown, foreign or expired. */
  synchronized Page more(String userId, String locator) {
    expire();
    int dash = locator == null ? -1 : locator.lastIndexOf('-');
    if (dash > 0 && locator.substring(dash + 1).matches("\\d{1,9}")) {
      String id = locator.substring(0, dash);
      int offset = Integer.parseInt(locator.substring(dash + 1));
      Cursor c = cursors.get(id);
      if (c != null && c.userId.equals(userId) && offset <= c.rows.size()) {
        Cursor used = new Cursor(userId, c.rows, c.shape, c.batchSize, wall.instant());
        cursors.put(id, used);
        return page(id, used, offset);
      }
    }
    throw PartnerFault.of("INVALID_QUERY_LOCATOR", "invalid query locator");
  }

  private static Page page(String id, Cursor c, int offset) {
    int end = Math.min(c.rows.size(), offset + c.batchSize);
    return new Page(
        c.rows.subList(offset, end),
        c.shape,
        c.rows.size(),
        end < c.rows.size() ? id + "-" + end : null);
  }

  private void expire() {
    Instant from = wall.instant().minus(IDLE);
    cursors.values().removeIf(c -> c.lastUsed.isBefore(from));
  }
}
