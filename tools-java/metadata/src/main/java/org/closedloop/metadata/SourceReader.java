package org.closedloop.metadata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/** Walks a project's folders, applies ignore rules and replacements, and assembles components. */
final class SourceReader {
  private final SourceProject project;
  private final Function<String, String> env;
  private final List<Diagnostic> diagnostics = new ArrayList<>();
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
        new ComponentAssembler(ComponentAssembler.Format.SOURCE, TypeRegistry.get());
    for (Path dir : project.packageDirectories()) {
      for (Map.Entry<String, Path> e : files(dir).entrySet()) {
        String shown = project.display(e.getValue());
        assembler.add(shown, shown, bytes(e.getValue(), shown));
      }
    }
    ComponentSet set = assembler.finish();
    diagnostics.addAll(assembler.diagnostics());
    return new ReadResult(set, diagnostics, project.sourceApiVersion());
  }

  private ReadResult mdapi() throws IOException {
    Path dir = project.packageDirectories().get(0);
    Map<String, byte[]> files = new TreeMap<>();
    for (Map.Entry<String, Path> e : files(dir).entrySet()) {
      files.put(e.getKey(), bytes(e.getValue(), project.display(e.getValue())));
    }
    MdapiPackage read = MdapiPackage.fromFiles(files, true);
    diagnostics.addAll(read.diagnostics());
    return new ReadResult(read.components(), diagnostics, read.manifest().version());
  }

  /** Files below a folder that are not ignored, by their path from that folder. */
  private Map<String, Path> files(Path dir) throws IOException {
    Map<String, Path> files = new TreeMap<>();
    Files.walkFileTree(
        dir,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
            String shown = project.display(file);
            if (project.ignore().ignores(shown)) {
              return FileVisitResult.CONTINUE;
            }
            if (attributes.isSymbolicLink() || !attributes.isRegularFile()) {
              diagnostics.add(
                  Diagnostic.ofFile("not-a-file", shown, 0, 0, "Links are not followed", "left out")
                      .withSeverity(Diagnostic.Severity.WARNING));
              return FileVisitResult.CONTINUE;
            }
            files.put(dir.relativize(file).toString().replace('\\', '/'), file);
            return FileVisitResult.CONTINUE;
          }
        });
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
