package org.closedloop.cli.command;

import java.util.ServiceLoader;
import org.closedloop.cli.CliException;
import org.closedloop.cli.Console;
import org.closedloop.cli.NpsCommand;
import org.closedloop.cli.Outcome;
import org.closedloop.cli.VerifyRunner;
import org.closedloop.cli.org.OrgConnection;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nps verify}. */
@Command(
    name = "verify",
    description = {
      "Runs the integration scenarios against an org that has the package. Steps that need a",
      "movable clock are skipped with that reason on a real org."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {"  nps verify", "  nps verify --org my-scratch --filter R41 --junit verify.xml"})
public final class VerifyCommand extends NpsCommand {

  @Mixin private OrgOption org;

  @Option(
      names = "--filter",
      paramLabel = "TEXT",
      description = "Only scenarios whose requirement number or name contains the text.")
  private String filter;

  @Option(names = "--junit", paramLabel = "FILE", description = "Also writes JUnit XML.")
  private String junit;

  @Override
  protected Outcome run(Console console) throws Exception {
    VerifyRunner runner =
        ServiceLoader.load(VerifyRunner.class)
            .findFirst()
            .orElseThrow(
                () ->
                    CliException.environment(
                        "no-scenarios",
                        "The scenarios are not on the class path of this command.",
                        "run it through scripts/nps"));
    OrgConnection target = org.connect(console);
    VerifyRunner.Result r =
        runner.run(target, filter, junit == null ? null : console.resolve(junit), console);
    console.say(r.passed() + " passed, " + r.failed() + " failed, " + r.skipped() + " skipped");
    if (r.passed() + r.failed() + r.skipped() == 0) {
      throw CliException.usage("No scenario matches '" + filter + "'.");
    }
    return Outcome.of(r.failed() == 0, r);
  }
}
