package org.closedloop.apex.library;

import java.time.chrono.IsoChronology;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeFormatterBuilder;
import java.time.format.FormatStyle;
import java.util.Locale;

/** Short date and time patterns of a locale, with four-digit years as the platform shows them. */
public final class LocaleFormats {

  private LocaleFormats() {}

  public static String date(Locale locale) {
    String p =
        DateTimeFormatterBuilder.getLocalizedDateTimePattern(
            FormatStyle.SHORT, null, IsoChronology.INSTANCE, locale);
    return p.replaceAll("y+", "yyyy");
  }

  public static String time(Locale locale) {
    return DateTimeFormatterBuilder.getLocalizedDateTimePattern(
        null, FormatStyle.SHORT, IsoChronology.INSTANCE, locale);
  }

  static String timeWithSeconds(Locale locale) {
    return DateTimeFormatterBuilder.getLocalizedDateTimePattern(
        null, FormatStyle.MEDIUM, IsoChronology.INSTANCE, locale);
  }

  public static String dateTime(Locale locale) {
    return date(locale) + ", " + time(locale);
  }

  /** A parser that takes one or two digits for day, month and hour and ignores case. */
  static DateTimeFormatter lenient(String pattern) {
    String p = pattern.replaceAll("d+", "d").replaceAll("M+", "M").replaceAll("H+", "H");
    return new DateTimeFormatterBuilder()
        .parseCaseInsensitive()
        .appendPattern(p.replace("h+", "h"))
        .toFormatter(Locale.ENGLISH);
  }
}
