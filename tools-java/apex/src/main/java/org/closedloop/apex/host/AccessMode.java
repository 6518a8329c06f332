package org.closedloop.apex.host;

/**
 * With whose eyes a statement reads and writes.
 *
 * @param userMode object and field permissions and sharing are enforced
 * @param sharing sharing is enforced (always true in user mode)
 */
public record AccessMode(boolean userMode, boolean sharing) {
  public static final AccessMode USER = new AccessMode(true, true);
  public static final AccessMode SYSTEM = new AccessMode(false, false);
  public static final AccessMode SYSTEM_WITH_SHARING = new AccessMode(false, true);
}
