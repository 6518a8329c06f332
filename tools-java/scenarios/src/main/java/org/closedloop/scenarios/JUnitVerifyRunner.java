package org.closedloop.scenarios;

import static org.junit.platform.engine.discovery.DiscoverySelectors.selectPackage;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import org.closedloop.cli.Console;
import org.closedloop.cli.VerifyRunner;
import org.closedloop.cli.org.OrgConnection;
import org.junit.platform.engine.FilterResult;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.ClassNameFilter;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.PostDiscoveryFilter;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.reporting.legacy.xml.LegacyXmlReportGeneratingListener;

/** Runs the scenarios of this module for {@code nps verify}. */
public final class JUnitVerifyRunner implements VerifyRunner {

  @Override
  public Result run(OrgConnection org, String filter, Path junit, Console console)
      throws Exception {
    LauncherDiscoveryRequestBuilder request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(selectPackage("org.closedloop.scenarios"))
            .filters(ClassNameFilter.includeClassNamePatterns(".*Scenario"));
    if (filter != null) {
      request.filters(matching(filter));
    }
    Listener listener = new Listener(console);
    LauncherDiscoveryRequest built = request.build();
    Launcher launcher = LauncherFactory.create();
    launcher.registerTestExecutionListeners(listener);
    Path reports = junit == null ? null : Files.createTempDirectory("nps-verify");
    if (reports != null) {
      launcher.registerTestExecutionListeners(
          new LegacyXmlReportGeneratingListener(reports, new PrintWriter(new StringWriter())));
    }
    OrgUnderTest.use(org);
    launcher.execute(built);
    if (reports != null) {
      Files.move(
          reports.resolve("TEST-junit-jupiter.xml"),
          junit,
          java.nio.file.StandardCopyOption.REPLACE_EXISTING);
      Files.delete(reports);
    }
    return new Result(listener.passed, listener.failed, listener.skipped);
  }

  /** Steps build on each other, so one that matches brings its whole scenario. */
  private static PostDiscoveryFilter matching(String filter) {
    String wanted = filter.toLowerCase(Locale.ROOT);
    return test ->
        FilterResult.includedIf(
            !test.isTest()
                || test.getParent()
                    .map(
                        scenario ->
                            scenario.getDisplayName().toLowerCase(Locale.ROOT).contains(wanted)
                                || scenario.getChildren().stream()
                                    .anyMatch(
                                        t ->
                                            t.getTags().stream()
                                                    .anyMatch(
                                                        tag ->
                                                            tag.getName().equalsIgnoreCase(filter))
                                                || t.getDisplayName()
                                                    .toLowerCase(Locale.ROOT)
                                                    .contains(wanted)))
                    .orElse(false));
  }

  /** Counts, and says each step as it ends. */
  private static final class Listener implements TestExecutionListener {
    private final Console console;
    private int passed;
    private int failed;
    private int skipped;

    Listener(Console console) {
      this.console = console;
    }

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      if (test.isTest()) {
        skipped++;
        console.say("skipped  " + test.getDisplayName() + ": " + reason);
      }
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      String why = result.getThrowable().map(Throwable::getMessage).orElse("");
      switch (result.getStatus()) {
        case SUCCESSFUL -> {
          if (test.isTest()) {
            passed++;
            console.say("passed   " + test.getDisplayName());
          }
        }
        case ABORTED -> {
          if (test.isTest()) {
            skipped++;
            console.say("skipped  " + test.getDisplayName() + ": " + why);
          }
        }
        default -> {
          failed++;
          console.say("FAILED   " + test.getDisplayName() + ": " + why);
        }
      }
    }
  }
}
