package org.closedloop.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import org.closedloop.cli.CliException;
import org.closedloop.cli.Console;
import org.closedloop.cli.NpsCommand;
import org.closedloop.cli.Outcome;
import org.closedloop.cli.org.ApexClient;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code nps apex}. */
@Command(
    name = "apex",
    description = "Runs Apex: the tests of a project on a throw-away local org, or a script.",
    mixinStandardHelpOptions = true,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {ApexTestCommand.class, ApexCommand.Run.class},
    footerHeading = "%nExamples:%n",
    footer = {"  nps apex test .", "  nps apex run unpackaged/scripts/start.apex"})
public final class ApexCommand implements Runnable {

  @Spec private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is needed.");
  }

  /** {@code nps apex run}. */
  @Command(
      name = "run",
      description = "Runs anonymous Apex from a file as the connected user.",
      mixinStandardHelpOptions = true,
      footerHeading = "%nExamples:%n",
      footer = {"  nps apex run hello.apex", "  nps apex run --org my-sandbox fix.apex --json"})
  public static final class Run extends NpsCommand {

    @Mixin private OrgOption org;

    @Parameters(paramLabel = "FILE", description = "File with anonymous Apex.")
    private String file;

    @Override
    protected Outcome run(Console console) throws Exception {
      Path path = console.resolve(file);
      if (!Files.isRegularFile(path)) {
        throw CliException.environment("no-file", "There is no file " + file + ".", null);
      }
      ApexClient.Result r =
          new ApexClient(org.connect(console)).run(ApexClient.source(Files.readAllBytes(path)));
      if (r.debugLog() != null && !r.debugLog().isBlank()) {
        r.debugLog().lines().forEach(console::say);
      }
      if (!r.compiled()) {
        console.say(
            "error " + file + ":" + r.line() + ":" + r.column() + "  " + r.compileProblem());
      } else if (!r.success()) {
        console.say("error " + r.exceptionMessage());
        if (r.exceptionStackTrace() != null) {
          r.exceptionStackTrace().lines().forEach(l -> console.say("    " + l));
        }
      } else {
        console.say(file + " ran");
      }
      return Outcome.of(r.success(), r);
    }
  }
}
