package org.closedloop.localorg.soql;

import java.math.BigDecimal;
import java.text.NumberFormat;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import org.closedloop.apex.host.UserContext;

/** FORMAT(): values as the user's locale writes them. */
final class LocaleText {

  private final UserContext user;

  LocaleText(UserContext user) {
    this.user = user;
  }

  String of(Object value) {
    if (value instanceof BigDecimal d) {
      NumberFormat f = NumberFormat.getNumberInstance(user.locale());
      f.setMinimumFractionDigits(Math.max(0, d.scale()));
      f.setMaximumFractionDigits(Math.max(0, d.scale()));
      return f.format(d);
    }
    if (value instanceof Number n) {
      return NumberFormat.getIntegerInstance(user.locale()).format(n);
    }
    if (value instanceof LocalDate d) {
      return d.format(
          DateTimeFormatter.ofLocalizedDate(FormatStyle.SHORT).withLocale(user.locale()));
    }
    if (value instanceof Instant i) {
      return i.atZone(user.zone())
          .format(
              DateTimeFormatter.ofLocalizedDateTime(FormatStyle.SHORT).withLocale(user.locale()));
    }
    if (value instanceof LocalTime t) {
      return t.format(
          DateTimeFormatter.ofLocalizedTime(FormatStyle.SHORT).withLocale(user.locale()));
    }
    return value.toString();
  }
}
