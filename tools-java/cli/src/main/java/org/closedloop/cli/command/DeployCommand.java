package org.closedloop.cli.command;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
import org.closedloop.cli.CliException;
import org.closedloop.cli.Console;
import org.closedloop.cli.NpsCommand;
import org.closedloop.cli.Outcome;
import org.closedloop.cli.deploy.DeployOutcome;
import org.closedloop.cli.deploy.DeployRequest;
import org.closedloop.cli.deploy.Deployer;
import org.closedloop.cli.deploy.Sources;
import org.closedloop.cli.org.OrgConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nps deploy}. */
@Command(
    name = "deploy",
    description = "Deploys source folders through the Metadata API and waits for the result.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  nps deploy --with-unpackaged",
      "  nps deploy --org my-sandbox --dry-run --test-level RunLocalTests"
    })
public final class DeployCommand extends NpsCommand {

  @Mixin private OrgOption org;

  @Option(
      names = {"-s", "--source"},
      paramLabel = "DIR",
      description =
          "A project or source folder; may be repeated. Default: the package directories.")
  private List<String> sources = new ArrayList<>();

  @Option(
      names = "--with-unpackaged",
      description = "Then deploys the project's unpackaged folder, which names users of the org.")
  private boolean withUnpackaged;

  @Option(names = "--dry-run", description = "Checks everything and changes nothing.")
  private boolean dryRun;

  @Option(
      names = "--test-level",
      paramLabel = "LEVEL",
      description = "NoTestRun, RunSpecifiedTests, RunLocalTests or RunAllTestsInOrg.")
  private String testLevel;

  @Option(
      names = "--tests",
      paramLabel = "CLASS",
      split = ",",
      description = "Test classes for RunSpecifiedTests.")
  private List<String> tests = new ArrayList<>();

  @Override
  protected Outcome run(Console console) throws Exception {
    Path folder = console.folder();
    List<Path> folders = sources.stream().map(console::resolve).toList();
    OrgConnection target = org.connect(console);
    Sources reader = new Sources(console, target);
    List<DeployOutcome> results = new ArrayList<>();
    DeployRequest request = new DeployRequest(dryRun, testLevel, tests);
    Sources.Loaded main = reader.load(folders.isEmpty() ? List.of(folder) : folders);
    boolean good = deploy(console, target, main, request, results);
    if (good && withUnpackaged) {
      Path extra = reader.unpackaged(folders.isEmpty() ? folder : folders.get(0));
      Sources.Loaded second = reader.load(List.of(extra));
      if (dryRun) {
        console.log(
            "note: a dry run cannot check "
                + console.folder().relativize(extra)
                + " in an org that lacks the package");
      }
      good = deploy(console, target, second, new DeployRequest(dryRun, null, List.of()), results);
    }
    return new Outcome(
        good ? 0 : CliException.FAILED, results, new ArrayList<>(new TreeSet<>(reader.warnings())));
  }

  private static boolean deploy(
      Console console,
      OrgConnection target,
      Sources.Loaded loaded,
      DeployRequest request,
      List<DeployOutcome> results)
      throws Exception {
    DeployOutcome r =
        new Deployer(target, console::progress)
            .deploy(loaded.components(), loaded.version(), request);
    results.add(r);
    report(console, r, loaded.label());
    return r.success();
  }

  static void report(Console console, DeployOutcome r, String label) {
    for (DeployOutcome.Problem p : r.problems()) {
      console.say(p.severity().toLowerCase(java.util.Locale.ROOT) + " " + p.text());
    }
    for (DeployOutcome.TestFailure f : r.testFailures()) {
      console.say("failed " + f.className() + "." + f.method() + "  " + f.message());
      if (f.stack() != null && !f.stack().isBlank()) {
        f.stack().lines().forEach(l -> console.say("    " + l));
      }
    }
    r.coverageWarnings().forEach(w -> console.say("coverage " + w));
    if (r.message() != null) {
      console.say("error " + r.message());
    }
    String what = r.dryRun() ? "checked" : "deployed";
    String tests =
        r.tests() + r.testErrors() == 0
            ? ""
            : ", "
                + r.tests()
                + " tests"
                + (r.testErrors() > 0 ? ", " + r.testErrors() + " failed" : "");
    console.say(
        r.success()
            ? label
                + ": "
                + what
                + " "
                + r.components()
                + " components"
                + tests
                + " in "
                + r.millis()
                + " ms"
            : label
                + ": "
                + r.status()
                + ", nothing was changed; "
                + r.problems().stream().filter(p -> p.severity().equals("Error")).count()
                + " component errors"
                + tests);
  }
}
