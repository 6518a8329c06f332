package org.closedloop.apex.bind;

import static org.closedloop.apex.bind.AnnotationRules.Target.CLASS;
import static org.closedloop.apex.bind.AnnotationRules.Target.FIELD;
import static org.closedloop.apex.bind.AnnotationRules.Target.METHOD;
import static org.closedloop.apex.bind.AnnotationRules.Target.PARAMETER;
import static org.closedloop.apex.bind.AnnotationRules.Target.PROPERTY;

import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.closedloop.apex.syntax.Modifiers;

/** Where annotations may stand, and which properties with which values they have. */
final class AnnotationRules {

  /** What carries an annotation. */
  enum Target {
    CLASS("classes"),
    INTERFACE("interfaces"),
    ENUM("enums"),
    METHOD("methods"),
    FIELD("fields"),
    PROPERTY("properties"),
    CONSTRUCTOR("constructors"),
    PARAMETER("parameters");

    private final String plural;

    Target(String plural) {
      this.plural = plural;
    }
  }

  /** The values of a property: any text, a flag, a number, or one of a few words. */
  private record Values(boolean flag, boolean number, List<String> words) {
    static final Values TEXT = new Values(false, false, List.of());
    static final Values FLAG = new Values(true, false, List.of());
    static final Values NUMBER = new Values(false, true, List.of());

    static Values of(String... words) {
      return new Values(false, false, List.of(words));
    }

    boolean take(String v) {
      if (flag) {
        return v.equalsIgnoreCase("true") || v.equalsIgnoreCase("false");
      }
      if (number) {
        return v.chars().allMatch(Character::isDigit);
      }
      return words.isEmpty() || words.stream().anyMatch(v::equalsIgnoreCase);
    }

    String describe() {
      return flag ? "Boolean" : number ? "Integer" : String.join(", ", words);
    }
  }

  private record Rule(Set<Target> targets, Map<String, Values> properties) {}

  private static final Map<String, Rule> RULES = new HashMap<>();

  private static void rule(String name, Set<Target> targets, Object... properties) {
    Map<String, Values> all = new HashMap<>();
    for (int i = 0; i < properties.length; i += 2) {
      all.put((String) properties[i], (Values) properties[i + 1]);
    }
    RULES.put(name, new Rule(targets, all));
  }

  static {
    EnumSet<Target> declarations = EnumSet.complementOf(EnumSet.of(PARAMETER));
    EnumSet<Target> methods = EnumSet.of(METHOD);
    EnumSet<Target> data = EnumSet.of(FIELD, PROPERTY);
    Values text = Values.TEXT;
    Values flag = Values.FLAG;
    Values access = Values.of("never", "samePackage", "sameNamespace", "always");
    rule(
        "auraenabled",
        EnumSet.of(METHOD, FIELD, PROPERTY),
        "cacheable",
        flag,
        "continuation",
        flag,
        "scope",
        Values.of("global"),
        "translatable",
        flag);
    rule("deprecated", declarations);
    rule("future", methods, "callout", flag, "delay", Values.NUMBER, "limits", text);
    for (String verb : List.of("get", "post", "put", "patch", "delete")) {
      rule("http" + verb, methods);
    }
    rule(
        "invocablemethod",
        methods,
        "label",
        text,
        "description",
        text,
        "category",
        text,
        "callout",
        flag,
        "configurationeditor",
        text,
        "iconname",
        text,
        "capabilitytype",
        text);
    rule(
        "invocablevariable",
        data,
        "label",
        text,
        "description",
        text,
        "required",
        flag,
        "defaultvalue",
        text,
        "placeholdertext",
        text);
    rule(
        "istest",
        EnumSet.of(CLASS, METHOD),
        "seealldata",
        flag,
        "isparallel",
        flag,
        "oninstall",
        flag,
        "critical",
        flag,
        "testfor",
        text);
    rule("jsonaccess", EnumSet.of(CLASS), "serializable", access, "deserializable", access);
    rule("namespaceaccessible", declarations);
    rule("readonly", methods, "usereplica", Values.of("never", "preferred"));
    rule("remoteaction", methods, "callout", flag);
    rule("restresource", EnumSet.of(CLASS), "urlmapping", text);
    rule("testsetup", methods, "oninstall", flag);
    rule("testvisible", declarations);
  }

  private AnnotationRules() {}

  static void check(Modifiers.Annotated a, Target target, Problems problems) {
    String name = a.name().toLowerCase(Locale.ROOT);
    Rule rule = RULES.get(name);
    if (rule == null) {
      return;
    }
    if (!rule.targets().contains(target)) {
      error(a, "@" + a.name() + " is not allowed on " + target.plural, "", problems);
      return;
    }
    a.values().forEach((property, value) -> property(a, rule, property, value, problems));
    if (name.equals("restresource")) {
      url(a, problems);
    } else if (name.equals("jsonaccess") && a.values().isEmpty()) {
      String message = "At least one JSON serialization control parameter must be specified";
      error(a, message, "", problems);
    }
  }

  private static void property(
      Modifiers.Annotated a, Rule rule, String property, String value, Problems problems) {
    Values v = rule.properties().get(property);
    if (v == null) {
      error(
          a,
          "No such property, " + property + ", defined on this annotation: " + a.name(),
          Problems.nearest(property, rule.properties().keySet()),
          problems);
    } else if (!v.take(value)) {
      error(
          a,
          "Invalid value for property " + property + ": " + value + ", expected " + v.describe(),
          "",
          problems);
    }
  }

  private static void url(Modifiers.Annotated a, Problems problems) {
    String url = a.values().get("urlmapping");
    if (url == null) {
      if (a.values().isEmpty()) {
        error(a, "Required property is missing: urlMapping", "", problems);
      }
    } else if (url.isEmpty() || url.length() > 255) {
      error(a, "Rest Resource url must have 1 to 255 characters", "", problems);
    } else if (!url.startsWith("/")) {
      error(a, "Rest Resource url must begin with a forward slash, '/'", "", problems);
    } else if (!url.replaceAll("/\\*(?=/|$)", "/").chars().allMatch(c -> c != '*')) {
      String message = "Rest Resource url wildcard, '*', must stand alone between slashes";
      error(a, message, "", problems);
    }
  }

  private static void error(Modifiers.Annotated a, String message, String hint, Problems problems) {
    problems.error(a.pos(), "annotation", message, hint);
  }
}
