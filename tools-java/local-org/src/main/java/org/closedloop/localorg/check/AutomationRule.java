package org.closedloop.localorg.check;

import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/**
 * Workflow rules and their actions, sharing, assignment, escalation, approval and duplicate rules:
 * conditions name fields that exist and fit them, actions and targets are there.
 */
final class AutomationRule implements Rule {
  private static final Map<String, String> ACTIONS =
      Map.of(
          "Alert", "WorkflowAlert",
          "FieldUpdate", "WorkflowFieldUpdate",
          "Task", "WorkflowTask",
          "OutboundMessage", "WorkflowOutboundMessage");
  private static final Map<String, String> SHARED =
      Map.of("group", "Group", "groups", "Group", "queue", "Queue", "role", "Role");
  private static final int MAX_NAME = 80;

  /** The element that a field update's operation needs. */
  private static final Map<String, String> NEEDS =
      Map.of("Formula", "formula", "Literal", "literalValue", "LookupValue", "lookupValue");

  @Override
  public Set<String> types() {
    return Set.of(
        "WorkflowRule",
        "WorkflowFieldUpdate",
        "WorkflowTask",
        "WorkflowOutboundMessage",
        "SharingCriteriaRule",
        "SharingOwnerRule",
        "AssignmentRule",
        "AutoResponseRule",
        "EscalationRule",
        "ApprovalProcess",
        "MatchingRule",
        "DuplicateRule");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    String object = c.parentName();
    if (!context.objectExists(object)) {
      out.refused(
          "unknown-object",
          c,
          c.xml(),
          "There is no object " + object,
          context.hint("CustomObject", object));
      return;
    }
    conditions(c, object, c.xml(), context, out);
    switch (c.type()) {
      case "WorkflowRule" -> rule(c, context, out);
      case "WorkflowFieldUpdate" -> update(c, object, context, out);
      case "WorkflowOutboundMessage" ->
          c.xml().children("fields").forEach(f -> field(c, object, f, context, out));
      case "SharingCriteriaRule", "SharingOwnerRule" -> sharing(c, context, out);
      case "MatchingRule" -> matching(c, object, context, out);
      case "DuplicateRule" -> duplicate(c, context, out);
      default -> {}
    }
  }

  /** Criteria at any depth: rule entries, steps and filters hold them too. */
  private static void conditions(
      Component c, String object, XmlElement holder, CheckContext context, Findings out) {
    List<XmlElement> items = holder.children("criteriaItems");
    for (XmlElement item : items) {
      XmlElement at = item.child("field").orElse(null);
      FieldFacts field = at == null ? null : field(c, object, at, context, out);
      if (field != null && CheckContext.isCustom(field.name())) {
        Filters.fits(c, item, field, context, out);
      }
    }
    if (!items.isEmpty()) {
      Filters.logic(c, holder, "criteriaItems", out);
      if (holder.child("formula").filter(f -> !f.token().isEmpty()).isPresent()) {
        out.refused(
            "bad-filter",
            c,
            holder.child("formula").get(),
            "A rule has either criteriaItems or a formula");
      }
    }
    for (XmlElement child : holder.children()) {
      if (!child.isLeaf() && !child.name().equals("criteriaItems")) {
        conditions(c, object, child, context, out);
      }
    }
  }

  /**
   * The field of a condition, {@code Field} or {@code Object.Field}; null when not to be judged.
   */
  private static FieldFacts field(
      Component c, String object, XmlElement at, CheckContext context, Findings out) {
    String name = at.token();
    int dot = name.indexOf('.');
    String owner = dot < 0 ? object : name.substring(0, dot);
    String local = name.substring(dot + 1);
    FieldFacts field = context.path(owner, local).orElse(null);
    boolean own = owner.equalsIgnoreCase(object);
    if (field == null && own && CheckContext.isCustom(local)) {
      out.refused(
          "unknown-field",
          c,
          at,
          "In field: field - no CustomField named " + object + "." + local + " found",
          context.fieldHint(object, local));
    }
    return field;
  }

  private static void rule(Component c, CheckContext context, Findings out) {
    XmlElement xml = c.xml();
    if (!xml.has("criteriaItems") && xml.token("formula", "").isEmpty()) {
      out.refused("missing-attribute", c, xml, "A workflow rule needs criteriaItems or a formula");
    }
    actions(c, xml, context, out);
    for (XmlElement trigger : xml.children("workflowTimeTriggers")) {
      actions(c, trigger, context, out);
    }
  }

  private static void actions(Component c, XmlElement holder, CheckContext context, Findings out) {
    for (XmlElement action : holder.children("actions")) {
      String type = ACTIONS.get(action.token("type", ""));
      XmlElement name = action.child("name").orElse(null);
      String full = name == null ? "" : c.parentName() + "." + name.token();
      if (type != null && name != null && !context.refers(type, full)) {
        out.refused(
            "unknown-reference",
            c,
            name,
            "In field: action - no " + type + " named " + full + " found",
            context.hint(type, full));
      }
    }
  }

  private static void update(Component c, String object, CheckContext context, Findings out) {
    XmlElement xml = c.xml();
    Lengths.limit(c, xml, "name", MAX_NAME, out);
    String operation = xml.token("operation", "");
    String needed = NEEDS.get(operation);
    if (needed != null && xml.token(needed, "").isEmpty()) {
      out.refused(
          "missing-attribute",
          c,
          FieldAttributeRule.at(xml, "operation"),
          "operation " + operation + " needs " + needed);
    }
    XmlElement at = xml.child("field").orElse(null);
    if (at == null) {
      return;
    }
    XmlElement target = xml.child("targetObject").orElse(null);
    String owner = object;
    if (target != null && !target.token().isEmpty()) {
      FieldFacts parent = context.field(object, target.token()).orElse(null);
      if (parent == null) {
        field(c, object, target, context, out);
        return;
      }
      if (!parent.known() || parent.referenceTo().isEmpty()) {
        return;
      }
      owner = parent.referenceTo().get(0);
    }
    FieldFacts field = field(c, owner, at, context, out);
    if (field != null
        && (field.formula() || Set.of("Summary", "AutoNumber").contains(field.type()))) {
      out.refused("read-only-field", c, at, "A computed field cannot be updated: " + at.token());
    }
  }

  private static void sharing(Component c, CheckContext context, Findings out) {
    for (String list : List.of("sharedTo", "sharedFrom")) {
      for (XmlElement shared : c.xml().children(list)) {
        for (XmlElement child : shared.children()) {
          String type = SHARED.get(child.name());
          if (type != null && !context.refers(type, child.token())) {
            out.warning(
                "unknown-reference",
                c,
                child,
                "There is no " + type + " named " + child.token() + " among the components",
                "the org must have it");
          }
        }
      }
    }
  }

  private static void matching(Component c, String object, CheckContext context, Findings out) {
    if (!c.xml().has("matchingRuleItems")) {
      out.refused("missing-attribute", c, c.xml(), "A matching rule needs matchingRuleItems");
    }
    for (XmlElement item : c.xml().children("matchingRuleItems")) {
      item.child("fieldName").ifPresent(f -> field(c, object, f, context, out));
    }
    Filters.logic(c, c.xml(), "matchingRuleItems", out);
  }

  private static void duplicate(Component c, CheckContext context, Findings out) {
    Map<String, XmlElement> seen = new HashMap<>();
    for (XmlElement rule : c.xml().children("duplicateRuleMatchRules")) {
      XmlElement at = rule.child("matchingRule").orElse(null);
      if (at == null) {
        continue;
      }
      if (seen.put(at.token().toLowerCase(Locale.ROOT), at) != null) {
        out.wrong("duplicate-entry", c, at, at.token() + " is used twice");
      }
      String object = rule.token("matchRuleSObjectType", c.parentName());
      boolean standard = at.token().startsWith("Standard_");
      if (!standard && !context.refers("MatchingRule", object + "." + at.token())) {
        out.refused(
            "unknown-reference",
            c,
            at,
            "In field: matchingRule - no MatchingRule named "
                + object
                + "."
                + at.token()
                + " found",
            context.hint("MatchingRule", object + "." + at.token()));
      }
    }
  }
}
