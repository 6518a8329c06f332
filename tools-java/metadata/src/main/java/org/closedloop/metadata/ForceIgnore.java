package org.closedloop.metadata;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The rules of a {@code .forceignore} file (those of gitignore), after the built-in ones. */
final class ForceIgnore {
  private static final List<String> BUILT_IN =
      List.of("**/*.dup", "**/.*", "**/package2-descriptor.json", "**/package2-manifest.json");

  private record Rule(Glob glob, boolean negated, boolean foldersOnly) {}

  private final List<Rule> rules = new ArrayList<>();

  ForceIgnore(List<String> lines) {
    BUILT_IN.forEach(this::add);
    lines.forEach(this::add);
  }

  /** Reads the file in that folder; without one only the built-in rules hold. */
  static ForceIgnore in(Path folder) throws IOException {
    Path file = folder.resolve(".forceignore");
    return new ForceIgnore(
        Files.isRegularFile(file) ? Files.readAllLines(file, StandardCharsets.UTF_8) : List.of());
  }

  private void add(String line) {
    String glob = line.replaceAll("(?<!\\\\)\\s+$", "").replace("\uFEFF", "");
    if (glob.isEmpty() || glob.startsWith("#")) {
      return;
    }
    boolean negated = glob.startsWith("!");
    glob = negated ? glob.substring(1) : glob;
    boolean folders = glob.endsWith("/");
    glob = folders ? glob.substring(0, glob.length() - 1) : glob;
    boolean anchored = glob.indexOf('/') >= 0;
    glob = glob.startsWith("/") ? glob.substring(1) : glob;
    rules.add(new Rule(Glob.of(anchored ? glob : "**/" + glob), negated, folders));
  }

  /** Whether the folder, or one above it, is ignored. The path is relative, with slashes. */
  boolean ignoresFolder(String path) {
    for (int slash = path.indexOf('/'); slash >= 0; slash = path.indexOf('/', slash + 1)) {
      if (decide(path.substring(0, slash), true)) {
        return true;
      }
    }
    return decide(path, true);
  }

  /** Whether a folder or file is ignored whose folder is not. */
  boolean ignoresHere(String path, boolean folder) {
    return decide(path, folder);
  }

  private boolean decide(String path, boolean folder) {
    for (int i = rules.size() - 1; i >= 0; i--) {
      Rule rule = rules.get(i);
      if ((folder || !rule.foldersOnly()) && rule.glob().matches(path)) {
        return !rule.negated();
      }
    }
    return false;
  }
}
