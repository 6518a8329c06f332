package org.closedloop.cli.command;

import java.nio.file.Files;
import java.nio.file.Path;
import org.closedloop.cli.CliException;
import org.closedloop.cli.Console;
import org.closedloop.cli.NpsCommand;
import org.closedloop.cli.Outcome;
import org.closedloop.cli.org.OrgConnection;
import org.closedloop.cli.seed.SeedPlan;
import org.closedloop.cli.seed.SeedResult;
import org.closedloop.cli.seed.Seeder;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code nps seed}. */
@Command(
    name = "seed",
    description = {
      "Loads the demo data of a folder through the Partner API: users, records, permission set",
      "assignments, queue members. Records that are there already are kept."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {"  nps seed", "  nps seed --org local:demo --data unpackaged/data --dry-run"})
public final class SeedCommand extends NpsCommand {

  @Mixin private OrgOption org;

  @Option(
      names = "--data",
      paramLabel = "DIR",
      defaultValue = "unpackaged/data",
      description = "Folder with plan.json and assignments.json. Default: ${DEFAULT-VALUE}.")
  private String data;

  @Option(names = "--dry-run", description = "Shows what would be loaded and writes nothing.")
  private boolean dryRun;

  @Override
  protected Outcome run(Console console) throws Exception {
    Path folder = console.resolve(data);
    if (!Files.isRegularFile(folder.resolve("plan.json"))) {
      throw CliException.environment("no-plan", "There is no plan.json in " + data + ".", null);
    }
    SeedPlan plan = SeedPlan.read(folder);
    OrgConnection target = org.connect(console);
    SeedResult result = new Seeder(target.partner(), dryRun, console::say).run(plan);
    console.say(
        (dryRun ? "would create " : "created ")
            + result.created()
            + " records, kept "
            + result.kept()
            + ", "
            + result.failed()
            + " failed");
    return Outcome.of(result.failed() == 0, result);
  }
}
