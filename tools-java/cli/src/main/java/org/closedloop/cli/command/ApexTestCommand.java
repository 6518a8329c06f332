package org.closedloop.cli.command;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.closedloop.apex.testing.CoverageGate;
import org.closedloop.apex.testing.NameFilter;
import org.closedloop.apex.testing.Reports;
import org.closedloop.apex.testing.TestOrder;
import org.closedloop.apex.testing.TestReport;
import org.closedloop.apex.testing.TestResult;
import org.closedloop.cli.CliException;
import org.closedloop.cli.Console;
import org.closedloop.cli.NpsCommand;
import org.closedloop.cli.Outcome;
import org.closedloop.cli.deploy.Sources;
import org.closedloop.cli.local.LocalEngine;
import org.closedloop.cli.local.ScratchDefinition;
import org.closedloop.localorg.org.OrgOptions;
import org.closedloop.localorg.org.ProjectTests;
import org.closedloop.metadata.Diagnostic;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nps apex test}. */
@Command(
    name = "test",
    description = {
      "Deploys projects or source folders as one to a throw-away local org and runs all their Apex",
      "tests as its admin. Tests of classes that do not compile count as failed, or as unsupported",
      "when only features that the local org lacks stand in their way."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  nps apex test . --filter 'NpsScoreTest.*'",
      "  nps apex test ../other-project --allow-unsupported --junit apex.xml"
    })
public final class ApexTestCommand extends NpsCommand {

  private static final int MOST_WORKERS = 16;

  @Parameters(arity = "1..*", paramLabel = "DIR", description = "An sfdx project or source folder.")
  private List<String> folders = new ArrayList<>();

  @Option(
      names = "--filter",
      paramLabel = "GLOB",
      description = "Only classes or Class.method names that match; * and ? are wild.")
  private String filter;

  @Option(
      names = "--permset",
      paramLabel = "NAME",
      description = "Assigns a permission set to the admin first; may be repeated.")
  private List<String> permissionSets = new ArrayList<>();

  @Option(names = "--def", paramLabel = "FILE", description = "An sfdx scratch org definition.")
  private String definition;

  @Option(names = "--junit", paramLabel = "FILE", description = "Also writes JUnit XML.")
  private String junit;

  @Option(names = "--coverage", paramLabel = "FILE", description = "Writes covered lines as JSON.")
  private String coverage;

  @Option(
      names = "--shuffle",
      paramLabel = "SEED",
      description =
          "Runs classes and methods in an order by chance; the same number, the same order.")
  private Long seed;

  @Option(
      names = "--workers",
      paramLabel = "N",
      description = "Orgs that run classes side by side, 1 to 16. Default: one per processor.")
  private Integer workers;

  @Option(
      names = "--allow-unsupported",
      description = "Unsupported tests do not make the exit code 1.")
  private boolean allowUnsupported;

  @Override
  protected Outcome run(Console console) throws Exception {
    if (workers != null && (workers < 1 || workers > MOST_WORKERS)) {
      throw CliException.usage("--workers takes 1 to " + MOST_WORKERS + ".");
    }
    List<Path> paths = folders.stream().map(console::resolve).toList();
    Sources.Loaded loaded = new Sources(console, null).load(paths);
    if (loaded.components().isEmpty()) {
      throw CliException.environment(
          "project-empty", "There are no components in " + String.join(", ", folders) + ".", null);
    }
    ScratchDefinition def =
        definition == null ? null : ScratchDefinition.read(console.resolve(definition));
    OrgOptions options = LocalEngine.orgOptions(def).withDeferUnsupported(true);
    ProjectTests.Run run = tests(console, options, loaded);
    List<String> remarks = new ArrayList<>();
    for (Diagnostic d : run.diagnostics()) {
      if (d.isError()) {
        remarks.add(d.headline());
        console.say(d.headline());
      }
    }
    TestReport report = run.report();
    if (report == null) {
      throw CliException.failed("project-broken", "Nothing of the project could be built.");
    }
    if (filter != null && report.results().isEmpty()) {
      throw CliException.usage("No test matches '" + filter + "'.");
    }
    for (TestResult r : report.results()) {
      if (r.outcome() != TestResult.Outcome.PASSED) {
        console.say(
            r.outcome().name().toLowerCase(Locale.ROOT) + " " + r.name() + "  " + r.message());
        if (r.outcome() == TestResult.Outcome.FAILED && r.stack() != null) {
          r.stack().lines().forEach(l -> console.say("    " + l));
        }
      }
    }
    write(console, junit, out -> Reports.junit(report, allowUnsupported, out));
    write(console, coverage, out -> Reports.coverage(report, out));
    if (report.results().size() > 1) {
      console.say("slowest tests");
      for (TestResult r : report.slowest(Reports.SLOWEST)) {
        console.say(String.format(Locale.ROOT, "%8d ms  %s", r.millis(), r.name()));
      }
    }
    if (!report.coverage().isEmpty()) {
      console.say(CoverageGate.verdict(report, run.triggers()));
    }
    console.say(report.summary());
    boolean good = report.failed() == 0 && (report.unsupported() == 0 || allowUnsupported);
    ObjectNode result = Reports.toJson(report);
    result.put("coverageVerdict", CoverageGate.verdict(report, run.triggers()));
    remarks.forEach(result.putArray("compileErrors")::add);
    return Outcome.of(good, result);
  }

  private int workers() {
    return workers != null
        ? workers
        : Math.min(MOST_WORKERS, Runtime.getRuntime().availableProcessors());
  }

  private ProjectTests.Run tests(Console console, OrgOptions options, Sources.Loaded loaded) {
    int[] done = new int[1];
    try {
      TestOrder order = seed == null ? TestOrder.DECLARED : TestOrder.shuffled(seed);
      return new ProjectTests(options)
          .run(
              loaded.components(),
              permissionSets,
              new ProjectTests.Choice(NameFilter.glob(filter), order, workers()),
              r -> {
                done[0]++;
                if (done[0] % 25 == 0) {
                  console.progress("tests", done[0], 0);
                }
              });
    } catch (IllegalArgumentException e) {
      throw CliException.environment("bad-permission-set", e.getMessage() + ".", null);
    }
  }

  private interface Report {
    void write(Writer out) throws IOException;
  }

  private static void write(Console console, String file, Report report) throws IOException {
    if (file == null) {
      return;
    }
    Path path = console.resolve(file);
    if (path.getParent() != null) {
      Files.createDirectories(path.getParent());
    }
    try (Writer out = Files.newBufferedWriter(path)) {
      report.write(out);
    }
  }
}
