package org.closedloop.localorg.flow;

import java.util.List;
import java.util.Map;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;

/**
 * The elements of a flow, names resolved. Connectors hold node names, null at the end of a path.
 */
public sealed interface FlowNode {

  Head head();

  default String name() {
    return head().name();
  }

  /** What every node has; {@code line} is the position in the file. */
  record Head(String name, String label, int line, int column) {}

  /**
   * Where a value goes: a variable or {@code $Record}, or something inside what an element or
   * variable holds.
   *
   * @param path names below it: a field, an output, a member of an Apex object; empty for the whole
   * @param root type of the variable, {@code type} that of the place itself
   */
  record Target(String variable, List<String> path, FlowType type, FlowType root) {
    public Target {
      path = List.copyOf(path);
    }

    public String text() {
      return path.isEmpty() ? variable : variable + "." + String.join(".", path);
    }
  }

  record Assign(Head head, List<AssignItem> items, String next) implements FlowNode {}

  record AssignItem(Target target, AssignOperator operator, FlowValue value) {}

  /** Operators of assignments. */
  enum AssignOperator {
    ASSIGN,
    ADD,
    SUBTRACT,
    ADD_ITEM,
    ADD_AT_START,
    ASSIGN_COUNT,
    REMOVE_FIRST,
    REMOVE_BEFORE_FIRST,
    REMOVE_AFTER_FIRST,
    REMOVE_POSITION,
    REMOVE_ALL,
    REMOVE_UNCOMMON
  }

  record Decision(Head head, List<Rule> rules, String otherwise) implements FlowNode {}

  record Rule(
      String name, String label, ConditionSet conditions, boolean onlyWhenChanged, String next) {}

  record Loop(
      Head head, FlowValue collection, boolean ascending, String assignTo, String body, String done)
      implements FlowNode {}

  /** {@code formula} is null where conditions decide. */
  record FilterCollection(
      Head head,
      FlowValue collection,
      String itemVariable,
      ConditionSet conditions,
      FlowFormula formula,
      String next)
      implements FlowNode {}

  record SortCollection(
      Head head, FlowValue collection, Integer limit, List<SortOption> options, String next)
      implements FlowNode {}

  record SortOption(FieldDef field, boolean ascending, boolean nullsFirst) {}

  record CustomError(Head head, List<ErrorMessage> messages) implements FlowNode {}

  /** A custom error; {@code field} null puts it on the record. */
  record ErrorMessage(FlowValue text, String field) {}

  /** Elements at which interviews wait for each other. */
  sealed interface Bulk extends FlowNode permits Lookup, Create, Update, Delete, Action, Subflow {

    String next();

    /** Fault connector or null. */
    String fault();
  }

  /**
   * Get Records.
   *
   * @param into variable for the whole result, or null
   * @param fieldsInto fields copied into variables from the first row; empty when unused
   */
  record Lookup(
      Head head,
      SObjectDef object,
      FilterSet filters,
      FieldDef sortField,
      boolean descending,
      boolean firstOnly,
      FlowValue limit,
      List<FieldDef> fields,
      boolean automatic,
      Target into,
      Map<FieldDef, Target> fieldsInto,
      boolean nullsWhenNone,
      String next,
      String fault)
      implements Bulk {}

  /** Create Records, by fields or from a variable; also publishes platform events. */
  record Create(
      Head head,
      SObjectDef object,
      Map<FieldDef, FlowValue> values,
      FlowValue input,
      boolean automatic,
      Target idInto,
      FieldDef upsertField,
      boolean upsert,
      boolean upsertAllOrNone,
      String next,
      String fault)
      implements Bulk {}

  /** Update Records; {@code input} null updates what the filters find. */
  record Update(
      Head head,
      SObjectDef object,
      FilterSet filters,
      FlowValue input,
      boolean inputIsTrigger,
      Map<FieldDef, FlowValue> values,
      String next,
      String fault)
      implements Bulk {}

  record Delete(
      Head head, SObjectDef object, FilterSet filters, FlowValue input, String next, String fault)
      implements Bulk {}

  /** A call of Apex, mail, notification or another flow. */
  record Action(
      Head head,
      ActionType type,
      String actionName,
      Map<String, FlowValue> inputs,
      Map<String, Target> outputs,
      boolean automatic,
      String next,
      String fault)
      implements Bulk {}

  /** Kinds of actions that run here; others are refused by name at deploy. */
  enum ActionType {
    APEX("apex"),
    EMAIL_SIMPLE("emailSimple"),
    CUSTOM_NOTIFICATION("customNotificationAction"),
    FLOW("flow");

    private final String metadataName;

    ActionType(String metadataName) {
      this.metadataName = metadataName;
    }

    public String metadataName() {
      return metadataName;
    }
  }

  record Subflow(
      Head head,
      String flowName,
      Map<String, FlowValue> inputs,
      Map<String, Target> outputs,
      boolean automatic,
      String next)
      implements Bulk {
    @Override
    public String fault() {
      return null;
    }
  }
}
