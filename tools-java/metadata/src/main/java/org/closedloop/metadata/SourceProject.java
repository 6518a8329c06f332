package org.closedloop.metadata;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/**
 * An sfdx project, a lone folder in source format, or a folder in Metadata API format.
 *
 * @param root the project folder; paths in diagnostics are relative to it
 * @param packageDirectories folders below the root that hold components, in file order
 * @param sourceApiVersion version for package.xml; empty when the project names none
 * @param mdapi whether the folder holds a {@code package.xml} instead of source format
 */
public final class SourceProject {
  private static final ObjectMapper JSON = new ObjectMapper();

  /** A project that cannot be read at all: no such folder, broken sfdx-project.json. */
  public static final class ProjectUnreadable extends Exception {
    private static final long serialVersionUID = 1L;

    ProjectUnreadable(String message) {
      super(message);
    }
  }

  private final Path root;
  private final List<Path> packageDirectories;
  private final String sourceApiVersion;
  private final boolean mdapi;
  private final List<Replacement> replacements;
  private final ForceIgnore ignore;

  private SourceProject(
      Path root,
      List<Path> packageDirectories,
      String sourceApiVersion,
      boolean mdapi,
      List<Replacement> replacements)
      throws ProjectUnreadable {
    this.root = root;
    this.packageDirectories = List.copyOf(packageDirectories);
    this.sourceApiVersion = sourceApiVersion;
    this.mdapi = mdapi;
    this.replacements = List.copyOf(replacements);
    try {
      this.ignore = ForceIgnore.in(root);
    } catch (IOException e) {
      throw new ProjectUnreadable(root.resolve(".forceignore") + " cannot be read: " + e);
    }
  }

  /**
   * Opens a folder: an sfdx project, a Metadata API folder (itself or its {@code src} with a
   * package.xml), a folder inside an sfdx project, or a lone folder of components.
   */
  public static SourceProject open(Path folder) throws ProjectUnreadable {
    Path dir = folder.toAbsolutePath().normalize();
    if (!Files.isDirectory(dir)) {
      throw new ProjectUnreadable(
          Files.exists(dir)
              ? folder + " is a file; name its project, a folder of it or a .zip"
              : "There is no folder " + folder);
    }
    if (Files.isRegularFile(dir.resolve("sfdx-project.json"))) {
      return project(dir, null);
    }
    if (Files.isRegularFile(dir.resolve("package.xml"))) {
      return new SourceProject(dir, List.of(dir), "", true, List.of());
    }
    if (Files.isRegularFile(dir.resolve("src/package.xml"))) {
      return new SourceProject(dir, List.of(dir.resolve("src")), "", true, List.of());
    }
    for (Path up = dir.getParent(); up != null; up = up.getParent()) {
      if (Files.isRegularFile(up.resolve("sfdx-project.json"))) {
        return project(up, dir);
      }
    }
    return new SourceProject(dir, List.of(dir), "", false, List.of());
  }

  private static SourceProject project(Path root, Path only) throws ProjectUnreadable {
    Path file = root.resolve("sfdx-project.json");
    JsonNode json;
    try {
      json = JSON.readTree(Files.readAllBytes(file));
    } catch (JsonProcessingException e) {
      throw new ProjectUnreadable(
          file
              + ":"
              + e.getLocation().getLineNr()
              + ":"
              + e.getLocation().getColumnNr()
              + " is not JSON: "
              + e.getOriginalMessage().replaceFirst("(?s) \\(start marker at .*", ""));
    } catch (IOException e) {
      throw new ProjectUnreadable(file + " cannot be read: " + e.getMessage());
    }
    List<Path> dirs = new ArrayList<>();
    for (JsonNode dir : json.path("packageDirectories")) {
      Path path = root.resolve(dir.path("path").asText().replace('\\', '/')).normalize();
      if (only == null && !Files.isDirectory(path)) {
        throw new ProjectUnreadable(file + " names a folder that is not there: " + path);
      }
      dirs.add(path);
    }
    if (dirs.isEmpty()) {
      throw new ProjectUnreadable(file + " has no packageDirectories");
    }
    for (JsonNode option : json.path("sourceBehaviorOptions")) {
      if (!option.asText().startsWith("decomposeCustomLabels")) {
        throw new ProjectUnreadable(
            file + ": sourceBehaviorOptions '" + option.asText() + "' is not supported");
      }
    }
    return new SourceProject(
        root,
        only != null ? List.of(only) : dirs,
        json.path("sourceApiVersion").asText(""),
        false,
        replacements(json, file));
  }

  private static List<Replacement> replacements(JsonNode json, Path file) throws ProjectUnreadable {
    List<Replacement> out = new ArrayList<>();
    for (JsonNode r : json.path("replacements")) {
      List<Replacement.Condition> conditions = new ArrayList<>();
      for (JsonNode c : r.path("replaceWhenEnv")) {
        conditions.add(new Replacement.Condition(c.path("env").asText(), c.path("value").asText()));
      }
      String literal = r.path("stringToReplace").asText(null);
      String regex = r.path("regexToReplace").asText(null);
      String filename = r.path("filename").asText(null);
      String glob = r.path("glob").asText(null);
      String env = r.path("replaceWithEnv").asText(null);
      String from = r.path("replaceWithFile").asText(null);
      if ((literal == null) == (regex == null)
          || (filename == null) == (glob == null)
          || (env == null) == (from == null)) {
        throw new ProjectUnreadable(
            file
                + ": a replacement needs one each of filename/glob, "
                + "stringToReplace/regexToReplace, replaceWithEnv/replaceWithFile: "
                + r);
      }
      try {
        out.add(
            new Replacement(
                filename,
                glob == null ? null : Glob.of("**/" + glob),
                Pattern.compile(literal != null ? Pattern.quote(literal) : regex),
                env,
                from,
                r.path("allowUnsetEnvVariable").asBoolean(false),
                conditions));
      } catch (PatternSyntaxException e) {
        throw new ProjectUnreadable(file + ": regexToReplace is no pattern: " + regex);
      }
    }
    return out;
  }

  public Path root() {
    return root;
  }

  public List<Path> packageDirectories() {
    return packageDirectories;
  }

  public String sourceApiVersion() {
    return sourceApiVersion;
  }

  public boolean mdapi() {
    return mdapi;
  }

  ForceIgnore ignore() {
    return ignore;
  }

  List<Replacement> replacements() {
    return replacements;
  }

  /** Reads all components with the environment of this process for replacements. */
  public ReadResult read() throws IOException {
    return read(System::getenv);
  }

  /** Reads all components; {@code env} gives the variables that replacements name. */
  public ReadResult read(Function<String, String> env) throws IOException {
    return new SourceReader(this, env).read();
  }

  /** Path as shown in diagnostics: relative to the root, with slashes. */
  public String display(Path file) {
    Path path = file.toAbsolutePath().normalize();
    Path shown = path.startsWith(root) ? root.relativize(path) : path;
    return shown.toString().replace('\\', '/');
  }

  /** Text of a file named in a diagnostic, or null when it cannot be read. */
  public String sourceText(String displayed) {
    try {
      Path file = root.resolve(displayed).normalize();
      return file.startsWith(root) && Files.isRegularFile(file) ? Files.readString(file) : null;
    } catch (IOException e) {
      return null;
    }
  }
}
