package org.closedloop.scenarios.bench;

import com.sforce.soap.metadata.DeployOptions;
import com.sforce.soap.metadata.DeployResult;
import com.sforce.soap.metadata.MetadataConnection;
import com.sforce.ws.ConnectionException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.closedloop.cli.CliException;
import org.closedloop.cli.Console;
import org.closedloop.cli.deploy.Sources;
import org.closedloop.cli.org.LocalState;
import org.closedloop.metadata.MdapiPackage;

/**
 * How long it takes from the start of a process until a local org listens and has the package
 * deployed through the Metadata API, beside a yardstick measured right before each run.
 */
final class ColdStartBench {

  private static final String NAME = "bench";
  private static final Duration PATIENCE = Duration.ofMinutes(5);
  private static final int POLL_MILLIS = 10;

  private final Path root;

  /** Milliseconds of one run; all count from the start of their process. */
  record Run(double yardstick, double listening, double deployed) {
    double ratio() {
      return deployed / yardstick;
    }
  }

  /** All runs of one bench. */
  record Result(int components, long zipBytes, List<Run> runs) {
    Spread yardstick() {
      return Spread.of(runs.stream().map(Run::yardstick).toList());
    }

    Spread listening() {
      return Spread.of(runs.stream().map(Run::listening).toList());
    }

    Spread deployed() {
      return Spread.of(runs.stream().map(Run::deployed).toList());
    }

    Spread ratio() {
      return Spread.of(runs.stream().map(Run::ratio).toList());
    }
  }

  ColdStartBench(Path root) {
    this.root = root;
  }

  Result measure(int runs) throws Exception {
    Sources.Loaded source = new Sources(console(Map.of()), null).load(List.of(root));
    byte[] zip = MdapiPackage.toZip(source.components(), source.version());
    List<Run> all = new ArrayList<>();
    for (int i = 0; i < runs; i++) {
      all.add(run(zip));
    }
    return new Result(source.components().size(), zip.length, all);
  }

  private Console console(Map<String, String> more) {
    Map<String, String> environment = new HashMap<>(System.getenv());
    environment.putAll(more);
    PrintStream nowhere = new PrintStream(OutputStream.nullOutputStream());
    return new Console(environment, root, nowhere, System.err, false);
  }

  private Run run(byte[] zip) throws Exception {
    Path folder = Files.createTempDirectory("nps-bench");
    Map<String, String> environment = Map.of("XDG_STATE_HOME", folder.toString());
    Path log = folder.resolve("process.log");
    try {
      double yardstick = yardstick(log);
      long begin = System.nanoTime();
      Process org =
          JavaProcess.start(
              root,
              environment,
              log,
              "org.closedloop.cli.Nps",
              List.of("local", "start", "--name", NAME));
      try {
        LocalState state = awaitState(console(environment), org, log);
        double listening = millisSince(begin);
        deploy(state, zip);
        return new Run(yardstick, listening, millisSince(begin));
      } finally {
        org.destroy();
        if (!org.waitFor(10, TimeUnit.SECONDS)) {
          org.destroyForcibly().waitFor();
        }
      }
    } finally {
      delete(folder);
    }
  }

  private double yardstick(Path log) throws IOException, InterruptedException {
    long begin = System.nanoTime();
    Process p =
        JavaProcess.start(
            root,
            Map.of(),
            log,
            StaxYardstick.class.getName(),
            List.of(root.resolve("force-app").toString()));
    if (p.waitFor() != 0) {
      throw broken("The yardstick failed", log);
    }
    return millisSince(begin);
  }

  private static LocalState awaitState(Console console, Process org, Path log)
      throws IOException, InterruptedException {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (true) {
      Optional<LocalState> state = LocalState.read(console, NAME);
      if (state.isPresent()) {
        return state.get();
      }
      if (!org.isAlive() || System.nanoTime() > end) {
        throw broken("The local org did not start", log);
      }
      Thread.sleep(POLL_MILLIS);
    }
  }

  private static void deploy(LocalState state, byte[] zip)
      throws ConnectionException, InterruptedException {
    MetadataConnection metadata = state.connection().metadata();
    DeployOptions options = new DeployOptions();
    options.setSinglePackage(true);
    options.setRollbackOnError(true);
    String id = metadata.deploy(zip, options).getId();
    DeployResult r = metadata.checkDeployStatus(id, false);
    while (!r.isDone()) {
      Thread.sleep(POLL_MILLIS);
      r = metadata.checkDeployStatus(id, false);
    }
    if (!r.isSuccess()) {
      throw CliException.failed(
          "deploy-failed",
          "The package did not deploy: run `nps deploy` to see the "
              + r.getNumberComponentErrors()
              + " component errors.");
    }
  }

  private static CliException broken(String what, Path log) throws IOException {
    return CliException.environment("bench-process", what + ": " + Files.readString(log), null);
  }

  private static double millisSince(long begin) {
    return (System.nanoTime() - begin) / 1e6;
  }

  private static void delete(Path folder) throws IOException {
    List<Path> all;
    try (Stream<Path> walk = Files.walk(folder)) {
      all = walk.sorted(Comparator.reverseOrder()).toList();
    }
    for (Path p : all) {
      Files.deleteIfExists(p);
    }
  }
}
