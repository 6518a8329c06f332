package org.closedloop.localorg.check;

import java.util.Set;
import org.closedloop.metadata.Component;

/** One family of checks on components of some types. Stateless. */
public interface Rule {

  /** Component types that the rule looks at; empty for all. */
  Set<String> types();

  void check(Component component, CheckContext context, Findings out);
}
