package org.closedloop.localorg.flow;

import java.util.List;
import org.closedloop.apex.schema.FieldDef;

/** Filters of a data element over its object's own fields, and how they combine. */
public record FilterSet(List<Filter> filters, ConditionLogic logic) {

  public FilterSet {
    filters = List.copyOf(filters);
  }

  /** One filter line. */
  public record Filter(FieldDef field, FlowOperator operator, FlowValue value) {}
}
