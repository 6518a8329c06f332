package org.closedloop.apex.value;

import java.time.ZoneId;

/**
 * What values need from running Apex code: the {@code equals}, {@code hashCode}, {@code compareTo}
 * and {@code toString} that user classes define, and the zone of the running user.
 */
public interface UserCode {

  /** The class's own {@code equals(Object)}, or identity when it defines none. */
  boolean userEquals(ApexObject left, Object right);

  /** The class's own {@code hashCode()}, or one of identity. */
  int userHashCode(ApexObject value);

  /** Whether the class implements {@code Comparable}. */
  boolean userComparable(ApexObject value);

  /** Calls {@code compareTo}. */
  int userCompareTo(ApexObject left, Object right);

  /** The class's own {@code toString()}, or null when it defines none. */
  String userToString(ApexObject value);

  /** Counts work on large values as CPU; one unit is about a statement. */
  default void work(int n) {}

  /** Time zone of the running user. */
  ZoneId userZone();
}
