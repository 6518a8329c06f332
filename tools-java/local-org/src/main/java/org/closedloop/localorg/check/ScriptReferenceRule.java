package org.closedloop.localorg.check;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.apex.syntax.ApexOutline;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ContentFile;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.NearestName;

/**
 * What scripts and templates of Lightning web components name outside of their bundle: Apex
 * methods, objects, fields, labels, resources and other components.
 */
final class ScriptReferenceRule implements Rule {
  private static final Pattern SCRIPT_COMMENT =
      Pattern.compile("/\\*.*?\\*/|(?m)^\\s*//[^\\n]*", Pattern.DOTALL);
  private static final Pattern TEMPLATE_COMMENT = Pattern.compile("<!--.*?-->", Pattern.DOTALL);
  private static final Pattern IMPORT =
      Pattern.compile(
          "(?m)^\\s*(?:import|export)\\b[^'\";]*?['\"](@salesforce/(\\w+)/|c/)([^'\"]+)['\"]");
  private static final Pattern TAG = Pattern.compile("<(c-[a-z][\\w-]*)");

  @Override
  public Set<String> types() {
    return Set.of("LightningComponentBundle");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    for (ContentFile file : c.contents()) {
      String path = file.path();
      if (path.contains("/__")) {
        continue;
      }
      if (path.endsWith(".js") || path.endsWith(".ts")) {
        script(new Place(c, file, blank(file.text(), SCRIPT_COMMENT)), context, out);
      } else if (path.endsWith(".html")) {
        template(new Place(c, file, blank(file.text(), TEMPLATE_COMMENT)), context, out);
      }
    }
  }

  /** A file of a bundle, its text without comments. */
  private record Place(Component bundle, ContentFile file, String text) {

    Diagnostic refused(String code, int at, String message, String hint) {
      String before = text.substring(0, at);
      return new Diagnostic(
          code,
          Diagnostic.Severity.ERROR,
          Diagnostic.Rule.REFUSED,
          file.file(),
          (int) before.chars().filter(ch -> ch == '\n').count() + 1,
          at - before.lastIndexOf('\n'),
          bundle.type(),
          bundle.fullName(),
          message,
          hint);
    }

    String name() {
      return file.path().substring(file.path().lastIndexOf('/') + 1);
    }
  }

  /** Comments become white space, so that positions stay. */
  private static String blank(String text, Pattern comments) {
    return comments
        .matcher(text)
        .replaceAll(m -> Matcher.quoteReplacement(m.group().replaceAll("[^\\n]", " ")));
  }

  private static void script(Place place, CheckContext context, Findings out) {
    Matcher found = IMPORT.matcher(place.text());
    while (found.find()) {
      String name = found.group(3);
      int at = found.start(1);
      Optional<Diagnostic> wrong =
          found.group(2) == null
              ? module(place, at, name, context)
              : switch (found.group(2)) {
                case "apex" -> apex(place, at, name, context);
                case "schema" -> schema(place, at, name, context);
                case "label" ->
                    name.startsWith("c.")
                        ? named(place, at, "CustomLabel", name.substring(2), "label", context)
                        : Optional.empty();
                case "resourceUrl" ->
                    named(place, at, "StaticResource", name, "resourceUrl", context);
                case "customPermission" ->
                    named(place, at, "CustomPermission", name, "customPermission", context);
                case "messageChannel" ->
                    named(
                        place,
                        at,
                        "LightningMessageChannel",
                        name.replaceFirst("__c$", ""),
                        "messageChannel",
                        context);
                default -> Optional.empty();
              };
      wrong.ifPresent(d -> out.addAll(List.of(d)));
    }
  }

  private static Optional<Diagnostic> named(
      Place place, int at, String type, String name, String kind, CheckContext context) {
    if (!name.matches("\\w+") || context.refers(type, name)) {
      return Optional.empty();
    }
    return Optional.of(
        place.refused(
            type.equals("CustomLabel") ? "unknown-label" : "unknown-reference",
            at,
            "Invalid reference " + name + " of type " + kind + " in file " + place.name(),
            context.hint(type, name)));
  }

  /** {@code Class.method}; with a namespace in front it belongs to an installed package. */
  private static Optional<Diagnostic> apex(Place place, int at, String name, CheckContext context) {
    String[] parts = name.split("\\.", -1);
    if (parts.length != 2 || context.external(parts[0])) {
      return Optional.empty();
    }
    if (!context.has("ApexClass", parts[0])) {
      return Optional.of(
          place.refused(
              "unknown-reference",
              at,
              "Unable to find Apex action class referenced as '" + parts[0] + "'",
              context.hint("ApexClass", parts[0])));
    }
    ApexOutline outline = context.outline(parts[0]).orElse(null);
    if (outline == null) {
      return Optional.empty();
    }
    List<ApexOutline.Method> methods =
        outline.methods().stream().filter(m -> m.name().equalsIgnoreCase(parts[1])).toList();
    if (methods.stream().anyMatch(m -> m.annotated("AuraEnabled"))) {
      return Optional.empty();
    }
    String hint =
        methods.isEmpty()
            ? NearestName.hint(
                parts[1],
                outline.methods().stream()
                    .filter(m -> m.annotated("AuraEnabled"))
                    .map(ApexOutline.Method::name)
                    .toList())
            : "the method needs @AuraEnabled";
    return Optional.of(
        place.refused(
            "unknown-reference",
            at,
            "Unable to find Apex action method referenced as '" + name + "'",
            hint));
  }

  /** An object, or a path to a field. Standard names are not checked: no list of them is whole. */
  private static Optional<Diagnostic> schema(
      Place place, int at, String name, CheckContext context) {
    int dot = name.indexOf('.');
    String object = dot < 0 ? name : name.substring(0, dot);
    if (context.external(name) || !name.matches("[\\w.]+")) {
      return Optional.empty();
    }
    boolean custom = CheckContext.isCustom(object);
    if (custom && !context.has("CustomObject", object)) {
      return Optional.of(
          place.refused(
              "unknown-object",
              at,
              "Invalid reference " + name + " of type sobject in file " + place.name(),
              context.hint("CustomObject", object)));
    }
    String path = dot < 0 ? "" : name.substring(dot + 1);
    boolean checked = CheckContext.isCustom(path) || (custom && path.indexOf('.') < 0);
    if (path.isEmpty() || !checked || context.path(object, path).isPresent()) {
      return Optional.empty();
    }
    return Optional.of(
        place.refused(
            "unknown-field",
            at,
            "Invalid reference " + name + " of type sobjectField in file " + place.name(),
            path.indexOf('.') < 0 ? context.fieldHint(object, path) : ""));
  }

  /** {@code c/name}, and files below it. */
  private static Optional<Diagnostic> module(
      Place place, int at, String name, CheckContext context) {
    String bundle = name.replaceFirst("/.*", "");
    return context.has("LightningComponentBundle", bundle)
        ? Optional.empty()
        : Optional.of(missing(place, at, bundle, context));
  }

  private static void template(Place place, CheckContext context, Findings out) {
    Matcher tag = TAG.matcher(place.text());
    List<String> bundles = null;
    while (tag.find()) {
      if (bundles == null) {
        bundles =
            context.after().ofType("LightningComponentBundle").stream()
                .map(Component::fullName)
                .toList();
      }
      String name = tag.group(1);
      if (bundles.stream().noneMatch(b -> tagOf(b).equals(name))) {
        out.addAll(List.of(missing(place, tag.start(), camel(name.substring(2)), context)));
      }
    }
  }

  private static Diagnostic missing(Place place, int at, String bundle, CheckContext context) {
    return place.refused(
        "unknown-component",
        at,
        "No MODULE named markup://c:" + bundle + " found : [" + place.name() + "]",
        context.hint("LightningComponentBundle", bundle));
  }

  private static String tagOf(String bundle) {
    return "c-" + bundle.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
  }

  private static String camel(String tag) {
    return Pattern.compile("-([a-z])")
        .matcher(tag)
        .replaceAll(m -> m.group(1).toUpperCase(Locale.ROOT));
  }
}
