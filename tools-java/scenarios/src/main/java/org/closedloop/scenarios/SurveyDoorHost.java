package org.closedloop.scenarios;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.closedloop.cli.Console;
import org.closedloop.cli.Nps;
import org.closedloop.cli.local.LocalEngine;
import org.closedloop.cli.local.LocalOptions;
import org.closedloop.cli.org.LocalState;
import org.closedloop.cli.org.OrgConnection;
import org.closedloop.localorg.org.OrgServer;

/** A local org with the package and its seeds whose log can be read; started once per process. */
final class SurveyDoorHost {

  private static SurveyDoorHost running;

  private final OrgServer server;
  private final ConcurrentLinkedQueue<String> log = new ConcurrentLinkedQueue<>();

  private SurveyDoorHost() throws IOException {
    server =
        LocalEngine.start(
            new LocalOptions("default", 0, null, null, true, false, Map.of()), log::add);
    Path state = Files.createTempDirectory("survey-door");
    Map<String, String> environment = Map.of("XDG_STATE_HOME", state.toString());
    Path root = root();
    new LocalState(
            "default",
            ProcessHandle.current().pid(),
            server.baseUrl(),
            server.adminUsername(),
            server.adminPassword(),
            server.adminToken())
        .write(new Console(environment, root, System.out, System.err, false));
    run(environment, root, "deploy", "--with-unpackaged");
    run(environment, root, "seed");
  }

  private static void run(Map<String, String> environment, Path root, String... command) {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    PrintStream both = new PrintStream(out, true, StandardCharsets.UTF_8);
    if (Nps.run(new Console(environment, root, both, both, false), command) != 0) {
      throw new AssertionError(out.toString(StandardCharsets.UTF_8));
    }
  }

  private static Path root() {
    Path at = Path.of("").toAbsolutePath();
    while (at != null && !Files.exists(at.resolve("sfdx-project.json"))) {
      at = at.getParent();
    }
    if (at == null) {
      throw new AssertionError("run the scenarios inside the checkout");
    }
    return at;
  }

  private static synchronized SurveyDoorHost get() throws IOException {
    if (running == null) {
      running = new SurveyDoorHost();
      Runtime.getRuntime().addShutdownHook(new Thread(running.server::close));
    }
    return running;
  }

  static OrgConnection connection() throws IOException {
    OrgServer s = get().server;
    return new OrgConnection("survey-door", s.baseUrl(), s.adminToken(), true);
  }

  /** All lines so far. */
  static String log() throws IOException {
    return String.join("\n", get().log);
  }
}
