package org.closedloop.scenarios.mutation;

import static org.closedloop.scenarios.mutation.Verdict.EQUIVALENT;
import static org.closedloop.scenarios.mutation.Verdict.REFUSED;
import static org.closedloop.scenarios.mutation.Verdict.WRONG;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.scenarios.mutation.XmlText.Node;

/** Mutations of values that a field, a variable or an action of another file has to take. */
final class ValueOperators {
  private static final Pattern PICKED =
      Pattern.compile("ISPICKVAL\\(\\s*(?:PRIORVALUE\\()?(\\w+__c)\\)?\\s*,\\s*&quot;(.+?)&quot;");
  private static final Pattern INPUT =
      Pattern.compile(
          "@InvocableVariable\\([^)]*required=true[^)]*\\)\\s+\\w+\\s+[\\w<>]+\\s+(\\w+)");

  private ValueOperators() {}

  static List<Operator> all() {
    return List.of(
        new Operator(
            "value-picklist-typo",
            "A condition on a value that the picklist lacks: deployed, and never true",
            4,
            ValueOperators::picklistTypo),
        new Operator(
            "value-other-type",
            "A flow's condition or assignment with a value that the field cannot hold: wrong",
            3,
            ValueOperators::otherType),
        new Operator(
            "flow-variable-direction",
            "A variable that callers fill is no input any more: refused; else equivalent",
            2,
            ValueOperators::direction),
        new Operator(
            "flow-required-input",
            "An input that the Apex action requires removed: refused; else equivalent",
            2,
            ValueOperators::requiredInput));
  }

  private static boolean picklist(XmlText field) {
    return field.root.value("type").equals("Picklist")
        && field.root.child("valueSet").flatMap(v -> v.child("valueSetDefinition")).isPresent();
  }

  /** The custom field that a flow's filter, condition or assignment is about. */
  private static Optional<XmlText> flowField(Facts facts, XmlText flow, Node n) {
    String object = "";
    for (Node at = n; at != null && object.isEmpty(); at = at.parent) {
      object = at.value("object");
    }
    String left = n.value("leftValueReference");
    if (left.startsWith("$Record.")) {
      object = flow.root.child("start").map(s -> s.value("object")).orElse("");
      return facts.field(object, left.substring("$Record.".length()));
    }
    return facts.field(object, n.value("field"));
  }

  /** Filters, conditions and assignments with a literal, and the literal. */
  private interface AtValue {
    void site(XmlText x, XmlText field, Node literal);
  }

  private static void literals(Sources s, AtValue at) {
    Facts facts = new Facts(s);
    for (XmlText x : s.xml()) {
      if (!x.type().equals("Flow")) {
        continue;
      }
      for (Node n :
          x.elements(e -> Set.of("filters", "conditions", "inputAssignments").contains(e.name))) {
        Optional<Node> literal =
            n.child("value")
                .or(() -> n.child("rightValue"))
                .flatMap(v -> v.children.stream().findFirst())
                .filter(v -> !v.name.equals("elementReference"));
        boolean asks = Set.of("IsNull", "IsChanged", "IsBlank").contains(n.value("operator"));
        if (literal.isPresent() && !asks) {
          flowField(facts, x, n).ifPresent(f -> at.site(x, f, literal.get()));
        }
      }
    }
  }

  private static void picklistTypo(Sources s, Sites out) {
    literals(
        s,
        (x, field, literal) -> {
          if (picklist(field) && literal.name.equals("stringValue")) {
            typo(out, x, literal.open, literal.close);
          }
        });
    Facts facts = new Facts(s);
    for (XmlText x : s.xml()) {
      if (x.type().equals("ListView")) {
        for (Node n : x.root.children("filters")) {
          boolean one = !n.value("value").contains(",");
          if (one
              && facts.field(x.object(), n.value("field")).map(f -> picklist(f)).orElse(false)) {
            Node v = n.child("value").orElseThrow();
            typo(out, x, v.open, v.close);
          }
        }
      } else if (x.type().equals("ValidationRule")) {
        Matcher m = PICKED.matcher(x.text);
        while (m.find()) {
          if (facts.field(x.object(), m.group(1)).map(f -> picklist(f)).orElse(false)) {
            typo(out, x, m.start(2), m.end(2));
          }
        }
      }
    }
  }

  private static void typo(Sites out, XmlText x, int start, int end) {
    out.replace(
        WRONG,
        "the picklist has no such value",
        x.file,
        start,
        end,
        Typo.of(x.text.substring(start, end), w -> false));
  }

  private static void otherType(Sources s, Sites out) {
    literals(
        s,
        (x, field, literal) -> {
          String type = field.root.value("type");
          String value =
              switch (type) {
                case "Checkbox" -> "<stringValue>yes</stringValue>";
                case "Number", "Currency", "Percent" -> "<stringValue>many</stringValue>";
                case "Date", "DateTime" -> "<stringValue>soon</stringValue>";
                case "Text", "Picklist", "LongTextArea" -> "<booleanValue>true</booleanValue>";
                default -> "";
              };
          if (!value.isEmpty()) {
            out.replace(WRONG, "no value of a " + type, x.file, literal.start, literal.end, value);
          }
        });
  }

  private static void direction(Sources s, Sites out) {
    List<XmlText> flows = s.xml().stream().filter(x -> x.type().equals("Flow")).toList();
    for (XmlText x : flows) {
      for (Node v : x.root.children("variables")) {
        Node input = v.child("isInput").orElse(null);
        if (input == null || !input.value().equals("true")) {
          continue;
        }
        boolean filled =
            flows.stream()
                .flatMap(f -> f.root.children("subflows").stream())
                .filter(c -> c.value("flowName").equals(x.name()))
                .flatMap(c -> c.children("inputAssignments").stream())
                .anyMatch(a -> a.value("name").equals(v.value("name")));
        out.replace(
            filled ? REFUSED : EQUIVALENT,
            filled ? "a subflow call fills it" : "no flow is known to fill it",
            x.file,
            input.open,
            input.close,
            "false");
      }
    }
  }

  private static void requiredInput(Sources s, Sites out) {
    for (XmlText x : s.xml()) {
      for (Node n : x.elements(e -> e.path().equals("actionCalls/inputParameters"))) {
        String action = n.parent.value("actionName");
        boolean required =
            s.files("/" + action + ".cls").stream()
                .anyMatch(
                    f -> {
                      Matcher m = INPUT.matcher(s.text(f));
                      while (m.find()) {
                        if (m.group(1).equals(n.value("name"))) {
                          return true;
                        }
                      }
                      return false;
                    });
        XmlOperators.remove(
            required ? REFUSED : EQUIVALENT,
            required ? "the action requires it" : "the action works without it",
            out,
            x,
            n);
      }
    }
  }
}
