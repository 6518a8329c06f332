package org.closedloop.apex.library;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.closedloop.apex.exec.RegexWork;
import org.closedloop.apex.host.LimitExceeded;

/**
 * A matcher under the platform's guard: one match may read the input a limited number of times,
 * then the request ends with "Regex too complicated". Patterns come from code that we do not trust;
 * the guard is also our protection against catastrophic ones.
 */
final class Regex {

  /** Character reads that one match may take. */
  static final int MAX_READS = 1_000_000;

  private final Counted text;
  private final Matcher matcher;

  Regex(Pattern pattern, CharSequence input) {
    text = new Counted(input);
    matcher = pattern.matcher(text);
  }

  static Pattern compile(String regex) {
    try {
      return Pattern.compile(regex);
    } catch (PatternSyntaxException e) {
      throw Errors.string("Invalid regex: " + e.getMessage());
    } catch (StackOverflowError e) {
      throw new LimitExceeded("Regex too complicated");
    }
  }

  Matcher matcher() {
    return matcher;
  }

  boolean find() {
    return guarded(matcher::find);
  }

  boolean find(int from) {
    return guarded(() -> matcher.find(from));
  }

  boolean matches() {
    return guarded(matcher::matches);
  }

  boolean lookingAt() {
    return guarded(matcher::lookingAt);
  }

  private boolean guarded(BooleanSupplier operation) {
    text.reads = 0;
    try {
      return operation.getAsBoolean();
    } catch (StackOverflowError e) {
      throw new LimitExceeded("Regex too complicated");
    } finally {
      RegexWork.add(text.reads);
    }
  }

  /** Replaces every match, or the first; {@code $1} and backslashes work as in Java. */
  String replace(String replacement, boolean first) {
    matcher.reset();
    StringBuilder out = new StringBuilder();
    try {
      while (find()) {
        matcher.appendReplacement(out, replacement);
        if (first) {
          break;
        }
      }
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw Errors.string(e.getMessage());
    }
    matcher.appendTail(out);
    return out.toString();
  }

  static String replaceAll(String s, String regex, String replacement) {
    return new Regex(compile(regex), s).replace(replacement, false);
  }

  static String replaceFirst(String s, String regex, String replacement) {
    return new Regex(compile(regex), s).replace(replacement, true);
  }

  /** As {@code java.util.regex.Pattern.split}: limit 0 drops trailing empty parts. */
  static List<String> split(Pattern pattern, String s, int limit) {
    Regex r = new Regex(pattern, s);
    List<String> parts = new ArrayList<>();
    int from = 0;
    boolean found = false;
    while ((limit <= 0 || parts.size() < limit - 1) && r.find()) {
      found = true;
      if (r.matcher.end() == 0) {
        continue; // an empty match at the beginning makes no leading empty part
      }
      parts.add(s.substring(from, r.matcher.start()));
      from = r.matcher.end();
    }
    parts.add(s.substring(from));
    if (limit == 0 && found) {
      while (!parts.isEmpty() && parts.get(parts.size() - 1).isEmpty()) {
        parts.remove(parts.size() - 1);
      }
    }
    return parts;
  }

  /** Text that counts how often the engine reads it. */
  private static final class Counted implements CharSequence {
    private final CharSequence text;
    private int reads;

    Counted(CharSequence text) {
      this.text = text;
    }

    @Override
    public char charAt(int index) {
      if (++reads > MAX_READS) {
        throw new LimitExceeded("Regex too complicated");
      }
      return text.charAt(index);
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.subSequence(start, end);
    }

    @Override
    public String toString() {
      return text.toString();
    }
  }
}
