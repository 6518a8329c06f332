package org.closedloop.apex.library;

import java.util.regex.Pattern;
import org.closedloop.apex.value.ApexList;

/** A {@code System.Pattern}. */
@ApexType("System.Pattern")
final class PatternValue extends LibraryValue {

  private final Pattern pattern;

  PatternValue(Pattern pattern) {
    this.pattern = pattern;
  }

  Pattern java() {
    return pattern;
  }

  @ApexMethod
  static PatternValue compile(String regex) {
    return new PatternValue(Regex.compile(regex));
  }

  @ApexMethod
  static Boolean matches(String regex, String text) {
    return new Regex(Regex.compile(regex), text).matches();
  }

  @ApexMethod
  static String quote(String text) {
    return Pattern.quote(text);
  }

  @ApexMethod
  MatcherValue matcher(String text) {
    return new MatcherValue(this, text);
  }

  @ApexMethod("pattern")
  @Override
  public String apexText() {
    return pattern.pattern();
  }

  @ApexMethod
  ApexList split(String text) {
    return split(text, 0);
  }

  @ApexMethod
  ApexList split(String text, Integer limit) {
    return StringLibrary.texts(Regex.split(pattern, text, limit));
  }
}
