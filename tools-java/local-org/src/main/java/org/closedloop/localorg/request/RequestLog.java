package org.closedloop.localorg.request;

import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.host.Limits;

/** The last requests of an org and what each used of its limits; bounded. */
public final class RequestLog {

  private static final int MAX = 1_000;

  private final Deque<RequestUsage> last = new ArrayDeque<>();
  private long next = 1;

  /** Notes a request that has ended. */
  public synchronized void add(
      Request request, Instant startedAt, String work, boolean committed, long micros) {
    Map<Limits.Counter, RequestUsage.Amount> limits = new EnumMap<>(Limits.Counter.class);
    for (Limits.Counter c : Limits.Counter.values()) {
      limits.put(c, new RequestUsage.Amount(request.limits().used(c), request.limits().max(c)));
    }
    last.addLast(
        new RequestUsage(
            next++,
            startedAt,
            request.quiddity(),
            work,
            request.user().id(),
            committed,
            micros,
            limits));
    if (last.size() > MAX) {
      last.removeFirst();
    }
  }

  /** Oldest first. */
  public synchronized List<RequestUsage> last() {
    return List.copyOf(last);
  }

  public synchronized void clear() {
    last.clear();
  }
}
