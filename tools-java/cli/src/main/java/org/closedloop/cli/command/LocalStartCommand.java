package org.closedloop.cli.command;

import java.io.IOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.closedloop.cli.CliException;
import org.closedloop.cli.Console;
import org.closedloop.cli.NpsCommand;
import org.closedloop.cli.Outcome;
import org.closedloop.cli.local.Background;
import org.closedloop.cli.local.LocalEngine;
import org.closedloop.cli.local.LocalOptions;
import org.closedloop.cli.local.ScratchDefinition;
import org.closedloop.cli.org.LocalState;
import org.closedloop.localorg.org.OrgServer;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** {@code nps local start}. */
@Command(
    name = "start",
    description = "Starts a local org and serves until it is stopped.",
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  nps local start --background --freeze --clock 2026-01-05T09:00:00Z",
      "  nps local start --name demo --port 8080 --show-token"
    })
public final class LocalStartCommand extends NpsCommand {

  @Option(
      names = "--name",
      defaultValue = LocalCommand.DEFAULT_NAME,
      description = "Its name. Default: ${DEFAULT-VALUE}.")
  private String name;

  @Option(names = "--port", defaultValue = "0", description = "Loopback port. Default: a free one.")
  private int port;

  @Option(names = "--def", paramLabel = "FILE", description = "An sfdx scratch org definition.")
  private String definition;

  @Option(
      names = "--clock",
      paramLabel = "INSTANT",
      description = "Where its clock starts. Default: now.")
  private String clock;

  @Option(names = "--freeze", description = "Its clock stands still until it is moved.")
  private boolean freeze;

  @Option(
      names = "--production",
      description = "A production org's deploy rules: tests and 75 percent coverage.")
  private boolean production;

  @Option(
      names = "--option",
      paramLabel = "KEY=VALUE",
      description = "A reading of unsettled platform behaviour, for example flow.pastPath=skip.")
  private Map<String, String> behaviours = new LinkedHashMap<>();

  @Option(
      names = "--background",
      description = "Returns when it is ready; stop it with nps local stop.")
  private boolean background;

  @Option(names = "--show-token", description = "Also prints the admin token and password.")
  private boolean showToken;

  @Override
  protected Outcome run(Console console) throws Exception {
    if (port < 0 || port > 65_535) {
      throw CliException.usage(port + " is no port.");
    }
    Optional<LocalState> there = LocalState.read(console, name);
    if (there.isPresent()) {
      throw CliException.environment(
          "name-in-use",
          "A local org named '" + name + "' is running at " + there.get().url() + ".",
          "stop it with `nps local stop --name " + name + "`, or give this one another name");
    }
    LocalOptions options =
        new LocalOptions(
            name,
            port,
            definition == null ? null : ScratchDefinition.read(console.resolve(definition)),
            clock == null ? null : LocalCommand.instant(clock),
            freeze,
            production,
            behaviours);
    if (background) {
      return shown(console, Background.start(console, name, arguments()));
    }
    try (OrgServer org = LocalEngine.start(options, console::log)) {
      LocalState state =
          new LocalState(
              name,
              ProcessHandle.current().pid(),
              org.baseUrl(),
              org.adminUsername(),
              org.adminPassword(),
              org.adminToken());
      state.write(console);
      Runtime.getRuntime().addShutdownHook(new Thread(() -> forget(console, state)));
      Outcome outcome = shown(console, state);
      console.log("serving until Ctrl-C or `nps local stop`");
      org.awaitShutdown();
      forget(console, state);
      return outcome;
    }
  }

  private static void forget(Console console, LocalState state) {
    try {
      state.delete(console);
    } catch (IOException e) {
      console.log("warning: the state file could not be removed: " + e.getMessage());
    }
  }

  private Outcome shown(Console console, LocalState state) {
    console.say("local org '" + name + "' at " + state.url() + ", user " + state.user());
    if (showToken && !console.json()) {
      console.say("token " + state.token());
      console.say("password " + state.password());
    }
    return Outcome.ok(state.shown(showToken || console.json()));
  }

  private List<String> arguments() {
    List<String> all = new ArrayList<>(List.of("local", "start", "--name", name));
    all.addAll(List.of("--port", Integer.toString(port)));
    if (definition != null) {
      all.addAll(List.of("--def", definition));
    }
    if (clock != null) {
      all.addAll(List.of("--clock", clock));
    }
    if (freeze) {
      all.add("--freeze");
    }
    if (production) {
      all.add("--production");
    }
    behaviours.forEach((k, v) -> all.addAll(List.of("--option", k + "=" + v)));
    return all;
  }
}
