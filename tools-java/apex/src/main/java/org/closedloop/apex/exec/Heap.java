package org.closedloop.apex.exec;

import java.util.ArrayDeque;
import java.util.Collections;
import java.util.Deque;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.Set;
import org.closedloop.apex.host.Limits;
import org.closedloop.apex.value.ApexBlob;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.ApexObject;
import org.closedloop.apex.value.ExceptionValue;
import org.closedloop.apex.value.PlatformValue;
import org.closedloop.apex.value.SObjectValue;

/**
 * Estimates the heap of a session. What is made is counted roughly as it grows; when that could
 * pass the limit, what variables still reach is measured, so garbage does not count. A unit is
 * about a byte of the platform's; its own sizes are not documented.
 */
final class Heap {

  /** Objects that a statement may make, on average; measuring corrects it. */
  private static final int PER_STATEMENT = 16;

  private static final int REFERENCE = 4;
  private static final int OBJECT = 8;
  private static final int BOXED = 8;

  private final ExecContext ctx;
  private final OpaqueParts opaque = new OpaqueParts();
  private long live;
  private long grown;

  Heap(ExecContext ctx) {
    this.ctx = ctx;
  }

  void statements(int count) {
    grown((long) count * PER_STATEMENT);
  }

  /** Notes that something of the size came into being. */
  void grown(long bytes) {
    grown += bytes;
    long max = max();
    if (live + grown > max && grown > max / 4) {
      measure();
    }
  }

  /** A collection with room for so many elements is about to be made. */
  void reserve(long elements) {
    long bytes = elements * REFERENCE;
    if (bytes > max()) {
      exceeded(live + bytes);
    }
    grown(bytes);
  }

  /** What is held now. */
  long size() {
    if (grown > 0) {
      measure();
    }
    return live;
  }

  private long max() {
    return ctx.host().limits().max(Limits.Counter.HEAP_BYTES);
  }

  private void measure() {
    grown = 0;
    live = new Walk().size();
    exceeded(live);
  }

  private void exceeded(long bytes) {
    Limits limits = ctx.host().limits();
    limits.set(Limits.Counter.HEAP_BYTES, bytes);
    limits.consume(Limits.Counter.HEAP_BYTES, 0);
  }

  /** Goes once over everything that variables reach. */
  private final class Walk {
    private final Set<Object> seen = Collections.newSetFromMap(new IdentityHashMap<>());
    private final Deque<Object> open = new ArrayDeque<>();
    private long total;

    long size() {
      ctx.roots(this::reach);
      while (!open.isEmpty()) {
        open(open.pop());
      }
      return total;
    }

    private void reach(Object v) {
      total += REFERENCE;
      if (v == null || v instanceof Integer || v instanceof Boolean) {
        return;
      }
      if (v instanceof Number) {
        total += BOXED;
      } else if (seen.add(v)) {
        open.push(v);
      }
    }

    private void open(Object v) {
      if (v instanceof CharSequence s) {
        total += s.length();
      } else if (v instanceof ApexBlob b) {
        total += b.size();
      } else if (v instanceof byte[] b) {
        total += b.length;
      } else if (v instanceof Object[] all) {
        reachAll(java.util.Arrays.asList(all));
      } else if (v instanceof Iterable<?> i) {
        total += OBJECT;
        reachAll(i);
      } else if (v instanceof ApexMap m) {
        total += OBJECT;
        m.forEach(this::entry);
      } else if (v instanceof Map<?, ?> m) {
        m.forEach(this::entry);
      } else if (v instanceof SObjectValue r) {
        record(r);
      } else if (v instanceof ApexObject o) {
        total += OBJECT;
        reachAll(java.util.Arrays.asList(o.slots()));
        if (o instanceof ExceptionValue e) {
          reach(e.message());
        }
      } else {
        total += BOXED;
        if (v instanceof PlatformValue) {
          opaque.of(v, this::reach);
        }
      }
    }

    private void reachAll(Iterable<?> all) {
      for (Object v : all) {
        reach(v);
      }
    }

    private void entry(Object key, Object value) {
      reach(key);
      reach(value);
    }

    private void record(SObjectValue r) {
      total += OBJECT;
      reachAll(r.fieldMap().values());
      r.parents().values().forEach(this::reach);
      r.childLists().values().forEach(this::reach);
    }
  }
}
