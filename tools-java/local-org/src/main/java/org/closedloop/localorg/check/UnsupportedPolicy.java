package org.closedloop.localorg.check;

import java.util.List;
import org.closedloop.metadata.Diagnostic;

/**
 * What becomes of things that the platform has and the local org lacks. Whoever finds one reports a
 * refusal whose code starts with {@code unsupported-}.
 */
public enum UnsupportedPolicy {
  /** A failure of the component by name. */
  REFUSE,
  /** Accepted with a remark; using it fails at run time. */
  DEFER;

  /** The findings as this policy judges them, each once. */
  public List<Diagnostic> apply(List<Diagnostic> found) {
    return found.stream()
        .distinct()
        .map(
            d ->
                this == DEFER && d.code().startsWith("unsupported-")
                    ? d.withSeverity(Diagnostic.Severity.INFO)
                    : d)
        .toList();
  }
}
