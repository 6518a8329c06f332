package org.closedloop.cli.deploy;

import com.sforce.ws.ConnectionException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.closedloop.cli.CliException;
import org.closedloop.cli.Console;
import org.closedloop.cli.Failures;
import org.closedloop.cli.org.OrgConnection;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.ReadResult;
import org.closedloop.metadata.SourceProject;

/**
 * Reads the folders of a deploy into one set of components. Replacement variables of the project
 * come from the environment; for a local org an unset one becomes the org's admin, who is the only
 * user it surely has.
 */
public final class Sources {

  private final Console console;
  private final OrgConnection org;
  private final Set<String> warnings = new LinkedHashSet<>();
  private String adminUsername;

  /** What was read. */
  public record Loaded(ComponentSet components, String version, String label) {}

  /**
   * @param org target of the deploy, or null when there is none
   */
  public Sources(Console console, OrgConnection org) {
    this.console = console;
    this.org = org;
  }

  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /** All folders as one set; ends the command when a file cannot be read. */
  public Loaded load(List<Path> folders) throws IOException {
    ComponentSet all = ComponentSet.empty();
    String version = "";
    List<String> labels = new ArrayList<>();
    boolean broken = false;
    for (Path folder : folders) {
      SourceProject project = open(folder);
      ReadResult read = project.read(this::variable);
      for (Diagnostic d : read.diagnostics()) {
        console.say(d.headline());
      }
      broken |= read.hasErrors();
      all = all.plus(read.components());
      version = version.isEmpty() ? project.sourceApiVersion() : version;
      labels.add(label(folder));
    }
    if (broken) {
      throw CliException.failed("source-errors", "The source has errors; nothing was sent.");
    }
    return new Loaded(all, version == null ? "" : version, String.join(", ", labels));
  }

  private String label(Path folder) {
    Path relative =
        folder.startsWith(console.folder()) ? console.folder().relativize(folder) : folder;
    return relative.toString().isEmpty() ? "package" : relative.toString();
  }

  private static SourceProject open(Path folder) {
    try {
      return SourceProject.open(folder);
    } catch (SourceProject.ProjectUnreadable e) {
      throw CliException.environment("project-unreadable", e.getMessage(), null);
    }
  }

  /** The project's folder of org-bound metadata. */
  public Path unpackaged(Path folder) {
    Path root = open(folder).root();
    for (String candidate : List.of("unpackaged/main", "unpackaged")) {
      if (Files.isDirectory(root.resolve(candidate))) {
        return root.resolve(candidate);
      }
    }
    throw CliException.environment(
        "no-unpackaged", "The project has no folder named unpackaged.", null);
  }

  private String variable(String name) {
    String value = console.variable(name);
    if (value != null || org == null || !org.local()) {
      return value;
    }
    if (adminUsername == null) {
      try {
        adminUsername = org.partner().getUserInfo().getUserName();
      } catch (ConnectionException e) {
        throw Failures.explain(e);
      }
    }
    warnings.add(name + " is not set; the local org's admin " + adminUsername + " is used");
    return adminUsername;
  }
}
