package org.closedloop.localorg.flow;

import org.closedloop.apex.value.SObjectValue;
import org.closedloop.localorg.flow.FlowModel.Start;
import org.closedloop.localorg.formula.FormulaContext;

/** Decides whether a saved record starts a flow, and whether it still meets the conditions. */
final class FlowEntry {

  private FlowEntry() {}

  private static FormulaContext context(
      FlowRun run, SObjectValue record, SObjectValue prior, boolean created) {
    return new FormulaContext(
        record,
        prior,
        created,
        run.host().now(),
        run.host().user().zone(),
        run.reader(),
        run.org(),
        null);
  }

  /** Whether this save starts the flow. */
  static boolean starts(FlowRun run, Start s, SObjectValue record, SObjectValue prior) {
    boolean created = prior == null;
    if (created ? !s.onCreate() : !s.onUpdate()) {
      return false;
    }
    if (!meets(run, s, record, prior, created, false)) {
      return false;
    }
    return created || !s.onlyWhenMade() || !meets(run, s, prior, null, false, true);
  }

  /** Whether a record meets the entry conditions, if there are any. */
  static boolean meets(
      FlowRun run,
      Start s,
      SObjectValue record,
      SObjectValue prior,
      boolean created,
      boolean changedIsMet) {
    FormulaContext c = context(run, record, prior, created);
    if (s.formula() != null) {
      return s.formula().isTrue(c);
    }
    return s.filters() == null || FlowConditions.test(s.filters(), c, null, changedIsMet);
  }

  /** Whether the record as it is now meets the conditions; changes count as met. */
  static boolean stillMeets(FlowRun run, Start s, SObjectValue record, SObjectValue prior) {
    if (s.formula() != null && dependsOnChange(s)) {
      return true;
    }
    return meets(run, s, record, prior, false, true);
  }

  private static boolean dependsOnChange(Start s) {
    String source = s.formula().source().toUpperCase(java.util.Locale.ROOT);
    return source.contains("ISCHANGED")
        || source.contains("ISNEW")
        || source.contains("PRIORVALUE")
        || source.contains("$RECORD__PRIOR");
  }
}
