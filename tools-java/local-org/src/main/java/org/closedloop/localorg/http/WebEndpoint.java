package org.closedloop.localorg.http;

/** One door of the org: answers requests whose path it claims. Runs on the bounded worker pool. */
public interface WebEndpoint {

  /** Whether this endpoint answers the path; the first registered endpoint that does wins. */
  boolean claims(String method, String path);

  WebResponse handle(WebRequest request);
}
