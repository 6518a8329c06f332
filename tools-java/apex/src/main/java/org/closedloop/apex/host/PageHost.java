package org.closedloop.apex.host;

import java.util.Map;

/** The Visualforce or REST request being served, if any. */
public interface PageHost {

  /** Whether a page is being served. */
  boolean active();

  /** Path and query of the current page, for example {@code /apex/Name?x=1}. */
  String url();

  /** Decoded parameters of the current page; changes are seen by the page. */
  Map<String, String> parameters();

  Map<String, String> headers();

  /** The client's address as {@code X-Salesforce-SIP} gives it. */
  String clientAddress();

  /** Base URL of the site serving the request, or null outside a site. */
  String siteBaseUrl();

  /** Name of the site, or null outside a site. */
  String siteName();
}
