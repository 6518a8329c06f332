package org.closedloop.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.closedloop.cli.CliException;
import org.closedloop.cli.Console;
import org.closedloop.cli.NpsCommand;
import org.closedloop.cli.Outcome;
import org.closedloop.cli.org.ControlClient;
import org.closedloop.cli.org.LocalState;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code nps local}. */
@Command(
    name = "local",
    description = "Starts, stops and moves the clock of local orgs.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      LocalStartCommand.class,
      LocalCommand.Stop.class,
      LocalCommand.Status.class,
      LocalCommand.Advance.class,
      LocalCommand.OutboxCommand.class,
      LocalCommand.Reset.class
    },
    footerHeading = "%nExamples:%n",
    footer = {"  nps local start --background", "  nps local advance --days 14"})
public final class LocalCommand implements Runnable {

  static final String DEFAULT_NAME = "default";

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is needed.");
  }

  private static LocalState running(Console console, String name) {
    return LocalState.read(console, name)
        .orElseThrow(
            () ->
                CliException.environment(
                    "no-local-org", "No local org named '" + name + "' is running.", null));
  }

  static Instant instant(String text) {
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw CliException.usage("'" + text + "' is no instant; write it like 2026-01-05T09:00:00Z.");
    }
  }

  /** {@code nps local stop}. */
  @Command(
      name = "stop",
      description = "Stops a local org; its data is gone.",
      mixinStandardHelpOptions = true,
      footerHeading = "%nExamples:%n",
      footer = {"  nps local stop", "  nps local stop --name demo"})
  public static final class Stop extends NpsCommand {

    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @Option(
        names = "--name",
        defaultValue = DEFAULT_NAME,
        description = "Its name. Default: ${DEFAULT-VALUE}.")
    private String name;

    @Override
    protected Outcome run(Console console) throws Exception {
      LocalState state = running(console, name);
      new ControlClient(state.connection()).post("shutdown");
      Instant until = Instant.now().plus(PATIENCE);
      while (ProcessHandle.of(state.pid()).map(ProcessHandle::isAlive).orElse(false)) {
        if (Instant.now().isAfter(until)) {
          throw CliException.environment(
              "still-running", "Local org '" + name + "' has not ended yet.", null);
        }
        Thread.sleep(50);
      }
      state.delete(console);
      console.say("local org '" + name + "' stopped");
      return Outcome.ok(Map.of("name", name));
    }
  }

  /** {@code nps local status}. */
  @Command(
      name = "status",
      description = "Shows whether a local org runs, and its clock.",
      mixinStandardHelpOptions = true,
      footerHeading = "%nExamples:%n",
      footer = {"  nps local status", "  nps local status --name demo --json"})
  public static final class Status extends NpsCommand {

    @Option(
        names = "--name",
        defaultValue = DEFAULT_NAME,
        description = "Its name. Default: ${DEFAULT-VALUE}.")
    private String name;

    @Option(names = "--show-token", description = "Also prints the admin token and password.")
    private boolean showToken;

    @Override
    protected Outcome run(Console console) {
      LocalState state = running(console, name);
      JsonNode status = new ControlClient(state.connection()).get("status");
      Map<String, Object> all = new LinkedHashMap<>(state.shown(showToken));
      all.put("org", status);
      console.say("local org '" + name + "' at " + state.url() + ", user " + state.user());
      status.fields().forEachRemaining(f -> console.say(f.getKey() + ": " + f.getValue().asText()));
      if (showToken && !console.json()) {
        console.say("token " + state.token());
        console.say("password " + state.password());
      }
      return Outcome.ok(all);
    }
  }

  /** {@code nps local advance}. */
  @Command(
      name = "advance",
      description = {
        "Moves the clock and runs what becomes due: in order of due time, one line per item.",
        "Exit code 1 if any item failed."
      },
      mixinStandardHelpOptions = true,
      footerHeading = "%nExamples:%n",
      footer = {"  nps local advance --days 14", "  nps local advance --to 2026-03-01T08:00:00Z"})
  public static final class Advance extends NpsCommand {

    @Option(
        names = "--name",
        defaultValue = DEFAULT_NAME,
        description = "Its name. Default: ${DEFAULT-VALUE}.")
    private String name;

    @Option(names = "--days", description = "Days of 24 hours.")
    private Long days;

    @Option(names = "--hours", description = "Hours.")
    private Long hours;

    @Option(names = "--to", paramLabel = "INSTANT", description = "The instant to stop at.")
    private String to;

    @Override
    protected Outcome run(Console console) {
      ControlClient control = new ControlClient(running(console, name).connection());
      if (to != null && (days != null || hours != null)
          || to == null && days == null && hours == null) {
        throw CliException.usage("Say how far: --days, --hours, or --to.");
      }
      if (days != null && days < 0 || hours != null && hours < 0) {
        throw CliException.usage(
            "The clock only moves forward: --days and --hours are not negative.");
      }
      Instant target =
          to != null
              ? instant(to)
              : control
                  .now()
                  .plus(Duration.ofDays(days == null ? 0 : days))
                  .plus(Duration.ofHours(hours == null ? 0 : hours));
      List<JsonNode> items = new ArrayList<>();
      JsonNode last =
          control.advance(
              target,
              item -> {
                items.add(item);
                console.say(line(item));
              });
      console.say(
          "it is "
              + last.path("now").asText()
              + " now; "
              + last.path("ran").asInt()
              + " ran, "
              + last.path("failed").asInt()
              + " failed");
      Map<String, Object> result = new LinkedHashMap<>();
      result.put("now", last.path("now").asText());
      result.put("ran", last.path("ran").asInt());
      result.put("failed", last.path("failed").asInt());
      result.put("items", items);
      return Outcome.of(last.path("failed").asInt() == 0, result);
    }

    private static String line(JsonNode i) {
      String reference = i.path("reference").asText("");
      return i.path("due").asText()
          + "  "
          + i.path("kind").asText()
          + "  "
          + i.path("name").asText()
          + (i.hasNonNull("reference") ? "  " + reference : "")
          + (i.path("count").asInt() > 1 ? "  x" + i.path("count").asInt() : "")
          + (i.path("failed").asBoolean() ? "  FAILED" : "  ok")
          + (i.path("message").asText("").isEmpty() ? "" : "  " + i.path("message").asText());
    }
  }

  /** {@code nps local outbox}. */
  @Command(
      name = "outbox",
      description = "Lists the mails that left, or shows one.",
      mixinStandardHelpOptions = true,
      footerHeading = "%nExamples:%n",
      footer = {"  nps local outbox", "  nps local outbox --mail 1"})
  public static final class OutboxCommand extends NpsCommand {

    @Option(
        names = "--name",
        defaultValue = DEFAULT_NAME,
        description = "Its name. Default: ${DEFAULT-VALUE}.")
    private String name;

    @Option(names = "--mail", paramLabel = "ID", description = "Shows this mail's text.")
    private String mail;

    @Override
    protected Outcome run(Console console) {
      ControlClient control = new ControlClient(running(console, name).connection());
      if (mail != null) {
        if (!mail.matches("[A-Za-z0-9]{1,18}")) {
          throw CliException.usage("'" + mail + "' is no id of a mail.");
        }
        JsonNode one = control.get("outbox/" + mail);
        console.say(one.path("subject").asText());
        console.say(one.path("text").asText(""));
        return Outcome.ok(one);
      }
      JsonNode all = control.get("outbox");
      for (JsonNode m : all) {
        console.say(
            m.path("id").asText()
                + "  "
                + m.path("at").asText()
                + "  "
                + m.path("to")
                + "  "
                + m.path("subject").asText());
      }
      return Outcome.ok(all);
    }
  }

  /** {@code nps local reset}. */
  @Command(
      name = "reset",
      description = "Empties a local org: data and everything deployed.",
      mixinStandardHelpOptions = true,
      footerHeading = "%nExamples:%n",
      footer = {"  nps local reset", "  nps local reset --name demo"})
  public static final class Reset extends NpsCommand {

    @Option(
        names = "--name",
        defaultValue = DEFAULT_NAME,
        description = "Its name. Default: ${DEFAULT-VALUE}.")
    private String name;

    @Override
    protected Outcome run(Console console) {
      new ControlClient(running(console, name).connection()).post("reset");
      console.say("local org '" + name + "' is empty");
      return Outcome.ok(Map.of("name", name));
    }
  }
}
