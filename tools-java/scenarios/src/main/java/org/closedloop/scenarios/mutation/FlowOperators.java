package org.closedloop.scenarios.mutation;

import static org.closedloop.scenarios.mutation.Verdict.EQUIVALENT;
import static org.closedloop.scenarios.mutation.Verdict.REFUSED;
import static org.closedloop.scenarios.mutation.Verdict.WRONG;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.closedloop.scenarios.mutation.XmlText.Node;

/** Mutations of what a flow means: its arrows, names, values and conditions. */
final class FlowOperators {

  private FlowOperators() {}

  static List<Operator> all() {
    return List.of(
        new Operator(
            "flow-swap-connector",
            "An arrow to another node: wrong where a node is dead or a circle closes, else equivalent",
            4,
            FlowOperators::swapConnector),
        new Operator(
            "flow-connector-to-self",
            "An arrow back to its own node: refused",
            2,
            FlowOperators::connectorToSelf),
        new Operator(
            "flow-connector-to-resource",
            "An arrow to a variable: refused",
            2,
            FlowOperators::connectorToResource),
        new Operator(
            "flow-remove-connector",
            "An arrow removed: refused at the start, wrong where a node is dead, else equivalent",
            3,
            FlowOperators::removeConnector),
        new Operator(
            "flow-duplicate-name",
            "A name that another element has: refused",
            3,
            FlowOperators::duplicateName),
        new Operator(
            "flow-bad-name",
            "A blank, a double or a last underscore in a name: refused",
            3,
            FlowOperators::badName),
        new Operator(
            "flow-condition-logic",
            "Conditions counted out of range or without a bracket: deployed, and wrong",
            2,
            FlowOperators::conditionLogic),
        new Operator(
            "flow-two-values",
            "A second value beside the first in one holder: refused",
            3,
            FlowOperators::twoValues),
        new Operator(
            "flow-bare-value",
            "A value without its typed element: refused",
            3,
            FlowOperators::bareValue),
        new Operator(
            "flow-value-type",
            "Text in a number or a boolean: refused by the lexical type",
            2,
            FlowOperators::valueType),
        new Operator(
            "flow-trigger",
            "A trigger type that forbids what the flow holds: refused",
            3,
            FlowOperators::trigger),
        new Operator(
            "flow-storage",
            "An element that stores its result in two ways: refused",
            2,
            FlowOperators::storage),
        new Operator(
            "flow-fault-on-wrong-element",
            "A fault path on an element that has none: refused",
            2,
            FlowOperators::faultPath),
        new Operator(
            "flow-variable-type",
            "A record variable without its object, or an unknown data type: refused",
            2,
            FlowOperators::variableType));
  }

  private static List<XmlText> flows(Sources s) {
    return s.xml().stream().filter(x -> x.type().equals("Flow")).toList();
  }

  private static void swapConnector(Sources s, Sites out) {
    for (XmlText x : flows(s)) {
      FlowGraph g = new FlowGraph(x);
      Set<String> now = g.reached(null, null);
      for (Node a : g.arrows()) {
        for (String to : g.nodes()) {
          if (to.equals(a.value()) || to.equals(g.owner(a))) {
            continue;
          }
          boolean dead = !g.reached(a, to).containsAll(now);
          boolean circle = g.circles(a, to);
          String reason =
              dead
                  ? "elements that nothing leads to"
                  : circle ? "a circle without a way out" : "another path that may be meant";
          out.replace(dead || circle ? WRONG : EQUIVALENT, reason, x.file, a.open, a.close, to);
        }
      }
    }
  }

  private static void connectorToSelf(Sources s, Sites out) {
    for (XmlText x : flows(s)) {
      FlowGraph g = new FlowGraph(x);
      for (Node a : g.arrows()) {
        if (g.owner(a) != null) {
          out.replace(REFUSED, "an element leads to itself", x.file, a.open, a.close, g.owner(a));
        }
      }
    }
  }

  private static void connectorToResource(Sources s, Sites out) {
    for (XmlText x : flows(s)) {
      List<Node> variables = x.root.children("variables");
      for (Node a : new FlowGraph(x).arrows()) {
        variables.forEach(
            v ->
                out.replace(
                    REFUSED, "a variable is no node", x.file, a.open, a.close, v.value("name")));
      }
    }
  }

  private static void removeConnector(Sources s, Sites out) {
    for (XmlText x : flows(s)) {
      FlowGraph g = new FlowGraph(x);
      for (Node a : g.arrows()) {
        NeededElements.Need need = g.without(a.parent);
        XmlOperators.remove(need.verdict(), need.reason(), out, x, a.parent);
      }
    }
  }

  private static List<Node> names(XmlText x) {
    return x.elements(
        n ->
            n.name.equals("name")
                && (n.parent.parent == x.root
                        && !n.parent.name.equals("processMetadataValues")
                        && !n.parent.parent.name.equals("")
                    || n.parent.name.equals("rules")
                    || n.parent.name.equals("scheduledPaths"))
                && List.of(
                        "actionCalls",
                        "assignments",
                        "decisions",
                        "recordCreates",
                        "recordLookups",
                        "recordUpdates",
                        "subflows",
                        "variables",
                        "formulas",
                        "rules",
                        "scheduledPaths",
                        "constants",
                        "textTemplates",
                        "loops")
                    .contains(n.parent.name));
  }

  private static void duplicateName(Sources s, Sites out) {
    for (XmlText x : flows(s)) {
      List<Node> names = names(x);
      for (Node n : names) {
        names.stream()
            .filter(o -> !o.value().equals(n.value()))
            .limit(3)
            .forEach(
                o -> out.replace(REFUSED, "names are unique", x.file, n.open, n.close, o.value()));
      }
    }
  }

  private static void badName(Sources s, Sites out) {
    for (XmlText x : flows(s)) {
      for (Node n : names(x)) {
        String v = n.value();
        String bad =
            switch (Math.floorMod(n.start, 4)) {
              case 0 -> v + "_";
              case 1 -> v.charAt(0) + "__" + v.substring(1);
              case 2 -> "1" + v;
              default -> v.charAt(0) + " " + v.substring(1);
            };
        out.replace(REFUSED, "no API name", x.file, n.open, n.close, bad);
      }
    }
  }

  private static void conditionLogic(Sources s, Sites out) {
    for (XmlText x : flows(s)) {
      for (Node n :
          x.elements(e -> e.name.equals("conditionLogic") || e.name.equals("filterLogic"))) {
        int count = n.parent.children("conditions").size() + n.parent.children("filters").size();
        for (String bad :
            List.of("1 AND " + (count + 1), "(1 AND 1", "1 und 1", (count + 2) + " OR 1")) {
          out.replace(
              WRONG, "the platform does not read it when it deploys", x.file, n.open, n.close, bad);
        }
      }
    }
  }

  private static List<Node> holders(XmlText x) {
    return x.elements(n -> n.type.equals("FlowElementReferenceOrValue") && !n.leaf());
  }

  private static void twoValues(Sources s, Sites out) {
    for (XmlText x : flows(s)) {
      for (Node n : holders(x)) {
        String more =
            n.child("stringValue").isPresent()
                ? "<booleanValue>true</booleanValue>"
                : "<stringValue>x</stringValue>";
        out.insert(REFUSED, "a holder has one value", x.file, n.children.get(0).end, more);
      }
    }
  }

  private static void bareValue(Sources s, Sites out) {
    for (XmlText x : flows(s)) {
      for (Node n : holders(x)) {
        out.replace(
            REFUSED,
            "a value stands in a typed element",
            x.file,
            n.open,
            n.close,
            n.children.get(0).raw());
      }
    }
  }

  private static final Map<String, String> OF_TYPE =
      Map.of(
          "stringValue", "numberValue",
          "booleanValue", "numberValue",
          "numberValue", "booleanValue");

  private static void valueType(Sources s, Sites out) {
    for (XmlText x : flows(s)) {
      for (Node n : x.elements(e -> OF_TYPE.containsKey(e.name))) {
        String to = OF_TYPE.get(n.name);
        out.replace(
            REFUSED,
            "no value of that type",
            x.file,
            n.start,
            n.end,
            "<" + to + ">" + n.raw() + "</" + to + ">");
      }
    }
  }

  private static void trigger(Sources s, Sites out) {
    for (XmlText x : flows(s)) {
      Node start = x.root.child("start").orElseThrow();
      start
          .child("triggerType")
          .ifPresent(
              t -> {
                boolean needsAfter =
                    start.child("scheduledPaths").isPresent()
                        || x.root.child("subflows").isPresent()
                        || x.root.child("actionCalls").isPresent();
                if (needsAfter) {
                  out.replace(
                      REFUSED,
                      "before save there are no paths, actions and subflows",
                      x.file,
                      t.open,
                      t.close,
                      "RecordBeforeSave");
                }
                out.replace(REFUSED, "no schedule is given", x.file, t.open, t.close, "Scheduled");
                out.replace(
                    REFUSED,
                    "the object is no platform event",
                    x.file,
                    t.open,
                    t.close,
                    "PlatformEvent");
                start
                    .child("recordTriggerType")
                    .ifPresent(
                        r ->
                            out.replace(
                                REFUSED,
                                "there is no after-delete",
                                x.file,
                                r.open,
                                r.close,
                                "Delete"));
              });
      for (Node path : start.children("scheduledPaths")) {
        path.child("timeSource")
            .ifPresent(
                t -> {
                  out.replace(
                      WRONG,
                      "a record field that is not named; the platform deploys it",
                      x.file,
                      t.open,
                      t.close,
                      "RecordField");
                  XmlOperators.remove(WRONG, "a path without its time", out, x, t);
                });
        path.child("offsetUnit")
            .ifPresent(u -> XmlOperators.remove(WRONG, "a number without its unit", out, x, u));
        path.child("offsetNumber")
            .ifPresent(u -> XmlOperators.remove(WRONG, "a unit without its number", out, x, u));
        path.child("maxBatchSize")
            .ifPresent(
                b -> {
                  out.replace(REFUSED, "1 to 200", x.file, b.open, b.close, "201");
                  out.replace(REFUSED, "1 to 200", x.file, b.open, b.close, "0");
                });
        path.child("connector")
            .ifPresent(
                c ->
                    out.insert(
                        REFUSED,
                        "an asynchronous path carries nothing else",
                        x.file,
                        c.end,
                        "<pathType>AsyncAfterCommit</pathType>"));
      }
    }
  }

  private static void storage(Sources s, Sites out) {
    for (XmlText x : flows(s)) {
      for (Node n : x.root.children("recordLookups")) {
        n.child("storeOutputAutomatically")
            .ifPresent(
                a ->
                    out.insert(
                        REFUSED,
                        "one way to store",
                        x.file,
                        a.startOfLine(),
                        "<outputReference>" + n.value("name") + "</outputReference>"));
      }
      for (Node n : x.root.children("actionCalls")) {
        if (n.child("outputParameters").isPresent()) {
          List<Node> all = n.children("outputParameters");
          out.insert(
              REFUSED,
              "one way to store",
              x.file,
              all.get(all.size() - 1).end,
              "<storeOutputAutomatically>true</storeOutputAutomatically>");
        }
      }
      for (Node n : x.root.children("recordUpdates")) {
        n.child("object")
            .ifPresent(
                o ->
                    out.insert(
                        REFUSED,
                        "by reference or by filters",
                        x.file,
                        o.startOfLine(),
                        "<inputReference>$Record</inputReference>"));
      }
    }
  }

  private static void faultPath(Sources s, Sites out) {
    for (XmlText x : flows(s)) {
      for (Node n : x.root.children) {
        if (Set.of("assignments", "decisions", "subflows").contains(n.name)) {
          out.insert(
              REFUSED,
              n.name + " have no fault path",
              x.file,
              n.children.get(n.children.size() - 1).end,
              "<faultConnector><targetReference>"
                  + new FlowGraph(x).nodes().iterator().next()
                  + "</targetReference></faultConnector>");
        }
      }
    }
  }

  private static void variableType(Sources s, Sites out) {
    for (XmlText x : flows(s)) {
      for (Node n : x.root.children("variables")) {
        Node type = n.child("dataType").orElseThrow();
        out.replace(
            REFUSED,
            "a record variable names its object",
            x.file,
            type.open,
            type.close,
            "SObject");
        out.replace(
            REFUSED, "an Apex variable names its class", x.file, type.open, type.close, "Apex");
        out.replace(REFUSED, "no data type", x.file, type.open, type.close, "Text");
      }
    }
  }
}
