package org.closedloop.apex.host;

/** A governor limit ran out. Apex cannot catch it; the request ends and rolls back. */
public final class LimitExceeded extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public LimitExceeded(String message) {
    super(message, null, false, false);
  }
}
