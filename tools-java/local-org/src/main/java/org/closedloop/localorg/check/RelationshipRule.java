package org.closedloop.localorg.check;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Look-ups, master-details and metadata relationships point at what exists, and how they may. */
final class RelationshipRule implements Rule {
  private static final int MAX_MASTERS = 2;
  private static final int MAX_NAME = 40;
  private static final Pattern LEGAL = Pattern.compile("[A-Za-z](?:_?[A-Za-z0-9])*");
  private static final Set<String> DEFINITIONS =
      Set.of("EntityDefinition", "FieldDefinition", "EntityParticle");

  @Override
  public Set<String> types() {
    return Set.of("CustomField");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    if (!CheckContext.isCustom(c.localName())) {
      return;
    }
    String type = c.xml().token("type", "");
    switch (type) {
      case "Lookup" -> {
        target(c, context, out);
        childName(c, context, out);
        constraint(c, out);
        LookupFilters.check(c, context, out);
      }
      case "MasterDetail" -> {
        target(c, context, out);
        childName(c, context, out);
        masters(c, context, out);
      }
      case "MetadataRelationship" -> {
        target(c, context, out);
        childName(c, context, out);
        controlling(c, context, out);
      }
      case "Hierarchy" -> {
        if (!c.parentName().equals("User")) {
          out.refused(
              "field-type",
              c,
              FieldAttributeRule.at(c.xml(), "type"),
              "Hierarchy relationships are for the object User only");
        }
      }
      default -> {}
    }
  }

  private static void target(Component c, CheckContext context, Findings out) {
    String type = c.xml().token("type", "");
    XmlElement to = c.xml().child("referenceTo").orElse(null);
    if (to == null) {
      out.refused(
          "missing-attribute",
          c,
          c.xml(),
          "Must specify 'referenceTo' for a CustomField of type " + type);
      return;
    }
    String name = to.token();
    if (!context.objectExists(name)) {
      out.refused(
          "unknown-object",
          c,
          to,
          "referenceTo value of '" + name + "' does not resolve to a valid sObject type",
          context.hint("CustomObject", name));
      return;
    }
    boolean metadata = type.equals("MetadataRelationship");
    String k = name.toLowerCase(Locale.ROOT);
    boolean metadataTarget = k.endsWith("__mdt") || DEFINITIONS.contains(name);
    boolean rowless = k.endsWith("__e") || FieldHomeRule.setting(name, context);
    boolean noMaster = type.equals("MasterDetail") && name.equals("User");
    if (metadata != metadataTarget || rowless || noMaster) {
      out.refused(
          "bad-reference",
          c,
          to,
          "referenceTo value of '" + name + "' cannot be the target of a " + type + " field");
    }
  }

  private static void childName(Component c, CheckContext context, Findings out) {
    XmlElement at = c.xml().child("relationshipName").orElse(null);
    String name = at == null ? "" : at.token();
    if (name.isEmpty()) {
      if (c.xml().token("type", "").equals("MasterDetail")) {
        out.refused("missing-attribute", c, c.xml(), "Required field is missing: relationshipName");
      }
      return;
    }
    String bare = name.replaceFirst("^[A-Za-z0-9_]+?__", "");
    if (!LEGAL.matcher(bare).matches() || bare.length() > MAX_NAME) {
      out.refused(
          "bad-name",
          c,
          at,
          "'"
              + name
              + "' is no relationship name: at most 40 letters, digits and single underscores, a"
              + " letter first, no underscore last");
    }
    String parent = c.xml().token("referenceTo", "");
    for (Component other : context.after().ofType("CustomField")) {
      if (!other.key().equals(c.key())
          && other.xml().token("relationshipName", "").equalsIgnoreCase(name)
          && other.xml().token("referenceTo", "").equalsIgnoreCase(parent)) {
        out.refused(
            "duplicate-relationship",
            c,
            at,
            "There is already a Child Relationship named " + name + " on " + parent + ".",
            "it belongs to " + other.fullName());
      }
    }
  }

  private static void constraint(Component c, Findings out) {
    XmlElement xml = c.xml();
    String constraint = xml.token("deleteConstraint", "SetNull");
    if (xml.token("referenceTo", "").equals("User") && !constraint.equals("SetNull")) {
      out.refused(
          "field-attribute",
          c,
          xml.child("deleteConstraint").get(),
          "Cannot add a lookup relationship child with cascade or restrict options to User");
    } else if (constraint.equals("Cascade")) {
      out.refused(
          "field-attribute",
          c,
          xml.child("deleteConstraint").get(),
          "If you want to cascade delete, please contact salesforce.com",
          "write SetNull or Restrict, or use a master-detail");
    }
    if (xml.bool("required", false) && constraint.equals("SetNull")) {
      out.refused(
          "field-attribute",
          c,
          xml.child("required").get(),
          "field integrity exception: unknown (must specify either cascade delete or restrict"
              + " delete for required lookup foreign key)",
          "write deleteConstraint Restrict");
    }
  }

  private static void masters(Component c, CheckContext context, Findings out) {
    if (!CheckContext.isCustom(c.parentName())) {
      out.refused(
          "field-type",
          c,
          FieldAttributeRule.at(c.xml(), "type"),
          "A standard object cannot be the detail of a master-detail relationship");
    }
    int order = c.xml().integer("relationshipOrder", 0);
    if (order < 0 || order >= MAX_MASTERS) {
      out.refused(
          "field-attribute",
          c,
          c.xml().child("relationshipOrder").get(),
          "relationshipOrder is 0 for the first master and 1 for the second");
    }
    long masters =
        context.after().childrenOf("CustomField", c.parentName()).stream()
            .filter(f -> FieldFacts.of(f).masterDetail())
            .count();
    if (masters > MAX_MASTERS) {
      out.refused(
          "too-many-masters",
          c,
          c.xml(),
          c.parentName() + " has " + masters + " master-detail relationships, at most 2 can be");
    }
  }

  /** References to fields are narrowed by a reference to their object on the same type. */
  private static void controlling(Component c, CheckContext context, Findings out) {
    String to = c.xml().token("referenceTo", "");
    XmlElement at = c.xml().child("metadataRelationshipControllingField").orElse(null);
    if (at == null) {
      if (to.equals("FieldDefinition") || to.equals("EntityParticle")) {
        out.refused(
            "missing-attribute",
            c,
            c.xml(),
            "Must specify 'metadataRelationshipControllingField' for a reference to " + to);
      }
      return;
    }
    String name = at.token().substring(at.token().indexOf('.') + 1);
    FieldFacts field = context.field(c.parentName(), name).orElse(null);
    if (field == null) {
      out.refused(
          "unknown-field",
          c,
          at,
          "In field: metadataRelationshipControllingField - no CustomField named "
              + at.token()
              + " found",
          context.fieldHint(c.parentName(), name));
    } else if (field.known() && !field.referenceTo().contains("EntityDefinition")) {
      out.refused("bad-reference", c, at, at.token() + " does not refer to EntityDefinition");
    }
  }
}
