package org.closedloop.localorg.check.flow;

import java.util.Set;
import org.closedloop.localorg.check.CheckContext;
import org.closedloop.localorg.check.Findings;
import org.closedloop.localorg.check.Rule;
import org.closedloop.metadata.Component;

/** All rules on flows, over one reading of the flow. */
public final class FlowRule implements Rule {

  @Override
  public Set<String> types() {
    return Set.of("Flow");
  }

  @Override
  public void check(Component component, CheckContext context, Findings out) {
    FlowCheck check = new FlowCheck(component, context, out);
    NameChecks.check(check);
    HeadChecks.check(check);
    RequiredChecks.check(check);
    GraphChecks.check(check);
    StartChecks.check(check);
    PathChecks.check(check);
    ValueChecks.check(check);
    ReferenceChecks.check(check);
    FormulaChecks.check(check);
    ConditionChecks.check(check);
    FilterChecks.check(check);
    ResourceChecks.check(check);
    AssignmentChecks.check(check);
    CollectionChecks.check(check);
    RecordChecks.check(check);
    ActionChecks.check(check);
    SubflowChecks.check(check);
    ScreenChecks.check(check);
    WaitChecks.check(check);
    FaultChecks.check(check);
  }
}
