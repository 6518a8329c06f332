package org.closedloop.localorg.check;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/** Conditions under which a Lightning page shows a component or a field. */
final class VisibilityRules {
  private static final Pattern EXPRESSION = Pattern.compile("\\{!([^{}]+)}");
  private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d+(\\.\\d+)?");
  private static final Set<String> OPERATORS =
      Set.of("CONTAINS", "EQUAL", "NE", "GT", "GE", "LE", "LT");
  private static final Set<String> FORM_FACTORS = Set.of("Large", "Medium", "Small");

  private VisibilityRules() {}

  static void check(
      Component c, XmlElement rule, String object, CheckContext context, Findings out) {
    List<XmlElement> criteria = rule.children("criteria");
    XmlElement logic = rule.child("booleanFilter").orElse(null);
    if (logic != null) {
      ConditionLogic.problem(logic.token(), criteria.size())
          .ifPresent(p -> out.refused("bad-logic", c, logic, p));
    }
    if (criteria.isEmpty()) {
      out.refused("missing-element", c, rule, "A visibilityRule needs criteria");
    }
    for (XmlElement criterion : criteria) {
      XmlElement operator = criterion.child("operator").orElse(criterion);
      if (criterion.has("operator") && !OPERATORS.contains(operator.token())) {
        out.refused(
            "bad-operator",
            c,
            operator,
            "'" + operator.token() + "' is no operator of a visibility rule",
            "one of CONTAINS, EQUAL, NE, GT, GE, LE, LT");
      }
      XmlElement left = criterion.child("leftValue").orElse(null);
      if (left != null) {
        left(c, criterion, left, object, context, out);
      }
    }
  }

  private static void left(
      Component c,
      XmlElement criterion,
      XmlElement at,
      String object,
      CheckContext context,
      Findings out) {
    Matcher expression = EXPRESSION.matcher(at.token());
    if (!expression.matches()) {
      out.refused(
          "bad-expression",
          c,
          at,
          "The left side of a visibility rule is an expression such as {!Record.Name}, not "
              + at.token());
      return;
    }
    String path = expression.group(1);
    if (path.startsWith("Record.")) {
      record(c, criterion, at, path.substring("Record.".length()), object, context, out);
    } else if (path.startsWith("$Permission.CustomPermission.")) {
      String name = path.substring("$Permission.CustomPermission.".length());
      ScreenNames.requireComponent(c, at, "CustomPermission", name, context, out);
    } else if (path.equalsIgnoreCase("$Client.FormFactor")) {
      XmlElement right = criterion.child("rightValue").orElse(criterion);
      if (!FORM_FACTORS.contains(right.token())) {
        out.refused("bad-value", c, right, "A form factor is Large, Medium or Small");
      }
    } else if (path.startsWith("$User.")) {
      String field = path.substring("$User.".length());
      if (ScreenPaths.known(context, "User", field) == ScreenNames.Known.NO) {
        out.refused(
            "unknown-field",
            c,
            at,
            "There is no field User." + field,
            ScreenNames.fieldHint(context, "User", field));
      }
    } else if (!path.startsWith("$")) {
      out.warning(
          "bad-expression",
          c,
          at,
          "Unknown source in " + at.token(),
          "Record, $User, $Permission …");
    }
  }

  private static void record(
      Component c,
      XmlElement criterion,
      XmlElement at,
      String path,
      String object,
      CheckContext context,
      Findings out) {
    if (object == null) {
      return;
    }
    if (ScreenPaths.known(context, object, path) == ScreenNames.Known.NO) {
      out.refused(
          "unknown-field",
          c,
          at,
          "We couldn't retrieve or load the information on the field: Record." + path,
          ScreenNames.fieldHint(context, object, path));
      return;
    }
    XmlElement right = criterion.child("rightValue").orElse(null);
    FieldFacts facts = context.path(object, path).orElse(null);
    if (right == null || right.token().isEmpty() || facts == null || facts.component() == null) {
      return;
    }
    boolean fits =
        switch (facts.type()) {
          case "Checkbox" -> Set.of("true", "false").contains(right.token().toLowerCase());
          case "Number", "Currency", "Percent", "Summary" ->
              WHOLE_NUMBER.matcher(right.token()).matches();
          case "Picklist" ->
              context
                  .picklistValues(facts)
                  .filter(
                      values ->
                          restricted(facts) && criterion.token("operator", "").matches("EQUAL|NE"))
                  .map(values -> values.contains(right.token()))
                  .orElse(true);
          default -> true;
        };
    if (!fits) {
      out.wrong(
          "bad-value",
          c,
          right,
          "'" + right.token() + "' is no value of the " + facts.type() + " field " + path,
          context.picklistValues(facts).map(v -> NearestName.hint(right.token(), v)).orElse(""));
    }
  }

  private static boolean restricted(FieldFacts facts) {
    return facts
        .component()
        .xml()
        .at("valueSet", "restricted")
        .filter(r -> r.token().equals("true"))
        .isPresent();
  }
}
