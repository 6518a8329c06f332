package org.closedloop.localorg.check;

import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/** The part of a Lightning web component's metadata that no schema describes: its targetConfigs. */
final class TargetConfigs {
  private static final Pattern INTEGER = Pattern.compile("-?\\d{1,10}");
  private static final String APEX = "apex://";
  private static final String FLOW = "lightning__FlowScreen";
  private static final Set<String> PAGES =
      Set.of("lightning__RecordPage", "lightning__AppPage", "lightning__HomePage");

  private static final Set<String> PAGE_TYPES = Set.of("Boolean", "Integer", "String", "Color");
  private static final Set<String> FLOW_TYPES =
      Set.of("string", "boolean", "integer", "date", "datetime", "long", "double", "color", "time");

  private static final Set<String> ATTRIBUTES =
      Set.of(
          "name",
          "type",
          "label",
          "role",
          "description",
          "default",
          "required",
          "datasource",
          "placeholder",
          "min",
          "max",
          "translatable",
          "exposedTo",
          "filter",
          "screenResponsive",
          "isRequired");

  private static final Set<String> PARTS =
      Set.of(
          "property",
          "objects",
          "supportedFormFactors",
          "actionType",
          "propertyType",
          "event",
          "sourceType",
          "targetType",
          "dynamicDataSource",
          "capabilities",
          "hasStep");

  private final Component bundle;
  private final Set<String> targets;
  private final CheckContext context;
  private final Findings out;

  TargetConfigs(Component bundle, Set<String> targets, CheckContext context, Findings out) {
    this.bundle = bundle;
    this.targets = targets;
    this.context = context;
    this.out = out;
  }

  /** Properties that a bundle offers on a target, by name. */
  static Map<String, XmlElement> properties(Component bundle, String target) {
    Map<String, XmlElement> found = new LinkedHashMap<>();
    for (XmlElement config : configs(bundle, target)) {
      for (XmlElement property : config.children("property")) {
        property.attribute("name").ifPresent(n -> found.put(n, property));
      }
    }
    return found;
  }

  /** Objects to which a bundle is limited on a target; empty for no limit. */
  static Set<String> objects(Component bundle, String target) {
    Set<String> found = new LinkedHashSet<>();
    for (XmlElement config : configs(bundle, target)) {
      config.child("objects").ifPresent(o -> found.addAll(o.texts("object")));
    }
    return found;
  }

  /** Action types of the record actions a bundle offers. */
  static Set<String> actionTypes(Component bundle) {
    Set<String> found = new LinkedHashSet<>();
    for (XmlElement config : configs(bundle, "lightning__RecordAction")) {
      found.addAll(config.texts("actionType"));
    }
    return found;
  }

  private static List<XmlElement> configs(Component bundle, String target) {
    return bundle.xml() == null
        ? List.of()
        : bundle.xml().children("targetConfigs").stream()
            .flatMap(t -> t.children("targetConfig").stream())
            .filter(t -> named(t).contains(target))
            .toList();
  }

  private static List<String> named(XmlElement config) {
    return Arrays.stream(config.attribute("targets").orElse("").split(","))
        .map(String::strip)
        .filter(t -> !t.isEmpty())
        .toList();
  }

  void check(XmlElement configs) {
    Set<String> configured = new HashSet<>();
    for (XmlElement config : configs.children()) {
      if (!config.name().equals("targetConfig")) {
        refused(config, "targetConfigs holds targetConfig elements, not " + config.name(), "");
        continue;
      }
      List<String> named = named(config);
      if (named.isEmpty()) {
        refused(config, "A targetConfig needs the attribute targets", "");
      }
      for (String target : named) {
        if (!targets.contains(target)) {
          refused(
              config,
              "targetConfig names " + target + ", which is not among the targets",
              NearestName.hint(target, targets));
        } else if (!configured.add(target)) {
          refused(config, "The target " + target + " is configured twice", "");
        }
      }
      config(config, named);
    }
  }

  private void config(XmlElement config, List<String> named) {
    Set<String> names = new HashSet<>();
    for (XmlElement part : config.children()) {
      switch (part.name()) {
        case "property" -> property(part, named, names);
        case "objects" -> objects(part, named);
        case "supportedFormFactors" -> formFactors(part, named);
        case "actionType" -> actionType(part, named);
        default -> {
          if (!PARTS.contains(part.name())) {
            String near = NearestName.hint(part.name(), PARTS);
            String message = "Element " + part.name() + " invalid in a targetConfig";
            if (near.isEmpty()) {
              out.warning("bad-target-config", bundle, part, message, "not known here");
            } else {
              refused(part, message, near);
            }
          }
        }
      }
    }
  }

  private void objects(XmlElement part, List<String> named) {
    if (!named.contains("lightning__RecordPage") && !named.contains("lightning__RecordAction")) {
      refused(part, "Only lightning__RecordPage can be limited to objects", "");
    }
    for (XmlElement object : part.children()) {
      if (!object.name().equals("object")) {
        refused(object, "objects holds object elements, not " + object.name(), "");
      } else if (!object.token().equals("*")) {
        requireObject(object);
      }
    }
  }

  private void requireObject(XmlElement object) {
    if (!ScreenNames.foreign(object.token()) && !context.objectExists(object.token())) {
      out.refused(
          "unknown-object",
          bundle,
          object,
          "There is no object " + object.token(),
          context.hint("CustomObject", object.token()));
    }
  }

  private void formFactors(XmlElement part, List<String> named) {
    if (named.stream().noneMatch(PAGES::contains)
        && named.stream().allMatch(LightningBundleRule.TARGETS::contains)) {
      refused(part, "Form factors belong to record, app and home pages", "");
    }
    for (XmlElement factor : part.children()) {
      String type = factor.attribute("type").orElse("");
      if (!factor.name().equals("supportedFormFactor")
          || !Set.of("Large", "Small").contains(type)) {
        refused(factor, "A supportedFormFactor has the type Large or Small", "");
      }
    }
  }

  private void actionType(XmlElement part, List<String> named) {
    if (!named.contains("lightning__RecordAction") && !named.contains("lightning__GlobalAction")) {
      refused(part, "An actionType belongs to lightning__RecordAction", "");
    } else if (!Set.of("ScreenAction", "Action").contains(part.token())) {
      refused(
          part,
          "The actionType is ScreenAction or Action, not '" + part.token() + "'",
          NearestName.hint(part.token(), List.of("ScreenAction", "Action")));
    }
  }

  private void property(XmlElement property, List<String> named, Set<String> names) {
    String name = property.attribute("name").orElse("");
    if (name.isEmpty()) {
      refused(property, "A property needs a name", "");
    } else if (!names.add(name)) {
      refused(property, "A property needs a name that is used once: " + name, "");
    } else if (!name.matches("[a-zA-Z_$][\\w$]*")) {
      out.wrong("bad-target-config", bundle, property, "'" + name + "' is no name of a property");
    }
    for (String attribute : property.attributes().keySet()) {
      if (!ATTRIBUTES.contains(attribute)) {
        String near = NearestName.hint(attribute, ATTRIBUTES);
        String message = "Attribute " + attribute + " invalid in a property";
        if (near.isEmpty()) {
          out.warning("bad-target-config", bundle, property, message, "not known here");
        } else {
          refused(property, message, near);
        }
      }
    }
    String type = property.attribute("type").orElse("");
    if (type.isEmpty()) {
      refused(property, "The property " + name + " needs a type", "");
      return;
    }
    type(property, type, named);
    values(property, name, type, named);
  }

  private void type(XmlElement property, String type, List<String> named) {
    boolean page = named.stream().anyMatch(PAGES::contains);
    boolean flow = named.contains(FLOW);
    if (page && !PAGE_TYPES.contains(type) && !type.startsWith("{")) {
      refused(
          property,
          "'" + type + "' is no type of a property on " + String.join(", ", named),
          "one of Boolean, Integer, String, Color");
    } else if (flow && !flowType(type)) {
      refused(
          property,
          "'" + type + "' is no type of a property on " + FLOW,
          NearestName.hint(type, FLOW_TYPES));
    }
  }

  private boolean flowType(String type) {
    String single = type.endsWith("[]") ? type.substring(0, type.length() - 2) : type;
    if (single.startsWith(APEX)) {
      return apex(single.substring(APEX.length()));
    }
    if (single.startsWith("@salesforce/schema/")) {
      String object = single.substring("@salesforce/schema/".length());
      return ScreenNames.foreign(object) || context.objectExists(object);
    }
    return single.startsWith("{") || FLOW_TYPES.contains(single.toLowerCase());
  }

  /** Classes in another namespace cannot be seen; inner classes go by the outer one. */
  private boolean apex(String name) {
    String outer = name.contains(".") ? name.substring(0, name.indexOf('.')) : name;
    String plain = outer.contains("$") ? outer.substring(0, outer.indexOf('$')) : outer;
    return name.contains(".") || ScreenNames.foreign(plain) || context.has("ApexClass", plain);
  }

  private void values(XmlElement property, String name, String type, List<String> named) {
    String value = property.attribute("default").orElse("");
    String data = property.attribute("datasource").orElse("");
    if (!value.isEmpty() && !value.startsWith("{")) {
      problem(property, value)
          .ifPresent(p -> refused(property, "The default of " + name + ": " + p, ""));
    }
    if (!data.isEmpty() && !type.equalsIgnoreCase("String") && !type.equalsIgnoreCase("Integer")) {
      refused(property, "A datasource is for properties of type String, not " + type, "");
    }
    if (data.startsWith(APEX) && !apex(data.substring(APEX.length()))) {
      out.refused(
          "unknown-reference",
          bundle,
          property,
          "There is no class " + data.substring(APEX.length()),
          context.hint("ApexClass", data.substring(APEX.length())));
    }
    bounds(property, name, type);
    property
        .attribute("role")
        .ifPresent(
            role -> {
              if (!named.contains(FLOW)) {
                refused(property, "Only properties on " + FLOW + " have a role", "");
              } else if (!Set.of("inputonly", "outputonly").contains(role.toLowerCase())) {
                refused(property, "The role is inputOnly or outputOnly, not '" + role + "'", "");
              }
            });
    property
        .attribute("required")
        .filter(r -> !r.equals("true") && !r.equals("false"))
        .ifPresent(r -> refused(property, "required is true or false, not '" + r + "'", ""));
  }

  private void bounds(XmlElement property, String name, String type) {
    for (String bound : new String[] {"min", "max"}) {
      String text = property.attribute(bound).orElse(null);
      if (text == null) {
        continue;
      }
      if (!type.equalsIgnoreCase("Integer")) {
        refused(property, bound + " is for properties of type Integer, not " + type, "");
      } else if (!INTEGER.matcher(text).matches()) {
        refused(property, bound + " of " + name + " is no whole number: " + text, "");
      }
    }
    Optional<BigDecimal> min = number(property, "min");
    Optional<BigDecimal> max = number(property, "max");
    if (min.isPresent() && max.isPresent() && min.get().compareTo(max.get()) > 0) {
      refused(property, "min of " + name + " is larger than max", "");
    }
  }

  private static Optional<BigDecimal> number(XmlElement property, String attribute) {
    return property
        .attribute(attribute)
        .filter(t -> INTEGER.matcher(t).matches())
        .map(BigDecimal::new);
  }

  /** Why a property cannot have the value, or empty. */
  static Optional<String> problem(XmlElement property, String value) {
    String type = property.attribute("type").orElse("");
    if (type.equalsIgnoreCase("Boolean") && !value.equals("true") && !value.equals("false")) {
      return Optional.of("'" + value + "' is neither true nor false");
    }
    if (type.equalsIgnoreCase("Integer")) {
      if (!INTEGER.matcher(value).matches()) {
        return Optional.of("'" + value + "' is no whole number");
      }
      BigDecimal given = new BigDecimal(value);
      if (number(property, "min").filter(m -> given.compareTo(m) < 0).isPresent()
          || number(property, "max").filter(m -> given.compareTo(m) > 0).isPresent()) {
        return Optional.of(value + " is out of its bounds");
      }
    }
    String data = property.attribute("datasource").orElse("");
    if (type.equals("String") && !data.isEmpty() && !data.startsWith(APEX)) {
      List<String> values = Arrays.stream(data.split(",")).map(String::strip).toList();
      if (!values.contains(value.strip())) {
        return Optional.of("'" + value + "' is not among " + data);
      }
    }
    return Optional.empty();
  }

  private void refused(XmlElement at, String message, String hint) {
    out.refused("bad-target-config", bundle, at, message, hint);
  }
}
