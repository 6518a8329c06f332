package org.closedloop.cli.local;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.closedloop.cli.CliException;
import org.closedloop.cli.Console;
import org.closedloop.cli.org.LocalState;

/** Starts a local org in a process of its own and waits until it serves. */
public final class Background {

  private static final Duration PATIENCE = Duration.ofSeconds(90);

  private Background() {}

  /**
   * @param arguments the command line of the foreground start
   */
  public static LocalState start(Console console, String name, List<String> arguments)
      throws IOException, InterruptedException {
    Path folder = Files.createDirectories(LocalState.folder(console));
    LocalState.file(console, name);
    Path log = folder.resolve(name + ".log");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-Dsun.net.http.retryPost=false");
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add("org.closedloop.cli.Nps");
    command.addAll(arguments);
    Process process =
        new ProcessBuilder(command)
            .directory(console.folder().toFile())
            .redirectErrorStream(true)
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .redirectOutput(log.toFile())
            .start();
    Instant until = Instant.now().plus(PATIENCE);
    while (Instant.now().isBefore(until)) {
      Optional<LocalState> state =
          LocalState.read(console, name).filter(s -> s.pid() == process.pid());
      if (state.isPresent()) {
        return state.get();
      }
      if (!process.isAlive()) {
        throw CliException.environment("start-failed", lastError(log), "the log is " + log);
      }
      Thread.sleep(50);
    }
    process.destroy();
    throw CliException.environment(
        "start-slow", "The local org did not start within 90 seconds.", "the log is " + log);
  }

  private static String lastError(Path log) throws IOException {
    String last = "The local org ended at once.";
    for (String line : Files.readAllLines(log)) {
      if (line.startsWith("error: ")) {
        last = line.substring(7);
      }
    }
    return last;
  }
}
