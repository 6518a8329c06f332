package org.closedloop.cli.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import org.closedloop.cli.CliException;
import org.closedloop.cli.Console;
import org.closedloop.cli.NpsCommand;
import org.closedloop.cli.Outcome;
import org.closedloop.cli.org.ControlClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code nps flow}. */
@Command(
    name = "flow",
    description = "Looks into the flows of a local org.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = FlowCommand.Trace.class,
    footerHeading = "%nExamples:%n",
    footer = {"  nps flow trace", "  nps flow trace --flow My_Flow --last 1"})
public final class FlowCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is needed.");
  }

  /** {@code nps flow trace}. */
  @Command(
      name = "trace",
      description = "Shows what recent interviews did, element by element.",
      mixinStandardHelpOptions = true,
      footerHeading = "%nExamples:%n",
      footer = {"  nps flow trace --last 5", "  nps flow trace --flow My_Flow --json"})
  public static final class Trace extends NpsCommand {

    @Mixin private OrgOption org;

    @Option(names = "--flow", paramLabel = "NAME", description = "Only this flow.")
    private String flow;

    @Option(
        names = "--last",
        paramLabel = "N",
        defaultValue = "20",
        description = "How many interviews at most. Default: ${DEFAULT-VALUE}.")
    private int last;

    @Override
    protected Outcome run(Console console) {
      if (last < 1) {
        throw CliException.usage("--last needs a number from 1 up.");
      }
      List<JsonNode> all = new ArrayList<>();
      for (JsonNode t : new ControlClient(org.connect(console)).get("traces")) {
        if (flow == null || flow.equalsIgnoreCase(t.path("flow").asText())) {
          all.add(t);
        }
      }
      List<JsonNode> shown = all.subList(Math.max(0, all.size() - last), all.size());
      for (JsonNode t : shown) {
        console.say(
            t.path("startedAt").asText()
                + "  "
                + t.path("flow").asText()
                + "  "
                + t.path("record").asText("")
                + "  "
                + t.path("outcome").asText()
                + "  "
                + t.path("message").asText(""));
        for (JsonNode s : t.path("steps")) {
          console.say(
              "    "
                  + s.path("element").asText()
                  + " ("
                  + s.path("kind").asText()
                  + ")  "
                  + s.path("outcome").asText()
                  + "  "
                  + s.path("values"));
        }
      }
      return Outcome.ok(shown);
    }
  }
}
