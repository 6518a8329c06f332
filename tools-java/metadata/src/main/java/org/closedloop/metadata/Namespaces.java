package org.closedloop.metadata;

import java.util.regex.Pattern;

/**
 * Tells names of installed packages ({@code ns__Thing__c}, {@code ns__Thing}) from own ones. A name
 * of one's own has no double underscore but the one before its suffix.
 */
public final class Namespaces {
  private static final String TOKEN = "%%%";

  /** What follows the last double underscore of a custom object, field or derived name. */
  private static final String SUFFIX =
      "(?:c|r|e|b|x|mdt|kav|ka|pc|pr|p|s|latitude__s|longitude__s|share|history|feed|tag"
          + "|changeevent|chn|ms|gcs|dlm|dll)";

  private static final String PREFIX = "(?=.{1,15}?__)[a-z](?:_?[a-z0-9])*";
  private static final Pattern SUFFIXED =
      Pattern.compile(".*__" + SUFFIX, Pattern.CASE_INSENSITIVE);
  private static final Pattern FOREIGN_SUFFIXED =
      Pattern.compile(PREFIX + "__.+?__" + SUFFIX, Pattern.CASE_INSENSITIVE);

  /** The rest is a name, and not a suffix that was misspelt. */
  private static final Pattern FOREIGN_PLAIN =
      Pattern.compile(
          PREFIX + "__(?!(?:mdt|kav|c|e|r|b|x)\\w?$)[a-z]\\w\\w.*", Pattern.CASE_INSENSITIVE);

  private Namespaces() {}

  /**
   * Whether one name, without dots, carries a namespace prefix, or a token that a build replaces by
   * one.
   */
  public static boolean prefixed(String name) {
    return name.contains(TOKEN) || namespaced(name);
  }

  private static boolean namespaced(String name) {
    return SUFFIXED.matcher(name).matches()
        ? FOREIGN_SUFFIXED.matcher(name).matches() && !geolocation(name) && !repeated(name)
        : FOREIGN_PLAIN.matcher(name).matches();
  }

  /** {@code Place__Latitude__s} is part of a field of one's own. */
  private static boolean geolocation(String name) {
    return name.matches("(?i)[a-z0-9]+(?:_[a-z0-9]+)*__(latitude|longitude)__s");
  }

  /** A suffix written twice ({@code Rule__mdt__mdt}) is a slip, not a namespace. */
  private static boolean repeated(String name) {
    return name.matches("(?i).*__(c|e|mdt|r)__\\1");
  }

  /** Whether any step of a dotted path carries a namespace prefix. */
  public static boolean prefixedPath(String path) {
    for (String step : path.split("\\.")) {
      if (prefixed(step)) {
        return true;
      }
    }
    return false;
  }
}
