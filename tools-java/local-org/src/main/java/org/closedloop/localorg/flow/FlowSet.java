package org.closedloop.localorg.flow;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.closedloop.apex.host.ApexProgram;
import org.closedloop.apex.host.ApexProgram.InvocableInfo;
import org.closedloop.apex.schema.Schema;
import org.closedloop.localorg.schema.OrgSchema;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.Diagnostic;

/** The flows of one org version, compiled, with what was found on the way. */
public final class FlowSet {

  private final FlowCatalog catalog;
  private final List<Diagnostic> diagnostics;

  private FlowSet(FlowCatalog catalog, List<Diagnostic> diagnostics) {
    this.catalog = catalog;
    this.diagnostics = diagnostics;
  }

  /**
   * Compiles the flows of a schema's metadata.
   *
   * @param program the Apex of the same version; null when there is none, then every Apex action is
   *     an error
   */
  public static FlowSet compile(OrgSchema schema, ApexProgram program) {
    FlowCompiler.Result r =
        FlowCompiler.compile(schema.metadata().ofType("Flow"), new World(schema, program));
    return new FlowSet(r.catalog(), r.diagnostics());
  }

  public FlowCatalog catalog() {
    return catalog;
  }

  /** Errors refuse the deploy when the platform (or this engine) refuses them, see their rule. */
  public List<Diagnostic> diagnostics() {
    return diagnostics;
  }

  private record World(OrgSchema org, ApexProgram program) implements FlowWorld {
    @Override
    public Schema schema() {
      return org;
    }

    @Override
    public Optional<InvocableInfo> invocable(String className) {
      return program == null ? Optional.empty() : program.invocable(className);
    }

    @Override
    public boolean hasClass(String className) {
      return program != null && program.hasClass(className);
    }

    @Override
    public Set<String> invocableClasses() {
      return org.metadata().ofType("ApexClass").stream()
          .map(Component::fullName)
          .collect(Collectors.toUnmodifiableSet());
    }
  }
}
