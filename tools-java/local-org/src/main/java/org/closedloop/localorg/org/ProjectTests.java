package org.closedloop.localorg.org;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.closedloop.apex.host.ApexHost.Quiddity;
import org.closedloop.apex.testing.CompileFailure;
import org.closedloop.apex.testing.NameFilter;
import org.closedloop.apex.testing.TestOrder;
import org.closedloop.apex.testing.TestReport;
import org.closedloop.apex.testing.TestResult;
import org.closedloop.apex.testing.TestRunner;
import org.closedloop.apex.testing.TestUniverse;
import org.closedloop.localorg.build.BuildListener;
import org.closedloop.localorg.build.LastCompilation;
import org.closedloop.localorg.deploy.OrgMetadata;
import org.closedloop.localorg.schema.SchemaRegistry;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.Diagnostic;

/**
 * All tests of a project on throw-away orgs: everything that can be deployed is, tests of classes
 * that do not compile count as failed, or as unsupported when only features of the platform that
 * the local org lacks stand in their way. Runs of one object share compiled code, nothing else.
 */
public final class ProjectTests {

  /**
   * Which tests run, and how.
   *
   * @param workers equal orgs that run classes side by side
   */
  public record Choice(NameFilter filter, TestOrder order, int workers) {
    public Choice {
      if (workers < 1) {
        throw new IllegalArgumentException("at least one worker");
      }
    }

    /** One org, in the program's order. */
    public static Choice of(NameFilter filter) {
      return new Choice(filter, TestOrder.DECLARED, 1);
    }
  }

  /**
   * What a run gives.
   *
   * @param diagnostics everything found while building
   * @param triggers names of the project's triggers
   * @param buildMillis wall time until the project was compiled
   */
  public record Run(
      TestReport report, List<Diagnostic> diagnostics, List<String> triggers, long buildMillis) {}

  private final OrgOptions options;
  private final SchemaRegistry registry;
  private final LastCompilation compiled = new LastCompilation();

  public ProjectTests(OrgOptions options) {
    this.options = options;
    this.registry = new SchemaRegistry(options.features());
  }

  /** Builds the components and runs their tests once. */
  public static Run run(
      OrgOptions options,
      ComponentSet components,
      List<String> permissionSets,
      NameFilter filter,
      Consumer<TestResult> listener) {
    return new ProjectTests(options).run(components, permissionSets, Choice.of(filter), listener);
  }

  /**
   * Builds the components and runs their tests as the administrator.
   *
   * @param permissionSets names of permission sets to assign to the administrator first
   */
  public Run run(
      ComponentSet components,
      List<String> permissionSets,
      Choice choice,
      Consumer<TestResult> listener) {
    try (Closer closer = new Closer()) {
      long begin = System.nanoTime();
      LocalOrg first = closer.add(new LocalOrg(options, registry, compiled));
      OrgBuild.Built built =
          OrgBuild.build(
              first, OrgMetadata.EMPTY, components, List.of(), 1, true, BuildListener.NONE);
      long buildMillis = (System.nanoTime() - begin) / 1_000_000;
      List<TestUniverse> worlds = new ArrayList<>();
      for (int i = 0; i < choice.workers(); i++) {
        LocalOrg org = i == 0 ? first : closer.add(new LocalOrg(options, registry, compiled));
        org.activate(built.version(), org.adminId());
        for (String name : permissionSets) {
          assign(org, name);
        }
        worlds.add(closer.add(org.openTests(built.version())));
      }
      TestReport report =
          new TestRunner(built.version().program(), worlds, broken(components, built))
              .run(choice.filter(), choice.order(), listener);
      return new Run(report, built.diagnostics(), triggers(components), buildMillis);
    }
  }

  /** Closes what was opened, the latest first. */
  private static final class Closer implements AutoCloseable {
    private final Deque<Runnable> opened = new ArrayDeque<>();

    LocalOrg add(LocalOrg org) {
      opened.push(org::close);
      return org;
    }

    OrgTests add(OrgTests tests) {
      opened.push(tests::close);
      return tests;
    }

    @Override
    public void close() {
      opened.forEach(Runnable::run);
    }
  }

  private static List<String> triggers(ComponentSet components) {
    return components.ofType("ApexTrigger").stream().map(Component::fullName).toList();
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
