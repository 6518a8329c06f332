package org.closedloop.localorg.site;

import java.time.Clock;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.ApexSession;
import org.closedloop.apex.host.ApexSession.PageOutcome;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.LimitExceeded;
import org.closedloop.apex.host.UnsupportedPlatformFeature;
import org.closedloop.localorg.http.SessionRegistry;
import org.closedloop.localorg.http.WebEndpoint;
import org.closedloop.localorg.http.WebRequest;
import org.closedloop.localorg.http.WebResponse;

/**
 * Pages of sites for visitors ({@code /prefix/Page}, as the site's guest user) and for logged-in
 * users ({@code /apex/Page}, session cookie), and static resources. Whatever a visitor may not see
 * looks like what does not exist. Register it last: a site at the root claims every path.
 */
public final class SiteEndpoint implements WebEndpoint {

  private static final int MAX_FORWARDS = 5;

  private final SiteOrg org;
  private final SessionRegistry sessions;
  private final StaticResources resources;
  private final ViewStates states;
  private final Map<String, Compiled> compiled = new ConcurrentHashMap<>();

  private record Compiled(String markup, CompiledPage page) {}

  /** Where a request goes: {@code tail} is the path after the prefix, without slash. */
  private record Target(PageAddress address, String userId, String tail, SiteOrg.Site site) {}

  public SiteEndpoint(SiteOrg org, SessionRegistry sessions, Clock wall) {
    this.org = org;
    this.sessions = sessions;
    resources = new StaticResources(org);
    states = new ViewStates(wall);
  }

  @Override
  public boolean claims(String method, String path) {
    return path.startsWith("/apex/")
        || path.startsWith("/resource/")
        || siteOf(path).map(s -> !isService(path, s)).orElse(false);
  }

  /** Apex REST below a site's prefix has a door of its own. */
  private static boolean isService(String path, SiteOrg.Site site) {
    return tail(path, site).startsWith("services/");
  }

  private Optional<SiteOrg.Site> siteOf(String path) {
    SiteOrg.Site root = null;
    for (SiteOrg.Site s : org.sites()) {
      if (s.prefix().isEmpty()) {
        root = s;
      } else if (path.equalsIgnoreCase("/" + s.prefix())
          || path.toLowerCase(Locale.ROOT)
              .startsWith("/" + s.prefix().toLowerCase(Locale.ROOT) + "/")) {
        return Optional.of(s);
      }
    }
    return Optional.ofNullable(root);
  }

  private static String tail(String path, SiteOrg.Site site) {
    int skip = site.prefix().isEmpty() ? 1 : site.prefix().length() + 2;
    return path.length() <= skip ? "" : path.substring(skip);
  }

  @Override
  public WebResponse handle(WebRequest request) {
    if (!request.method().matches("GET|HEAD|POST")) {
      return neutral(405, "This address answers only GET and POST.");
    }
    Optional<Target> target = target(request);
    if (target.isEmpty()) {
      return notFound();
    }
    Target t = target.get();
    if (t.tail().toLowerCase(Locale.ROOT).startsWith("resource/")) {
      return resources.serve(t.tail().substring(9)).orElseGet(SiteEndpoint::notFound);
    }
    String origin = request.header("origin");
    if (request.method().equals("POST")
        && origin != null
        && !origin.equals("null")
        && !origin.equalsIgnoreCase(request.baseUrl())) {
      return neutral(403, "The form was sent from another site.");
    }
    return page(request, t, t.tail(), 0);
  }

  private Optional<Target> target(WebRequest request) {
    String path = request.path();
    if (path.startsWith("/resource/")) {
      return Optional.of(new Target(null, null, path.substring(1), null));
    }
    if (path.startsWith("/apex/")) {
      String name = path.substring(6);
      return sessions
          .userOf(cookie(request, "sid"))
          .map(
              user ->
                  new Target(
                      new PageAddress(request.baseUrl(), "/apex", null, name), user, name, null));
    }
    return siteOf(path)
        .filter(SiteOrg.Site::active)
        .map(
            s -> {
              String prefix = s.prefix().isEmpty() ? "" : "/" + s.prefix();
              String rest = tail(path, s);
              String name =
                  rest.isEmpty() ? s.indexPage() == null ? "" : s.indexPage() : unprefixed(rest);
              return new Target(
                  new PageAddress(request.baseUrl(), prefix, s.name(), name),
                  s.guestUserId(),
                  name,
                  s);
            });
  }

  private static String unprefixed(String rest) {
    return rest.toLowerCase(Locale.ROOT).startsWith("apex/") ? rest.substring(5) : rest;
  }

  private static String cookie(WebRequest request, String name) {
    String header = request.header("cookie");
    for (String part : header == null ? new String[0] : header.split("[;,]")) {
      String[] pair = part.trim().split("=", 2);
      if (pair.length == 2 && pair[0].equals(name)) {
        return pair[1];
      }
    }
    return null;
  }

  private CompiledPage compile(SiteOrg.PageSource source) {
    Compiled c =
        compiled.compute(
            source.name().toLowerCase(Locale.ROOT),
            (k, old) ->
                old != null && old.markup.equals(source.markup())
                    ? old
                    : new Compiled(
                        source.markup(), PageCompiler.compile(source.name(), source.markup())));
    return c.page;
  }

  private WebResponse page(WebRequest request, Target t, String name, int forwards) {
    Optional<SiteOrg.PageSource> source = org.page(name);
    if (source.isEmpty()) {
      return notFound();
    }
    CompiledPage page = compile(source.get());
    PageAddress a = t.address();
    PageAddress address =
        new PageAddress(a.baseUrl(), a.prefix(), a.siteName(), source.get().name());
    ServedPage served = new ServedPage(request, address);
    boolean postback =
        forwards == 0 && request.method().equals("POST") && ViewStates.isPostback(request.form());
    Answer answer;
    try {
      answer =
          org.inPage(
              t.userId(),
              served,
              (host, session) -> serve(request, t, page, address, host, session, postback));
    } catch (ApexFailure e) {
      org.log("page " + page.name() + ": " + e + "\n" + e.apexStack());
      return failed();
    } catch (HostException | LimitExceeded | UnsupportedPlatformFeature | PageFailure e) {
      org.log("page " + page.name() + ": " + e.getMessage());
      return failed();
    }
    if (answer.forwardTo == null) {
      return answer.response;
    }
    if (forwards == MAX_FORWARDS) {
      org.log("page " + page.name() + ": forwarded more than " + MAX_FORWARDS + " times");
      return failed();
    }
    return page(request, t, answer.forwardTo, forwards + 1);
  }

  /** Either a response or the name of the page to show instead. */
  private record Answer(WebResponse response, String forwardTo) {}

  private Answer serve(
      WebRequest request,
      Target t,
      CompiledPage page,
      PageAddress address,
      ApexHost host,
      ApexSession session,
      boolean postback) {
    String controllerName = page.controller().orElse(null);
    if (!host.access().page(page.name())
        || controllerName != null && !host.access().apexClass(controllerName)) {
      return new Answer(notFound(), null);
    }
    Object version = host.schema();
    Object controller;
    if (postback) {
      Optional<ViewStates.State> state =
          states.restore(request.form(), page.name(), t.userId(), version);
      if (state.isEmpty()) {
        return new Answer(
            neutral(
                403,
                "The page you submitted was invalid for your session. Please go back, reload the"
                    + " page and send it again."),
            null);
      }
      Object kept = state.get().controller();
      controller = kept == null ? null : session.detach(kept);
    } else {
      controller = controllerName == null ? null : session.newController(controllerName, null);
    }
    PageRun run = new PageRun(page, host, session, address, controller);
    PageOutcome outcome = postback ? new Postback(run, request.form()).process() : firstAction(run);
    if (outcome != null && outcome.url() != null) {
      Answer left = leave(outcome, address, page);
      if (left != null) {
        return left;
      }
    }
    PageRenderer renderer =
        new PageRenderer(
            run,
            () ->
                states.save(
                    page.name(),
                    t.userId(),
                    version,
                    controller == null ? null : session.detach(controller)),
            formAction(request));
    String body = renderer.render();
    return new Answer(secured(WebResponse.of(200, renderer.contentType(), body), page), null);
  }

  private static PageOutcome firstAction(PageRun run) {
    return run.page()
        .root()
        .attribute("action")
        .flatMap(a -> a.value().single())
        .map(action -> Postback.call(run, action))
        .orElse(null);
  }

  private static String formAction(WebRequest request) {
    String query = request.rawQuery();
    return request.path() + (query == null || query.isEmpty() ? "" : "?" + query);
  }

  /** A redirect, another page to show, or null to stay. */
  private Answer leave(PageOutcome outcome, PageAddress address, CompiledPage page) {
    String url = address.outward(outcome.url());
    String path = url.split("[?#]", 2)[0];
    String own = address.prefix() + "/";
    boolean local = path.toLowerCase(Locale.ROOT).startsWith(own.toLowerCase(Locale.ROOT));
    String name = local ? path.substring(own.length()) : null;
    if (!outcome.redirect() && name != null) {
      if (name.equalsIgnoreCase(page.name())) {
        return null;
      }
      if (org.page(name).isPresent() && !url.contains("?")) {
        return new Answer(null, name);
      }
    }
    return new Answer(WebResponse.redirect(url), null);
  }

  private static WebResponse secured(WebResponse r, CompiledPage page) {
    boolean cached = page.flag("cache", false);
    return r.with("X-Frame-Options", "SAMEORIGIN")
        .with("Content-Security-Policy", "frame-ancestors 'self'")
        .with("Referrer-Policy", "origin-when-cross-origin")
        .with(
            "Cache-Control",
            cached
                ? "private, max-age=" + page.option("expires", "600").replaceAll("\\D", "")
                : "no-cache, must-revalidate, max-age=0, no-store, private");
  }

  private static WebResponse notFound() {
    return neutral(404, "This page does not exist or is not available.");
  }

  private static WebResponse failed() {
    return neutral(500, "This page cannot be shown right now. Please try again later.");
  }

  private static WebResponse neutral(int status, String text) {
    return WebResponse.of(
            status,
            "text/html;charset=UTF-8",
            "<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"/><title>Page</title>"
                + "</head><body><p>"
                + Escapes.html(text)
                + "</p></body></html>")
        .with("X-Frame-Options", "SAMEORIGIN")
        .with("Content-Security-Policy", "default-src 'none'; frame-ancestors 'self'");
  }
}
