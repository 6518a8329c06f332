package org.closedloop.localorg.http;

import java.util.Optional;

/** Sessions by token; tokens look like {@code 00Dxxxxxxxxxxxx!...}. Times are wall time. */
public interface SessionRegistry {

  /** The user id (18 characters) of a live session. */
  Optional<String> userOf(String token);

  /** Opens a session and returns its token. */
  String open(String userId);

  void close(String token);
}
