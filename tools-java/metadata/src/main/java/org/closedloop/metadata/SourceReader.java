package org.closedloop.metadata;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/** Walks a project's folders, applies ignore rules and replacements, and assembles components. */
final class SourceReader {
  private final SourceProject project;
  private final Function<String, String> env;
  private final List<Diagnostic> diagnostics = Collections.synchronizedList(new ArrayList<>());
  private final List<Replacement> replacements;

  SourceReader(SourceProject project, Function<String, String> env) {
    this.project = project;
    this.env = env;
    this.replacements = project.replacements().stream().filter(r -> r.applies(env)).toList();
  }

  ReadResult read() throws IOException {
    if (project.mdapi()) {
      return mdapi();
    }
    ComponentAssembler assembler =
        new ComponentAssembler(
            ComponentAssembler.Format.SOURCE, TypeRegistry.get(), this::packageDirectory);
    for (Path dir : project.packageDirectories()) {
      for (Read file : contents(dir)) {
        assembler.add(file.shown(), file.shown(), file.bytes());
      }
    }
    ComponentSet set = assembler.finish();
    diagnostics.addAll(assembler.diagnostics());
    return new ReadResult(set, diagnostics, project.sourceApiVersion());
  }

  private String packageDirectory(String shown) {
    Path file = project.root().resolve(shown);
    return project.packageDirectories().stream()
        .filter(file::startsWith)
        .max(Comparator.comparingInt(Path::getNameCount))
        .map(Path::toString)
        .orElse("");
  }

  private ReadResult mdapi() throws IOException {
    Path dir = project.packageDirectories().get(0);
    Map<String, byte[]> files = new LinkedHashMap<>();
    for (Read file : contents(dir)) {
      files.put(file.path(), file.bytes());
    }
    MdapiPackage read = MdapiPackage.fromFiles(files, true);
    diagnostics.addAll(read.diagnostics());
    return new ReadResult(read.components(), diagnostics, read.manifest().version());
  }

  /**
   * A file that is not ignored.
   *
   * @param path from the folder that was read
   * @param shown as in messages
   */
  private record Found(String path, String shown, Path file) {}

  private record Read(String path, String shown, byte[] bytes) {}

  /** Files below a folder that are not ignored, by path; read by as many threads as there are. */
  private List<Read> contents(Path dir) throws IOException {
    try {
      return files(dir).parallelStream().map(this::read).toList();
    } catch (UncheckedIOException e) {
      throw e.getCause();
    }
  }

  private Read read(Found found) {
    try {
      return new Read(found.path(), found.shown(), bytes(found.file(), found.shown()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private List<Found> files(Path dir) throws IOException {
    List<Found> files = new ArrayList<>();
    String start = dir.toString();
    String shownStart = project.display(dir);
    if (project.ignore().ignoresFolder(shownStart)) {
      return files;
    }
    Files.walkFileTree(
        dir,
        new SimpleFileVisitor<>() {
          private String below(Path path) {
            String text = path.toString().substring(start.length());
            return File.separatorChar == '/' ? text : text.replace('\\', '/');
          }

          private String shown(String below) {
            return shownStart.isEmpty() ? below.substring(1) : shownStart + below;
          }

          @Override
          public FileVisitResult preVisitDirectory(Path folder, BasicFileAttributes attributes) {
            String below = below(folder);
            return !below.isEmpty() && project.ignore().ignoresHere(shown(below), true)
                ? FileVisitResult.SKIP_SUBTREE
                : FileVisitResult.CONTINUE;
          }

          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String below = below(file);
            String shown = shown(below);
            if (project.ignore().ignoresHere(shown, false)) {
              return FileVisitResult.CONTINUE;
            }
            if (attributes.isSymbolicLink() || !attributes.isRegularFile()) {
              diagnostics.add(
                  Diagnostic.ofFile("not-a-file", shown, 0, 0, "Links are not followed", "left out")
                      .withSeverity(Diagnostic.Severity.WARNING));
              return FileVisitResult.CONTINUE;
            }
            files.add(new Found(below.substring(1), shown, file));
            return FileVisitResult.CONTINUE;
          }
        });
    files.sort(Comparator.comparing(Found::path));
    return files;
  }

  private byte[] bytes(Path file, String shown) throws IOException {
    byte[] bytes = Files.readAllBytes(file);
    for (Replacement r : replacements) {
      if (!r.matches(shown)) {
        continue;
      }
      String value = value(r, shown);
      if (value != null) {
        String text = new String(bytes, StandardCharsets.UTF_8);
        bytes = r.apply(text, value).getBytes(StandardCharsets.UTF_8);
      }
    }
    return bytes;
  }

  private String value(Replacement r, String shown) {
    if (r.replaceWithEnv() != null) {
      String value = env.apply(r.replaceWithEnv());
      if (value == null && !r.allowUnset()) {
        diagnostics.add(
            Diagnostic.ofFile(
                "replacement-unset",
                shown,
                0,
                0,
                "\""
                    + r.replaceWithEnv()
                    + "\" is in sfdx-project.json as a value for \"replaceWithEnv\", but it is not"
                    + " set in your environment",
                ""));
      }
      return value == null && r.allowUnset() ? "" : value;
    }
    try {
      return Files.readString(project.root().resolve(r.replaceWithFile())).strip();
    } catch (IOException e) {
      diagnostics.add(
          Diagnostic.ofFile(
              "replacement-unset",
              shown,
              0,
              0,
              "The file " + r.replaceWithFile() + " named in sfdx-project.json cannot be read",
              ""));
      return null;
    }
  }
}
