package org.closedloop.scenarios.mutation;

import static org.closedloop.scenarios.mutation.Verdict.EQUIVALENT;
import static org.closedloop.scenarios.mutation.Verdict.REFUSED;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Mutations of whole files: their names, their names inside, and whether they are there. */
final class ComponentOperators {
  private static final Set<String> CHILDREN =
      Set.of("CustomField", "ListView", "ValidationRule", "CompactLayout", "RecordType");
  private static final Set<String> WITH_BODY = Set.of("ApexClass", "ApexTrigger", "ApexPage");

  private ComponentOperators() {}

  static List<Operator> all() {
    return List.of(
        new Operator(
            "component-delete",
            "A component gone: refused where another one names it, else equivalent",
            6,
            ComponentOperators::delete),
        new Operator(
            "component-rename-file",
            "A file under another name: refused where the name stands inside or elsewhere",
            5,
            ComponentOperators::rename),
        new Operator(
            "component-bad-name",
            "A file under a name that is no API name: refused",
            3,
            ComponentOperators::badName),
        new Operator(
            "component-full-name",
            "A fullName that differs from the file's: refused",
            4,
            ComponentOperators::fullName),
        new Operator(
            "component-half",
            "A body without its metadata file, or the other way round: refused",
            4,
            ComponentOperators::half),
        new Operator(
            "component-suffix",
            "A metadata file with a suffix that no type has: refused",
            3,
            ComponentOperators::suffix));
  }

  /** Whether another component needs this one by its name. */
  private static boolean named(Facts facts, XmlText x) {
    String name = x.name();
    return switch (x.type()) {
      case "CustomField" ->
          facts.fieldNamed(x.object(), name, x.file)
              || facts.inFormula(name, x.object(), x.file)
              || facts.inCode(name) && onlyHere(facts, x);
      case "CustomObject" ->
          facts.inMetadata(name, x.file) || facts.inCode(name) || !facts.partsOf(name).isEmpty();
      case "ApexClass" -> facts.inOtherCode(name, bodyOf(x)) || facts.inMetadata(name, x.file);
      case "CustomLabels" -> true;
      case "CompactLayout",
          "ApexTrigger",
          "Flow",
          "CustomTab",
          "ApexPage",
          "CustomPermission",
          "CustomApplication" ->
          facts.inMetadata(name, x.file)
              || (x.type().equals("ApexPage") && facts.inCode(name))
              || (x.type().equals("CustomPermission") && facts.inFormula(name, "", x.file));
      default -> false;
    };
  }

  private static String bodyOf(XmlText x) {
    return x.file.substring(0, x.file.length() - "-meta.xml".length());
  }

  /** Whether no other object has a field of that name, so that a bare mention means this one. */
  private static boolean onlyHere(Facts facts, XmlText field) {
    return facts.fields().stream().filter(f -> f.endsWith("." + field.name())).count() == 1;
  }

  private static void delete(Sources s, Sites out) {
    Facts facts = new Facts(s);
    for (XmlText x : s.xml()) {
      boolean named = named(facts, x);
      out.delete(
          named ? REFUSED : EQUIVALENT,
          named ? "another component names it" : "nothing names it",
          WITH_BODY.contains(x.type()) ? s.together(x.file) : List.of(x.file));
    }
  }

  private static Map<String, String> names(Sources s, XmlText x, String name) {
    Map<String, String> out = new LinkedHashMap<>();
    for (String f : s.together(x.file)) {
      int slash = f.lastIndexOf('/') + 1;
      out.put(f, f.substring(0, slash) + name + f.substring(slash + x.name().length()));
    }
    return out;
  }

  private static String typo(Sources s, XmlText x) {
    Set<String> taken = References.taken(s);
    return x.type().equals("Layout")
        ? Typo.of(x.name().substring(0, x.name().indexOf("__")), taken::contains)
            + x.name().substring(x.name().indexOf("__"))
        : x.type().equals("CustomMetadata")
            ? Typo.of(x.name().substring(0, x.name().indexOf('.')), taken::contains)
                + x.name().substring(x.name().indexOf('.'))
            : Typo.ofReference(x.name(), taken::contains);
  }

  private static void rename(Sources s, Sites out) {
    Facts facts = new Facts(s);
    for (XmlText x : s.xml()) {
      String reason =
          CHILDREN.contains(x.type())
              ? "the fullName inside differs"
              : Set.of("ApexClass", "ApexTrigger").contains(x.type())
                  ? "the name inside differs"
                  : Set.of("Layout", "CustomMetadata").contains(x.type())
                      ? "there is no such object"
                      : x.type().equals("CustomTab") && x.root.child("customObject").isPresent()
                          ? "there is no such object"
                          : named(facts, x) ? "another component names it" : "";
      out.rename(
          reason.isEmpty() ? EQUIVALENT : REFUSED,
          reason.isEmpty() ? "nothing names it" : reason,
          names(s, x, typo(s, x)));
    }
  }

  private static void badName(Sources s, Sites out) {
    for (XmlText x : s.xml()) {
      String name = x.name();
      if (x.type().equals("Layout") || x.type().equals("CustomLabels")) {
        continue;
      }
      int end = name.contains(".") ? name.length() : name.indexOf("__");
      end = end < 0 ? name.length() : end;
      for (String bad :
          List.of(
              name.substring(0, end) + "_" + (end == name.length() ? "" : name.substring(end)),
              "1" + name,
              name.substring(0, end) + "-x" + name.substring(end))) {
        out.rename(REFUSED, "no API name", names(s, x, bad));
      }
      out.rename(
          REFUSED,
          "a name has at most 40 characters, 80 where it may be longest",
          names(s, x, name.substring(0, end) + "x".repeat(81 - end) + name.substring(end)));
    }
  }

  private static void fullName(Sources s, Sites out) {
    for (XmlText x : s.xml()) {
      if (CHILDREN.contains(x.type())) {
        x.root
            .child("fullName")
            .ifPresent(
                n ->
                    out.replace(
                        REFUSED,
                        "the file's name differs",
                        x.file,
                        n.open,
                        n.close,
                        Typo.ofReference(n.value(), w -> false)));
      }
    }
  }

  private static void half(Sources s, Sites out) {
    for (XmlText x : s.xml()) {
      if (WITH_BODY.contains(x.type())) {
        out.delete(REFUSED, "no metadata file", List.of(x.file));
        out.delete(REFUSED, "no body", List.of(bodyOf(x)));
      }
    }
  }

  private static void suffix(Sources s, Sites out) {
    for (XmlText x : s.xml()) {
      String body = bodyOf(x);
      int dot = body.lastIndexOf('.');
      String suffix = body.substring(dot + 1);
      String bad = body.substring(0, dot + 1) + Typo.of(suffix, w -> false) + "-meta.xml";
      out.rename(REFUSED, "no type has this suffix", Map.of(x.file, bad));
    }
  }
}
