package org.closedloop.localorg.validate;

import java.util.List;
import org.closedloop.metadata.Diagnostic;

/**
 * What a validation found.
 *
 * @param diagnostics sorted by position, each once
 */
public record Validation(List<Diagnostic> diagnostics) {

  public Validation {
    diagnostics = diagnostics.stream().distinct().sorted(Diagnostic.BY_POSITION).toList();
  }

  /** What an org refuses, or accepts though it is wrong. */
  public List<Diagnostic> errors() {
    return of(Diagnostic.Severity.ERROR);
  }

  public List<Diagnostic> warnings() {
    return of(Diagnostic.Severity.WARNING);
  }

  /** What the reader should know; mostly parts that could not be checked. */
  public List<Diagnostic> infos() {
    return of(Diagnostic.Severity.INFO);
  }

  private List<Diagnostic> of(Diagnostic.Severity severity) {
    return diagnostics.stream().filter(d -> d.severity() == severity).toList();
  }

  /** Whether there is no error. */
  public boolean passed() {
    return diagnostics.stream().noneMatch(Diagnostic::isError);
  }
}
