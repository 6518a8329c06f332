package org.closedloop.metadata;

import java.util.regex.Pattern;

/** Translates the globs of {@code .gitignore}-like files and of replacements to patterns. */
final class Glob {
  private Glob() {}

  /**
   * A pattern for slash-separated paths: {@code **} spans folders, {@code *} and {@code ?} do not.
   */
  static Pattern compile(String glob) {
    StringBuilder out = new StringBuilder();
    int i = 0;
    while (i < glob.length()) {
      char c = glob.charAt(i);
      if (c == '*') {
        i = star(glob, i, out);
      } else if (c == '?') {
        out.append("[^/]");
        i++;
      } else if (c == '[' && glob.indexOf(']', i + 2) > 0) {
        int end = glob.indexOf(']', i + 2);
        String set = glob.substring(i + 1, end).replace("\\", "\\\\").replace("[", "\\[");
        out.append('[').append(set.startsWith("!") ? "^" + set.substring(1) : set).append(']');
        i = end + 1;
      } else if (c == '{' && glob.indexOf('}', i) > 0) {
        int end = glob.indexOf('}', i);
        String[] options = glob.substring(i + 1, end).split(",");
        out.append("(?:");
        for (int k = 0; k < options.length; k++) {
          out.append(k == 0 ? "" : "|").append(compile(options[k]).pattern());
        }
        out.append(')');
        i = end + 1;
      } else if (c == '\\' && i + 1 < glob.length()) {
        out.append(Pattern.quote(String.valueOf(glob.charAt(i + 1))));
        i += 2;
      } else {
        out.append(Pattern.quote(String.valueOf(c)));
        i++;
      }
    }
    return Pattern.compile(out.toString());
  }

  private static int star(String glob, int i, StringBuilder out) {
    if (!glob.startsWith("**", i)) {
      out.append("[^/]*");
      return i + 1;
    }
    boolean atStart = i == 0 || glob.charAt(i - 1) == '/';
    if (atStart && glob.startsWith("**/", i)) {
      out.append("(?:.*/)?");
      return i + 3;
    }
    out.append(".*");
    return i + 2;
  }
}
