package org.closedloop.apex.value;

import java.util.Objects;

/** A value of type Id, always in the 18-character form; text of either length converts to it. */
public record ApexId(String value) implements Comparable<ApexId> {

  public ApexId {
    Objects.requireNonNull(value);
    if (value.length() != 18) {
      throw new IllegalArgumentException("not an 18-character id: " + value);
    }
  }

  /** The id of a text, or the platform's StringException; null stays null. */
  public static ApexId parse(String text) {
    if (text == null) {
      return null;
    }
    if (!RecordId.isValid(text)) {
      throw Errors.invalidId(text);
    }
    return new ApexId(RecordId.normalize(text));
  }

  /** Wraps a stored id; null stays null. */
  public static ApexId ofRaw(String stored) {
    return stored == null ? null : new ApexId(stored);
  }

  public String to15() {
    return value.substring(0, 15);
  }

  public String keyPrefix() {
    return value.substring(0, 3);
  }

  @Override
  public int compareTo(ApexId other) {
    return value.compareTo(other.value);
  }

  @Override
  public String toString() {
    return value;
  }
}
