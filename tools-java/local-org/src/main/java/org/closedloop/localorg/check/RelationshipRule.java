package org.closedloop.localorg.check;

import java.util.List;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Look-ups, master-details, metadata relationships and roll-up summaries point at what exists. */
final class RelationshipRule implements Rule {
  private static final int MAX_MASTERS = 2;

  @Override
  public Set<String> types() {
    return Set.of("CustomField");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    if (!CheckContext.isCustom(c.localName())) {
      return;
    }
    switch (c.xml().token("type", "")) {
      case "Lookup" -> {
        target(c, context, out);
        childName(c, context, out);
        constraint(c, out);
      }
      case "MasterDetail" -> {
        target(c, context, out);
        childName(c, context, out);
        masters(c, context, out);
      }
      case "MetadataRelationship" -> target(c, context, out);
      case "Summary" -> summary(c, context, out);
      default -> {}
    }
  }

  private static void target(Component c, CheckContext context, Findings out) {
    List<XmlElement> targets = c.xml().children("referenceTo");
    if (targets.isEmpty()) {
      out.refused(
          "missing-attribute",
          c,
          c.xml(),
          "Must specify 'referenceTo' for a CustomField of type " + c.xml().token("type", ""));
    }
    for (XmlElement to : targets) {
      if (!context.objectExists(to.token())) {
        out.refused(
            "unknown-object",
            c,
            to,
            "referenceTo value of '" + to.token() + "' does not resolve to a valid sObject type",
            context.hint("CustomObject", to.token()));
      }
    }
  }

  private static void childName(Component c, CheckContext context, Findings out) {
    String name = c.xml().token("relationshipName", "");
    if (name.isEmpty()) {
      if (c.xml().token("type", "").equals("MasterDetail")) {
        out.refused("missing-attribute", c, c.xml(), "Required field is missing: relationshipName");
      }
      return;
    }
    String parent = c.xml().token("referenceTo", "");
    for (Component other : context.after().ofType("CustomField")) {
      if (!other.key().equals(c.key())
          && other.xml().token("relationshipName", "").equalsIgnoreCase(name)
          && other.xml().token("referenceTo", "").equalsIgnoreCase(parent)) {
        out.refused(
            "duplicate-relationship",
            c,
            c.xml().child("relationshipName").get(),
            "There is already a Child Relationship named "
                + name
                + " on "
                + parent
                + ": "
                + other.fullName());
      }
    }
  }

  private static void constraint(Component c, Findings out) {
    if (c.xml().bool("required", false)
        && c.xml().token("deleteConstraint", "SetNull").equals("SetNull")) {
      out.refused(
          "field-attribute",
          c,
          c.xml().child("required").get(),
          "A required lookup cannot be cleared when its target is deleted",
          "write deleteConstraint Restrict");
    }
  }

  private static void masters(Component c, CheckContext context, Findings out) {
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

  /** Some standard look-ups carry roll-ups too (opportunities of an account, products of those). */
  private static void summary(Component c, CheckContext context, Findings out) {
    XmlElement xml = c.xml();
    XmlElement key = xml.child("summaryForeignKey").orElse(null);
    if (key == null) {
      out.refused("missing-attribute", c, xml, "Required field is missing: summaryForeignKey");
      return;
    }
    FieldFacts link = fieldOf(key, c, context, out);
    boolean standard = link != null && link.component() == null;
    if (link != null
        && ((!link.masterDetail() && !standard)
            || link.referenceTo().stream().noneMatch(c.parentName()::equalsIgnoreCase))) {
      out.refused(
          "bad-summary",
          c,
          key,
          key.token() + " is no master-detail relationship to " + c.parentName());
    }
    String operation = xml.token("summaryOperation", "");
    XmlElement summarized = xml.child("summarizedField").orElse(null);
    if (operation.isEmpty()) {
      out.refused("missing-attribute", c, xml, "Required field is missing: summaryOperation");
    } else if (!operation.equals("count") && summarized == null) {
      out.refused(
          "missing-attribute", c, xml, "summaryOperation " + operation + " needs summarizedField");
    }
    if (summarized != null) {
      FieldFacts field = fieldOf(summarized, c, context, out);
      if (field != null
          && operation.equals("sum")
          && !Set.of("Number", "Currency", "Percent", "Summary").contains(field.type())) {
        out.refused(
            "bad-summary", c, summarized, "A " + field.type() + " field cannot be summed up");
      }
    }
    for (XmlElement item : xml.children("summaryFilterItems")) {
      item.child("field").ifPresent(f -> fieldOf(f, c, context, out));
    }
  }

  /** The field named {@code Object.Field} by the element, reported when it does not exist. */
  private static FieldFacts fieldOf(
      XmlElement at, Component c, CheckContext context, Findings out) {
    int dot = at.token().indexOf('.');
    String object = dot < 0 ? c.parentName() : at.token().substring(0, dot);
    String name = at.token().substring(dot + 1);
    FieldFacts field = context.field(object, name).orElse(null);
    if (field == null) {
      out.refused(
          "unknown-field",
          c,
          at,
          "There is no field " + at.token(),
          context.fieldHint(object, name));
    }
    return field;
  }
}
