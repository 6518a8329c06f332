package org.closedloop.localorg.flow;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;

/**
 * A compiled flow: immutable, shared by interviews. Node and resource names are looked up without
 * regard to case.
 *
 * @param order triggerOrder, 0 when not set
 */
public record FlowModel(
    String name,
    String label,
    double apiVersion,
    boolean active,
    RunMode runMode,
    int order,
    Start start,
    Map<String, FlowNode> nodes,
    Map<String, FlowResource> resources) {

  public FlowModel {
    nodes = Map.copyOf(nodes);
    resources = java.util.Collections.unmodifiableMap(new java.util.LinkedHashMap<>(resources));
  }

  /** How a flow without a trigger accesses data. */
  public enum RunMode {
    DEFAULT,
    SYSTEM_WITH_SHARING,
    SYSTEM_WITHOUT_SHARING
  }

  /** What starts the flow. */
  public enum Trigger {
    NONE,
    BEFORE_SAVE,
    AFTER_SAVE,
    BEFORE_DELETE,
    SCHEDULED,
    PLATFORM_EVENT
  }

  /**
   * The start.
   *
   * @param object null without a trigger object
   * @param filters entry filters, null when there are none
   * @param formula entry formula, null when there is none
   * @param onlyWhenMade run an update only when it makes the record meet the conditions
   * @param asDefaultUser run as the default workflow user instead of the triggering one
   */
  public record Start(
      Trigger trigger,
      SObjectDef object,
      boolean onCreate,
      boolean onUpdate,
      boolean onDelete,
      ConditionSet filters,
      FilterSet query,
      FlowFormula formula,
      boolean onlyWhenMade,
      boolean asDefaultUser,
      String first,
      List<Path> paths,
      Schedule schedule) {
    public Start {
      paths = List.copyOf(paths);
    }
  }

  /** Unit of a path's offset. */
  public enum OffsetUnit {
    MINUTES,
    HOURS,
    DAYS,
    WEEKS,
    MONTHS
  }

  /**
   * A scheduled path.
   *
   * @param afterCommit runs right after the commit, has no time
   * @param field date or date/time field of the record; null counts from the save
   */
  public record Path(
      String name,
      String label,
      boolean afterCommit,
      int offset,
      OffsetUnit unit,
      FieldDef field,
      int maxBatch,
      String first) {}

  /** How often a schedule-triggered flow runs. */
  public enum Frequency {
    ONCE,
    DAILY,
    WEEKLY
  }

  public record Schedule(Frequency frequency, LocalDate startDate, LocalTime startTime) {}

  /** The node, or null when the name is null. */
  public FlowNode node(String nodeName) {
    return nodeName == null ? null : nodes.get(nodeName.toLowerCase(Locale.ROOT));
  }

  public FlowResource resource(String resourceName) {
    return resources.get(resourceName.toLowerCase(Locale.ROOT));
  }

  /** Names of the outcomes of decisions, each a boolean of the flow. */
  List<String> outcomes() {
    return nodes.values().stream()
        .filter(FlowNode.Decision.class::isInstance)
        .flatMap(n -> ((FlowNode.Decision) n).rules().stream())
        .map(FlowNode.Rule::name)
        .toList();
  }

  /** Variables marked as input or output. */
  public List<FlowResource.Variable> interfaceVariables() {
    return resources.values().stream()
        .filter(FlowResource.Variable.class::isInstance)
        .map(FlowResource.Variable.class::cast)
        .filter(v -> v.input() || v.output())
        .toList();
  }
}
