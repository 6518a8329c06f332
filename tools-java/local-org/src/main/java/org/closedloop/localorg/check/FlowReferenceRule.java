package org.closedloop.localorg.check;

import java.util.Set;
import org.closedloop.metadata.Component;

/** Placeholder. */
final class FlowReferenceRule implements Rule {
  @Override
  public Set<String> types() {
    return Set.of("Flow");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {}
}
