package org.closedloop.cli.validate;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.closedloop.cli.CliException;
import org.closedloop.cli.Console;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.MdapiPackage;
import org.closedloop.metadata.ReadResult;
import org.closedloop.metadata.SourceProject;
import org.closedloop.metadata.ZipArchive;

/**
 * The folders and zips of one validation, read as one set. Keeps what is needed to show a finding:
 * where its file lies seen from the working folder, and the file's text.
 */
public final class Inputs {

  /** Where the files of one input lie. */
  private interface Place {
    /** The path to show, or null when the file is none of this input's. */
    String shown(String file);

    /** The text of a file that {@link #shown} knows, or null when it cannot be read. */
    String text(String file);
  }

  private final Console console;
  private final List<Place> places = new ArrayList<>();
  private final Map<String, Shown> shown = new LinkedHashMap<>();
  private final Map<String, Optional<String>> texts = new LinkedHashMap<>();
  private final List<Diagnostic> diagnostics = new ArrayList<>();
  private ComponentSet components = ComponentSet.empty();
  private String version = "";

  private record Shown(String path, Place place, String file) {}

  public Inputs(Console console) {
    this.console = console;
  }

  /** Reads a project, a source or Metadata API folder, or a zip; all become one set. */
  public void add(Path path) throws IOException {
    if (Files.isRegularFile(path) && path.toString().endsWith(".zip")) {
      zip(path);
      return;
    }
    try {
      SourceProject project = SourceProject.open(path);
      ReadResult read = project.read(console::variable);
      places.add(folder(project.mdapi() ? project.packageDirectories().get(0) : project.root()));
      add(read);
    } catch (SourceProject.ProjectUnreadable e) {
      throw CliException.environment("project-unreadable", e.getMessage() + ".", null);
    }
  }

  private void zip(Path path) throws IOException {
    Map<String, byte[]> files;
    try {
      files = ZipArchive.read(Files.readAllBytes(path), ZipArchive.Limits.PLATFORM);
    } catch (ZipArchive.ZipRefused e) {
      throw CliException.environment("zip-unreadable", e.getMessage(), null).at(show(path));
    }
    MdapiPackage read = MdapiPackage.fromFiles(files, files.containsKey("package.xml"));
    String prefix = show(path) + "!/";
    Map<String, byte[]> entries = new TreeMap<>(files);
    places.add(
        new Place() {
          @Override
          public String shown(String file) {
            return entries.containsKey(file) || file.endsWith("package.xml") ? prefix + file : null;
          }

          @Override
          public String text(String file) {
            byte[] bytes = entries.get(file);
            return bytes == null ? null : new String(bytes, StandardCharsets.UTF_8);
          }
        });
    add(new ReadResult(read.components(), read.diagnostics(), read.manifest().version()));
  }

  private Place folder(Path base) {
    return new Place() {
      @Override
      public String shown(String file) {
        Path path = base.resolve(file).normalize();
        boolean there = Files.exists(path, LinkOption.NOFOLLOW_LINKS);
        return there || file.endsWith("package.xml") ? show(path) : null;
      }

      @Override
      public String text(String file) {
        try {
          return new String(Files.readAllBytes(base.resolve(file)), StandardCharsets.UTF_8);
        } catch (IOException e) {
          return null;
        }
      }
    };
  }

  private String show(Path path) {
    Path absolute = path.toAbsolutePath().normalize();
    Path here = console.folder().toAbsolutePath().normalize();
    String text = (absolute.startsWith(here) ? here.relativize(absolute) : absolute).toString();
    return text.replace('\\', '/');
  }

  private void add(ReadResult read) {
    components = components.plus(read.components());
    version = version.isEmpty() ? read.version() : version;
    for (Diagnostic d : read.diagnostics()) {
      // Who deploys sets the variables; that they are unset here says nothing about the source.
      diagnostics.add(
          d.code().equals("replacement-unset") ? d.withSeverity(Diagnostic.Severity.INFO) : d);
    }
  }

  /**
   * Everything read.
   *
   * @param apiVersion replaces the version that the inputs name; null keeps it
   */
  public ReadResult read(String apiVersion) {
    return new ReadResult(components, diagnostics, apiVersion == null ? version : apiVersion);
  }

  /** The same finding with the path that a reader can open from the working folder. */
  public Diagnostic shown(Diagnostic d) {
    if (d.file().isEmpty()) {
      return d;
    }
    return new Diagnostic(
        d.code(),
        d.severity(),
        d.rule(),
        locate(d.file()).path(),
        d.line(),
        d.column(),
        d.componentType(),
        d.fullName(),
        d.message(),
        d.hint());
  }

  private Shown locate(String file) {
    return shown.computeIfAbsent(
        file,
        f -> {
          for (Place p : places) {
            String path = p.shown(f);
            if (path != null) {
              return new Shown(path, p, f);
            }
          }
          return new Shown(f, null, f);
        });
  }

  /** Text of a file by the path that {@link #shown(Diagnostic)} gave it, or null. */
  public String text(String path) {
    return texts.computeIfAbsent(path, this::load).orElse(null);
  }

  private Optional<String> load(String path) {
    for (Shown s : shown.values()) {
      if (s.path().equals(path) && s.place() != null) {
        return Optional.ofNullable(s.place().text(s.file()));
      }
    }
    return Optional.empty();
  }
}
