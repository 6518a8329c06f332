package org.closedloop.scenarios.bench;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A JVM with this one's class path and the options of the {@code nps} launcher. */
final class JavaProcess {

  private JavaProcess() {}

  /** Starts it; both outputs go to the log. */
  static Process start(
      Path folder, Map<String, String> environment, Path log, String main, List<String> arguments)
      throws IOException {
    ProcessBuilder b = of(folder, main, arguments).redirectOutput(log.toFile());
    b.environment().putAll(environment);
    return b.start();
  }

  /** One that is not started yet; what it says on either output is one stream. */
  static ProcessBuilder of(Path folder, String main, List<String> arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-XX:+UseSerialGC");
    command.add("-Dsun.net.http.retryPost=false");
    command.add("-Dorg.slf4j.simpleLogger.defaultLogLevel=warn");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(main);
    command.addAll(arguments);
    return new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
  }
}
