package org.closedloop.localorg.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.syntax.ApexOutline;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.Namespaces;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/**
 * What exists after the candidate is deployed: look-ups for the rules on one component, with
 * nearest names. The contexts of all components share what they know, so that many threads can
 * check.
 */
public final class CheckContext {
  /** Types that are executed, but whose names of objects and fields have no effect of their own. */
  private static final Set<String> WITHOUT_EFFECT =
      Set.of("PermissionSet", "MutingPermissionSet", "Profile", "Queue");

  /** Objects that metadata may name although they have no rows of their own. */
  private static final Set<String> ENTITY_NAMES =
      Set.of("activity", "entitydefinition", "fielddefinition", "entityparticle", "global");

  private final OrgModel org;
  private final ComponentSet candidate;
  private final ComponentSet after;
  private final Map<String, Map<String, FieldFacts>> fields;
  private final Map<String, Optional<ApexOutline>> outlines;
  private final Component current;
  private final Findings findings;

  CheckContext(OrgModel org, ComponentSet candidate, ComponentSet after) {
    this.org = org;
    this.candidate = candidate;
    this.after = after;
    this.fields = new HashMap<>();
    this.outlines = new ConcurrentHashMap<>();
    this.current = null;
    this.findings = null;
    for (Component c : after.ofType("CustomField")) {
      FieldFacts facts = FieldFacts.of(c);
      fields
          .computeIfAbsent(key(facts.object()), o -> new HashMap<>())
          .put(key(facts.name()), facts);
    }
  }

  private CheckContext(CheckContext all, Component current, Findings findings) {
    this.org = all.org;
    this.candidate = all.candidate;
    this.after = all.after;
    this.fields = all.fields;
    this.outlines = all.outlines;
    this.current = current;
    this.findings = findings;
  }

  /** The context for the rules on that component; remarks about it go to {@code out}. */
  CheckContext of(Component component, Findings out) {
    return new CheckContext(this, component, out);
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  /** All components of the org as it would be. */
  public ComponentSet after() {
    return after;
  }

  /** Components being deployed. */
  public ComponentSet candidate() {
    return candidate;
  }

  /** The org before the deploy. */
  public OrgModel org() {
    return org;
  }

  public boolean has(String type, String fullName) {
    return after.contains(type, fullName);
  }

  public Optional<Component> find(String type, String fullName) {
    return after.find(type, fullName);
  }

  /** What a class declares; empty when there is no such class with a readable source. */
  public Optional<ApexOutline> outline(String className) {
    return outlines.computeIfAbsent(
        key(className),
        name -> find("ApexClass", name).map(Component::contentText).flatMap(ApexOutline::of));
  }

  public static boolean isCustom(String objectOrField) {
    String k = key(objectOrField);
    return k.endsWith("__c")
        || k.endsWith("__e")
        || k.endsWith("__mdt")
        || k.endsWith("__b")
        || k.endsWith("__x");
  }

  /**
   * Whether the object is there, standard or custom. A standard object that only the platform has
   * counts as there; that the local org lacks it is reported apart.
   */
  public boolean objectExists(String name) {
    if (has("CustomObject", name)) {
      return true;
    }
    if (isCustom(name)) {
      return external(name);
    }
    if (ENTITY_NAMES.contains(key(name)) || org.standardObject(name).isPresent()) {
      return true;
    }
    boolean known = PlatformNames.object(name);
    if (known) {
      unsupported("unsupported-object", "The standard object " + name, name);
    }
    return known;
  }

  /**
   * Whether a component of the type is there, or the name belongs to an installed package, which is
   * told as a remark.
   */
  public boolean refers(String type, String fullName) {
    return has(type, fullName) || external(fullName);
  }

  /**
   * Whether the name, or a step of the path, belongs to an installed package: nothing can be said
   * about it, and that is told as a remark.
   */
  public boolean external(String path) {
    if (!Namespaces.prefixedPath(path)) {
      return false;
    }
    if (current != null) {
      findings.info(
          "external-reference",
          current,
          locate(current.xml(), path),
          path + " belongs to an installed package and is not checked",
          "");
    }
    return true;
  }

  /** Permissions and screens are kept as they are; elsewhere the missing part has an effect. */
  private void unsupported(String code, String what, String name) {
    if (current == null) {
      return;
    }
    XmlElement at = locate(current.xml(), name);
    String message = what + " is not supported by the local org";
    if (WITHOUT_EFFECT.contains(current.type())
        || MetadataCoverage.get().status(current.type()) != MetadataCoverage.Status.EXECUTED) {
      findings.info(code, current, at, message, "kept without effect");
    } else {
      findings.refused(code, current, at, message);
    }
  }

  private static XmlElement locate(XmlElement root, String name) {
    if (root == null || (root.isLeaf() && root.text().contains(name))) {
      return root;
    }
    for (XmlElement child : root.children()) {
      XmlElement found = locate(child, name);
      if (found != null) {
        return found;
      }
    }
    return null;
  }

  /** The field of an object; custom fields of Activity count for Task and Event. */
  public Optional<FieldFacts> field(String object, String name) {
    FieldFacts own = fields.getOrDefault(key(object), Map.of()).get(key(name));
    if (own == null && (key(object).equals("task") || key(object).equals("event"))) {
      own = fields.getOrDefault("activity", Map.of()).get(key(name));
    }
    if (own != null) {
      return Optional.of(own);
    }
    Optional<FieldFacts> known =
        org.standardObject(object)
            .flatMap(o -> o.field(name))
            .map(f -> FieldFacts.of(object, f))
            .or(() -> coordinate(object, name))
            .or(() -> systemField(object, name));
    return known.or(() -> platformField(object, name)).or(() -> externalField(object, name));
  }

  private Optional<FieldFacts> externalField(String object, String name) {
    boolean foreign = external(name) || (!has("CustomObject", object) && external(object));
    return foreign ? Optional.of(FieldFacts.external(object, name)) : Optional.empty();
  }

  /** Latitude and longitude of a custom geolocation field. */
  private Optional<FieldFacts> coordinate(String object, String name) {
    String k = key(name);
    if (!k.endsWith("__latitude__s") && !k.endsWith("__longitude__s")) {
      return Optional.empty();
    }
    String base = k.substring(0, k.lastIndexOf("__", k.length() - 4)) + "__c";
    return Optional.ofNullable(fields.getOrDefault(key(object), Map.of()).get(base))
        .filter(f -> f.type().equals("Location"))
        .map(f -> new FieldFacts(object, name, "Number", false, false, List.of(), null));
  }

  private Optional<FieldFacts> platformField(String object, String name) {
    if (isCustom(name) || isCustom(object) || !PlatformNames.field(object, name)) {
      return Optional.empty();
    }
    if (org.standardObject(object).isPresent()) {
      unsupported("unsupported-field", "The standard field " + object + "." + name, name);
    }
    return Optional.of(PlatformNames.facts(object, name));
  }

  /** Fields that every custom object has. */
  private Optional<FieldFacts> systemField(String object, String name) {
    if (!isCustom(object) || !has("CustomObject", object)) {
      return Optional.empty();
    }
    String type =
        switch (key(name)) {
          case "id", "name", "developername", "masterlabel", "label", "qualifiedapiname" -> "Text";
          case "language", "namespaceprefix", "replayid", "eventuuid" -> "Text";
          case "createddate", "lastmodifieddate", "systemmodstamp" -> "DateTime";
          case "lastvieweddate", "lastreferenceddate" -> "DateTime";
          case "lastactivitydate" -> "Date";
          case "isdeleted" -> "Checkbox";
          case "createdbyid", "lastmodifiedbyid", "ownerid" -> "Lookup";
          case "recordtypeid", "setupownerid", "clonesourceid" -> "Lookup";
          default -> "";
        };
    if (type.isEmpty()) {
      return Optional.empty();
    }
    List<String> to =
        switch (key(name)) {
          case "createdbyid", "lastmodifiedbyid" -> List.of("User");
          case "ownerid" -> List.of("User", "Group");
          case "recordtypeid" -> List.of("RecordType");
          case "setupownerid" -> List.of("Organization", "Profile", "User");
          default -> List.of();
        };
    return Optional.of(new FieldFacts(object, name, type, false, false, to, null));
  }

  /** Follows a path such as {@code Account__r.Owner.Name}; empty when a step is unknown. */
  public Optional<FieldFacts> path(String object, String path) {
    if (path.indexOf('.') > 0 && external(path)) {
      return Optional.of(FieldFacts.external(object, path));
    }
    String[] steps = path.split("\\.");
    List<String> here = List.of(object);
    for (int i = 0; i < steps.length - 1; i++) {
      List<String> next = new ArrayList<>();
      for (String o : here) {
        next.addAll(targets(o, steps[i]));
      }
      if (next.isEmpty()) {
        return Optional.empty();
      }
      here = next;
    }
    for (String o : here) {
      Optional<FieldFacts> found = field(o, steps[steps.length - 1]);
      if (found.isPresent()) {
        return found;
      }
    }
    return Optional.empty();
  }

  /** Objects that a relationship name leads to. */
  public List<String> targets(String object, String relationship) {
    String k = key(relationship);
    if (k.endsWith("__r")) {
      return field(object, relationship.substring(0, relationship.length() - 1) + "c")
          .map(FieldFacts::referenceTo)
          .orElse(List.of());
    }
    Optional<SObjectDef> standard = org.standardObject(object);
    if (standard.isPresent()) {
      List<String> to =
          standard.get().relationship(relationship).map(f -> f.referenceTo()).orElse(List.of());
      if (!to.isEmpty()) {
        return to;
      }
    }
    List<String> byId =
        field(object, relationship + "Id").map(FieldFacts::referenceTo).orElse(List.of());
    return byId.isEmpty()
        ? PlatformNames.relationship(object, relationship).map(List::of).orElse(List.of())
        : byId;
  }

  /** Reports a custom field that the object does not have. */
  void requireField(String object, XmlElement at, String name) {
    if (field(object, name).isEmpty() && isCustom(name)) {
      findings.refused(
          "unknown-field",
          current,
          at,
          "There is no field " + object + "." + name,
          fieldHint(object, name));
    }
  }

  /** Hint with the nearest field of the object. */
  public String fieldHint(String object, String name) {
    List<String> names = new ArrayList<>();
    fields.getOrDefault(key(object), Map.of()).values().forEach(f -> names.add(f.name()));
    org.standardObject(object).ifPresent(o -> o.fields().forEach(f -> names.add(f.name())));
    return NearestName.hint(name, names);
  }

  /** Hint with the nearest component of a type. */
  public String hint(String type, String name) {
    return NearestName.hint(name, after.ofType(type).stream().map(Component::fullName).toList());
  }

  /** Values of a picklist field by API name, or empty when they are not in metadata. */
  public Optional<List<String>> picklistValues(FieldFacts field) {
    if (field.component() == null) {
      return Optional.empty();
    }
    return field
        .component()
        .xml()
        .child("valueSet")
        .flatMap(
            set ->
                set.has("valueSetName")
                    ? find("GlobalValueSet", set.token("valueSetName", ""))
                        .map(g -> names(g.xml().children("customValue")))
                    : set.child("valueSetDefinition").map(d -> names(d.children("value"))));
  }

  /** Names and labels of a picklist field's values; filters are written with either. */
  Optional<List<String>> picklistTexts(FieldFacts field) {
    if (field.component() == null) {
      return Optional.empty();
    }
    List<String> texts = new ArrayList<>(picklistValues(field).orElse(List.of()));
    if (texts.isEmpty()) {
      return Optional.empty();
    }
    field
        .component()
        .xml()
        .at("valueSet", "valueSetDefinition")
        .ifPresent(d -> d.children("value").forEach(v -> texts.add(v.token("label", ""))));
    field
        .component()
        .xml()
        .child("valueSet")
        .flatMap(v -> find("GlobalValueSet", v.token("valueSetName", "")))
        .ifPresent(
            g -> g.xml().children("customValue").forEach(v -> texts.add(v.token("label", ""))));
    return Optional.of(texts);
  }

  private static List<String> names(List<XmlElement> values) {
    return values.stream().map(v -> v.token("fullName", "")).toList();
  }
}
