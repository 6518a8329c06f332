package org.closedloop.metadata;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Checks a component's XML against the schema: unknown elements, wrong namespaces, bad enum and
 * lexical values, missing, duplicated and scattered elements, stray text. Messages follow the
 * platform's where they are known.
 */
public final class SchemaWalker {
  /** Codes of remarks that an org refuses. */
  public static final Set<String> CODES =
      Set.of(
          "wrong-namespace",
          "text-in-element",
          "missing-element",
          "unknown-element",
          "split-group",
          "duplicate-element",
          "bad-xsi-type",
          "missing-xsi-type",
          "bad-enum-value",
          "bad-value");

  /**
   * Required by the schema, and missing in files that orgs take every day: the server supplies
   * them.
   */
  private static final Set<String> LENIENT =
      Set.of(
          "ApexClass.status",
          "ApexTrigger.status",
          "CustomPermission.isLicensed",
          "CustomValue.default",
          "GenAiPluginInstructionDef.sortOrder",
          "LookupFilterTranslation.errorMessage",
          "MetadataWithContent.content",
          "PicklistValue.default",
          "StandardValue.default");

  /** A flag that an org misses, other than most. */
  private static final String NEEDED_FLAG = "InstalledPackage.activateRSS";

  /** Empty elements that stand for "no value" in files the platform itself writes. */
  private static final Set<String> MAY_BE_EMPTY = Set.of("gender", "startsWith");

  /** An attribute of roots in files written by older clients, which orgs ignore. */
  private static final String OLD_NAME = "fqn";

  private final SchemaModel model;

  public SchemaWalker(SchemaModel model) {
    this.model = model;
  }

  /** Checks one component; one without XML has nothing to check. */
  public List<Diagnostic> check(Component component) {
    XmlElement root = component.xml();
    if (root == null) {
      return List.of();
    }
    String type = component.type().equals("Settings") ? root.name() : component.type();
    if (!model.isType(type)) {
      return List.of(
          Diagnostic.refused(
                  "no-schema",
                  component,
                  root,
                  "There is no schema for " + type + " in API " + model.version(),
                  "its elements are not checked")
              .withSeverity(Diagnostic.Severity.WARNING));
    }
    Walk walk = new Walk(component);
    if (!root.namespace().equals(XmlElement.METADATA_NS)) {
      return List.of(namespace(component, root));
    }
    walk.remark(model.typeRemark(type), root, "Metadata type " + type);
    walk.complex(type, root);
    return walk.found;
  }

  /** Class metadata in the Tooling namespace is accepted by the platform, and only that. */
  private static Diagnostic namespace(Component component, XmlElement root) {
    boolean tooling =
        !component.contents().isEmpty() && root.namespace().contains("tooling.soap.sforce.com");
    String message =
        root.namespace().isEmpty()
            ? "The root element has no namespace"
            : "Wrong namespace " + root.namespace();
    String hint = "write xmlns=\"" + XmlElement.METADATA_NS + "\"";
    return tooling
        ? Diagnostic.wrong("wrong-namespace", component, root, message, hint)
            .withSeverity(Diagnostic.Severity.WARNING)
        : Diagnostic.refused("wrong-namespace", component, root, message, hint);
  }

  /** One walk over one component. */
  private final class Walk {
    private final Component component;
    private final List<Diagnostic> found = new ArrayList<>();

    Walk(Component component) {
      this.component = component;
    }

    void complex(String type, XmlElement element) {
      text(element);
      attributes(element);
      SchemaModel.Shape shape = model.shape(type);
      boolean[] seen = new boolean[shape.fields.size()];
      int previous = -1;
      for (XmlElement child : element.children()) {
        Integer number = shape.numbers.get(child.name());
        if (number == null || !child.namespace().equals(XmlElement.METADATA_NS)) {
          unknown(type, child);
          continue;
        }
        SchemaModel.Field field = shape.fields.get(number);
        if (seen[number] && (!field.repeatable() || number != previous)) {
          duplicated(type, child, field);
        }
        if (!seen[number]) {
          remark(field.remark(), child, "Property '" + field.name() + "'");
        }
        seen[number] = true;
        previous = number;
        value(type, field, child);
      }
      for (int number : shape.required) {
        if (!seen[number] && !lenient(type, shape.fields.get(number))) {
          missing(type, shape.fields.get(number), element);
        }
      }
    }

    /** What is here although it may be refused, or will be by a later version. */
    void remark(SchemaModel.Remark remark, XmlElement at, String what) {
      if (remark != null) {
        found.add(
            Diagnostic.wrong(
                    remark.doubtful() ? "other-version" : "ends-later",
                    component,
                    at,
                    what
                        + (remark.doubtful() ? " may not be valid in version " : " is valid in ")
                        + model.version(),
                    remark.text())
                .withSeverity(
                    remark.doubtful() ? Diagnostic.Severity.WARNING : Diagnostic.Severity.INFO));
      }
    }

    /** Among elements text has no effect; alone it takes the place of what should be there. */
    private void text(XmlElement element) {
      if (element.text().isEmpty() || element.token().isEmpty()) {
        return;
      }
      String message = "Text is not allowed in " + element.name();
      if (element.children().isEmpty()) {
        report("text-in-element", element, message, "");
      } else {
        wrong("text-in-element", element, message, "it has no effect: " + element.token());
      }
    }

    private void attributes(XmlElement element) {
      for (String name : element.attributes().keySet()) {
        if (!name.equals(OLD_NAME)) {
          wrong(
              "unexpected-attribute",
              element,
              "Attribute '" + name + "' is not part of " + element.name(),
              "metadata knows elements and xsi attributes only");
        }
      }
    }

    /** A flag that is left out is false to the platform, whatever the schema says. */
    private void missing(String type, SchemaModel.Field field, XmlElement element) {
      String message = "Required field is missing: " + field.name();
      boolean flag =
          field.type().equals("boolean") && !NEEDED_FLAG.equals(type + "." + field.name());
      if (flag) {
        wrong("missing-element", element, message, "an org takes it for false");
      } else {
        report("missing-element", element, message, "");
      }
    }

    private void unknown(String type, XmlElement child) {
      String when = model.elsewhere(type, child.name());
      if (when != null && child.namespace().equals(XmlElement.METADATA_NS)) {
        report(
            "unknown-element",
            child,
            "Property '" + child.name() + "' not valid in version " + model.version(),
            when);
        return;
      }
      String message = invalid(child) + " in type " + type;
      if (model.beforeHistory()) {
        found.add(
            Diagnostic.refused(
                    "unknown-element",
                    component,
                    child,
                    message,
                    "unless " + model.version() + " had it: schemas are known from 47.0 on")
                .withSeverity(Diagnostic.Severity.WARNING));
        return;
      }
      report(
          "unknown-element",
          child,
          message,
          NearestName.hint(child.name(), model.fields(type).keySet()));
    }

    private String invalid(XmlElement element) {
      return "Element {" + element.namespace() + "}" + element.name() + " invalid at this location";
    }

    private void duplicated(String type, XmlElement child, SchemaModel.Field field) {
      report(
          field.repeatable() ? "split-group" : "duplicate-element",
          child,
          "Element {"
              + child.namespace()
              + "}"
              + child.name()
              + " is duplicated at this location in type "
              + type,
          field.repeatable() ? "keep all " + child.name() + " elements together" : "");
    }

    private boolean lenient(String type, SchemaModel.Field field) {
      return LENIENT.contains(type + "." + field.name())
          || (field.name().equals("content") && model.extendsType(type, "MetadataWithContent"));
    }

    private void value(String type, SchemaModel.Field field, XmlElement child) {
      if ((type + "." + child.name()).equals(LwcConfig.TARGET_CONFIGS)) {
        return;
      }
      if (child.nil()) {
        nil(field, child);
        return;
      }
      if (model.isType(field.type())) {
        String actual = child.xsiType();
        boolean narrower = actual != null && model.extendsType(actual, field.type());
        if (actual != null && !narrower) {
          report(
              "bad-xsi-type",
              child,
              "xsi:type '" + actual + "' is no " + field.type(),
              prefix(actual));
          return;
        }
        complex(narrower ? actual : field.type(), child);
        return;
      }
      if (!model.isEnum(field.type()) && !Lexical.isSimple(field.type())) {
        // A type that has gone from the API together with what it described.
        return;
      }
      attributes(child);
      if (!child.children().isEmpty()) {
        XmlElement inner = child.children().get(0);
        report(
            "unknown-element",
            inner,
            invalid(inner) + ": " + child.name() + " takes plain text",
            "");
        return;
      }
      if (child.token().isEmpty() && MAY_BE_EMPTY.contains(child.name())) {
        return;
      }
      if (model.isEnum(field.type())) {
        enumValue(field.type(), child);
      } else if (field.type().equals("any")) {
        any(child);
      } else {
        lexical(field.type(), child);
      }
    }

    private void enumValue(String name, XmlElement child) {
      String value = child.token();
      if (model.isValue(name, value)) {
        remark(model.valueRemark(name, value), child, "Value '" + value + "'");
      } else {
        String when = model.valueElsewhere(name, value);
        report(
            "bad-enum-value",
            child,
            "'" + value + "' is not a valid value for the enum '" + name + "'",
            when != null ? when : enumHint(value, model.enumValues(name)));
      }
    }

    private String enumHint(String word, List<String> values) {
      Optional<String> longer =
          word.isEmpty()
              ? Optional.empty()
              : values.stream()
                  .filter(v -> v.regionMatches(true, 0, word, 0, word.length()))
                  .min(Comparator.comparingInt(String::length));
      Optional<String> shorter =
          values.stream()
              .filter(v -> v.length() >= 3 && word.regionMatches(true, 0, v, 0, v.length()))
              .max(Comparator.comparingInt(String::length));
      String near =
          longer
              .or(() -> NearestName.of(word, values))
              .or(() -> shorter)
              .map(v -> "did you mean '" + v + "'?")
              .orElse("");
      return !near.isEmpty() || values.size() > 12 ? near : "one of " + String.join(", ", values);
    }

    private void any(XmlElement child) {
      String type = child.xsiType();
      if (type == null) {
        report(
            "missing-xsi-type",
            child,
            "The value needs an xsi:type",
            "for example xsi:type=\"xsd:string\"");
      } else if (!Lexical.isSimple(type)) {
        report("bad-xsi-type", child, "xsi:type '" + type + "' is no simple type", simple(type));
      } else {
        lexical(type, child);
      }
    }

    private String simple(String xsiType) {
      String hint = prefix(xsiType);
      return hint.isEmpty()
          ? "one of xsd:string, boolean, double, int, date, dateTime, time"
          : hint;
    }

    private String prefix(String xsiType) {
      int colon = xsiType.indexOf(':');
      return colon < 0 ? "" : "the prefix '" + xsiType.substring(0, colon) + "' is not declared";
    }

    /** Nil is no value: fine where a value may be absent. */
    private void nil(SchemaModel.Field field, XmlElement child) {
      if (field.required() && !field.nillable()) {
        wrong("nil-element", child, "Required field is nil: " + field.name(), "write a value");
      } else if (!child.children().isEmpty() || !child.token().isEmpty()) {
        wrong("nil-element", child, "A nil " + child.name() + " has no content", "");
      }
    }

    private void lexical(String type, XmlElement child) {
      Optional<String> problem = Lexical.problem(type, child.token());
      problem.ifPresent(
          p ->
              report(
                  "bad-value",
                  child,
                  "'" + child.token() + "' is not a valid value for the type xsd:" + type,
                  p));
    }

    private void wrong(String code, XmlElement at, String message, String hint) {
      found.add(Diagnostic.wrong(code, component, at, message, hint));
    }

    private void report(String code, XmlElement at, String message, String hint) {
      found.add(Diagnostic.refused(code, component, at, message, hint));
    }
  }
}
