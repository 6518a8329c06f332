package org.closedloop.localorg.site;

import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.ApexSession;
import org.closedloop.apex.host.PageHost;

/** What the page server needs of the org behind it. */
public interface SiteOrg {

  /**
   * A site of the org.
   *
   * @param prefix URL path prefix without slashes; empty for the root
   * @param guestUserId the user that visitors run as
   * @param indexPage page served for the bare prefix, or null
   */
  record Site(String name, String prefix, String guestUserId, boolean active, String indexPage) {}

  /** A page as deployed. */
  record PageSource(String name, String markup) {}

  /** A static resource; zips are addressed by path below the name. */
  record Resource(String name, String contentType, byte[] bytes) {}

  List<Site> sites();

  Optional<PageSource> page(String name);

  Optional<Resource> resource(String name);

  /**
   * Runs one page request as a transaction of the user: commits when the body returns, rolls back
   * when it throws. The host answers the given page.
   */
  <T> T inPage(String userId, PageHost page, BiFunction<ApexHost, ApexSession, T> body);

  /** A line for the org's log. */
  void log(String line);
}
