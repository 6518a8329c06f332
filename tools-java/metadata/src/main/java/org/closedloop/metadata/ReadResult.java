package org.closedloop.metadata;

import java.util.List;
import java.util.Map;

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

  /**
   * Reads files in source format that are at hand as bytes.
   *
   * @param files content by path with slashes; ignore rules and replacements do not apply
   * @param version API version that their project names; empty for none
   */
  public static ReadResult ofSource(Map<String, byte[]> files, String version) {
    ComponentAssembler assembler =
        new ComponentAssembler(ComponentAssembler.Format.SOURCE, TypeRegistry.get());
    files.forEach((path, bytes) -> assembler.add(path, path, bytes));
    ComponentSet set = assembler.finish();
    return new ReadResult(set, assembler.diagnostics(), version);
  }

  /** Whether an org would refuse what was read. */
  public boolean hasErrors() {
    return diagnostics.stream().anyMatch(Diagnostic::blocksDeploy);
  }
}
