package org.closedloop.localorg.schema;

import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.closedloop.apex.value.RecordId;

/**
 * Key prefixes of custom objects and ids of things that metadata creates: the same name keeps its
 * id over all deploys of one org.
 */
public final class StableIds {

  private static final String DIGITS =
      "0123456789abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ";

  private final Map<String, String> given = new ConcurrentHashMap<>();
  private final Set<String> recordIds = ConcurrentHashMap.newKeySet();
  private final Map<String, AtomicInteger> counters = new ConcurrentHashMap<>();

  /** Three characters starting with {@code first}: a for custom objects, e events, m metadata. */
  String keyPrefix(char first, String objectName) {
    return given.computeIfAbsent(
        "prefix:" + objectName.toLowerCase(Locale.ROOT),
        k -> {
          int n = next("prefix:" + first);
          return "" + first + DIGITS.charAt(n / 62 % 62) + DIGITS.charAt(n % 62);
        });
  }

  /** The record id of a named thing, for example a record type or a custom metadata record. */
  public String recordId(String keyPrefix, String name) {
    return given.computeIfAbsent(
        "id:" + keyPrefix + ":" + name.toLowerCase(Locale.ROOT),
        k -> {
          String id = RecordId.of(keyPrefix, 238_328L + next("id:" + keyPrefix));
          recordIds.add(id);
          return id;
        });
  }

  /** Whether the id was given to something that metadata created. */
  public boolean gave(String id) {
    return recordIds.contains(id);
  }

  private int next(String key) {
    return counters.computeIfAbsent(key, k -> new AtomicInteger()).getAndIncrement();
  }
}
