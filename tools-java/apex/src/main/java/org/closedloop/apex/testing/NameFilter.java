package org.closedloop.apex.testing;

import java.util.Collection;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Picks tests by a glob over {@code Class} or {@code Class.method}, ignoring case. */
public final class NameFilter {

  private static final NameFilter ALL = new NameFilter(null);

  private final Pattern pattern;

  private NameFilter(Pattern pattern) {
    this.pattern = pattern;
  }

  public static NameFilter all() {
    return ALL;
  }

  /** {@code *} stands for any text, {@code ?} for one character; null or blank picks all. */
  public static NameFilter glob(String glob) {
    if (glob == null || glob.isBlank()) {
      return ALL;
    }
    StringBuilder regex = new StringBuilder();
    for (char c : glob.trim().toCharArray()) {
      switch (c) {
        case '*' -> regex.append(".*");
        case '?' -> regex.append('.');
        default -> regex.append(Pattern.quote(String.valueOf(c)));
      }
    }
    return new NameFilter(Pattern.compile(regex.toString(), Pattern.CASE_INSENSITIVE));
  }

  /** Picks all tests of the named classes. */
  public static NameFilter classes(Collection<String> names) {
    return new NameFilter(
        Pattern.compile(
            names.stream()
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(?:", ")(?:\\..*)?")),
            Pattern.CASE_INSENSITIVE));
  }

  public boolean accepts(String className, String methodName) {
    return pattern == null
        || pattern.matcher(className).matches()
        || pattern.matcher(className + "." + methodName).matches();
  }
}
