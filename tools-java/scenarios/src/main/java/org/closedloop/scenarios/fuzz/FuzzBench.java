package org.closedloop.scenarios.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.closedloop.cli.CliException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code scripts/bench fuzz}: hostile and random Apex, until the time is up. */
@Command(
    name = "fuzz",
    description = {
      "Compiles and runs damaged, deeply nested and random valid Apex. Whatever is not a diagnostic,",
      "an Apex exception or success is an escape: Java exceptions, hangs, wrong results."
    },
    usageHelpWidth = 100,
    sortOptions = false,
    footerHeading = "%nExamples:%n",
    footer = {
      "  scripts/bench fuzz --seconds 60",
      "  scripts/bench fuzz --seed 7 --report fuzz.txt force-app"
    })
public final class FuzzBench implements Callable<Integer> {

  @Parameters(
      arity = "0..*",
      paramLabel = "DIR",
      description = "Sources to damage. Default: force-app and the scripts of the tests.")
  private List<Path> folders = new ArrayList<>();

  @Option(
      names = "--seed",
      defaultValue = "1",
      description = "Seed of the draw. Default: ${DEFAULT-VALUE}.")
  private long seed;

  @Option(
      names = "--seconds",
      defaultValue = "60",
      description = "Time to spend. Default: ${DEFAULT-VALUE}.")
  private int seconds;

  @Option(
      names = "--cases",
      defaultValue = "1000000",
      description = "Random cases at most. Default: ${DEFAULT-VALUE}.")
  private int cases;

  @Option(
      names = "--limit",
      defaultValue = "20000",
      description = "Milliseconds that a case may take. Default: ${DEFAULT-VALUE}.")
  private long limit;

  @Option(
      names = "--deep-every",
      defaultValue = "1",
      description = "Take every so many of the nested shapes first; 0 for none.")
  private int deepEvery;

  @Option(names = "--report", description = "File for every escape with its whole text.")
  private Path report;

  @Option(names = "--help", usageHelp = true, description = "Print this help.")
  private boolean help;

  @Override
  public Integer call() throws Exception {
    if (seconds < 1 || cases < 1 || limit < 1) {
      throw CliException.usage("--seconds, --cases and --limit take positive numbers.");
    }
    if (folders.isEmpty()) {
      folders = List.of(Path.of("force-app"), Path.of("tools-java/apex/src/test/resources"));
    }
    if (report != null) {
      Files.writeString(report, "");
    }
    Seeds seeds = Seeds.of(folders);
    System.err.println("bench: " + seeds.size() + " sources, seed " + seed);
    long until = System.nanoTime() + seconds * 1_000_000_000L;
    try (FuzzRun run = new FuzzRun(seeds, limit, this::told)) {
      if (deepEvery > 0) {
        run.deep(until, deepEvery);
      }
      run.random(seed, until, cases);
      run.summary().forEach(System.out::println);
      System.out.println(run.escapes().size() + " escapes");
      return run.escapes().isEmpty() ? 0 : 1;
    }
  }

  private void told(FuzzRun.Escape e) {
    System.out.println("escape: " + e.of().name() + ": " + e.what());
    if (report != null) {
      try {
        Files.writeString(
            report,
            "==== " + e.of().name() + ": " + e.what() + "\n" + e.of().text() + "\n",
            StandardCharsets.UTF_8,
            StandardOpenOption.APPEND);
      } catch (IOException failed) {
        throw new java.io.UncheckedIOException(failed);
      }
    }
  }
}
