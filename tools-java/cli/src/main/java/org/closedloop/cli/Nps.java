package org.closedloop.cli;

import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.closedloop.cli.command.ApexCommand;
import org.closedloop.cli.command.DeployCommand;
import org.closedloop.cli.command.FlowCommand;
import org.closedloop.cli.command.LocalCommand;
import org.closedloop.cli.command.SeedCommand;
import org.closedloop.cli.command.ValidateCommand;
import org.closedloop.cli.command.VerifyCommand;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** The {@code nps} command. */
@Command(
    name = "nps",
    description =
        "Validates, deploys, tests, seeds and runs Closed Loop NPS, on any org, local or real.",
    mixinStandardHelpOptions = true,
    versionProvider = Nps.Version.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      LocalCommand.class,
      DeployCommand.class,
      ApexCommand.class,
      FlowCommand.class,
      SeedCommand.class,
      ValidateCommand.class,
      VerifyCommand.class
    },
    footerHeading = "%nExamples:%n",
    footer = {
      "  nps local start --background && nps deploy --with-unpackaged",
      "  nps apex test . --filter 'NpsScore*'",
      "",
      "Exit codes: 0 ok, 1 a check or deploy failed, 2 usage, 3 org, project or environment."
    })
public final class Nps implements Runnable {

  private final Console console;
  @Spec private CommandSpec spec;

  public Nps(Console console) {
    this.console = console;
  }

  public Console console() {
    return console;
  }

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "A command is needed.");
  }

  /** Runs one command line and returns its exit code. */
  public static int run(Console console, String... args) {
    CommandLine line = new CommandLine(new Nps(console));
    line.setExitCodeExceptionMapper(
        e -> e instanceof ParameterException ? CliException.USAGE : CliException.ENVIRONMENT);
    line.setCaseInsensitiveEnumValuesAllowed(true);
    line.setUsageHelpAutoWidth(false);
    line.setUsageHelpWidth(100);
    CommandLine.IParameterExceptionHandler shown = line.getParameterExceptionHandler();
    line.setParameterExceptionHandler(
        (problem, given) -> {
          if (List.of(given).contains("--json")) {
            CommandSpec at = problem.getCommandLine().getCommandSpec();
            console.envelope(Envelope.failed(at, CliException.usage(problem.getMessage())));
          }
          return shown.handleParseException(problem, given);
        });
    line.setErr(console.errWriter());
    line.setOut(console.outWriter());
    return line.execute(args);
  }

  public static void main(String[] args) {
    System.exit(
        run(
            new Console(
                Map.copyOf(System.getenv()),
                Path.of("").toAbsolutePath(),
                new PrintStream(System.out, true, StandardCharsets.UTF_8),
                new PrintStream(System.err, true, StandardCharsets.UTF_8),
                System.console() != null && System.getenv("TERM") != null),
            args));
  }

  /** The version from the jar's manifest. */
  public static String version() {
    String v = Nps.class.getPackage().getImplementationVersion();
    return v == null ? "development build" : v;
  }

  /** The version as {@code --version} prints it. */
  static final class Version implements CommandLine.IVersionProvider {
    @Override
    public String[] getVersion() {
      return new String[] {"nps " + version()};
    }
  }
}
