package org.closedloop.localorg.http;

import java.io.IOException;

/** The port asked for belongs to another program; the message is one sentence for the user. */
public final class PortInUseException extends IOException {

  private static final long serialVersionUID = 1L;

  public PortInUseException(int port, Throwable cause) {
    super(
        "Port "
            + port
            + " on 127.0.0.1 is in use by another program; choose another port, or none to take"
            + " a free one.",
        cause);
  }
}
