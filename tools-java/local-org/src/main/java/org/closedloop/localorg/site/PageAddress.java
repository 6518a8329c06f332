package org.closedloop.localorg.site;

import java.util.Locale;

/**
 * Where pages and resources of the running door live.
 *
 * @param prefix before page names: {@code /survey} for a site, {@code /apex} for logged-in users;
 *     empty for a site at the root
 * @param siteName null outside a site
 */
record PageAddress(String baseUrl, String prefix, String siteName, String pageName) {

  String page(String name) {
    return prefix + "/" + name;
  }

  String resource(String name) {
    return (siteName == null ? "" : prefix) + "/resource/" + name;
  }

  Object site(String member) {
    if (siteName == null) {
      return null;
    }
    return switch (member.toLowerCase(Locale.ROOT)) {
      case "name" -> siteName;
      case "prefix" -> prefix;
      case "domain" -> baseUrl.replaceFirst("^https?://", "");
      default -> baseUrl + prefix;
    };
  }

  /** A URL that code answered, as seen from this door: {@code /apex/X} becomes the site's page. */
  String outward(String url) {
    if (siteName != null && url.toLowerCase(Locale.ROOT).startsWith("/apex/")) {
      return prefix + url.substring(5);
    }
    return url;
  }
}
