package org.closedloop.localorg.org;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.closedloop.apex.host.ApexHost.Quiddity;
import org.closedloop.apex.testing.CompileFailure;
import org.closedloop.apex.testing.NameFilter;
import org.closedloop.apex.testing.TestReport;
import org.closedloop.apex.testing.TestResult;
import org.closedloop.localorg.build.BuildListener;
import org.closedloop.localorg.deploy.OrgMetadata;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.Diagnostic;

/**
 * All tests of a project on a throw-away org: everything that can be deployed is, tests of classes
 * that do not compile count as failed, or as unsupported when only features of the platform that
 * the local org lacks stand in their way.
 */
public final class ProjectTests {

  /**
   * What a run gives.
   *
   * @param diagnostics everything found while building
   */
  public record Run(TestReport report, List<Diagnostic> diagnostics) {}

  private ProjectTests() {}

  /**
   * Builds the components and runs their tests as the administrator.
   *
   * @param permissionSets names of permission sets to assign to the administrator first
   */
  public static Run run(
      OrgOptions options,
      ComponentSet components,
      List<String> permissionSets,
      NameFilter filter,
      Consumer<TestResult> listener) {
    try (LocalOrg org = new LocalOrg(options)) {
      OrgBuild.Built built =
          OrgBuild.build(
              org, OrgMetadata.EMPTY, components, List.of(), 1, true, BuildListener.NONE);
      org.activate(built.version(), org.adminId());
      for (String name : permissionSets) {
        assign(org, name);
      }
      TestReport report =
          org.runTests(built.version(), broken(components, built), filter, listener);
      return new Run(report, built.diagnostics());
    }
  }

  private static void assign(LocalOrg org, String permissionSet) {
    org.inRequest(
        org.adminId(),
        Quiddity.SOAP,
        r -> {
          String id = r.rows().findId("PermissionSet", "Name", permissionSet);
          if (id == null) {
            throw new IllegalArgumentException("There is no permission set " + permissionSet);
          }
          return r.rows()
              .insert(
                  "PermissionSetAssignment",
                  Map.of("AssigneeId", org.adminId(), "PermissionSetId", id));
        });
  }

  private static List<CompileFailure> broken(ComponentSet components, OrgBuild.Built built) {
    Map<String, List<Diagnostic>> byClass = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    for (Diagnostic d : built.apex().diagnostics()) {
      if (d.isError()) {
        byClass.computeIfAbsent(d.fullName(), n -> new ArrayList<>()).add(d);
      }
    }
    List<CompileFailure> failures = new ArrayList<>();
    for (String name : built.apex().failed()) {
      List<Diagnostic> errors = byClass.getOrDefault(name, List.of());
      boolean unsupported =
          !errors.isEmpty() && errors.stream().allMatch(d -> d.code().startsWith("unsupported"));
      String first = errors.isEmpty() ? "does not compile" : errors.get(0).headline();
      failures.add(new CompileFailure(name, isTest(components, name), first, unsupported));
    }
    return failures;
  }

  private static boolean isTest(ComponentSet components, String className) {
    return components
        .find("ApexClass", className)
        .map(c -> c.contentText())
        .map(text -> text.toLowerCase(Locale.ROOT).contains("@istest"))
        .orElse(false);
  }
}
