package org.closedloop.scenarios.bench;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import org.closedloop.cli.CliException;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.ReadResult;
import org.closedloop.metadata.SourceProject;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code scripts/bench apex}: the Apex engine against yardsticks of the same run. */
@Command(
    name = "apex",
    description = {
      "How fast Apex is compiled, runs and is tested, against yardsticks measured in the same run:",
      "parsing, a naive tree walk, plain Java, the same DML and SOQL without Apex."
    },
    usageHelpWidth = 100,
    sortOptions = false)
public final class ApexBench implements Callable<Integer> {

  private static final Set<String> PARTS =
      new TreeSet<>(Set.of("batch", "compile", "engine", "tests", "warm"));

  @Parameters(
      arity = "0..1",
      paramLabel = "DIR",
      description = "A project, for compile and warm. Default: this one.")
  private Path folder;

  @Option(
      names = "--only",
      split = ",",
      paramLabel = "PART",
      description = "Of compile, engine, tests, batch, warm.")
  private List<String> only = new ArrayList<>();

  @Option(
      names = "--filter",
      paramLabel = "GLOB",
      description = "Tests that warm runs. Default: all.")
  private String filter;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  @Override
  public Integer call() throws Exception {
    for (String part : only) {
      if (!PARTS.contains(part)) {
        throw CliException.usage("--only takes " + String.join(", ", PARTS) + ".");
      }
    }
    ComponentSet project = null;
    if (wants("compile") || wants("warm")) {
      project = read();
    }
    if (wants("compile")) {
      compile(new CompileBench().measure(project));
    }
    if (wants("engine")) {
      engine(new EngineBench().measure());
    }
    if (wants("tests")) {
      TestsBench.Result r = new TestsBench().measure();
      line(
          "%d small tests %.0f ms, the same DML and SOQL without Apex %.0f ms: %.2f times (target: at"
              + " most 2)",
          r.tests(), r.runner(), r.replay(), r.ratio());
    }
    if (wants("batch")) {
      BatchBench.Result r = new BatchBench().measure();
      line(
          "batch job over %d rows %.0f ms (%.0f rows/s); inserting them in one statement %.0f ms",
          r.rows(), r.job(), r.rows() / r.job() * 1e3, r.insert());
    }
    if (wants("warm")) {
      warm(new WarmBench().measure(project, filter));
    }
    return 0;
  }

  private boolean wants(String part) {
    return only.isEmpty() || only.contains(part);
  }

  private ComponentSet read() throws Exception {
    Path root = (folder == null ? Path.of("") : folder).toAbsolutePath().normalize();
    ReadResult read = SourceProject.open(root).read();
    if (read.components().ofType("ApexClass").isEmpty()) {
      throw CliException.environment("no-apex", "There is no Apex in " + root + ".", null);
    }
    return read.components();
  }

  private void compile(CompileBench.Result r) {
    line("%d Apex sources, %d characters", r.sources(), r.characters());
    line(
        "%-20s %12s %12s   %s",
        "milliseconds", "parse", "bind", "bind / parse (target: at most 1)");
    line("%-20s %12.0f %12.0f   %.2f", "cold", r.cold().parse(), r.cold().bind(), r.cold().ratio());
    line("%-20s %12.0f %12.0f   %.2f", "warm", r.warm().parse(), r.warm().bind(), r.warm().ratio());
  }

  private void engine(List<EngineBench.Rates> rates) {
    line(
        "%-20s %12s %12s %12s   %s",
        "millions a second", "tree walk", "local org", "Java", "ratios");
    for (EngineBench.Rates r : rates) {
      line(
          "%-20s %12.2f %12.1f %12.0f   %.0f times the tree walk (target: at least 30), Java %.1f"
              + " times that",
          r.what(), r.walk() / 1e6, r.local() / 1e6, r.java() / 1e6, r.overWalk(), r.javaOver());
    }
  }

  private void warm(WarmBench.Result r) {
    line("tests of the project (%s)", r.tests());
    line(
        "%-20s %12s %12s   %s", "milliseconds", "build", "whole run", "cold / this, build and run");
    times("cold", r.cold(), r.cold());
    times("unchanged", r.cold(), r.unchanged());
    times("one class changed", r.cold(), r.oneChanged());
  }

  private void times(String name, WarmBench.Times cold, WarmBench.Times t) {
    line(
        "%-20s %12.0f %12.0f   %.1f %.1f",
        name, t.build(), t.run(), cold.build() / t.build(), cold.run() / t.run());
  }

  private void line(String pattern, Object... values) {
    out.println(String.format(Locale.ROOT, pattern, values));
  }
}
