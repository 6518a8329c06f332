package org.closedloop.localorg.flow;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.localorg.flow.FlowNode.AssignItem;
import org.closedloop.localorg.flow.FlowNode.AssignOperator;
import org.closedloop.localorg.flow.FlowNode.ErrorMessage;
import org.closedloop.localorg.flow.FlowNode.Head;
import org.closedloop.localorg.flow.FlowNode.Rule;
import org.closedloop.localorg.flow.FlowNode.SortOption;
import org.closedloop.localorg.flow.FlowNode.Target;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/** Compiles the elements of a flow other than actions and subflows. */
final class FlowElements {

  private static final Map<String, AssignOperator> ASSIGN =
      Map.ofEntries(
          Map.entry("Assign", AssignOperator.ASSIGN),
          Map.entry("Add", AssignOperator.ADD),
          Map.entry("Subtract", AssignOperator.SUBTRACT),
          Map.entry("AddItem", AssignOperator.ADD_ITEM),
          Map.entry("AddAtStart", AssignOperator.ADD_AT_START),
          Map.entry("AssignCount", AssignOperator.ASSIGN_COUNT),
          Map.entry("RemoveFirst", AssignOperator.REMOVE_FIRST),
          Map.entry("RemoveBeforeFirst", AssignOperator.REMOVE_BEFORE_FIRST),
          Map.entry("RemoveAfterFirst", AssignOperator.REMOVE_AFTER_FIRST),
          Map.entry("RemovePosition", AssignOperator.REMOVE_POSITION),
          Map.entry("RemoveAll", AssignOperator.REMOVE_ALL),
          Map.entry("RemoveUncommon", AssignOperator.REMOVE_UNCOMMON));

  private final FlowParts parts;
  private final FlowNames names;
  private final FlowWorld world;
  private final FlowProblems problems;
  private final FlowCalls calls;

  FlowElements(FlowParts parts, FlowNames names, FlowWorld world, FlowProblems problems) {
    this.parts = parts;
    this.names = names;
    this.world = world;
    this.problems = problems;
    this.calls = new FlowCalls(parts, names, world, problems);
  }

  /** The node, or null after a problem was noted or when the element is no node. */
  FlowNode node(XmlElement e) {
    return switch (e.name()) {
      case "assignments" -> assign(e);
      case "decisions" -> decision(e);
      case "loops" -> loop(e);
      case "collectionProcessors" -> processor(e);
      case "customErrors" -> customError(e);
      case "recordLookups" -> lookup(e);
      case "recordCreates" -> create(e);
      case "recordUpdates" -> update(e);
      case "recordDeletes" -> delete(e);
      case "actionCalls" -> calls.action(e);
      case "subflows" -> calls.subflow(e);
      default -> null;
    };
  }

  static Head head(XmlElement e) {
    String name = e.token("name", "");
    return new Head(name, e.token("label", name), e.line(), e.column());
  }

  private FlowNode assign(XmlElement e) {
    List<AssignItem> items = new ArrayList<>();
    for (XmlElement i : e.children("assignmentItems")) {
      XmlElement to = i.child("assignToReference").orElse(i);
      Target target = parts.target(to, to.token());
      AssignOperator op = ASSIGN.get(i.token("operator", ""));
      if (op == null) {
        problems.unsupported(i, "the assignment operator " + i.token("operator", ""));
        continue;
      }
      FlowValue value =
          i.child("value")
              .map(parts::value)
              .orElse(FlowValue.literal(FlowType.of(FlowType.Kind.ANY), null));
      if (target == null || value == null) {
        continue;
      }
      if (op == AssignOperator.ASSIGN && !FlowParts.fits(target.type(), value.type())) {
        problems.refused(
            "flow-type",
            i,
            to.token() + " is " + target.type() + " and cannot hold " + value.type() + ".");
        continue;
      }
      items.add(new AssignItem(target, op, value));
    }
    return new FlowNode.Assign(head(e), items, parts.connector(e, "connector"));
  }

  private FlowNode decision(XmlElement e) {
    List<Rule> rules = new ArrayList<>();
    for (XmlElement r : e.children("rules")) {
      String name = r.token("name", "");
      rules.add(
          new Rule(
              name,
              r.token("label", name),
              parts.conditions(r),
              r.bool("doesRequireRecordChangedToMeetCriteria", false),
              parts.connector(r, "connector")));
    }
    return new FlowNode.Decision(head(e), rules, parts.connector(e, "defaultConnector"));
  }

  private FlowNode loop(XmlElement e) {
    FlowValue collection = parts.referenceChild(e, "collectionReference");
    Target into = parts.targetChild(e, "assignNextValueToReference");
    if (collection != null && !isCollection(collection)) {
      problems.refused(
          "flow-type", e, collection.reference() + " is no collection, so it cannot be looped.");
    }
    return collection == null
        ? null
        : new FlowNode.Loop(
            head(e),
            collection,
            !e.token("iterationOrder", "Asc").equals("Desc"),
            into == null ? null : into.variable(),
            parts.connector(e, "nextValueConnector"),
            parts.connector(e, "noMoreValuesConnector"));
  }

  private static boolean isCollection(FlowValue v) {
    return v.type().collection() || v.type().kind() == FlowType.Kind.ANY;
  }

  private FlowNode processor(XmlElement e) {
    FlowValue collection = parts.referenceChild(e, "collectionReference");
    if (collection == null) {
      return null;
    }
    String kind = e.token("collectionProcessorType", e.token("elementSubtype", ""));
    String next = parts.connector(e, "connector");
    switch (kind) {
      case "FilterCollectionProcessor" -> {
        String item = e.token("assignNextValueToReference", null);
        boolean byFormula =
            e.token("conditionLogic", "").equalsIgnoreCase("formula_evaluates_to_true");
        FlowFormula formula =
            byFormula
                ? parts.condition(
                    e.child("formula").orElse(e), e.text("formula"), "formula of " + head(e).name())
                : null;
        ConditionSet conditions = byFormula ? null : parts.conditions(e);
        return new FlowNode.FilterCollection(head(e), collection, item, conditions, formula, next);
      }
      case "SortCollectionProcessor" -> {
        List<SortOption> options = new ArrayList<>();
        for (XmlElement o : e.children("sortOptions")) {
          FieldDef f = null;
          if (o.has("sortField")) {
            f = parts.field(o, collection.type().object(), o.token("sortField", ""));
          }
          options.add(
              new SortOption(
                  f,
                  !o.token("sortOrder", "Asc").equals("Desc"),
                  o.bool("doesPutEmptyStringAndNullFirst", false)));
        }
        Integer limit = e.has("limit") ? e.integer("limit", 0) : null;
        return new FlowNode.SortCollection(head(e), collection, limit, options, next);
      }
      default -> {
        problems.unsupported(e, "the collection processor " + kind);
        return null;
      }
    }
  }

  private FlowNode customError(XmlElement e) {
    List<ErrorMessage> messages = new ArrayList<>();
    for (XmlElement m : e.children("customErrorMessages")) {
      FlowValue text = parts.text(m.child("errorMessage").orElse(m), m.token("errorMessage", ""));
      String field = m.bool("isFieldError", false) ? m.token("fieldSelection", null) : null;
      if (text != null) {
        messages.add(new ErrorMessage(text, field));
      }
    }
    return new FlowNode.CustomError(head(e), messages);
  }

  private SObjectDef object(XmlElement e) {
    String name = e.token("object", null);
    if (name == null) {
      return null;
    }
    SObjectDef def = world.schema().object(name).orElse(null);
    if (def == null) {
      String near =
          NearestName.of(name, world.schema().objects().stream().map(SObjectDef::name).toList())
              .orElse(null);
      problems.missing(
          "flow-object",
          e.child("object").orElse(e),
          name,
          "There is no object " + name + (near == null ? "." : ". Did you mean " + near + "?"));
    }
    return def;
  }

  private FlowNode lookup(XmlElement e) {
    SObjectDef def = object(e);
    boolean automatic = e.bool("storeOutputAutomatically", false);
    if (names.storageUnknown(e)) {
      problems.unsupported(
          e, "Get Records that do not say how they store (" + e.token("name", "") + ")");
    }
    Target into = parts.targetChild(e, "outputReference");
    List<XmlElement> outputs = e.children("outputAssignments");
    if (def == null) {
      return null;
    }
    List<FieldDef> fields = new ArrayList<>();
    for (XmlElement q : e.children("queriedFields")) {
      FieldDef f = parts.field(q, def, q.token());
      if (f != null) {
        fields.add(f);
      }
    }
    Map<FieldDef, Target> fieldsInto = new LinkedHashMap<>();
    for (XmlElement o : outputs) {
      FieldDef f = parts.field(o, def, o.token("field", ""));
      Target t = parts.targetChild(o, "assignToReference");
      if (f != null && t != null) {
        fieldsInto.put(f, t);
      }
    }
    FieldDef sort =
        e.has("sortField")
            ? parts.field(e.child("sortField").get(), def, e.token("sortField", ""))
            : null;
    boolean first =
        automatic ? e.bool("getFirstRecordOnly", false) : into == null || !into.type().collection();
    return new FlowNode.Lookup(
        head(e),
        def,
        parts.filters(e, def),
        sort,
        e.token("sortOrder", "Asc").equals("Desc"),
        first,
        e.child("limit").map(parts::value).orElse(null),
        fields,
        automatic,
        into,
        fieldsInto,
        e.bool("assignNullValuesIfNoRecordsFound", false),
        parts.connector(e, "connector"),
        parts.connector(e, "faultConnector"));
  }

  private FlowNode create(XmlElement e) {
    FlowValue input = parts.referenceChild(e, "inputReference");
    SObjectDef def = e.has("inputReference") ? null : object(e);
    if (def == null && input == null) {
      return null;
    }
    FieldDef upsertField = null;
    if (e.bool("doesUpsert", false)) {
      String name = e.token("upsertExternalIdField", e.token("upsertStandardIdField", "Id"));
      SObjectDef of = def != null ? def : input.type().object();
      upsertField = name.equals("Id") ? null : parts.field(e, of, name);
    }
    return new FlowNode.Create(
        head(e),
        def,
        def == null ? Map.of() : parts.fieldValues(e, def),
        input,
        names.automatic(e),
        parts.targetChild(e, "assignRecordIdToReference"),
        upsertField,
        e.bool("doesUpsert", false),
        e.bool("doesUpsertAllOrNone", true),
        parts.connector(e, "connector"),
        parts.connector(e, "faultConnector"));
  }

  private FlowNode update(XmlElement e) {
    FlowValue input = parts.referenceChild(e, "inputReference");
    SObjectDef def =
        e.has("inputReference") ? (input == null ? null : input.type().object()) : object(e);
    if (e.has("inputReference") ? input == null : def == null) {
      return null;
    }
    boolean trigger =
        e.has("inputReference") && e.token("inputReference", "").equalsIgnoreCase("$Record");
    return new FlowNode.Update(
        head(e),
        def,
        input == null ? parts.filters(e, def) : null,
        input,
        trigger,
        parts.fieldValues(e, def),
        parts.connector(e, "connector"),
        parts.connector(e, "faultConnector"));
  }

  private FlowNode delete(XmlElement e) {
    FlowValue input = parts.referenceChild(e, "inputReference");
    SObjectDef def = e.has("inputReference") ? null : object(e);
    if (input == null && def == null) {
      return null;
    }
    return new FlowNode.Delete(
        head(e),
        def,
        input == null ? parts.filters(e, def) : null,
        input,
        parts.connector(e, "connector"),
        parts.connector(e, "faultConnector"));
  }
}
