package org.closedloop.localorg.check.flow;

import java.util.Optional;
import java.util.Set;
import org.closedloop.localorg.check.flow.ValueType.Kind;
import org.closedloop.metadata.XmlElement;

/** Assignments: the operator goes with the target, the value with both. */
final class AssignmentChecks {
  private static final Set<String> LISTS =
      Set.of(
          "AddItem",
          "AddAtStart",
          "RemoveFirst",
          "RemoveBeforeFirst",
          "RemoveAfterFirst",
          "RemovePosition",
          "RemoveAll",
          "RemoveUncommon");

  private AssignmentChecks() {}

  static void check(FlowCheck check) {
    if (!check.flow().plain()) {
      return;
    }
    for (XmlElement assignment : check.flow().root().children("assignments")) {
      if (!assignment.has("assignmentItems")) {
        check.refused(
            "bad-assignment",
            assignment,
            "The assignment '" + assignment.token("name", "") + "' assigns nothing");
      }
      for (XmlElement item : assignment.children("assignmentItems")) {
        item(check, item);
      }
    }
  }

  private static void item(FlowCheck check, XmlElement item) {
    String reference = item.token("assignToReference", "");
    Resolved r = check.types().resolve(reference);
    XmlElement value = item.child("value").orElse(null);
    if (!r.found() || r.type().isAny() || ReferenceChecks.obstacle(check, reference).isPresent()) {
      return;
    }
    String operator = item.token("operator", "");
    Optional<String> problem = operator(operator, r.type());
    if (problem.isPresent()) {
      check.refused("bad-operator", item.child("operator").orElse(item), problem.get());
    } else if (value != null) {
      value(check, value, operator, r.type(), reference);
      if (r.field() != null) {
        Picklists.check(check, r.field(), operator, value);
      }
    }
  }

  private static Optional<String> operator(String operator, ValueType target) {
    boolean list = target.collection() || target.kind() == Kind.MULTIPICKLIST;
    boolean good =
        switch (operator) {
          case "Add" -> list || target.isText() || target.isDate() || target.kind() == Kind.NUMBER;
          case "Subtract" -> !list && (target.isDate() || target.kind() == Kind.NUMBER);
          case "AssignCount" -> !list && target.kind() == Kind.NUMBER;
          case "None" -> false;
          default -> !LISTS.contains(operator) || list;
        };
    return good
        ? Optional.empty()
        : Optional.of("The operator " + operator + " does not go with " + target);
  }

  private static void value(
      FlowCheck check, XmlElement value, String operator, ValueType target, String reference) {
    ValueType got = ValueChecks.type(check, value);
    switch (operator) {
      case "Assign" -> ValueChecks.fits(check, value, target, reference);
      case "Add", "Subtract" -> {
        if (target.collection()) {
          items(check, value, target, got, reference);
        } else if (!target.isText()) {
          ValueChecks.fits(
              check, value, ValueType.of(Kind.NUMBER), "What is added to " + reference);
        } else if (got.collection()) {
          ValueChecks.fits(check, value, target, reference);
        }
      }
      case "AssignCount" -> {
        if (!got.isAny() && !got.collection()) {
          check.refused("bad-type", value, "Only collections can be counted, not " + got);
        }
      }
      case "RemovePosition" ->
          ValueChecks.fits(check, value, ValueType.of(Kind.NUMBER), "The position");
      default -> items(check, value, target, got, reference);
    }
  }

  /** One item or a collection of them. */
  private static void items(
      FlowCheck check, XmlElement value, ValueType target, ValueType got, String reference) {
    if (target.collection() && !target.takes(got)) {
      ValueChecks.fits(check, value, target.item(), "An item of " + reference);
    }
  }
}
