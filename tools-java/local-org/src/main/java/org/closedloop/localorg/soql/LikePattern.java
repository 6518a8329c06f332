package org.closedloop.localorg.soql;

import java.util.Locale;
import java.util.regex.Pattern;

/** LIKE without regard to case: {@code %} any text, {@code _} one character, backslash escapes. */
final class LikePattern {

  private final Pattern pattern;

  LikePattern(String like) {
    StringBuilder regex = new StringBuilder();
    StringBuilder plain = new StringBuilder();
    for (int i = 0; i < like.length(); i++) {
      char c = like.charAt(i);
      if (c == '\\' && i + 1 < like.length() && "%_\\".indexOf(like.charAt(i + 1)) >= 0) {
        plain.append(like.charAt(++i));
      } else if (c == '%' || c == '_') {
        flush(plain, regex);
        regex.append(c == '%' ? ".*" : ".");
      } else {
        plain.append(c);
      }
    }
    flush(plain, regex);
    pattern = Pattern.compile(regex.toString(), Pattern.DOTALL);
  }

  private static void flush(StringBuilder plain, StringBuilder regex) {
    if (!plain.isEmpty()) {
      regex.append(Pattern.quote(plain.toString().toLowerCase(Locale.ROOT)));
      plain.setLength(0);
    }
  }

  boolean matches(String text) {
    return text != null && pattern.matcher(text.toLowerCase(Locale.ROOT)).matches();
  }
}
