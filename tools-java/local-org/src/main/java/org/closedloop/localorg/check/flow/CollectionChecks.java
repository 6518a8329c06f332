package org.closedloop.localorg.check.flow;

import java.util.List;
import java.util.Set;
import org.closedloop.metadata.XmlElement;

/** Loops, and elements that filter or sort collections. */
final class CollectionChecks {
  private static final Set<String> EXPENSIVE =
      Set.of(
          "recordLookups",
          "recordCreates",
          "recordUpdates",
          "recordDeletes",
          "actionCalls",
          "subflows");

  private CollectionChecks() {}

  static void check(FlowCheck check) {
    if (!check.flow().plain()) {
      return;
    }
    for (XmlElement loop : check.flow().root().children("loops")) {
      collection(check, loop, "it cannot be looped");
      body(check, loop);
    }
    for (XmlElement p : check.flow().root().children("collectionProcessors")) {
      processor(check, p);
    }
  }

  private static ValueType collection(FlowCheck check, XmlElement e, String so) {
    XmlElement at = e.child("collectionReference").orElse(null);
    if (at == null) {
      check.refused("bad-collection", e, "Required field is missing: collectionReference");
      return ValueType.ANY;
    }
    Resolved r = check.types().resolve(at.token());
    boolean list =
        r.type().collection()
            || r.type().isAny()
            || r.type().kind() == ValueType.Kind.MULTIPICKLIST;
    if (r.found() && !list) {
      check.refused("bad-collection", at, at.token() + " is no collection, so " + so);
    }
    item(check, e, r.type());
    return r.type();
  }

  /** The variable that takes one item after the other. */
  private static void item(FlowCheck check, XmlElement e, ValueType collection) {
    XmlElement at = e.child("assignNextValueToReference").orElse(null);
    if (at == null || at.token().isEmpty() || !collection.collection()) {
      return;
    }
    Resolved r = check.types().resolve(at.token());
    if (r.found() && !r.type().takes(collection.item())) {
      check.refused(
          "bad-type", at, at.token() + " is " + r.type() + " and cannot hold " + collection.item());
    }
  }

  private static void body(FlowCheck check, XmlElement loop) {
    String name = loop.token("name", "");
    String first =
        loop.at("nextValueConnector", "targetReference").map(XmlElement::token).orElse("");
    if (first.isEmpty() || first.equals(name)) {
      return;
    }
    Set<String> after = GraphChecks.from(check.flow(), List.of(first));
    for (String inside : after) {
      XmlElement node = check.flow().nodes().get(inside);
      boolean back = GraphChecks.from(check.flow(), List.of(inside)).contains(name);
      if (EXPENSIVE.contains(node.name()) && back && !inside.equals(name)) {
        String done =
            loop.at("noMoreValuesConnector", "targetReference").map(XmlElement::token).orElse("");
        boolean outside =
            !done.isEmpty() && GraphChecks.from(check.flow(), List.of(done)).contains(inside);
        if (!outside) {
          check.warning(
              "work-in-loop",
              node,
              "The element '" + inside + "' runs once for every item of '" + name + "'",
              "collect in the loop, and work once after it");
        }
      }
    }
  }

  private static void processor(FlowCheck check, XmlElement p) {
    String kind = p.token("collectionProcessorType", "");
    String subtype = p.token("elementSubtype", kind);
    if (!kind.isEmpty() && !subtype.equals(kind)) {
      check.wrong(
          "bad-collection",
          p.child("elementSubtype").orElse(p),
          "elementSubtype " + subtype + " and collectionProcessorType " + kind + " differ");
    }
    switch (kind) {
      case "FilterCollectionProcessor" -> {
        collection(check, p, "it cannot be filtered");
        if (!p.has("assignNextValueToReference")) {
          check.refused(
              "bad-collection", p, "Required field is missing: assignNextValueToReference");
        }
        boolean formula =
            p.token("conditionLogic", "").equalsIgnoreCase("formula_evaluates_to_true");
        if (formula != p.has("formula")) {
          check.refused(
              "bad-collection",
              p,
              "A formula goes with the condition logic formula_evaluates_to_true, and with no other");
        }
      }
      case "SortCollectionProcessor" -> sort(check, p, collection(check, p, "it cannot be sorted"));
      default -> {}
    }
  }

  private static void sort(FlowCheck check, XmlElement p, ValueType type) {
    boolean record = type.kind() == ValueType.Kind.RECORD && !type.object().isEmpty();
    for (XmlElement option : p.children("sortOptions")) {
      XmlElement field = option.child("sortField").orElse(null);
      if (record && field == null) {
        check.refused("bad-collection", option, "Records are sorted by a field: sortField");
      } else if (record && check.context().objectExists(type.object())) {
        Resolved r = check.types().field(type.object(), List.of(field.token().split("\\.")));
        if (!r.found()) {
          check.refused("unknown-field", field, r.problem(), r.hint());
        }
      }
    }
    if (p.integer("limit", 1) < 1) {
      check.wrong("bad-collection", p.child("limit").orElse(p), "The limit keeps nothing");
    }
  }
}
