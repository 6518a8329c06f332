package org.closedloop.localorg.store;

import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import org.closedloop.apex.value.RecordId;

/**
 * Hands out record ids and running numbers. Numbers are never given twice, whatever is rolled back.
 */
public final class IdAllocator {

  /** Leaves room below for well-known rows. */
  private static final long FIRST = 238_328L * 10;

  private final Map<String, AtomicLong> numbers = new ConcurrentHashMap<>();

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
