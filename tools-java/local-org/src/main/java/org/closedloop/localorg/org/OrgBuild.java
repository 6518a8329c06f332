package org.closedloop.localorg.org;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.ApexEngine;
import org.closedloop.apex.host.ApexProgram;
import org.closedloop.apex.host.UnsupportedPlatformFeature;
import org.closedloop.localorg.access.AccessModel;
import org.closedloop.localorg.deploy.OrgMetadata;
import org.closedloop.localorg.flow.FlowSet;
import org.closedloop.localorg.formula.HostOrgAccess;
import org.closedloop.localorg.formula.OrgFormulas;
import org.closedloop.localorg.request.Request;
import org.closedloop.localorg.schema.OrgSchema;
import org.closedloop.localorg.site.PageCompiler;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.Diagnostic;

/**
 * Builds a version of the org from components: schema, Apex, flows and formulas, pages,
 * permissions. Everything found wrong is collected; the running org is not touched.
 */
final class OrgBuild {

  /**
   * What came of it.
   *
   * @param version null when nothing that could run came out
   * @param apex null when there was no schema to compile against
   */
  record Built(OrgVersion version, List<Diagnostic> diagnostics, ApexEngine.Compiled apex) {}

  private OrgBuild() {}

  static OrgVersion empty(LocalOrg org) {
    return build(org, OrgMetadata.EMPTY, ComponentSet.empty(), 0, ApexEngine.Mode.REFUSE).version();
  }

  /**
   * @param metadata birth certificates that the version carries
   * @param number of the new version
   */
  static Built build(
      LocalOrg org,
      OrgMetadata metadata,
      ComponentSet components,
      int number,
      ApexEngine.Mode mode) {
    List<Diagnostic> found = new ArrayList<>();
    OrgSchema schema;
    try {
      schema = org.registry().build(components);
    } catch (UnsupportedPlatformFeature e) {
      found.add(Diagnostic.ofFile("unsupported-feature", "", 0, 0, e.getMessage(), ""));
      return new Built(null, found, null);
    }
    ApexEngine.Compiled apex = ApexEngine.compile(ApexSources.of(components), schema, mode);
    found.addAll(apex.diagnostics());
    ApexProgram program = apex.program().orElse(null);
    if (program == null) {
      checkWithoutApex(components, schema, found);
      return new Built(null, found, apex);
    }
    FlowSet flows = FlowSet.compile(schema, program);
    found.addAll(flows.diagnostics());
    found.addAll(OrgFormulas.check(schema));
    checkPages(components, schema, program, found);
    return new Built(
        new OrgVersion(
            number,
            metadata,
            schema,
            program,
            flows,
            new OrgFormulas(schema, scope -> new HostOrgAccess((Request) scope)),
            AccessModel.build(components, schema)),
        found,
        apex);
  }

  /** One deploy reports all there is: what needs no code is checked though the code is wrong. */
  private static void checkWithoutApex(
      ComponentSet components, OrgSchema schema, List<Diagnostic> found) {
    found.addAll(OrgFormulas.check(schema));
    checkPages(components, schema, null, found);
  }

  /**
   * @param program null leaves out what pages say about their controllers
   */
  private static void checkPages(
      ComponentSet components, OrgSchema schema, ApexProgram program, List<Diagnostic> found) {
    for (Component page : components.ofType("ApexPage")) {
      found.addAll(PageCompiler.check(page, schema, program));
    }
  }
}
