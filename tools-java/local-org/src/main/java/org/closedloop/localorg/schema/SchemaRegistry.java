package org.closedloop.localorg.schema;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.closedloop.apex.schema.ChildRelationship;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldDef.DeleteConstraint;
import org.closedloop.apex.schema.FieldSetDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.PicklistValue;
import org.closedloop.apex.schema.RecordTypeDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.SObjectDef.Kind;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.XmlElement;

/**
 * Builds the schema of an org from the standard objects and what is deployed. One registry lives as
 * long as its org, so that key prefixes and ids stay.
 */
public final class SchemaRegistry {

  private static final Map<String, String> STANDARD_SETS =
      Map.ofEntries(
          Map.entry("opportunitystage", "Opportunity.StageName"),
          Map.entry("casestatus", "Case.Status"),
          Map.entry("caseorigin", "Case.Origin"),
          Map.entry("casepriority", "Case.Priority"),
          Map.entry("casereason", "Case.Reason"),
          Map.entry("casetype", "Case.Type"),
          Map.entry("taskstatus", "Task.Status"),
          Map.entry("taskpriority", "Task.Priority"),
          Map.entry("tasksubject", "Task.Subject"),
          Map.entry("tasktype", "Task.Type"),
          Map.entry("eventtype", "Event.Type"),
          Map.entry("leadstatus", "Lead.Status"),
          Map.entry("leadsource", "Lead.LeadSource,Contact.LeadSource,Opportunity.LeadSource"),
          Map.entry("accounttype", "Account.Type"),
          Map.entry("accountrating", "Account.Rating"),
          Map.entry("accountownership", "Account.Ownership"),
          Map.entry("industry", "Account.Industry,Lead.Industry"),
          Map.entry("opportunitytype", "Opportunity.Type"),
          Map.entry("salutation", "Contact.Salutation,Lead.Salutation"),
          Map.entry("contactrole", "OpportunityContactRole.Role"),
          Map.entry("accountcontactrole", "OpportunityContactRole.Role"),
          Map.entry("campaigntype", "Campaign.Type"),
          Map.entry("campaignstatus", "Campaign.Status"),
          Map.entry("salesteamrole", "AccountTeamMember.TeamMemberRole"));

  private final StableIds ids = new StableIds();
  private final Set<String> features;

  public SchemaRegistry() {
    this(Set.of());
  }

  /**
   * @param features of the edition, for example AccountTeams
   */
  public SchemaRegistry(Set<String> features) {
    this.features = Set.copyOf(features);
  }

  /** The schema of an org with these components; problems in them are the checker's business. */
  public OrgSchema build(ComponentSet components) {
    Map<String, ObjectDraft> drafts = StandardObjects.read(features);
    touched(components, drafts);
    objects(components, drafts);
    fields(components, drafts);
    standardValues(components, drafts);
    shares(drafts);
    openTargets(drafts);
    List<SObjectDef> defs = finish(components, drafts);
    return new OrgSchema(
        components, defs, labels(components), features, ids, new StatusTraits(components));
  }

  /** Standard objects beyond the described ones that deployed parts belong or point to. */
  private void touched(ComponentSet components, Map<String, ObjectDraft> drafts) {
    Set<String> withheld = StandardObjects.withheld(features);
    Set<String> names = new LinkedHashSet<>();
    components.ofType("CustomObject").forEach(c -> names.add(c.fullName()));
    for (Component c : components.ofType("CustomField")) {
      names.add(c.parentName());
      names.add(c.xml().token("referenceTo", ""));
    }
    for (String name : names) {
      if (!drafts.containsKey(key(name)) && !withheld.contains(key(name))) {
        StubDrafts.find(name).ifPresent(o -> drafts.put(key(o.name), o));
      }
    }
  }

  private void objects(ComponentSet components, Map<String, ObjectDraft> drafts) {
    for (Component c : components.ofType("CustomObject")) {
      ObjectDraft standard = drafts.get(key(c.fullName()));
      if (standard != null) {
        adjust(standard, c.xml());
        continue;
      }
      if (!c.fullName().contains("__")) {
        continue;
      }
      boolean hasMaster =
          components.childrenOf("CustomField", c.fullName()).stream()
              .anyMatch(f -> "MasterDetail".equals(f.xml().token("type", "")));
      ObjectDraft o = CustomObjectReader.read(c, hasMaster);
      char first =
          switch (o.kind) {
            case CUSTOM_METADATA -> 'm';
            case PLATFORM_EVENT -> 'e';
            default -> 'a';
          };
      o.prefix = ids.keyPrefix(first, o.name);
      drafts.put(key(o.name), o);
    }
  }

  private static void adjust(ObjectDraft o, XmlElement x) {
    if (x.has("sharingModel")) {
      o.sharing = StandardObjects.sharing(x.token("sharingModel", "ReadWrite"));
    }
    if (x.has("externalSharingModel")) {
      o.external = StandardObjects.sharing(x.token("externalSharingModel", "Private"));
    }
  }

  private void fields(ComponentSet components, Map<String, ObjectDraft> drafts) {
    CustomFieldReader reader = new CustomFieldReader(new ValueSets(components));
    for (Component c : components.ofType("CustomField")) {
      if (!c.localName().endsWith("__c")) {
        continue;
      }
      for (String target : targets(c.parentName())) {
        ObjectDraft o = drafts.get(key(target));
        if (o != null) {
          o.field(reader.read(c, o.kind));
          reader.coordinates(c).forEach(o::field);
        }
      }
    }
    for (ObjectDraft o : drafts.values()) {
      if (o.recordTypes && !components.childrenOf("RecordType", o.name).isEmpty()) {
        SystemFields.recordType(o);
      }
    }
  }

  /** Custom fields of the object Activity belong to tasks and events. */
  private static List<String> targets(String parent) {
    return parent.equalsIgnoreCase("Activity") ? List.of("Task", "Event") : List.of(parent);
  }

  private static void standardValues(ComponentSet components, Map<String, ObjectDraft> drafts) {
    for (Component c : components.ofType("StandardValueSet")) {
      String fields = STANDARD_SETS.get(key(c.fullName()));
      if (fields == null) {
        continue;
      }
      List<PicklistValue> values = ValueSets.values(c.xml().children("standardValue"));
      for (String path : fields.split(",")) {
        String[] parts = path.split("\\.");
        ObjectDraft o = drafts.get(key(parts[0]));
        if (o != null && o.has(parts[1])) {
          o.field(withValues(o.get(parts[1]), values));
        }
      }
    }
  }

  private static FieldDef withValues(FieldDef f, List<PicklistValue> values) {
    return FieldDef.builder(f.name(), f.type())
        .label(f.label())
        .length(f.length())
        .required(f.required())
        .nameField(f.nameField())
        .alwaysAccessible(f.alwaysAccessible())
        .writeable(f.createable(), f.updateable())
        .picklist(values, f.restrictedPicklist())
        .build();
  }

  private void shares(Map<String, ObjectDraft> drafts) {
    for (ObjectDraft o : List.copyOf(drafts.values())) {
      boolean shared =
          o.has("OwnerId")
              && (o.kind == Kind.CUSTOM
                  || (o.kind == Kind.STANDARD
                      && Set.of("Account", "Contact", "Opportunity", "Lead", "Case", "Campaign")
                          .contains(o.name)));
      if (shared) {
        ObjectDraft share = ShareObjects.of(o);
        share.prefix =
            o.kind == Kind.CUSTOM ? ids.keyPrefix('a', share.name) : ShareObjects.prefix(o.name);
        drafts.put(key(share.name), share);
      }
    }
  }

  /** Replaces the target {@code *} by every object that can have what the field stands for. */
  private static void openTargets(Map<String, ObjectDraft> drafts) {
    List<String> withActivities = new ArrayList<>();
    for (ObjectDraft o : drafts.values()) {
      if (o.activities && !Set.of("Contact", "Lead").contains(o.name)) {
        withActivities.add(o.name);
      }
    }
    List<String> any = new ArrayList<>();
    for (ObjectDraft o : drafts.values()) {
      if (o.prefix != null && !o.virtual && o.queryable) {
        any.add(o.name);
      }
    }
    for (ObjectDraft o : drafts.values()) {
      List<FieldDef> open = new ArrayList<>();
      o.fields().forEach(f -> open.add(f));
      for (FieldDef f : open) {
        if (f.referenceTo().equals(List.of("*"))) {
          o.field(withTargets(f, f.name().equals("WhatId") ? withActivities : any));
        }
      }
    }
  }

  private static FieldDef withTargets(FieldDef f, List<String> targets) {
    return FieldDef.builder(f.name(), FieldType.REFERENCE)
        .label(f.label())
        .length(18)
        .required(f.required())
        .alwaysAccessible(f.alwaysAccessible())
        .writeable(f.createable(), f.updateable())
        .deleteConstraint(f.deleteConstraint())
        .reference(targets, f.relationshipName(), f.childRelationshipName())
        .build();
  }

  private List<SObjectDef> finish(ComponentSet components, Map<String, ObjectDraft> drafts) {
    Map<String, List<ChildRelationship>> children = new LinkedHashMap<>();
    for (ObjectDraft o : drafts.values()) {
      for (FieldDef f : o.fields()) {
        if (f.type() == FieldType.REFERENCE) {
          for (String target : f.referenceTo()) {
            children.computeIfAbsent(key(target), k -> new ArrayList<>()).add(child(o, f));
          }
        }
      }
    }
    List<SObjectDef> out = new ArrayList<>();
    for (ObjectDraft o : drafts.values()) {
      out.add(
          o.build(
              children.getOrDefault(key(o.name), List.of()),
              recordTypes(components, o),
              fieldSets(components, o)));
    }
    return out;
  }

  private static ChildRelationship child(ObjectDraft o, FieldDef f) {
    String name = f.childRelationshipName();
    if (name != null && f.custom()) {
      name = name + "__r";
    }
    boolean cascade = f.masterDetail() || f.deleteConstraint() == DeleteConstraint.CASCADE;
    return new ChildRelationship(name, o.name, f.name(), cascade);
  }

  private List<RecordTypeDef> recordTypes(ComponentSet components, ObjectDraft o) {
    List<RecordTypeDef> out = new ArrayList<>();
    for (Component c : components.childrenOf("RecordType", o.name)) {
      XmlElement x = c.xml();
      out.add(
          new RecordTypeDef(
              ids.recordId("012", c.fullName()),
              c.localName(),
              x.has("label") ? x.text("label") : c.localName(),
              x.bool("active", true),
              false));
    }
    return out;
  }

  private static List<FieldSetDef> fieldSets(ComponentSet components, ObjectDraft o) {
    List<FieldSetDef> out = new ArrayList<>();
    for (Component c : components.childrenOf("FieldSet", o.name)) {
      List<String> paths = new ArrayList<>();
      for (XmlElement f : c.xml().children("displayedFields")) {
        paths.add(f.token("field", ""));
      }
      String label = c.xml().has("label") ? c.xml().text("label") : c.localName();
      out.add(new FieldSetDef(c.localName(), label, paths));
    }
    return out;
  }

  private static Map<String, String> labels(ComponentSet components) {
    Map<String, String> out = new LinkedHashMap<>();
    for (Component c : components.ofType("CustomLabel")) {
      out.put(key(c.fullName()), c.xml().text("value"));
    }
    return out;
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }
}
