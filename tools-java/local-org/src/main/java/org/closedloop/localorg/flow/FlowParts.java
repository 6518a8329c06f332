package org.closedloop.localorg.flow;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.OffsetTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.localorg.flow.FlowNode.Target;
import org.closedloop.localorg.flow.FlowType.Kind;
import org.closedloop.localorg.formula.FormulaCompiler;
import org.closedloop.localorg.formula.FormulaError;
import org.closedloop.localorg.formula.FormulaScope.UnknownName;
import org.closedloop.localorg.formula.FormulaType;
import org.closedloop.localorg.formula.MergeText;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/** Compiles the small parts that nodes share: values, targets, conditions, filters, fields. */
final class FlowParts {

  private static final List<String> VALUE_NAMES =
      List.of(
          "stringValue",
          "booleanValue",
          "numberValue",
          "dateValue",
          "dateTimeValue",
          "timeValue",
          "elementReference",
          "setupReference",
          "setupReferenceType",
          "formulaExpression",
          "formulaDataType",
          "apexValue",
          "sobjectValue",
          "transformValueReference");

  private final FlowScope scope;
  private final FlowNames names;
  private final FlowProblems problems;

  FlowParts(FlowScope scope, FlowNames names, FlowProblems problems) {
    this.scope = scope;
    this.names = names;
    this.problems = problems;
  }

  FlowScope scope() {
    return scope;
  }

  /** A reference such as {@code collectionReference}; null after a problem was noted. */
  FlowValue reference(XmlElement at, String text) {
    try {
      FlowRef r = scope.ref(List.of(text.split("\\.", -1)));
      return new FlowValue(r.type(), r.accessor()::get, text);
    } catch (UnknownName e) {
      if (e.unsupported()) {
        problems.unsupported(at, e.getMessage());
      } else if (standardField(text)) {
        problems.unsupported(at, "the field " + text);
      } else {
        problems.reference(at, e);
      }
      return null;
    }
  }

  /**
   * Whether what is missing is a standard field of a record. The checks know which of them there
   * are and refuse the others; the rest are fields that the local org's objects lack.
   */
  private boolean standardField(String reference) {
    String[] path = reference.split("\\.", -1);
    if (path.length < 2 || reference.contains("__")) {
      return false;
    }
    if (path[0].equalsIgnoreCase("$Record")) {
      return true;
    }
    FlowScope.Named n = names.find(path[0].toLowerCase(Locale.ROOT));
    return n != null && n.type().isRecord();
  }

  /** The child of that name as a reference; null when absent or wrong. */
  FlowValue referenceChild(XmlElement parent, String child) {
    XmlElement e = parent.child(child).orElse(null);
    return e == null ? null : reference(e, e.token());
  }

  /** A value holder; null after a problem was noted. */
  FlowValue value(XmlElement holder) {
    List<XmlElement> found =
        holder.children().stream().filter(c -> VALUE_NAMES.contains(c.name())).toList();
    if (found.size() != 1) {
      problems.refused(
          "flow-value",
          holder,
          "<" + holder.name() + "> needs exactly one value, found " + found.size() + ".");
      return null;
    }
    XmlElement v = found.get(0);
    String text = v.token();
    try {
      return switch (v.name()) {
        case "stringValue" -> text(v, v.text());
        case "booleanValue" ->
            FlowValue.literal(FlowType.of(Kind.BOOLEAN), text.equals("true") || text.equals("1"));
        case "numberValue" -> FlowValue.literal(FlowType.of(Kind.NUMBER), new BigDecimal(text));
        case "dateValue" -> FlowValue.literal(FlowType.of(Kind.DATE), LocalDate.parse(text));
        case "dateTimeValue" -> FlowValue.literal(FlowType.of(Kind.DATETIME), Instant.parse(text));
        case "timeValue" -> FlowValue.literal(FlowType.of(Kind.TIME), time(text));
        case "elementReference" -> reference(v, text);
        default -> {
          problems.unsupported(v, "the flow value <" + v.name() + ">");
          yield null;
        }
      };
    } catch (NumberFormatException | DateTimeParseException e) {
      problems.refused("flow-value", v, "\"" + text + "\" is no valid <" + v.name() + ">.");
      return null;
    }
  }

  static LocalTime time(String text) {
    return text.endsWith("Z") ? OffsetTime.parse(text).toLocalTime() : LocalTime.parse(text);
  }

  /** Text with merge fields; one that does not resolve is told and fails when it is read. */
  FlowValue text(XmlElement at, String text) {
    FlowType type = FlowType.of(Kind.STRING);
    try {
      MergeText merged = MergeText.compile(text, scope);
      return merged.plain()
          ? FlowValue.literal(type, text)
          : new FlowValue(type, merged::render, null);
    } catch (FormulaError e) {
      if (e.unsupported()) {
        problems.unsupported(at, e.getMessage());
        return null;
      }
      problems.wrong("flow-reference", at, e.getMessage());
      return new FlowValue(
          type,
          c -> {
            throw new FlowFault("The text is invalid: " + e.getMessage());
          },
          null);
    }
  }

  /** A formula that decides; one that does not compile is told and fails when it is read. */
  FlowFormula condition(XmlElement at, String source, String where) {
    String text = source == null ? "" : source;
    try {
      return new FlowFormula(
          FormulaCompiler.compile(text, scope, false, FormulaType.BOOLEAN), text, null);
    } catch (FormulaError err) {
      problems.formula(at, where, err);
      return new FlowFormula(null, text, err.describe());
    }
  }

  /** A place to assign to; null after a problem was noted. */
  Target target(XmlElement at, String text) {
    FlowValue v = reference(at, text);
    if (v == null) {
      return null;
    }
    List<String> path = List.of(text.split("\\.", -1));
    List<String> below = path.subList(1, path.size());
    String root = path.get(0).toLowerCase(Locale.ROOT);
    FieldDef field = path.size() > 1 ? scope.ref(path).field() : null;
    if (root.equals("$record")) {
      if (field == null || path.size() > 2) {
        problems.refused("flow-target", at, text + " cannot be assigned.");
        return null;
      }
      return new Target("$Record", below, v.type(), scope.ref(path.subList(0, 1)).type());
    }
    if (root.equals("$flow")) {
      problems.unsupported(at, "assigning to " + text);
      return null;
    }
    FlowScope.Named n = root.startsWith("$") ? null : names.find(root);
    if (n == null || !names.isAssignable(root)) {
      problems.refused("flow-target", at, text + " is no variable and cannot be assigned.");
      return null;
    }
    if (n.type().isRecord() && path.size() > 2) {
      problems.refused("flow-target", at, text + " cannot be assigned: it belongs to a parent.");
      return null;
    }
    return new Target(n.declaredName(), below, v.type(), n.type());
  }

  Target targetChild(XmlElement parent, String child) {
    XmlElement e = parent.child(child).orElse(null);
    return e == null ? null : target(e, e.token());
  }

  /** A field of the object; null after a problem was noted. */
  FieldDef field(XmlElement at, SObjectDef object, String name) {
    if (object == null) {
      return null;
    }
    FieldDef f = object.field(name).orElse(null);
    if (f == null) {
      if (!name.contains("__") && !name.contains(".")) {
        problems.unsupported(at, "the field " + object.name() + "." + name);
        return null;
      }
      String near =
          NearestName.of(name, object.fields().stream().map(FieldDef::name).toList()).orElse(null);
      problems.missing(
          "flow-field",
          at,
          name,
          object.name()
              + " has no field "
              + name
              + (near == null ? "." : ". Did you mean " + near + "?"));
    }
    return f;
  }

  /** Conditions with {@code leftValueReference}. */
  ConditionSet conditions(XmlElement owner) {
    List<ConditionSet.Condition> out = new ArrayList<>();
    List<XmlElement> lines = owner.children("conditions");
    for (XmlElement c : lines) {
      FlowOperator op = operator(c);
      String left = c.token("leftValueReference", "");
      XmlElement leftAt = c.child("leftValueReference").orElse(c);
      XmlElement right = c.child("rightValue").orElse(null);
      if (op == FlowOperator.WAS_VISITED) {
        if (names.node(left) == null) {
          problems.refused("flow-reference", leftAt, "The flow has no element named " + left + ".");
        }
        out.add(new ConditionSet.Condition(null, op, right == null ? null : value(right), left));
        continue;
      }
      FlowValue l = reference(leftAt, left);
      FlowValue r = right == null ? null : value(right);
      if (op != null && l != null) {
        out.add(new ConditionSet.Condition(l, op, right == null ? op.unsaid() : r, null));
      }
    }
    return new ConditionSet(out, logic(owner, "conditionLogic", lines.size(), out.size()));
  }

  /**
   * The logic, one that fails where it is wrong, or a harmless one when conditions were dropped.
   */
  private ConditionLogic logic(XmlElement owner, String child, int lines, int kept) {
    String text = owner.token(child, "and");
    try {
      ConditionLogic l = ConditionLogic.parse(text, lines);
      return lines == kept ? l : ConditionLogic.parse("and", kept);
    } catch (IllegalArgumentException e) {
      problems.wrong(
          "flow-logic", owner.child(child).orElse(owner), "Wrong logic: " + e.getMessage() + ".");
      return ConditionLogic.broken(e.getMessage());
    }
  }

  private FlowOperator operator(XmlElement c) {
    XmlElement e = c.child("operator").orElse(c);
    String name = c.token("operator", "");
    FlowOperator op = FlowOperator.of(name).orElse(null);
    if (op == null) {
      problems.unsupported(e, "the flow operator " + name);
    }
    return op;
  }

  /** Filters of a start element as conditions on {@code $Record}. */
  ConditionSet entry(XmlElement owner, SObjectDef object) {
    List<XmlElement> lines = owner.children("filters");
    List<ConditionSet.Condition> out = new ArrayList<>();
    for (XmlElement f : lines) {
      FlowOperator op = operator(f);
      FieldDef field = field(f.child("field").orElse(f), object, f.token("field", ""));
      FlowValue right = right(f, op);
      if (op != null && field != null) {
        FlowValue left = reference(f, "$Record." + field.name());
        if (left != null) {
          checkType(f, field, op, right);
          out.add(new ConditionSet.Condition(left, op, right, null));
        }
      }
    }
    return new ConditionSet(out, logic(owner, "filterLogic", lines.size(), out.size()));
  }

  /** Filters of a data element. */
  FilterSet filters(XmlElement owner, SObjectDef object) {
    List<XmlElement> lines = owner.children("filters");
    List<FilterSet.Filter> out = new ArrayList<>();
    for (XmlElement f : lines) {
      FlowOperator op = operator(f);
      XmlElement at = f.child("field").orElse(f);
      FieldDef field = field(at, object, f.token("field", ""));
      FlowValue right = right(f, op);
      if (op == null || field == null) {
        continue;
      }
      boolean wrong =
          switch (op) {
            case IS_CHANGED, IS_BLANK, IS_EMPTY, WAS_SET, WAS_VISITED -> true;
            default -> false;
          };
      if (wrong) {
        problems.refused(
            "flow-operator",
            f,
            "The operator " + op.metadataName() + " cannot be used to filter records.");
        continue;
      }
      checkType(f, field, op, right);
      out.add(new FilterSet.Filter(field, op, right));
    }
    return new FilterSet(out, logic(owner, "filterLogic", lines.size(), out.size()));
  }

  private FlowValue right(XmlElement filter, FlowOperator op) {
    XmlElement value = filter.child("value").orElse(null);
    return value != null ? value(value) : op == null ? null : op.unsaid();
  }

  private void checkType(XmlElement at, FieldDef field, FlowOperator op, FlowValue value) {
    if (value == null || value.type().kind() == Kind.ANY) {
      return;
    }
    if (op == FlowOperator.IS_NULL || op == FlowOperator.IS_CHANGED) {
      if (value.type().kind() != Kind.BOOLEAN) {
        problems.refused(
            "flow-type", at, op.metadataName() + " needs a boolean, got " + value.type() + ".");
      }
      return;
    }
    if (op == FlowOperator.IN || op == FlowOperator.NOT_IN) {
      if (!value.type().collection()) {
        problems.refused(
            "flow-type", at, op.metadataName() + " needs a collection, got " + value.type() + ".");
      }
      return;
    }
    assignable(at, field, value);
  }

  /** Notes a problem when a value of that type cannot go into the field. */
  void assignable(XmlElement at, FieldDef field, FlowValue value) {
    if (value == null) {
      return;
    }
    FlowType want = FlowType.of(field);
    if (!fits(want, value.type())) {
      problems.refused(
          "flow-type",
          at,
          "The value of " + field.name() + " must be " + want + ", got " + value.type() + ".");
    }
  }

  /** Whether a value of one type may go where the other is wanted. */
  static boolean fits(FlowType want, FlowType got) {
    if (want.kind() == Kind.ANY || got.kind() == Kind.ANY || got.kind() == Kind.OUTPUTS) {
      return true;
    }
    if (want.collection() != got.collection()) {
      return false;
    }
    if (want.isText()) {
      return got.kind() != Kind.SOBJECT && got.kind() != Kind.APEX;
    }
    if (want.isNumber()) {
      return got.isNumber() || got.kind() == Kind.STRING;
    }
    return switch (want.kind()) {
      case DATE, DATETIME ->
          got.kind() == Kind.DATE || got.kind() == Kind.DATETIME || got.kind() == Kind.STRING;
      case SOBJECT ->
          got.kind() == Kind.SOBJECT
              && (want.object() == null
                  || got.object() == null
                  || want.object().name().equals(got.object().name()));
      case BOOLEAN -> got.kind() == Kind.BOOLEAN || got.kind() == Kind.STRING;
      case TIME -> got.kind() == Kind.TIME || got.kind() == Kind.STRING;
      default -> want.kind() == got.kind();
    };
  }

  /** {@code inputAssignments} of a data element. */
  Map<FieldDef, FlowValue> fieldValues(XmlElement owner, SObjectDef object) {
    Map<FieldDef, FlowValue> out = new LinkedHashMap<>();
    for (XmlElement a : owner.children("inputAssignments")) {
      FieldDef f = field(a.child("field").orElse(a), object, a.token("field", ""));
      FlowValue v = a.child("value").map(this::value).orElse(null);
      if (f != null && (v != null || !a.has("value"))) {
        FlowValue given = v == null ? FlowValue.literal(FlowType.of(f), null) : v;
        assignable(a, f, given);
        out.put(f, given);
      }
    }
    return out;
  }

  /** Name of the node that the connector leads to; null without one. */
  String connector(XmlElement owner, String child) {
    return owner.child(child).map(e -> node(e, e.token("targetReference", ""))).orElse(null);
  }

  /** Name of the node that the element itself names. */
  String node(XmlElement e) {
    return node(e, e.token());
  }

  private String node(XmlElement e, String target) {
    if (names.node(target) == null) {
      String near = NearestName.of(target, names.nodeNames()).orElse(null);
      problems.refused(
          "flow-connector",
          e,
          "The connector leads to "
              + target
              + ", and the flow has no such element."
              + (near == null ? "" : " Did you mean " + near + "?"));
      return null;
    }
    return target;
  }
}
