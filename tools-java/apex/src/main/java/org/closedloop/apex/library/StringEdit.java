package org.closedloop.apex.library;

import java.util.Locale;
import org.closedloop.apex.host.LimitExceeded;

/** String members that give a changed text: cut, pad, replace, case. */
@ApexType("System.String")
final class StringEdit {

  /** The platform's limit on the length of a string. */
  static final int MAX_LENGTH = 6_000_000;

  private StringEdit() {}

  private static String checked(StringBuilder sb) {
    return sb.toString();
  }

  private static void checkLength(long length) {
    if (length > MAX_LENGTH) {
      throw new LimitExceeded("String length exceeds maximum: " + MAX_LENGTH);
    }
  }

  @ApexMethod
  static String abbreviate(String s, Integer max) {
    return abbreviate(s, max, 0);
  }

  @ApexMethod
  static String abbreviate(String s, Integer max, Integer offset) {
    if (max < 4) {
      throw Errors.string("Minimum abbreviation width is 4");
    }
    if (s.length() <= max) {
      return s;
    }
    int from = Math.min(offset, s.length());
    if (s.length() - from < max - 3) {
      from = s.length() - (max - 3);
    }
    if (from <= 4) {
      return s.substring(0, max - 3) + "...";
    }
    if (max < 7) {
      throw Errors.string("Minimum abbreviation width with offset is 7");
    }
    if (from + max - 3 < s.length()) {
      return "..." + abbreviate(s.substring(from), max - 3, 0);
    }
    return "..." + s.substring(s.length() - (max - 3));
  }

  @ApexMethod
  static String capitalize(String s) {
    return s.isEmpty() ? s : Character.toTitleCase(s.charAt(0)) + s.substring(1);
  }

  @ApexMethod
  static String uncapitalize(String s) {
    return s.isEmpty() ? s : Character.toLowerCase(s.charAt(0)) + s.substring(1);
  }

  @ApexMethod
  static String swapCase(String s) {
    StringBuilder sb = new StringBuilder(s.length());
    for (char c : s.toCharArray()) {
      sb.append(
          Character.isUpperCase(c) || Character.isTitleCase(c)
              ? Character.toLowerCase(c)
              : Character.toUpperCase(c));
    }
    return checked(sb);
  }

  @ApexMethod
  static String toLowerCase(String s) {
    return s.toLowerCase(Locale.ROOT);
  }

  @ApexMethod
  static String toLowerCase(String s, String locale) {
    return s.toLowerCase(StringSearch.locale(locale));
  }

  @ApexMethod
  static String toUpperCase(String s) {
    return s.toUpperCase(Locale.ROOT);
  }

  @ApexMethod
  static String toUpperCase(String s, String locale) {
    return s.toUpperCase(StringSearch.locale(locale));
  }

  @ApexMethod
  static String center(String s, Integer size) {
    return center(s, size, " ");
  }

  @ApexMethod
  static String center(String s, Integer size, String pad) {
    int pads = size - s.length();
    return pads <= 0 ? s : rightPad(leftPad(s, s.length() + pads / 2, pad), size, pad);
  }

  @ApexMethod
  static String leftPad(String s, Integer size) {
    return leftPad(s, size, " ");
  }

  @ApexMethod
  static String leftPad(String s, Integer size, String pad) {
    return fill(size - s.length(), pad) + s;
  }

  @ApexMethod
  static String rightPad(String s, Integer size) {
    return rightPad(s, size, " ");
  }

  @ApexMethod
  static String rightPad(String s, Integer size, String pad) {
    return s + fill(size - s.length(), pad);
  }

  private static String fill(int count, String pad) {
    if (count <= 0) {
      return "";
    }
    checkLength(count);
    String unit = pad.isEmpty() ? " " : pad;
    return unit.repeat(count / unit.length() + 1).substring(0, count);
  }

  @ApexMethod
  static String deleteWhitespace(String s) {
    StringBuilder sb = new StringBuilder(s.length());
    s.chars().filter(c -> !Character.isWhitespace(c)).forEach(c -> sb.append((char) c));
    return checked(sb);
  }

  @ApexMethod
  static String normalizeSpace(String s) {
    StringBuilder sb = new StringBuilder(s.length());
    boolean gap = false;
    for (char c : s.toCharArray()) {
      if (Character.isWhitespace(c) || c == 0xA0) {
        gap = sb.length() > 0;
      } else {
        if (gap) {
          sb.append(' ');
          gap = false;
        }
        sb.append(c);
      }
    }
    return checked(sb);
  }

  @ApexMethod
  static String trim(String s) {
    return s.trim();
  }

  @ApexMethod
  static String left(String s, Integer count) {
    return count <= 0 ? "" : s.substring(0, Math.min(count, s.length()));
  }

  @ApexMethod
  static String right(String s, Integer count) {
    return count <= 0 ? "" : s.substring(Math.max(0, s.length() - count));
  }

  @ApexMethod
  static String mid(String s, Integer start, Integer count) {
    if (count < 0 || start > s.length()) {
      return "";
    }
    int from = Math.max(0, start);
    return s.substring(from, (int) Math.min(s.length(), (long) from + count));
  }

  @ApexMethod
  static String substring(String s, Integer start) {
    return substring(s, start, s.length());
  }

  @ApexMethod
  static String substring(String s, Integer start, Integer end) {
    if (start < 0 || start > s.length()) {
      throw Errors.string("Starting position out of bounds: " + start);
    }
    if (end > s.length() || end < start) {
      throw Errors.string("Ending position out of bounds: " + end);
    }
    return s.substring(start, end);
  }

  @ApexMethod
  static String substringAfter(String s, String separator) {
    int at = s.indexOf(separator);
    return at < 0 ? "" : s.substring(at + separator.length());
  }

  @ApexMethod
  static String substringAfterLast(String s, String separator) {
    int at = separator.isEmpty() ? -1 : s.lastIndexOf(separator);
    return at < 0 ? "" : s.substring(at + separator.length());
  }

  @ApexMethod
  static String substringBefore(String s, String separator) {
    int at = s.indexOf(separator);
    return at < 0 ? s : s.substring(0, at);
  }

  @ApexMethod
  static String substringBeforeLast(String s, String separator) {
    int at = separator.isEmpty() ? -1 : s.lastIndexOf(separator);
    return at < 0 ? s : s.substring(0, at);
  }

  @ApexMethod
  static String substringBetween(String s, String tag) {
    return substringBetween(s, tag, tag);
  }

  @ApexMethod
  static String substringBetween(String s, String open, String close) {
    int start = s.indexOf(open);
    if (start < 0) {
      return null;
    }
    int end = s.indexOf(close, start + open.length());
    return end < 0 ? null : s.substring(start + open.length(), end);
  }

  @ApexMethod
  static String overlay(String s, String by, Integer start, Integer end) {
    int a = Math.max(0, Math.min(start, s.length()));
    int b = Math.max(0, Math.min(end, s.length()));
    return s.substring(0, Math.min(a, b)) + by + s.substring(Math.max(a, b));
  }

  @ApexMethod
  static String remove(String s, String part) {
    return part.isEmpty() ? s : s.replace(part, "");
  }

  @ApexMethod
  static String removeStart(String s, String prefix) {
    return s.startsWith(prefix) ? s.substring(prefix.length()) : s;
  }

  @ApexMethod
  static String removeEnd(String s, String suffix) {
    return s.endsWith(suffix) ? s.substring(0, s.length() - suffix.length()) : s;
  }

  @ApexMethod
  static String removeStartIgnoreCase(String s, String prefix) {
    return StringSearch.startsWithIgnoreCase(s, prefix) ? s.substring(prefix.length()) : s;
  }

  @ApexMethod
  static String removeEndIgnoreCase(String s, String suffix) {
    return StringSearch.endsWithIgnoreCase(s, suffix)
        ? s.substring(0, s.length() - suffix.length())
        : s;
  }

  @ApexMethod
  static String repeat(String s, Integer count) {
    if (count <= 0) {
      return "";
    }
    checkLength((long) s.length() * count);
    return s.repeat(count);
  }

  @ApexMethod
  static String repeat(String s, String separator, Integer count) {
    if (count <= 0) {
      return "";
    }
    checkLength((long) (s.length() + separator.length()) * count);
    return (s + separator).repeat(count - 1) + s;
  }

  @ApexMethod
  static String replace(String s, String target, String replacement) {
    return s.replace(target, replacement);
  }

  @ApexMethod
  static String replaceAll(String s, String regex, String replacement) {
    return Regex.replaceAll(s, regex, replacement);
  }

  @ApexMethod
  static String replaceFirst(String s, String regex, String replacement) {
    return Regex.replaceFirst(s, regex, replacement);
  }

  @ApexMethod
  static String reverse(String s) {
    return new StringBuilder(s).reverse().toString();
  }

  @ApexMethod
  static String stripHtmlTags(String s) {
    return Regex.replaceAll(s, "<[^>]*>", "");
  }
}
