package org.closedloop.localorg.flow;

import org.closedloop.localorg.formula.Formula;
import org.closedloop.localorg.formula.MergeText;

/** Named values of a flow that are no nodes. */
public sealed interface FlowResource {

  String name();

  FlowType type();

  /** {@code initial} may be null. */
  record Variable(String name, FlowType type, boolean input, boolean output, FlowValue initial)
      implements FlowResource {}

  record Constant(String name, FlowType type, Object value) implements FlowResource {}

  /**
   * Evaluated on each read.
   *
   * @param problem why it does not compile, or null; the platform deploys such a flow and fails the
   *     interview that reads it
   */
  record Computed(String name, FlowType type, Formula formula, int scale, String problem)
      implements FlowResource {}

  record Template(String name, MergeText text, String problem) implements FlowResource {
    @Override
    public FlowType type() {
      return FlowType.of(FlowType.Kind.STRING);
    }
  }
}
