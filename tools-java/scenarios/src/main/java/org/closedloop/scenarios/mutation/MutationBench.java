package org.closedloop.scenarios.mutation;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.closedloop.cli.CliException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code scripts/bench mutation}: how many single mutations of the sources the checks find. */
@Command(
    name = "mutation",
    description = {
      "Mutates the sources one place at a time, in memory, and checks each mutant. Every operator",
      "states before the run whether an org refuses its mutants. What it means: docs/mutation.md."
    },
    usageHelpWidth = 100,
    sortOptions = false)
public final class MutationBench implements Callable<Integer> {

  @Option(
      names = "--count",
      defaultValue = "2400",
      description = "Mutants to check. Default: ${DEFAULT-VALUE}.")
  private int count;

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of the draw. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(names = "--report", description = "File for the table and every survivor.")
  private Path report;

  @Option(names = "--only", description = "Operators whose name begins so; all their sites.")
  private String only;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  @Override
  public Integer call() throws Exception {
    if (count < 1) {
      throw CliException.usage("--count takes a positive number.");
    }
    Sources sources = Sources.of(Path.of("").toAbsolutePath());
    MutationRun run = new MutationRun(sources);
    run.before().forEach(e -> System.err.println("bench: before any mutation: " + e));
    Map<String, List<Mutant>> sites = Mutations.sites(sources);
    if (only != null) {
      sites.replaceAll((name, all) -> name.startsWith(only) ? all : List.of());
    }
    List<Mutant> mutants = Mutations.draw(sites, count, seed);
    int all = sites.values().stream().mapToInt(List::size).sum();
    System.err.println("bench: " + mutants.size() + " mutants of " + all + " sites ...");
    long begin = System.nanoTime();
    List<Outcome> outcomes =
        run.check(
            mutants,
            done -> {
              if (done % 200 == 0) {
                System.err.println("bench: " + done + " of " + mutants.size());
              }
            });
    MutationReport r = new MutationReport(outcomes, all, seed);
    r.summary().forEach(System.out::println);
    System.out.printf("%n%.0f s%n", (System.nanoTime() - begin) / 1e9);
    if (report != null) {
      Files.write(report, r.full(), StandardCharsets.UTF_8);
    }
    return 0;
  }
}
