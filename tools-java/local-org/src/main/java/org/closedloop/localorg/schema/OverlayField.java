package org.closedloop.localorg.schema;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldDef.DeleteConstraint;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.PicklistValue;

/** Reads one field line of the standard objects' resource. */
final class OverlayField {

  private static final List<String> LANGUAGES =
      List.of(
          "en_US", "de", "es", "fr", "it", "ja", "sv", "ko", "zh_TW", "zh_CN", "pt_BR", "nl_NL",
          "da", "th", "fi", "ru", "es_MX", "no", "hu", "pl", "cs", "tr", "in", "ro", "vi", "uk",
          "iw", "el", "bg", "en_GB", "ar", "sk", "pt_PT", "hr", "sl", "fr_CA", "ka", "sr", "sh",
          "en_AU", "en_MY", "en_IN", "en_PH", "en_CA", "ro_MD", "bs", "mk", "lv", "lt", "et", "sq",
          "sh_ME", "mt", "ga", "eu", "cy", "is", "ms", "tl", "lb", "rm", "hy", "hi", "ur");

  /** Types of fields that the platform derives and keeps no field-level security for. */
  private static final List<String> HIDDEN_NEVER = List.of("bool", "date", "datetime", "url");

  private OverlayField() {}

  static FieldDef parse(List<String> tokens) {
    String name = tokens.get(0);
    String typeText = tokens.get(1);
    int open = indexOfOpen(typeText);
    String base = open < 0 ? typeText : typeText.substring(0, open);
    String args = open < 0 ? "" : typeText.substring(open + 1, typeText.length() - 1);
    FieldDef.Builder b = FieldDef.builder(name, type(base)).label(label(name));
    shape(b, base, args);
    List<String> attributes = tokens.subList(2, tokens.size());
    reference(b, base, args, attributes);
    for (String a : attributes) {
      attribute(b, a);
    }
    if (attributes.contains("ro") && HIDDEN_NEVER.contains(base)) {
      b.alwaysAccessible(true);
    }
    return b.build();
  }

  private static int indexOfOpen(String text) {
    int round = text.indexOf('(');
    int square = text.indexOf('[');
    return round < 0 ? square : square < 0 ? round : Math.min(round, square);
  }

  private static FieldType type(String base) {
    return switch (base) {
      case "id" -> FieldType.ID;
      case "string" -> FieldType.STRING;
      case "text", "longtext", "html" -> FieldType.TEXTAREA;
      case "bool" -> FieldType.BOOLEAN;
      case "int" -> FieldType.INTEGER;
      case "long" -> FieldType.LONG;
      case "number" -> FieldType.DOUBLE;
      case "currency" -> FieldType.CURRENCY;
      case "percent" -> FieldType.PERCENT;
      case "date" -> FieldType.DATE;
      case "datetime" -> FieldType.DATETIME;
      case "time" -> FieldType.TIME;
      case "email" -> FieldType.EMAIL;
      case "phone" -> FieldType.PHONE;
      case "url" -> FieldType.URL;
      case "picklist" -> FieldType.PICKLIST;
      case "multi" -> FieldType.MULTIPICKLIST;
      case "combo" -> FieldType.COMBOBOX;
      case "ref" -> FieldType.REFERENCE;
      case "base64" -> FieldType.BASE64;
      case "address" -> FieldType.ADDRESS;
      case "location" -> FieldType.LOCATION;
      case "any" -> FieldType.ANYTYPE;
      default -> throw new IllegalArgumentException("unknown type " + base);
    };
  }

  private static void shape(FieldDef.Builder b, String base, String args) {
    switch (base) {
      case "string", "text" -> b.length(Integer.parseInt(args));
      case "longtext", "html" ->
          b.length(Integer.parseInt(args)).longText(true).htmlFormatted(base.equals("html"));
      case "number", "currency", "percent" -> {
        String[] ps = args.split(",");
        b.number(Integer.parseInt(ps[0]), Integer.parseInt(ps[1]));
      }
      case "int" -> b.number(9, 0);
      case "email" -> b.length(80);
      case "phone" -> b.length(40);
      case "url" -> b.length(255);
      case "picklist", "multi", "combo" -> b.length(255).picklist(values(args), special(args));
      case "ref", "id" -> b.length(18);
      default -> {
        // no shape of its own
      }
    }
  }

  private static boolean special(String args) {
    return args.startsWith("@");
  }

  private static List<PicklistValue> values(String args) {
    Stream<String> texts =
        switch (args) {
          case "@timezones" ->
              ZoneId.getAvailableZoneIds().stream()
                  .filter(z -> z.equals("GMT") || (z.contains("/") && !z.startsWith("Etc/")))
                  .sorted();
          case "@locales" ->
              Stream.of(Locale.getAvailableLocales())
                  .map(Locale::toString)
                  .filter(l -> !l.isEmpty() && !l.contains("#"))
                  .sorted();
          case "@languages" -> LANGUAGES.stream();
          default -> Stream.of(args.split(";"));
        };
    List<PicklistValue> out = new ArrayList<>();
    texts.forEach(
        t -> {
          boolean standard = t.startsWith("*");
          String value = standard ? t.substring(1) : t;
          out.add(new PicklistValue(value, value, standard, true));
        });
    return out;
  }

  private static void reference(
      FieldDef.Builder b, String base, String args, List<String> attributes) {
    if (!base.equals("ref")) {
      return;
    }
    String relationship = null;
    String child = null;
    for (String a : attributes) {
      if (a.startsWith("rel=")) {
        relationship = a.substring(4);
      } else if (a.startsWith("child=")) {
        child = a.substring(6);
      }
    }
    b.reference(List.of(args.split(",")), relationship, child);
  }

  private static void attribute(FieldDef.Builder b, String a) {
    int eq = a.indexOf('=');
    String key = eq < 0 ? a : a.substring(0, eq);
    String value = eq < 0 ? "" : unquote(a.substring(eq + 1));
    switch (key) {
      case "required" -> b.required(true).alwaysAccessible(true);
      case "ro" -> b.writeable(false, false);
      case "create" -> b.writeable(true, false);
      case "name" -> b.nameField(true).alwaysAccessible(true);
      case "ns" -> b.alwaysAccessible(true);
      case "unique" -> b.unique(true);
      case "external" -> b.externalId(true);
      case "cascade" -> b.deleteConstraint(DeleteConstraint.CASCADE);
      case "restrict" -> b.deleteConstraint(DeleteConstraint.RESTRICT);
      case "md" -> b.masterDetail(true);
      case "auto" -> b.autoNumberFormat(value);
      case "label" -> b.label(value);
      case "default" -> b.defaultValueFormula(value);
      case "len" -> b.length(Integer.parseInt(value));
      case "rel", "child", "restricted", "parent" -> {
        // read with the type
      }
      default -> throw new IllegalArgumentException("unknown attribute " + key);
    }
  }

  static String unquote(String text) {
    return text.startsWith("\"") ? text.substring(1, text.length() - 1) : text;
  }

  /** {@code NumberOfEmployees} becomes "Number Of Employees", {@code ParentId} "Parent ID". */
  static String label(String name) {
    String spaced = name.replaceAll("(?<=[a-z])(?=[A-Z])", " ");
    return spaced.endsWith(" Id") ? spaced.substring(0, spaced.length() - 2) + "ID" : spaced;
  }
}
