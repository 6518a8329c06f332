package org.closedloop.localorg.flow;

import java.util.List;

/** Conditions on flow values and how they combine. */
public record ConditionSet(List<Condition> conditions, ConditionLogic logic) {

  public ConditionSet {
    conditions = List.copyOf(conditions);
  }

  /**
   * One condition.
   *
   * @param visited name of the node for WasVisited, else null
   */
  public record Condition(FlowValue left, FlowOperator operator, FlowValue right, String visited) {}
}
