package org.closedloop.apex.library;

import java.util.function.Supplier;
import java.util.regex.Matcher;

/** A {@code System.Matcher} under the guard of {@link Regex}. */
@ApexType("System.Matcher")
final class MatcherValue extends LibraryValue {

  private PatternValue pattern;
  private Regex regex;

  MatcherValue(PatternValue pattern, String text) {
    this.pattern = pattern;
    this.regex = new Regex(pattern.java(), text);
  }

  private static <T> T checked(Supplier<T> read) {
    try {
      return read.get();
    } catch (IllegalStateException | IndexOutOfBoundsException e) {
      throw Errors.string(e.getMessage());
    }
  }

  private Matcher java() {
    return regex.matcher();
  }

  @ApexMethod
  Boolean find() {
    return regex.find();
  }

  @ApexMethod
  Boolean find(Integer from) {
    return checked(() -> regex.find(from));
  }

  @ApexMethod
  Boolean matches() {
    return regex.matches();
  }

  @ApexMethod
  Boolean lookingAt() {
    return regex.lookingAt();
  }

  @ApexMethod
  String group() {
    return checked(() -> java().group());
  }

  @ApexMethod
  String group(Integer index) {
    return checked(() -> java().group(index));
  }

  @ApexMethod
  Integer groupCount() {
    return java().groupCount();
  }

  @ApexMethod
  Integer start() {
    return checked(() -> java().start());
  }

  @ApexMethod
  Integer start(Integer group) {
    return checked(() -> java().start(group));
  }

  @ApexMethod
  Integer end() {
    return checked(() -> java().end());
  }

  @ApexMethod
  Integer end(Integer group) {
    return checked(() -> java().end(group));
  }

  @ApexMethod
  Boolean hitEnd() {
    return java().hitEnd();
  }

  @ApexMethod
  Boolean requireEnd() {
    return java().requireEnd();
  }

  @ApexMethod("pattern")
  PatternValue patternValue() {
    return pattern;
  }

  @ApexMethod
  MatcherValue usePattern(PatternValue next) {
    pattern = next;
    java().usePattern(next.java());
    return this;
  }

  @ApexMethod
  MatcherValue region(Integer start, Integer end) {
    checked(() -> java().region(start, end));
    return this;
  }

  @ApexMethod
  Integer regionStart() {
    return java().regionStart();
  }

  @ApexMethod
  Integer regionEnd() {
    return java().regionEnd();
  }

  @ApexMethod
  Boolean hasAnchoringBounds() {
    return java().hasAnchoringBounds();
  }

  @ApexMethod
  Boolean hasTransparentBounds() {
    return java().hasTransparentBounds();
  }

  @ApexMethod
  MatcherValue useAnchoringBounds(Boolean b) {
    java().useAnchoringBounds(b);
    return this;
  }

  @ApexMethod
  MatcherValue useTransparentBounds(Boolean b) {
    java().useTransparentBounds(b);
    return this;
  }

  @ApexMethod
  MatcherValue reset() {
    java().reset();
    return this;
  }

  @ApexMethod
  MatcherValue reset(String text) {
    regex = new Regex(pattern.java(), text);
    return this;
  }

  @ApexMethod
  String replaceAll(String replacement) {
    return regex.replace(replacement, false);
  }

  @ApexMethod
  String replaceFirst(String replacement) {
    return regex.replace(replacement, true);
  }

  @ApexMethod
  static String quoteReplacement(String text) {
    return Matcher.quoteReplacement(text);
  }
}
