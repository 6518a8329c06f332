package org.closedloop.scenarios.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import org.closedloop.cli.CliException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code scripts/bench validate}: the checks of metadata files against a bare parse of them. */
@Command(
    name = "validate",
    description = {
      "How long reading, schema walk and rules take for a project, as against a bare StAX parse of",
      "the same metadata files plus the load of the model. Each in a process of its own, first",
      "(cold) and again (warm)."
    },
    usageHelpWidth = 100,
    sortOptions = false)
public final class ValidateBench implements Callable<Integer> {
  private static final long MINUTES = 10;

  @Parameters(arity = "0..*", paramLabel = "DIR", description = "Projects. Default: this one.")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = "--rounds",
      defaultValue = "15",
      description = "Times per process. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private record Times(double cold, double warm, String what) {}

  @Override
  public Integer call() throws Exception {
    if (rounds < 2 || rounds > 1000) {
      throw CliException.usage("--rounds takes 2 to 1000.");
    }
    List<Path> all = folders.isEmpty() ? List.of(Path.of("").toAbsolutePath()) : folders;
    out.printf(
        Locale.ROOT,
        "%-34s %9s %9s %9s %7s%n",
        "milliseconds",
        "parse",
        "model",
        "checks",
        "ratio");
    for (Path folder : all) {
      Times parse = run("parse", folder);
      Times model = run("model", folder);
      Times check = run("check", folder);
      String name = folder.toAbsolutePath().normalize().getFileName().toString();
      line(name + ", cold", parse.cold(), model.cold(), check.cold());
      line(name + ", warm", parse.warm(), model.warm(), check.warm());
      out.println("  " + parse.what() + "; " + check.what());
    }
    return 0;
  }

  private void line(String name, double parse, double model, double check) {
    out.printf(
        Locale.ROOT,
        "%-34s %9.0f %9.0f %9.0f %7.2f%n",
        name,
        parse,
        model,
        check,
        check / (parse + model));
  }

  private Times run(String what, Path folder) throws IOException, InterruptedException {
    Path log = Files.createTempFile("validate-bench", ".log");
    try {
      Process process =
          JavaProcess.start(
              folder.toAbsolutePath().normalize(),
              Map.of(),
              log,
              ValidateProbe.class.getName(),
              List.of(what, folder.toAbsolutePath().toString(), String.valueOf(rounds)));
      if (!process.waitFor(MINUTES, TimeUnit.MINUTES) || process.exitValue() != 0) {
        process.destroyForcibly();
        throw CliException.environment(
            "bench-failed", "'" + what + "' did not end well: " + Files.readString(log), null);
      }
      List<Double> times = new ArrayList<>();
      String last = "";
      for (String line : Files.readAllLines(log)) {
        int space = line.indexOf(' ');
        times.add(Double.parseDouble(line.substring(0, space)));
        last = line.substring(space + 1);
      }
      return new Times(times.get(0), Spread.of(times.subList(1, times.size())).median(), last);
    } finally {
      Files.delete(log);
    }
  }
}
