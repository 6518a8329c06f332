package org.closedloop.localorg.check;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.Namespaces;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/**
 * Look-ups that rules for screens and reports share: names of fields, objects and components as
 * such files write them, and whether anything can be said about them at all.
 */
final class ScreenNames {
  /** What is known about a name. */
  enum Known {
    YES,
    NO,
    /** It belongs to another package, or to an object of which nothing is known. */
    UNKNOWN
  }

  /** Fields that a custom object has with some features only. */
  private static final Set<String> WITH_FEATURES =
      Set.of(
          "currencyisocode", "division", "connectionreceivedid", "connectionsentid", "isprotected");

  private ScreenNames() {}

  /** In the namespace of another package, or with a build token in it: nothing can be checked. */
  static boolean foreign(String name) {
    for (String part : name.split("[.$@/-]")) {
      if (Namespaces.prefixed(part)) {
        return true;
      }
    }
    return false;
  }

  /** Whether the object has the field. */
  static Known field(CheckContext context, String object, String name) {
    if (context.field(object, name).isPresent()) {
      return Known.YES;
    }
    if (foreign(name) || foreign(object)) {
      return Known.UNKNOWN;
    }
    String lower = name.toLowerCase(Locale.ROOT);
    if (lower.endsWith("__pc")) {
      return Known.UNKNOWN;
    }
    if (CheckContext.isCustom(object)) {
      if (!context.has("CustomObject", object)) {
        return Known.UNKNOWN;
      }
      return WITH_FEATURES.contains(lower) ? Known.YES : Known.NO;
    }
    if (CheckContext.isCustom(name)) {
      return PlatformNames.object(object) ? Known.NO : Known.UNKNOWN;
    }
    if (!PlatformNames.object(object)) {
      return Known.UNKNOWN;
    }
    return PlatformNames.compoundField(object, name) ? Known.YES : Known.NO;
  }

  /** Hint with the nearest field of an object, standard ones included. */
  static String fieldHint(CheckContext context, String object, String name) {
    String own = context.fieldHint(object, name);
    return own.isEmpty() ? NearestName.hint(name, PlatformNames.fields(object)) : own;
  }

  /** Refuses a field that the object does not have, in the platform's words. */
  static void requireField(
      Component c, String object, XmlElement at, CheckContext context, Findings out) {
    requireField(c, object, at, at.token(), context, out);
  }

  static void requireField(
      Component c, String object, XmlElement at, String name, CheckContext context, Findings out) {
    if (field(context, object, name) != Known.NO) {
      return;
    }
    String message =
        "In field: " + at.name() + " - no CustomField named " + object + "." + name + " found";
    if (CheckContext.isCustom(object) || CheckContext.isCustom(name)) {
      out.refused("unknown-field", c, at, message, fieldHint(context, object, name));
    } else {
      // Screens show a few fields that no describe lists, such as Lead.CampaignId.
      nearlyKnown("unknown-field", c, at, name, PlatformNames.fields(object), message, out);
    }
  }

  /** Refuses an object that is not there; false when nothing more can be checked about it. */
  static boolean requireObject(
      Component c, XmlElement at, String name, CheckContext context, Findings out) {
    if (foreign(name)) {
      return context.has("CustomObject", name);
    }
    if (context.objectExists(name)) {
      return true;
    }
    out.refused(
        "unknown-object",
        c,
        at,
        "In field: " + at.name() + " - no CustomObject named " + name + " found",
        context.hint("CustomObject", name));
    return false;
  }

  /** Refuses a component that is not there, in the platform's words. */
  static boolean requireComponent(
      Component c, XmlElement at, String type, String name, CheckContext context, Findings out) {
    if (context.has(type, name)) {
      return true;
    }
    if (!foreign(name)) {
      out.refused(
          "unknown-reference",
          c,
          at,
          "In field: " + at.name() + " - no " + type + " named " + name + " found",
          context.hint(type, name));
    }
    return false;
  }

  /**
   * A name outside a list that is not known to be complete: an error when it is a {@link #slip} of
   * a listed one, otherwise a warning.
   */
  static void nearlyKnown(
      String code,
      Component c,
      XmlElement at,
      String name,
      Collection<String> known,
      String message,
      Findings out) {
    if (known.contains(name) || foreign(name)) {
      return;
    }
    Optional<String> meant = known.stream().filter(k -> slip(name, k)).findFirst();
    if (meant.isPresent()) {
      out.refused(code, c, at, message, "did you mean '" + meant.get() + "'?");
    } else {
      out.warning(code, c, at, message, "not among the names known here");
    }
  }

  /** One letter too many, too few, wrong or swapped; names that differ in a digit are two names. */
  static boolean slip(String written, String meant) {
    int shorter = Math.min(written.length(), meant.length());
    if (shorter < 4 || Math.abs(written.length() - meant.length()) > 1) {
      return false;
    }
    int start = 0;
    while (start < shorter && written.charAt(start) == meant.charAt(start)) {
      start++;
    }
    int end = 0;
    while (end < shorter - start
        && written.charAt(written.length() - 1 - end) == meant.charAt(meant.length() - 1 - end)) {
      end++;
    }
    String a = written.substring(start, written.length() - end);
    String b = meant.substring(start, meant.length() - end);
    boolean swapped =
        a.length() == 2 && b.equals(new StringBuilder(a).reverse().toString()) && !a.equals(b);
    boolean one = Math.max(a.length(), b.length()) == 1;
    return swapped
        || (one && (a + b).chars().noneMatch(Character::isDigit) && !a.equalsIgnoreCase(b));
  }

  /**
   * The object behind a child relationship ({@code Answers__r}, {@code Contacts}), with its field.
   */
  record Child(String object, String field) {}

  /** Children of an object by relationship name; empty when no such relationship is known. */
  static Optional<Child> child(CheckContext context, String parent, String relationship) {
    for (Component field : context.after().ofType("CustomField")) {
      XmlElement xml = field.xml();
      String name = xml.token("relationshipName", "");
      if (!name.isEmpty()
          && (relationship.equalsIgnoreCase(name + "__r") || relationship.equalsIgnoreCase(name))
          && xml.texts("referenceTo").stream().anyMatch(parent::equalsIgnoreCase)) {
        return Optional.of(new Child(field.parentName(), field.localName()));
      }
    }
    return PlatformNames.relationship(parent, relationship).map(o -> new Child(o, ""));
  }

  /** Names of the custom child relationships of an object, as queries write them. */
  static List<String> children(CheckContext context, String parent) {
    List<String> names = new ArrayList<>();
    for (Component field : context.after().ofType("CustomField")) {
      String name = field.xml().token("relationshipName", "");
      if (!name.isEmpty()
          && field.xml().texts("referenceTo").stream().anyMatch(parent::equalsIgnoreCase)) {
        names.add(name + "__r");
      }
    }
    return names;
  }
}
