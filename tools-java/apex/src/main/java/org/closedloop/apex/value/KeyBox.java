package org.closedloop.apex.value;

import java.time.Instant;

/**
 * A value as key of a Java map: Apex equality and hashing, the hash taken when the key is made, so
 * that a record whose fields change afterwards is lost as on the platform. Plain immutable values
 * are their own keys.
 */
final class KeyBox {

  private final UserCode code;
  private final Object value;
  private final int hash;

  private KeyBox(UserCode code, Object value) {
    this.code = code;
    this.value = value;
    this.hash = Hashing.hash(code, value);
  }

  /** The key to use for a value. */
  static Object of(UserCode code, Object value) {
    return needsBox(value) ? new KeyBox(code, value) : value;
  }

  /** The value of a key made by {@link #of}. */
  static Object value(Object key) {
    return key instanceof KeyBox b ? b.value : key;
  }

  private static boolean needsBox(Object v) {
    return v instanceof ApexObject
        || v instanceof SObjectValue
        || v instanceof ApexList
        || v instanceof ApexSet
        || v instanceof ApexMap
        || v instanceof Instant;
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof KeyBox b && hash == b.hash && Equality.same(code, value, b.value);
  }

  @Override
  public int hashCode() {
    return hash;
  }
}
