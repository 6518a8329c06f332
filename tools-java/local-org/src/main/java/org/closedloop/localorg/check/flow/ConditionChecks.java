package org.closedloop.localorg.check.flow;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.localorg.check.ConditionLogic;
import org.closedloop.metadata.XmlElement;

/** Conditions of decisions, waits, filters of collections and visibility: logic and operands. */
final class ConditionChecks {
  private static final Pattern NUMBER = Pattern.compile("\\d+");

  private ConditionChecks() {}

  static void check(FlowCheck check) {
    logic(check, check.flow().root());
    FlowXml.each(check.flow().root(), e -> logic(check, e));
    if (!check.flow().plain()) {
      return;
    }
    FlowXml.each(
        check.flow().root(),
        e -> {
          if (e.name().equals("conditions") && e.has("leftValueReference")) {
            condition(check, e);
          }
        });
    for (XmlElement decision : check.flow().root().children("decisions")) {
      for (XmlElement rule : decision.children("rules")) {
        if (!rule.has("conditions")) {
          check.refused(
              "bad-decision",
              rule,
              "The outcome '" + rule.token("name", "") + "' has no conditions");
        }
      }
      if (!decision.has("rules")) {
        check.refused(
            "bad-decision",
            decision,
            "The decision '" + decision.token("name", "") + "' has no outcomes");
      }
    }
  }

  private static void logic(FlowCheck check, XmlElement holder) {
    logic(check, holder, "filterLogic", "filters");
    logic(check, holder, "conditionLogic", "conditions");
  }

  private static void logic(FlowCheck check, XmlElement holder, String child, String lines) {
    XmlElement logic = holder.child(child).orElse(null);
    if (logic == null) {
      return;
    }
    int count = holder.children(lines).size();
    String text = logic.token();
    var problem = ConditionLogic.problem(text, count);
    if (problem.isPresent()) {
      check.wrong("bad-logic", logic, problem.get(), "and, or, or a term such as 1 AND (2 OR 3)");
      return;
    }
    Set<Integer> named = new HashSet<>();
    Matcher m = NUMBER.matcher(text);
    while (m.find()) {
      named.add(Integer.parseInt(m.group()));
    }
    for (int i = 1; i <= count && !named.isEmpty(); i++) {
      if (!named.contains(i)) {
        check.wrong("bad-logic", logic, "The logic '" + text + "' leaves out condition " + i);
      }
    }
  }

  private static void condition(FlowCheck check, XmlElement condition) {
    String operator = condition.token("operator", "");
    XmlElement at = condition.child("operator").orElse(condition);
    XmlElement right = condition.child("rightValue").orElse(null);
    String reference = condition.token("leftValueReference", "");
    if (operator.equals("IsChanged")) {
      changed(check, at, reference);
    }
    ValueType left = ValueType.ANY;
    if (!operator.equals("WasVisited")) {
      Resolved r = check.types().resolve(reference);
      if (!r.found()) {
        return;
      }
      left = r.type();
      if (r.field() != null && right != null) {
        Picklists.check(check, r.field(), operator, right);
      }
    }
    var problem = Operators.problem(operator, left);
    if (problem.isPresent()) {
      check.refused("bad-operator", at, problem.get());
      return;
    }
    if (!Operators.asks(operator) && ValueChecks.empty(right) && check.flow().explicit()) {
      check.wrong("no-value", condition, "The condition has no right side", "give it a rightValue");
      return;
    }
    Operators.right(check, condition, right, operator, left);
  }

  private static void changed(FlowCheck check, XmlElement at, String reference) {
    if (!reference.toLowerCase(Locale.ROOT).startsWith("$record.")) {
      check.refused("bad-operator", at, "IsChanged asks about a field of $Record");
    } else if (!check.flow().mayUpdate()) {
      check.refused(
          "bad-operator", at, "IsChanged needs a flow that runs when a record is updated");
    }
  }
}
