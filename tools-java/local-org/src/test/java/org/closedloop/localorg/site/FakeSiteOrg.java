package org.closedloop.localorg.site;

import java.lang.reflect.Proxy;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.BiFunction;
import java.util.function.Function;
import org.closedloop.apex.host.AccessHost;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.ApexSession;
import org.closedloop.apex.host.ApexSession.PageOutcome;
import org.closedloop.apex.host.ConfigHost;
import org.closedloop.apex.host.OrgInfo;
import org.closedloop.apex.host.PageHost;
import org.closedloop.apex.host.UserContext;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;

/** Sites and pages with controllers written as Java maps. */
final class FakeSiteOrg implements SiteOrg, Schema {

  /** A controller: members by lower-case name; actions by name. */
  static final class Controller {
    final Map<String, Object> members = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    final Map<String, Function<PageHost, PageOutcome>> actions = new HashMap<>();
    Function<Controller, Controller> copy = c -> c;
  }

  final Map<String, PageSource> pages = new HashMap<>();
  final Map<String, Resource> resources = new HashMap<>();
  final Map<String, String> labels = new HashMap<>();
  final Map<String, SObjectDef> objects = new HashMap<>();
  final Map<String, Function<PageHost, Controller>> controllers = new HashMap<>();
  final Set<String> grantedPages = new HashSet<>();
  final Set<String> grantedClasses = new HashSet<>();
  final List<Site> sites =
      new ArrayList<>(List.of(new Site("Survey", "survey", "005GUEST", true, null)));
  final List<String> users = new ArrayList<>();
  final List<String> log = new ArrayList<>();
  int constructed;

  void page(String name, String markup) {
    pages.put(name.toLowerCase(Locale.ROOT), new PageSource(name, markup));
    grantedPages.add(name);
  }

  void controller(String name, Function<PageHost, Controller> make) {
    controllers.put(name, make);
    grantedClasses.add(name);
  }

  @Override
  public List<Site> sites() {
    return sites;
  }

  @Override
  public Optional<PageSource> page(String name) {
    return Optional.ofNullable(pages.get(name.toLowerCase(Locale.ROOT)));
  }

  @Override
  public Optional<Resource> resource(String name) {
    return Optional.ofNullable(resources.get(name));
  }

  @Override
  public void log(String line) {
    log.add(line);
  }

  @Override
  public <T> T inPage(String userId, PageHost page, BiFunction<ApexHost, ApexSession, T> body) {
    users.add(userId);
    UserContext user =
        new UserContext(
            userId,
            "guest@x",
            null,
            "Guest",
            null,
            "00e",
            null,
            "Guest",
            ZoneOffset.UTC,
            Locale.US,
            "en_US",
            null);
    AccessHost access =
        proxy(
            AccessHost.class,
            (name, args) ->
                switch (name) {
                  case "page" -> grantedPages.contains(args[0]);
                  case "apexClass" -> grantedClasses.contains(args[0]);
                  default -> false;
                });
    ConfigHost config = proxy(ConfigHost.class, (name, args) -> labels.get(args[0]));
    ApexHost host =
        proxy(
            ApexHost.class,
            (name, args) ->
                switch (name) {
                  case "schema" -> this;
                  case "access" -> access;
                  case "config" -> config;
                  case "page" -> page;
                  case "user" -> user;
                  case "now" -> Instant.parse("2026-03-04T05:06:07Z");
                  case "org" ->
                      new OrgInfo(
                          "00D", "T", false, "", ZoneOffset.UTC, Locale.US, "en_US", "USD", "");
                  default -> throw new UnsupportedOperationException(name);
                });
    ApexSession session = session(page);
    return body.apply(host, session);
  }

  private ApexSession session(PageHost page) {
    return proxy(
        ApexSession.class,
        (name, args) ->
            switch (name) {
              case "newController" -> {
                constructed++;
                yield controllers.get(args[0]).apply(page);
              }
              case "getMember" -> member(args[0], (String) args[1]);
              case "setMember" -> ((Controller) args[0]).members.put((String) args[1], args[2]);
              case "callAction" -> ((Controller) args[0]).actions.get(args[1]).apply(page);
              case "pageMessages" -> List.of();
              case "detach" -> ((Controller) args[0]).copy.apply((Controller) args[0]);
              default -> throw new UnsupportedOperationException(name);
            });
  }

  private static Object member(Object target, String name) {
    Map<String, Object> members =
        target instanceof Controller c ? c.members : new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    return members.get(name);
  }

  private interface Calls {
    Object call(String method, Object[] args);
  }

  private static <T> T proxy(Class<T> type, Calls calls) {
    return type.cast(
        Proxy.newProxyInstance(
            type.getClassLoader(),
            new Class<?>[] {type},
            (p, m, args) -> calls.call(m.getName(), args == null ? new Object[0] : args)));
  }

  @Override
  public Optional<SObjectDef> object(String name) {
    return Optional.ofNullable(objects.get(name));
  }

  @Override
  public Collection<SObjectDef> objects() {
    return List.of();
  }

  @Override
  public Optional<SObjectDef> byKeyPrefix(String prefix) {
    return Optional.empty();
  }

  @Override
  public Optional<String> label(String name) {
    return Optional.ofNullable(labels.get(name));
  }

  @Override
  public boolean hasPage(String name) {
    return page(name).isPresent();
  }

  @Override
  public boolean hasFlow(String name) {
    return false;
  }

  @Override
  public boolean hasCustomPermission(String name) {
    return false;
  }

  @Override
  public boolean hasStaticResource(String name) {
    return resources.containsKey(name);
  }

  static Map<String, Object> members(Object... namesAndValues) {
    Map<String, Object> m = new LinkedHashMap<>();
    for (int i = 0; i < namesAndValues.length; i += 2) {
      m.put((String) namesAndValues[i], namesAndValues[i + 1]);
    }
    return m;
  }
}
