package org.closedloop.localorg.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/** Conditions of list views, look-up filters, roll-ups, sharing and workflow rules. */
final class Filters {
  private static final Set<String> NUMBERS = Set.of("Number", "Currency", "Percent", "Summary");
  private static final Pattern NUMBER =
      Pattern.compile("[A-Z]{0,3}\\s*[-+]?[\\d.,']+%?", Pattern.CASE_INSENSITIVE);
  private static final Pattern RELATIVE_DATE =
      Pattern.compile(
          "(?:TODAY|YESTERDAY|TOMORROW|(?:LAST|THIS|NEXT)_(?:WEEK|MONTH|QUARTER|YEAR|90_DAYS"
              + "|FISCAL_QUARTER|FISCAL_YEAR)|(?:LAST|NEXT)_N_[A-Z_]+:\\d+|N_[A-Z_]+_AGO:\\d+"
              + "|(?:LAST|NEXT)\\s\\d+\\s\\w+|\\d+\\s\\w+\\sago"
              + "|(?:LAST|THIS|NEXT)\\s(?:FISCAL\\s)?(?:WEEK|MONTH|QUARTER|YEAR))",
          Pattern.CASE_INSENSITIVE);
  private static final Pattern ABSOLUTE_DATE =
      Pattern.compile("\\d{1,4}[-/.]\\d{1,2}[-/.]\\d{1,4}(?:[T ,].*)?");
  private static final Set<String> ORDERED =
      Set.of("lessThan", "greaterThan", "lessOrEqual", "greaterOrEqual");
  private static final Set<String> TEXTUAL = Set.of("contains", "notContain", "startsWith");

  private Filters() {}

  /** Whether operator and value of the condition fit the field. */
  static void fits(
      Component c, XmlElement item, FieldFacts field, CheckContext context, Findings out) {
    if (!field.known()) {
      return;
    }
    operation(c, item, field, out);
    item.child("value")
        .filter(v -> !v.token().isEmpty() && v.isLeaf())
        .ifPresent(v -> value(c, v, field, context, out));
  }

  private static void operation(Component c, XmlElement item, FieldFacts field, Findings out) {
    XmlElement at = item.child("operation").orElse(null);
    if (at == null) {
      return;
    }
    String operation = at.token();
    String type = field.type();
    boolean multi = type.equals("MultiselectPicklist");
    boolean wrong =
        (Set.of("includes", "excludes").contains(operation) && !multi)
            || (operation.equals("within") && !type.equals("Location"))
            || (type.equals("Checkbox")
                && (ORDERED.contains(operation) || TEXTUAL.contains(operation)))
            || (TEXTUAL.contains(operation)
                && (NUMBERS.contains(type) || type.equals("Date") || type.equals("DateTime")))
            || (multi && ORDERED.contains(operation));
    if (wrong) {
      out.refused(
          "bad-filter",
          c,
          at,
          "The operator " + operation + " does not fit " + field.name() + " (" + type + ")");
    }
  }

  private static void value(
      Component c, XmlElement at, FieldFacts field, CheckContext context, Findings out) {
    String value = at.token();
    if (value.contains("{!") || value.startsWith("$")) {
      return;
    }
    String type = field.type();
    if (type.equals("Checkbox")) {
      if (!Set.of("1", "0", "true", "false").contains(value.toLowerCase(Locale.ROOT))) {
        bad(c, at, field, out);
      }
    } else if (NUMBERS.contains(type) && !field.formula()) {
      for (String part : value.split(",")) {
        if (!part.isBlank() && !NUMBER.matcher(part.strip()).matches()) {
          bad(c, at, field, out);
          return;
        }
      }
    } else if (type.equals("Date") || type.equals("DateTime")) {
      if (!RELATIVE_DATE.matcher(value).matches() && !ABSOLUTE_DATE.matcher(value).matches()) {
        bad(c, at, field, out);
      }
    } else if (type.equals("Picklist") || type.equals("MultiselectPicklist")) {
      picklist(c, at, field, context, out);
    }
  }

  private static void bad(Component c, XmlElement at, FieldFacts field, Findings out) {
    out.refused(
        "bad-filter",
        c,
        at,
        "'" + at.token() + "' is no value of " + field.name() + " (" + field.type() + ")");
  }

  /** An unknown value deploys, and the condition is never met. */
  private static void picklist(
      Component c, XmlElement at, FieldFacts field, CheckContext context, Findings out) {
    Optional<List<String>> values = context.picklistTexts(field);
    if (values.isEmpty()) {
      return;
    }
    String text = at.token();
    if (known(text, values.get())) {
      return;
    }
    String separator = field.type().equals("Picklist") ? "," : "[,;]";
    for (String part : text.split(separator)) {
      String word = part.strip().replaceAll("^\"|\"$", "");
      if (!word.isEmpty() && !known(word, values.get())) {
        out.wrong(
            "unknown-value",
            c,
            at,
            "'" + word + "' is no value of the picklist " + field.name(),
            NearestName.hint(word, values.get()));
        return;
      }
    }
  }

  private static boolean known(String word, List<String> values) {
    return values.stream().anyMatch(word::equalsIgnoreCase);
  }

  /** Refuses condition logic that does not hold for the number of conditions. */
  static void logic(Component c, XmlElement holder, String items, Findings out) {
    XmlElement logic = holder.child("booleanFilter").orElse(null);
    if (logic == null || logic.token().isEmpty()) {
      return;
    }
    ConditionLogic.problem(logic.token(), holder.children(items).size())
        .ifPresent(p -> out.refused("bad-filter", c, logic, p));
  }
}
