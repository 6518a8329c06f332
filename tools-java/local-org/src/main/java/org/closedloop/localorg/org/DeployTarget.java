package org.closedloop.localorg.org;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.closedloop.apex.host.ApexHost.Quiddity;
import org.closedloop.apex.testing.ClassCoverage;
import org.closedloop.apex.testing.CoverageGate;
import org.closedloop.apex.testing.NameFilter;
import org.closedloop.apex.testing.TestReport;
import org.closedloop.apex.testing.TestResult;
import org.closedloop.apex.testing.TestRunner;
import org.closedloop.localorg.build.BuildListener;
import org.closedloop.localorg.deploy.ChangeSet;
import org.closedloop.localorg.deploy.DeployProgress;
import org.closedloop.localorg.deploy.OrgMetadata;
import org.closedloop.localorg.deploy.OrgMetadataTarget;
import org.closedloop.localorg.deploy.TestLevel;
import org.closedloop.localorg.deploy.TestRunResult;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentKey;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.Diagnostic;

/** The org as deploys change it: build beside the running version, then swap. */
final class DeployTarget implements OrgMetadataTarget {

  private static final Map<String, String> PREFIX_OBJECTS =
      Map.ofEntries(
          Map.entry("ApexClass", "ApexClass"),
          Map.entry("ApexTrigger", "ApexTrigger"),
          Map.entry("ApexPage", "ApexPage"),
          Map.entry("StaticResource", "StaticResource"),
          Map.entry("PermissionSet", "PermissionSet"),
          Map.entry("PermissionSetGroup", "PermissionSetGroup"),
          Map.entry("CustomPermission", "CustomPermission"),
          Map.entry("CustomNotificationType", "CustomNotificationType"),
          Map.entry("EmailTemplate", "EmailTemplate"),
          Map.entry("Role", "UserRole"));

  /** Prefixes of things that are no records of ours but have ids in deploy results. */
  private static final Map<String, String> PREFIXES =
      Map.ofEntries(
          Map.entry("CustomObject", "01I"),
          Map.entry("CustomField", "00N"),
          Map.entry("ValidationRule", "03d"),
          Map.entry("ListView", "00B"),
          Map.entry("Flow", "301"),
          Map.entry("Layout", "00h"),
          Map.entry("CustomTab", "01r"),
          Map.entry("CustomApplication", "02u"),
          Map.entry("CustomLabel", "101"),
          Map.entry("CustomMetadata", "m00"),
          Map.entry("Profile", "00e"),
          Map.entry("LightningComponentBundle", "0Rb"));

  private final LocalOrg org;

  DeployTarget(LocalOrg org) {
    this.org = org;
  }

  @Override
  public OrgMetadata current() {
    return org.metadata();
  }

  @Override
  public Prepared prepare(ChangeSet change, List<Diagnostic> said, DeployProgress progress) {
    OrgBuild.Built built =
        OrgBuild.build(
            org,
            change.before(),
            change.after(),
            said,
            org.version().number() + 1,
            org.options().deferUnsupported(),
            new SignsOfLife(change.deployed(), progress));
    return new Prepared() {
      @Override
      public List<Diagnostic> diagnostics() {
        return built.diagnostics();
      }

      @Override
      public List<Diagnostic> said() {
        return built.said();
      }

      @Override
      public TestRunResult runTests(
          TestLevel level, List<String> classes, DeployProgress progress) {
        return DeployTarget.this.runTests(built, change.after(), level, classes, progress);
      }

      @Override
      public void commit(OrgMetadata next) {
        OrgVersion v = built.version();
        org.activate(
            new OrgVersion(
                v.number(), next, v.schema(), v.program(), v.flows(), v.formulas(), v.access()),
            change.userId());
      }
    };
  }

  /** A deploy's progress moves as its sources compile. */
  private record SignsOfLife(ComponentSet deployed, DeployProgress progress)
      implements BuildListener {
    @Override
    public void began(String type, int count) {
      progress.detail("Processing Type: " + type);
    }

    @Override
    public void done(ComponentKey component) {
      if (deployed.contains(component.type(), component.fullName())) {
        progress.componentDone(component);
      }
    }
  }

  private TestRunResult runTests(
      OrgBuild.Built built,
      ComponentSet after,
      TestLevel level,
      List<String> classes,
      DeployProgress progress) {
    if (level == TestLevel.NO_TEST_RUN) {
      return TestRunResult.NONE;
    }
    List<String> wanted = new ArrayList<>();
    classes.forEach(c -> wanted.add(c.toLowerCase(Locale.ROOT)));
    boolean some = level == TestLevel.RUN_SPECIFIED_TESTS;
    long planned =
        built.version().program().testMethods().stream()
            .filter(m -> !some || wanted.contains(m.className().toLowerCase(Locale.ROOT)))
            .count();
    progress.testsPlanned((int) planned);
    TestReport report;
    try (OrgTests tests = org.openTests(built.version())) {
      report =
          new TestRunner(built.version().program(), tests, List.of())
              .run(
                  some ? NameFilter.classes(classes) : NameFilter.all(),
                  r -> progress.testDone(r.outcome() == TestResult.Outcome.PASSED));
    }
    return result(built.version(), report, some);
  }

  private TestRunResult result(OrgVersion v, TestReport report, boolean perClass) {
    List<TestRunResult.Failure> failures = new ArrayList<>();
    List<TestRunResult.Success> successes = new ArrayList<>();
    for (TestResult r : report.results()) {
      String id = classId(v, r.className());
      if (r.outcome() == TestResult.Outcome.PASSED) {
        successes.add(
            new TestRunResult.Success(id, r.className(), r.methodName(), false, r.millis()));
      } else {
        failures.add(
            new TestRunResult.Failure(
                id, r.className(), r.methodName(), r.message(), r.stack(), false, r.millis()));
      }
    }
    List<TestRunResult.Coverage> coverage = new ArrayList<>();
    List<TestRunResult.CoverageWarning> warnings = new ArrayList<>();
    for (ClassCoverage c : report.coverage()) {
      String id = classId(v, c.name());
      boolean trigger = v.schema().metadata().contains("ApexTrigger", c.name());
      coverage.add(
          new TestRunResult.Coverage(
              id, c.name(), trigger ? "Trigger" : "Class", c.total(), c.uncovered()));
      if (perClass && c.percent() < CoverageGate.REQUIRED) {
        warnings.add(
            new TestRunResult.CoverageWarning(
                id,
                c.name(),
                "Test coverage of selected Apex "
                    + (trigger ? "Trigger" : "Class")
                    + " is "
                    + (int) c.percent()
                    + "%, at least 75% test coverage is required"));
      }
    }
    if (!perClass) {
      List<String> triggers =
          v.schema().metadata().ofType("ApexTrigger").stream().map(Component::fullName).toList();
      for (String shortfall : CoverageGate.shortfalls(report, triggers)) {
        warnings.add(new TestRunResult.CoverageWarning(null, null, shortfall));
      }
    }
    return new TestRunResult(
        report.results().size(),
        report.millis(),
        failures,
        successes,
        coverage,
        production() ? warnings : List.of());
  }

  private static String classId(OrgVersion v, String name) {
    boolean trigger = v.schema().metadata().contains("ApexTrigger", name);
    return v.schema().ids().recordId(trigger ? "01q" : "01p", name);
  }

  @Override
  public String newId(ComponentKey key) {
    var schema = org.version().schema();
    String object = PREFIX_OBJECTS.get(key.type());
    String prefix =
        object != null
            ? schema.require(object).keyPrefix()
            : PREFIXES.getOrDefault(key.type(), "0Md");
    return schema.ids().recordId(prefix, key.fullName());
  }

  @Override
  public boolean production() {
    return org.options().production();
  }

  @Override
  public String userName(String userId) {
    return org.inRequest(userId, Quiddity.SOAP, r -> r.user().name());
  }
}
