package org.closedloop.localorg.dml;

import java.time.LocalDate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.localorg.store.IdAllocator;

/** Writes running numbers in their display format: {@code R-{0000}}, {@code {YYYY}-{MM}-{0}}. */
final class AutoNumber {

  private static final Pattern PART = Pattern.compile("\\{([^}]*)}");

  private AutoNumber() {}

  static String next(IdAllocator ids, SObjectDef def, FieldDef field, LocalDate today) {
    return format(
        field.autoNumberFormat(), ids.nextNumber(def.name(), field.name(), first(field)), today);
  }

  /** Standard objects start at the number in their format, for example {@code {00001000}}. */
  private static long first(FieldDef field) {
    Matcher m = Pattern.compile("\\{(\\d+)}").matcher(field.autoNumberFormat());
    return m.find() ? Math.max(1, Long.parseLong(m.group(1))) : 1;
  }

  static String format(String format, long number, LocalDate today) {
    Matcher m = PART.matcher(format);
    StringBuilder out = new StringBuilder();
    while (m.find()) {
      String part = m.group(1);
      String text =
          switch (part) {
            case "YYYY" -> "%04d".formatted(today.getYear());
            case "YY" -> "%02d".formatted(today.getYear() % 100);
            case "MM" -> "%02d".formatted(today.getMonthValue());
            case "DD" -> "%02d".formatted(today.getDayOfMonth());
            default -> ("%0" + Math.max(1, part.length()) + "d").formatted(number);
          };
      m.appendReplacement(out, Matcher.quoteReplacement(text));
    }
    m.appendTail(out);
    return out.toString();
  }
}
