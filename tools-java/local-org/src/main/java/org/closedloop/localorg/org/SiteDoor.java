package org.closedloop.localorg.org;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.ApexHost.Quiddity;
import org.closedloop.apex.host.ApexSession;
import org.closedloop.apex.host.PageHost;
import org.closedloop.localorg.config.MetadataRows;
import org.closedloop.localorg.site.SiteOrg;
import org.closedloop.metadata.Component;

/** The org behind its public pages: sites, pages and resources as deployed. */
final class SiteDoor implements SiteOrg {

  private final LocalOrg org;
  private final Consumer<String> log;

  SiteDoor(LocalOrg org, Consumer<String> log) {
    this.org = org;
    this.log = log;
  }

  @Override
  public List<Site> sites() {
    OrgVersion v = org.version();
    List<Site> sites = new ArrayList<>();
    for (Component c : v.schema().metadata().ofType("CustomSite")) {
      String prefix = c.xml().text("urlPathPrefix");
      sites.add(
          new Site(
              c.fullName(),
              prefix == null ? "" : prefix,
              MetadataRows.guestUserId(v.schema(), c.fullName()),
              c.xml().bool("active", false),
              c.xml().text("indexPage")));
    }
    return sites;
  }

  @Override
  public Optional<PageSource> page(String name) {
    return org.components()
        .find("ApexPage", name)
        .map(c -> new PageSource(c.fullName(), c.contentText()));
  }

  @Override
  public Optional<Resource> resource(String name) {
    return org.components()
        .find("StaticResource", name)
        .map(c -> new Resource(c.fullName(), c.xml().text("contentType"), c.content()));
  }

  @Override
  public <T> T inPage(String userId, PageHost page, BiFunction<ApexHost, ApexSession, T> body) {
    return org.inRequest(
        userId,
        Quiddity.VF,
        request -> {
          request.serve(page);
          return body.apply(request, request.session());
        });
  }

  @Override
  public void log(String line) {
    log.accept(line);
  }
}
