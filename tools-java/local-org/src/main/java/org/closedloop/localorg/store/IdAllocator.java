package org.closedloop.localorg.store;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.closedloop.apex.value.RecordId;

/**
 * Hands out record ids and running numbers. Numbers are never given twice, whatever is rolled back;
 * only the worlds of tests, which have copies, go back to earlier ones.
 */
public final class IdAllocator {

  /** Leaves room below for well-known rows. */
  private static final long FIRST = 238_328L * 10;

  private final Map<String, AtomicLong> numbers = new ConcurrentHashMap<>();

  /** Goes on from the same numbers, apart from this one. */
  public IdAllocator copy() {
    IdAllocator c = new IdAllocator();
    numbers.forEach((key, n) -> c.numbers.put(key, new AtomicLong(n.get())));
    return c;
  }

  /** A new id of 18 characters. */
  public String next(String keyPrefix) {
    return RecordId.of(keyPrefix, next("id:" + keyPrefix, FIRST));
  }

  /** The next of an auto-number field; the first is {@code start}. */
  public long nextNumber(String object, String field, long start) {
    return next("auto:" + (object + "." + field).toLowerCase(Locale.ROOT), start);
  }

  private long next(String key, long first) {
    return numbers.computeIfAbsent(key, k -> new AtomicLong(first)).getAndIncrement();
  }
}
