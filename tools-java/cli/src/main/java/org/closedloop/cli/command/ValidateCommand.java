package org.closedloop.cli.command;

import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.closedloop.cli.CliException;
import org.closedloop.cli.Console;
import org.closedloop.cli.Nps;
import org.closedloop.cli.NpsCommand;
import org.closedloop.cli.Outcome;
import org.closedloop.cli.local.LocalEngine;
import org.closedloop.cli.local.ScratchDefinition;
import org.closedloop.cli.validate.Inputs;
import org.closedloop.cli.validate.Sarif;
import org.closedloop.localorg.validate.RuleBook;
import org.closedloop.localorg.validate.Validation;
import org.closedloop.localorg.validate.Validator;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.ReadResult;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code nps validate}. */
@Command(
    name = "validate",
    description = {
      "Tells what an org would refuse, and what it would accept though it is wrong, with no org.",
      "Errors make the exit code 1. Warnings do not, unless --strict is given. Notes, such as parts",
      "that cannot be checked, never do; they are counted, and listed with --notes."
    },
    mixinStandardHelpOptions = true,
    footerHeading = "%nExamples:%n",
    footer = {
      "  nps validate force-app unpackaged/main --strict",
      "  nps validate ../other-project --sarif results.sarif --api-version 60.0"
    })
public final class ValidateCommand extends NpsCommand {

  @Parameters(
      arity = "0..*",
      paramLabel = "DIR",
      description =
          "sfdx projects, source folders, Metadata API folders or zips, read as one. Default: the"
              + " working folder.")
  private List<String> folders = new ArrayList<>();

  @Option(names = "--sarif", paramLabel = "FILE", description = "Also writes SARIF 2.1.0.")
  private String sarif;

  @Option(names = "--strict", description = "Warnings make the exit code 1, too.")
  private boolean strict;

  @Option(names = "--notes", description = "Lists the notes, too.")
  private boolean notes;

  @Option(
      names = "--api-version",
      paramLabel = "V",
      description =
          "Version of the metadata schema, such as 62.0. Default: the project's sourceApiVersion,"
              + " or the version in package.xml, or the newest known.")
  private String apiVersion;

  @Option(
      names = "--def",
      paramLabel = "FILE",
      description = "An sfdx scratch org definition: the org the source is meant for.")
  private String definition;

  @Option(names = "--rules", description = "Prints all rules as a Markdown table and ends.")
  private boolean rules;

  @Override
  protected Outcome run(Console console) throws Exception {
    if (rules) {
      RuleBook.get().markdown().lines().forEach(console::say);
      return Outcome.ok(RuleBook.get().entries());
    }
    if (apiVersion != null && !apiVersion.matches("\\d{2,3}\\.0")) {
      throw CliException.usage("'" + apiVersion + "' is no API version; write it like 62.0.");
    }
    long start = System.nanoTime();
    List<String> wanted = folders.isEmpty() ? List.of("") : folders;
    Inputs inputs = new Inputs(console);
    for (String folder : wanted) {
      inputs.add(console.resolve(folder));
    }
    ReadResult read = inputs.read(apiVersion);
    if (read.components().isEmpty() && read.diagnostics().stream().noneMatch(Diagnostic::isError)) {
      throw CliException.environment(
          "project-empty", "There are no components in " + String.join(", ", wanted) + ".", null);
    }
    Validator validator =
        new Validator(
            LocalEngine.orgOptions(
                definition == null ? null : ScratchDefinition.read(console.resolve(definition))));
    Validation found =
        new Validation(
            validator.validate(read, console::progress).diagnostics().stream()
                .map(inputs::shown)
                .toList());
    long millis = (System.nanoTime() - start) / 1_000_000;
    report(console, found, inputs, read.components().size(), millis);
    if (sarif != null) {
      sarif(console.resolve(sarif), found, inputs);
    }
    boolean good = found.passed() && (!strict || found.warnings().isEmpty());
    return Outcome.of(good, result(found, read, millis));
  }

  private void report(
      Console console, Validation found, Inputs inputs, int components, long millis) {
    for (Diagnostic d : found.diagnostics()) {
      if (notes || d.severity() != Diagnostic.Severity.INFO) {
        d.render(inputs::text).lines().forEach(console::say);
      }
    }
    console.say(
        count(found.errors().size(), "error")
            + ", "
            + count(found.warnings().size(), "warning")
            + ", "
            + count(found.infos().size(), "note")
            + " in "
            + count(components, "component")
            + ", "
            + String.format(Locale.ROOT, "%.1f s", millis / 1000.0));
  }

  private static String count(int n, String what) {
    return n + " " + what + (n == 1 ? "" : "s");
  }

  private static void sarif(Path file, Validation found, Inputs inputs) throws IOException {
    if (file.getParent() != null) {
      Files.createDirectories(file.getParent());
    }
    try (Writer out = Files.newBufferedWriter(file)) {
      new Sarif(Nps.version(), inputs::text).write(found.diagnostics(), out);
    }
  }

  private static Map<String, Object> result(Validation found, ReadResult read, long millis) {
    Map<String, Object> result = new LinkedHashMap<>();
    result.put("errors", found.errors().size());
    result.put("warnings", found.warnings().size());
    result.put("notes", found.infos().size());
    result.put("components", read.components().size());
    result.put("apiVersion", read.version());
    result.put("millis", millis);
    result.put("diagnostics", found.diagnostics().stream().map(ValidateCommand::json).toList());
    return result;
  }

  private static Map<String, Object> json(Diagnostic d) {
    Map<String, Object> out = new LinkedHashMap<>();
    out.put("code", d.code());
    out.put("severity", d.severity().name().toLowerCase(Locale.ROOT));
    out.put("rule", d.rule().name().toLowerCase(Locale.ROOT));
    out.put("file", d.file());
    out.put("line", d.line());
    out.put("column", d.column());
    out.put("type", d.componentType());
    out.put("name", d.fullName());
    out.put("message", d.message());
    out.put("hint", d.hint());
    return out;
  }
}
