package org.closedloop.apex.bind;

import java.util.List;
import java.util.Set;
import org.closedloop.metadata.Diagnostic;

/**
 * What a compilation gives.
 *
 * @param program null when there are errors, unless the options tolerate them
 * @param diagnostics in the order of the sources and positions
 * @param failed names of the sources with errors, as given
 */
public record CompileResult(
    BoundProgram program, List<Diagnostic> diagnostics, Set<String> failed) {
  public CompileResult {
    diagnostics = List.copyOf(diagnostics);
    failed = Set.copyOf(failed);
  }

  public boolean ok() {
    return failed.isEmpty();
  }
}
