package org.closedloop.scenarios.bench;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import java.util.function.ToDoubleFunction;
import org.closedloop.cli.CliException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code scripts/bench validate}: the checks of metadata files against a bare parse of them. */
@Command(
    name = "validate",
    description = {
      "How long reading, schema walk and rules take for a project, as against a bare StAX parse of",
      "the same metadata files plus the load of the model. Each in a process of its own, in turn:",
      "the first time (cold), and the median of the second half of the rounds (warm)."
    },
    usageHelpWidth = 100,
    sortOptions = false)
public final class ValidateBench implements Callable<Integer> {
  @Parameters(arity = "0..*", paramLabel = "DIR", description = "Projects. Default: this one.")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = "--rounds",
      defaultValue = "16",
      description = "Times per process. Default: ${DEFAULT-VALUE}.")
  private int rounds;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  private final PrintStream out = new PrintStream(System.out, true, StandardCharsets.UTF_8);

  private record Round(double wall, double cpu, String what) {}

  @Override
  public Integer call() throws Exception {
    if (rounds < 2 || rounds > 1000) {
      throw CliException.usage("--rounds takes 2 to 1000.");
    }
    List<Path> all = folders.isEmpty() ? List.of(Path.of("").toAbsolutePath()) : folders;
    out.printf(
        Locale.ROOT,
        "%-44s %8s %8s %8s %7s %10s%n",
        "milliseconds",
        "parse",
        "model",
        "checks",
        "ratio",
        "cpu ratio");
    for (Path folder : all) {
      measure(folder.toAbsolutePath().normalize());
    }
    return 0;
  }

  private void measure(Path folder) throws IOException {
    List<Round> parse = new ArrayList<>();
    List<Round> model = new ArrayList<>();
    List<Round> check = new ArrayList<>();
    try (Probe parser = new Probe("parse", folder);
        Probe loader = new Probe("model", folder);
        Probe checker = new Probe("check", folder)) {
      for (int i = 0; i < rounds; i++) {
        parse.add(parser.round());
        model.add(loader.round());
        check.add(checker.round());
      }
    }
    line(
        folder.getFileName() + ", cold",
        parse.subList(0, 1),
        model.subList(0, 1),
        check.subList(0, 1));
    line(folder.getFileName() + ", warm", warm(parse), warm(model), warm(check));
    out.println("  " + parse.get(0).what() + "; " + check.get(0).what());
  }

  private List<Round> warm(List<Round> all) {
    return all.subList((rounds + 1) / 2, rounds);
  }

  private void line(String name, List<Round> parse, List<Round> model, List<Round> check) {
    double yardstick = median(parse, Round::wall) + median(model, Round::wall);
    double cpu = median(parse, Round::cpu) + median(model, Round::cpu);
    out.printf(
        Locale.ROOT,
        "%-44s %8.0f %8.0f %8.0f %7.2f %10.2f%n",
        name,
        median(parse, Round::wall),
        median(model, Round::wall),
        median(check, Round::wall),
        median(check, Round::wall) / yardstick,
        median(check, Round::cpu) / cpu);
  }

  private static double median(List<Round> rounds, ToDoubleFunction<Round> figure) {
    return Spread.of(rounds.stream().map(figure::applyAsDouble).toList()).median();
  }

  /** One of the three processes; it works only when it is told to. */
  private static final class Probe implements AutoCloseable {
    private final Process process;
    private final BufferedReader said;
    private final Writer told;

    Probe(String what, Path folder) throws IOException {
      process =
          JavaProcess.of(folder, ValidateProbe.class.getName(), List.of(what, folder.toString()))
              .start();
      said = process.inputReader(StandardCharsets.UTF_8);
      told = process.outputWriter(StandardCharsets.UTF_8);
    }

    Round round() throws IOException {
      told.write("\n");
      told.flush();
      String line = said.readLine();
      if (line == null || line.isEmpty() || !Character.isDigit(line.charAt(0))) {
        throw CliException.environment("bench-failed", "a probe did not end well: " + line, null);
      }
      String[] words = line.split(" ", 3);
      return new Round(Double.parseDouble(words[0]), Double.parseDouble(words[1]), words[2]);
    }

    @Override
    public void close() {
      process.destroy();
    }
  }
}
