package org.closedloop.localorg.check;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.NearestName;

/** What exists after the candidate is deployed: look-ups for rules, with nearest names. */
public final class CheckContext {
  /** Objects that metadata may name although they have no rows of their own. */
  private static final Set<String> ENTITY_NAMES =
      Set.of("activity", "entitydefinition", "fielddefinition", "entityparticle", "global");

  private final OrgModel org;
  private final ComponentSet candidate;
  private final ComponentSet after;
  private final Map<String, Map<String, FieldFacts>> fields = new HashMap<>();

  CheckContext(OrgModel org, ComponentSet candidate, ComponentSet after) {
    this.org = org;
    this.candidate = candidate;
    this.after = after;
    for (Component c : after.ofType("CustomField")) {
      FieldFacts facts = FieldFacts.of(c);
      fields
          .computeIfAbsent(key(facts.object()), o -> new HashMap<>())
          .put(key(facts.name()), facts);
    }
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

  static boolean isCustom(String objectOrField) {
    String k = key(objectOrField);
    return k.endsWith("__c")
        || k.endsWith("__e")
        || k.endsWith("__mdt")
        || k.endsWith("__b")
        || k.endsWith("__x");
  }

  /** Whether the object is there, standard or custom. */
  public boolean objectExists(String name) {
    return has("CustomObject", name)
        || (!isCustom(name)
            && (ENTITY_NAMES.contains(key(name)) || org.standardObject(name).isPresent()));
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
    return org.standardObject(object)
        .flatMap(o -> o.field(name))
        .map(f -> FieldFacts.of(object, f))
        .or(() -> systemField(object, name));
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
          case "recordtypeid", "setupownerid" -> "Lookup";
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
  List<String> targets(String object, String relationship) {
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
    return field(object, relationship + "Id").map(FieldFacts::referenceTo).orElse(List.of());
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
  Optional<List<String>> picklistValues(FieldFacts field) {
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

  private static List<String> names(List<org.closedloop.metadata.XmlElement> values) {
    return values.stream().map(v -> v.token("fullName", "")).toList();
  }
}
