package org.closedloop.localorg.org;

import java.util.List;
import org.closedloop.apex.ApexEngine;
import org.closedloop.localorg.access.AccessModel;
import org.closedloop.localorg.build.BuildListener;
import org.closedloop.localorg.build.Compilation;
import org.closedloop.localorg.deploy.OrgMetadata;
import org.closedloop.localorg.formula.HostOrgAccess;
import org.closedloop.localorg.formula.OrgFormulas;
import org.closedloop.localorg.request.Request;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.Diagnostic;

/**
 * Builds a version of the org from components: what a compilation gives, and permissions. The
 * running org is not touched.
 */
final class OrgBuild {

  /**
   * What came of it.
   *
   * @param version holds what could be built; whether it may become the org's is for the
   *     diagnostics to say
   * @param said what was found before, without mere consequences
   */
  record Built(
      OrgVersion version,
      List<Diagnostic> diagnostics,
      List<Diagnostic> said,
      ApexEngine.Compiled apex) {}

  private OrgBuild() {}

  static OrgVersion empty(LocalOrg org) {
    ComponentSet none = ComponentSet.empty();
    Compilation c = Compilation.of(org.registry(), none, List.of(), false, BuildListener.NONE);
    return version(OrgMetadata.EMPTY, none, 0, c);
  }

  /**
   * @param metadata birth certificates that the version carries
   * @param said what was found in the components before
   * @param number of the new version
   * @param deferUnsupported members that the runtime lacks are remarks and fail when they run
   */
  static Built build(
      LocalOrg org,
      OrgMetadata metadata,
      ComponentSet components,
      List<Diagnostic> said,
      int number,
      boolean deferUnsupported,
      BuildListener listener) {
    Compilation c =
        org.lastCompilation().of(org.registry(), components, said, deferUnsupported, listener);
    return new Built(version(metadata, components, number, c), c.diagnostics(), c.said(), c.apex());
  }

  private static OrgVersion version(
      OrgMetadata metadata, ComponentSet components, int number, Compilation c) {
    return new OrgVersion(
        number,
        metadata,
        c.schema(),
        c.apex().program().orElseThrow(),
        c.flows(),
        new OrgFormulas(c.schema(), scope -> new HostOrgAccess((Request) scope)),
        AccessModel.build(components, c.schema()));
  }
}
