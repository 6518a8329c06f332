package org.closedloop.localorg.check;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ContentFile;
import org.closedloop.metadata.XmlElement;

/** API versions, and sizes of labels and resources. */
final class ContentRule implements Rule {
  private static final Pattern VERSION = Pattern.compile("\\d{1,3}(\\.0)?");
  private static final Set<String> FORMER = Set.of("iw", "in", "ji", "sh");
  private static final Set<String> LANGUAGES = Set.of(Locale.getISOLanguages());
  private static final Set<String> COUNTRIES = Set.of(Locale.getISOCountries());
  private static final int OLDEST_VERSION = 8;
  private static final int NEWEST_VERSION = 67;
  private static final int MAX_LABEL_VALUE = 1000;
  private static final int MAX_SHORT_DESCRIPTION = 80;
  private static final int MAX_RESOURCE = 5 << 20;
  private static final int MAX_APEX = 1_000_000;

  @Override
  public Set<String> types() {
    return Set.of();
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    if (c.xml() != null) {
      c.xml().child("apiVersion").ifPresent(v -> version(c, v, out));
    }
    switch (c.type()) {
      case "CustomLabel" -> {
        limit(c, "value", MAX_LABEL_VALUE, out);
        limit(c, "shortDescription", MAX_SHORT_DESCRIPTION, out);
        c.xml().child("language").ifPresent(l -> language(c, l, out));
      }
      case "StaticResource" -> size(c, MAX_RESOURCE, out);
      case "ApexClass", "ApexTrigger", "ApexPage" -> size(c, MAX_APEX, out);
      default -> {}
    }
  }

  /** Languages go by their ISO code, some with a country; three keep their former code. */
  private static void language(Component c, XmlElement at, Findings out) {
    String[] parts = at.token().split("_", 2);
    boolean language = FORMER.contains(parts[0]) || LANGUAGES.contains(parts[0]);
    boolean country = parts.length == 1 || COUNTRIES.contains(parts[1]);
    if (!language || !country) {
      out.refused("bad-value", c, at, "Invalid language: " + at.token(), "such as en_US or de");
    }
  }

  private static void version(Component c, XmlElement at, Findings out) {
    String text = at.token();
    int version = VERSION.matcher(text).matches() ? Integer.parseInt(text.replace(".0", "")) : 0;
    if (version < OLDEST_VERSION || version > NEWEST_VERSION) {
      out.refused(
          "bad-version",
          c,
          at,
          "Invalid api version: " + text,
          "between " + OLDEST_VERSION + ".0 and " + NEWEST_VERSION + ".0");
    }
  }

  private static void limit(Component c, String element, int max, Findings out) {
    String value = c.xml().token(element, "");
    if (value.length() > max) {
      out.refused(
          "too-long",
          c,
          c.xml().child(element).get(),
          element + " is " + value.length() + " characters long, at most " + max + " are allowed");
    }
  }

  private static void size(Component c, int max, Findings out) {
    for (ContentFile file : c.contents()) {
      if (file.longerThan(max)) {
        out.refused(
            "too-long",
            c,
            c.xml(),
            file.path() + " holds " + file.bytes().length + " bytes, at most " + max);
      }
    }
  }
}
