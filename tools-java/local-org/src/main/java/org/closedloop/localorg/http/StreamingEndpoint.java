package org.closedloop.localorg.http;

import java.io.IOException;

/** An endpoint some of whose answers grow line by line while the work goes on. */
public interface StreamingEndpoint extends WebEndpoint {

  /** Whether this request is answered through {@link #stream} instead of {@link #handle}. */
  boolean streams(WebRequest request);

  void stream(WebRequest request, StreamedReply reply) throws IOException;

  /** The answer being written. */
  interface StreamedReply {

    /** Sends status and type; called once, before the first line. */
    void start(int status, String contentType) throws IOException;

    /** Sends one line and flushes it. */
    void line(String text) throws IOException;
  }
}
