package org.closedloop.localorg.http;

import java.io.IOException;

/** A request body is larger than the server takes, packed or unpacked. */
final class BodyTooLargeException extends IOException {

  private static final long serialVersionUID = 1L;

  BodyTooLargeException(int limit) {
    super("Maximum size of request reached. Maximum size of request is " + limit + " bytes.", null);
  }
}
