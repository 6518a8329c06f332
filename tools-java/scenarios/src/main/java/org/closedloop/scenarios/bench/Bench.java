package org.closedloop.scenarios.bench;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.closedloop.cli.CliException;
import org.closedloop.cli.Failures;
import org.closedloop.scenarios.fuzz.FuzzBench;
import org.closedloop.scenarios.mutation.MutationBench;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The command behind {@code scripts/bench}: measures, then prints tables or one JSON envelope. */
@Command(
    name = "bench",
    subcommands = {ApexBench.class, FuzzBench.class, MutationBench.class, ValidateBench.class},
    description = {
      "Measures the package on local orgs of its own: what 200 answers over 200 accounts use of",
      "their governor limits, and how long a cold start takes until the package is deployed.",
      "What the figures mean: docs/bench.md."
    },
    usageHelpWidth = 100,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {"  scripts/bench", "  scripts/bench mutation --count 2400 --report mutation.txt"})
public final class Bench implements Callable<Integer> {

  @Option(
      names = "--runs",
      defaultValue = "3",
      description = "Cold starts to measure. Default: ${DEFAULT-VALUE}.")
  private int runs;

  @Option(
      names = "--json",
      description = "Print one JSON envelope on standard output; progress goes to standard error.")
  private boolean json;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final Path root;
  private final PrintStream out;

  Bench(Path root, PrintStream out) {
    this.root = root;
    this.out = out;
  }

  public static void main(String[] args) {
    PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);
    System.exit(new CommandLine(new Bench(Path.of("").toAbsolutePath(), out)).execute(args));
  }

  @Override
  public Integer call() throws Exception {
    try {
      if (runs < 1 || runs > 100) {
        throw CliException.usage("--runs takes 1 to 100.");
      }
      System.err.println("bench: 200 answers over 200 accounts ...");
      RollupBench.Result rollup = new RollupBench(root).measure();
      System.err.println("bench: " + runs + " cold starts ...");
      ColdStartBench.Result start = new ColdStartBench(root).measure(runs);
      if (json) {
        envelope(CommandLine.ExitCode.OK, result(rollup, start), null);
      } else {
        BenchReport.lines(rollup, start).forEach(out::println);
      }
      return CommandLine.ExitCode.OK;
    } catch (Exception e) {
      CliException failure = Failures.explain(e);
      if (json) {
        Map<String, Object> error = new LinkedHashMap<>();
        error.put("code", failure.code());
        error.put("message", failure.getMessage());
        error.put("where", failure.where());
        error.put("hint", failure.hint());
        envelope(failure.exit(), null, error);
      }
      System.err.println("error: " + failure.getMessage());
      return failure.exit();
    }
  }

  private static Map<String, Object> result(
      RollupBench.Result rollup, ColdStartBench.Result start) {
    Map<String, Object> coldStart = new LinkedHashMap<>();
    coldStart.put("components", start.components());
    coldStart.put("zipBytes", start.zipBytes());
    coldStart.put("yardstickMillis", start.yardstick());
    coldStart.put("listeningMillis", start.listening());
    coldStart.put("deployedMillis", start.deployed());
    coldStart.put("ratio", start.ratio());
    coldStart.put("runs", start.runs());
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("rollup", rollup);
    all.put("coldStart", coldStart);
    return all;
  }

  private void envelope(int status, Object result, Object error) throws Exception {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("status", status);
    all.put("command", "bench");
    all.put("result", result);
    all.put("warnings", List.of());
    all.put("error", error);
    out.println(new ObjectMapper().writeValueAsString(all));
  }
}
