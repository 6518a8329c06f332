package org.closedloop.localorg.check.flow;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.closedloop.localorg.check.FieldFacts;
import org.closedloop.metadata.XmlElement;

/** Filters of starts, data elements and choice sets: fields of the object, operators, values. */
final class FilterChecks {
  private static final Set<String> HOLDERS =
      Set.of("recordLookups", "recordUpdates", "recordDeletes", "recordCreates");
  private static final Set<String> COLLECTIONS = Set.of("In", "NotIn");
  private static final Set<String> UNFILTERABLE =
      Set.of("LongTextArea", "Html", "EncryptedText", "Location", "Address");
  private static final Map<String, String> NEVER =
      Map.of(
          "IsBlank", "conditions",
          "IsEmpty", "conditions",
          "WasSet", "conditions",
          "WasSelected", "conditions",
          "WasVisited", "conditions",
          "HasError", "conditions",
          "None", "nothing");

  private FilterChecks() {}

  static void check(FlowCheck check) {
    if (!check.flow().plain()) {
      return;
    }
    check.flow().start().ifPresent(s -> filters(check, s, check.flow().startObject(), true));
    for (XmlElement e : check.flow().root().children()) {
      if (HOLDERS.contains(e.name()) || e.name().equals("dynamicChoiceSets")) {
        filters(check, e, e.token("object", ""), false);
      }
    }
  }

  private static void filters(FlowCheck check, XmlElement holder, String object, boolean start) {
    if (!check.context().objectExists(object)) {
      return;
    }
    for (XmlElement filter : holder.children("filters")) {
      XmlElement at = filter.child("field").orElse(filter);
      Optional<FieldFacts> field = check.field(object, at);
      operator(check, filter, start);
      if (field.isEmpty()) {
        continue;
      }
      FieldFacts f = field.get();
      boolean triggered = start && check.flow().recordTriggered();
      if (!triggered && unfilterable(check, f)) {
        check.wrong("bad-field", at, f.name() + " cannot be filtered");
        continue;
      }
      String operator = filter.token("operator", "");
      ValueType left = check.typeOf(f);
      var problem = Operators.problem(operator, left);
      if (problem.isPresent()) {
        check.refused("bad-operator", filter.child("operator").orElse(filter), problem.get());
        continue;
      }
      XmlElement value = filter.child("value").orElse(null);
      if (start && COLLECTIONS.contains(operator)) {
        continue;
      }
      Operators.right(check, filter, value, operator, left, true);
      if (value != null) {
        Picklists.check(check, f, operator, value);
      }
    }
  }

  private static boolean unfilterable(FlowCheck check, FieldFacts f) {
    return f.component() != null
        ? UNFILTERABLE.contains(f.type())
        : check.standard(f).map(d -> d.longText()).orElse(false);
  }

  private static void operator(FlowCheck check, XmlElement filter, boolean start) {
    XmlElement at = filter.child("operator").orElse(filter);
    String operator = at.token();
    if (NEVER.containsKey(operator)) {
      check.refused(
          "bad-operator", at, "The operator " + operator + " cannot be used to filter records");
    } else if (operator.equals("IsChanged")) {
      boolean update = start && check.flow().mayUpdate();
      if (!update) {
        check.refused(
            "bad-operator", at, "IsChanged needs a start that runs when a record is updated");
      }
    } else if (start && COLLECTIONS.contains(operator)) {
      check.refused("bad-operator", at, operator + " is for data elements, not for a start");
    }
  }
}
