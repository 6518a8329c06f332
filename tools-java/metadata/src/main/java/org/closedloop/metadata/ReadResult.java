package org.closedloop.metadata;

import java.util.List;

/**
 * What reading a project or a package gave: the components that could be read and every remark.
 *
 * @param components readable components in canonical form
 * @param diagnostics remarks by position; with an error the set is incomplete
 * @param version API version that the project or its package.xml names; empty when none does
 */
public record ReadResult(ComponentSet components, List<Diagnostic> diagnostics, String version) {
  public ReadResult {
    diagnostics = diagnostics.stream().sorted(Diagnostic.BY_POSITION).toList();
  }

  /** Whether an org would refuse what was read. */
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::blocksDeploy);
  }
}
