package org.closedloop.apex.library;

import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.host.AccessMode;

/** An {@code AccessLevel}. */
@ApexType("System.AccessLevel")
final class AccessLevelValue extends LibraryValue {

  private static final AccessLevelValue USER = new AccessLevelValue(true);
  private static final AccessLevelValue SYSTEM = new AccessLevelValue(false);

  private final boolean userMode;

  private AccessLevelValue(boolean userMode) {
    this.userMode = userMode;
  }

  @ApexProperty("USER_MODE")
  static AccessLevelValue user() {
    return USER;
  }

  @ApexProperty("SYSTEM_MODE")
  static AccessLevelValue system() {
    return SYSTEM;
  }

  /** The mode of a statement; without a level that of the calling code. */
  static AccessMode mode(ApexContext ctx, AccessLevelValue level) {
    return level == null ? ctx.defaultAccess() : ctx.access(level.userMode);
  }

  @Override
  public String apexText() {
    return userMode ? "USER_MODE" : "SYSTEM_MODE";
  }
}
