package org.closedloop.metadata;

import java.util.regex.Pattern;

/**
 * A glob of {@code .gitignore}-like files and of replacements over slash-separated paths: {@code
 * **} spans folders, {@code *} and {@code ?} do not. What is asked of thousands of paths is
 * answered without a pattern where the glob is simple.
 */
final class Glob {
  private static final String ANYWHERE = "**/";
  private static final String SPECIAL = "*?[{\\";

  private final String glob;
  private final Pattern pattern;
  private final String needed;

  private Glob(String glob) {
    this.glob = glob;
    String tail = glob.startsWith(ANYWHERE) ? glob.substring(ANYWHERE.length()) : glob;
    boolean literal = isLiteral(tail);
    boolean ending = !literal && tail.startsWith("*") && isName(tail.substring(1));
    this.pattern = literal || ending ? null : Pattern.compile(regex(glob));
    this.needed = ending ? tail.substring(1) : literal ? tail : longestLiteral(tail);
  }

  static Glob of(String glob) {
    return new Glob(glob);
  }

  boolean matches(String path) {
    if (pattern != null) {
      return path.contains(needed) && pattern.matcher(path).matches();
    }
    boolean anywhere = glob.startsWith(ANYWHERE);
    int rest = path.length() - needed.length();
    if (rest < 0 || !path.endsWith(needed)) {
      return false;
    }
    boolean ending = glob.length() > needed.length() + (anywhere ? ANYWHERE.length() : 0);
    if (ending) {
      // The star takes what is left of the last name.
      return anywhere || path.indexOf('/') < 0;
    }
    return rest == 0 || (anywhere && path.charAt(rest - 1) == '/');
  }

  private static boolean isLiteral(String text) {
    for (int i = 0; i < text.length(); i++) {
      if (SPECIAL.indexOf(text.charAt(i)) >= 0) {
        return false;
      }
    }
    return true;
  }

  private static boolean isName(String text) {
    return isLiteral(text) && text.indexOf('/') < 0;
  }

  /** The longest run that every match contains; choices and sets give none. */
  private static String longestLiteral(String text) {
    if (text.indexOf('{') >= 0 || text.indexOf('[') >= 0 || text.indexOf('\\') >= 0) {
      return "";
    }
    String longest = "";
    for (String run : text.replace("**/", "*").split("[*?]+")) {
      longest = run.length() > longest.length() ? run : longest;
    }
    return longest;
  }

  private static String regex(String glob) {
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
          out.append(k == 0 ? "" : "|").append(regex(options[k]));
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
    return out.toString();
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
