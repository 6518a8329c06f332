package org.closedloop.apex.library;

import java.util.Locale;

/** String members that look: contains, indexOf, comparisons, character tests. */
@ApexType("System.String")
final class StringSearch {

  private StringSearch() {}

  @ApexMethod
  static Integer charAt(String s, Integer index) {
    if (index < 0 || index >= s.length()) {
      throw Errors.string("Index out of bounds: " + index);
    }
    return (int) s.charAt(index);
  }

  @ApexMethod
  static Integer codePointAt(String s, Integer index) {
    if (index < 0 || index >= s.length()) {
      throw Errors.string("Index out of bounds: " + index);
    }
    return s.codePointAt(index);
  }

  @ApexMethod
  static Integer codePointBefore(String s, Integer index) {
    if (index < 1 || index > s.length()) {
      throw Errors.string("Index out of bounds: " + index);
    }
    return s.codePointBefore(index);
  }

  @ApexMethod
  static Integer codePointCount(String s, Integer begin, Integer end) {
    if (begin < 0 || end > s.length() || begin > end) {
      throw Errors.string("Index out of bounds: " + (begin < 0 ? begin : end));
    }
    return s.codePointCount(begin, end);
  }

  @ApexMethod
  static Integer offsetByCodePoints(String s, Integer index, Integer offset) {
    try {
      return s.offsetByCodePoints(index, offset);
    } catch (IndexOutOfBoundsException e) {
      throw Errors.string("Index out of bounds: " + index);
    }
  }

  @ApexMethod
  static Integer compareTo(String s, String other) {
    return s.compareTo(other);
  }

  @ApexMethod("equals")
  static Boolean same(String s, @Nullable Object other) {
    return other != null && s.equals(other.toString());
  }

  @ApexMethod("hashCode")
  static Integer hash(String s) {
    return s.hashCode();
  }

  @ApexMethod
  static Boolean equalsIgnoreCase(String s, @Nullable String other) {
    return s.equalsIgnoreCase(other);
  }

  @ApexMethod
  static Integer length(String s) {
    return s.length();
  }

  @ApexMethod
  static Boolean contains(String s, String part) {
    return s.contains(part);
  }

  @ApexMethod
  static Boolean containsIgnoreCase(String s, String part) {
    return indexOfIgnoreCase(s, part, 0) >= 0;
  }

  @ApexMethod
  static Boolean containsAny(String s, String chars) {
    return indexOfAny(s, chars) >= 0;
  }

  @ApexMethod
  static Boolean containsNone(String s, String chars) {
    return indexOfAny(s, chars) < 0;
  }

  @ApexMethod
  static Boolean containsOnly(String s, String chars) {
    return indexOfAnyBut(s, chars) < 0;
  }

  @ApexMethod
  static Boolean containsWhitespace(String s) {
    return s.chars().anyMatch(Character::isWhitespace);
  }

  @ApexMethod
  static Integer countMatches(String s, String part) {
    if (part.isEmpty()) {
      return 0;
    }
    int n = 0;
    for (int i = s.indexOf(part); i >= 0; i = s.indexOf(part, i + part.length())) {
      n++;
    }
    return n;
  }

  @ApexMethod
  static Boolean startsWith(String s, String prefix) {
    return s.startsWith(prefix);
  }

  @ApexMethod
  static Boolean endsWith(String s, String suffix) {
    return s.endsWith(suffix);
  }

  @ApexMethod
  static Boolean startsWithIgnoreCase(String s, String prefix) {
    return s.regionMatches(true, 0, prefix, 0, prefix.length());
  }

  @ApexMethod
  static Boolean endsWithIgnoreCase(String s, String suffix) {
    int at = s.length() - suffix.length();
    return at >= 0 && s.regionMatches(true, at, suffix, 0, suffix.length());
  }

  @ApexMethod
  static Integer indexOf(String s, String part) {
    return s.indexOf(part);
  }

  @ApexMethod
  static Integer indexOf(String s, String part, Integer from) {
    return s.indexOf(part, from);
  }

  @ApexMethod
  static Integer lastIndexOf(String s, String part) {
    return s.lastIndexOf(part);
  }

  @ApexMethod
  static Integer lastIndexOf(String s, String part, Integer from) {
    return s.lastIndexOf(part, from);
  }

  @ApexMethod
  static Integer indexOfIgnoreCase(String s, String part) {
    return indexOfIgnoreCase(s, part, 0);
  }

  @ApexMethod
  static Integer indexOfIgnoreCase(String s, String part, Integer from) {
    for (int i = Math.max(0, from); i + part.length() <= s.length(); i++) {
      if (s.regionMatches(true, i, part, 0, part.length())) {
        return i;
      }
    }
    return -1;
  }

  @ApexMethod
  static Integer lastIndexOfIgnoreCase(String s, String part) {
    return lastIndexOfIgnoreCase(s, part, s.length());
  }

  @ApexMethod
  static Integer lastIndexOfIgnoreCase(String s, String part, Integer from) {
    for (int i = Math.min(from, s.length() - part.length()); i >= 0; i--) {
      if (s.regionMatches(true, i, part, 0, part.length())) {
        return i;
      }
    }
    return -1;
  }

  @ApexMethod
  static Integer indexOfChar(String s, Integer character) {
    return s.indexOf(character);
  }

  @ApexMethod
  static Integer indexOfChar(String s, Integer character, Integer from) {
    return s.indexOf(character, from);
  }

  @ApexMethod
  static Integer lastIndexOfChar(String s, Integer character) {
    return s.lastIndexOf(character);
  }

  @ApexMethod
  static Integer lastIndexOfChar(String s, Integer character, Integer from) {
    return s.lastIndexOf(character, from);
  }

  @ApexMethod
  static Integer indexOfAny(String s, String chars) {
    for (int i = 0; i < s.length(); i++) {
      if (chars.indexOf(s.charAt(i)) >= 0) {
        return i;
      }
    }
    return -1;
  }

  @ApexMethod
  static Integer indexOfAnyBut(String s, String chars) {
    for (int i = 0; i < s.length(); i++) {
      if (chars.indexOf(s.charAt(i)) < 0) {
        return i;
      }
    }
    return -1;
  }

  @ApexMethod
  static Integer indexOfDifference(String s, String other) {
    if (s.equals(other)) {
      return -1;
    }
    int i = 0;
    while (i < s.length() && i < other.length() && s.charAt(i) == other.charAt(i)) {
      i++;
    }
    return i;
  }

  @ApexMethod
  static String difference(String s, String other) {
    int at = indexOfDifference(s, other);
    return at < 0 ? "" : other.substring(at);
  }

  @ApexMethod
  static Integer getLevenshteinDistance(String s, String other) {
    int[] row = new int[other.length() + 1];
    for (int j = 0; j < row.length; j++) {
      row[j] = j;
    }
    for (int i = 1; i <= s.length(); i++) {
      int diagonal = row[0];
      row[0] = i;
      for (int j = 1; j < row.length; j++) {
        int above = row[j];
        int change = diagonal + (s.charAt(i - 1) == other.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(above, row[j - 1]) + 1);
        diagonal = above;
      }
    }
    return row[other.length()];
  }

  @ApexMethod
  static Integer getLevenshteinDistance(String s, String other, Integer threshold) {
    int d = getLevenshteinDistance(s, other);
    return d > threshold ? -1 : d;
  }

  @ApexMethod
  static Boolean isAllLowerCase(String s) {
    return !s.isEmpty() && s.chars().allMatch(Character::isLowerCase);
  }

  @ApexMethod
  static Boolean isAllUpperCase(String s) {
    return !s.isEmpty() && s.chars().allMatch(Character::isUpperCase);
  }

  @ApexMethod
  static Boolean isAlpha(String s) {
    return !s.isEmpty() && s.chars().allMatch(Character::isLetter);
  }

  @ApexMethod
  static Boolean isAlphaSpace(String s) {
    return s.chars().allMatch(c -> c == ' ' || Character.isLetter(c));
  }

  @ApexMethod
  static Boolean isAlphanumeric(String s) {
    return !s.isEmpty() && s.chars().allMatch(Character::isLetterOrDigit);
  }

  @ApexMethod
  static Boolean isAlphanumericSpace(String s) {
    return s.chars().allMatch(c -> c == ' ' || Character.isLetterOrDigit(c));
  }

  @ApexMethod
  static Boolean isAsciiPrintable(String s) {
    return s.chars().allMatch(c -> c >= 32 && c < 127);
  }

  @ApexMethod
  static Boolean isNumeric(String s) {
    return !s.isEmpty() && s.chars().allMatch(Character::isDigit);
  }

  @ApexMethod
  static Boolean isNumericSpace(String s) {
    return s.chars().allMatch(c -> c == ' ' || Character.isDigit(c));
  }

  @ApexMethod
  static Boolean isWhitespace(String s) {
    return s.chars().allMatch(Character::isWhitespace);
  }

  /** Apex's locale argument: a language tag with underscore, for example {@code tr_TR}. */
  static Locale locale(String name) {
    return Locale.forLanguageTag(name.replace('_', '-'));
  }
}
