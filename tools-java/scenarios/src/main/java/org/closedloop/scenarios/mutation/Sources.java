package org.closedloop.scenarios.mutation;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentKey;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.ReadResult;
import org.closedloop.metadata.SourceProject;

/**
 * The package's source files in memory, and what reading them gives. A mutation is read again only
 * as far as its own files go.
 */
final class Sources {
  private static final String META = "-meta.xml";
  private final TreeMap<String, byte[]> files = new TreeMap<>();
  private final Map<String, String> texts = new HashMap<>();
  private final Map<String, XmlText> parsed = new HashMap<>();
  private final Map<String, ApexText> apex = new HashMap<>();
  private final Map<String, List<String>> groups = new HashMap<>();
  private final Map<String, List<ComponentKey>> keys = new HashMap<>();
  private final Map<String, Integer> declarations = new HashMap<>();
  private final ReadResult baseline;
  private final String version;

  private Sources(TreeMap<String, byte[]> read, String version) {
    this.version = version;
    files.putAll(read);
    files.keySet().forEach(f -> groups.computeIfAbsent(group(f), g -> new ArrayList<>()).add(f));
    List<Component> components = new ArrayList<>();
    List<Diagnostic> remarks = new ArrayList<>();
    groups.forEach(
        (group, members) -> {
          ReadResult r = ReadResult.ofSource(pick(members), version);
          r.components().forEach(components::add);
          remarks.addAll(r.diagnostics());
          keys.put(group, r.components().components().stream().map(Component::key).toList());
        });
    baseline = new ReadResult(ComponentSet.of(components), remarks, version);
  }

  /** Reads {@code force-app} and {@code unpackaged/main} of a project. */
  static Sources of(Path root) throws IOException, SourceProject.ProjectUnreadable {
    TreeMap<String, byte[]> read = new TreeMap<>();
    for (String dir : List.of("force-app", "unpackaged/main")) {
      List<Path> found;
      try (Stream<Path> walk = Files.walk(root.resolve(dir))) {
        found = walk.filter(Files::isRegularFile).toList();
      }
      for (Path p : found) {
        String name = root.relativize(p).toString().replace('\\', '/');
        if (!name.contains("/__tests__/") && !name.endsWith("/jsconfig.json")) {
          read.put(name, Files.readAllBytes(p));
        }
      }
    }
    return new Sources(read, SourceProject.open(root).sourceApiVersion());
  }

  private Map<String, byte[]> pick(List<String> names) {
    Map<String, byte[]> out = new TreeMap<>();
    names.forEach(n -> out.put(n, files.get(n)));
    return out;
  }

  /** Files that make up components together: a body and its metadata, a bundle's folder. */
  private static String group(String file) {
    String[] parts = file.split("/");
    for (int i = 0; i < parts.length - 2; i++) {
      if (parts[i].equals("lwc") || parts[i].equals("aura") || parts[i].equals("staticresources")) {
        return String.join("/", List.of(parts).subList(0, i + 2)).replaceFirst("\\..*$", "");
      }
    }
    return file.endsWith(META) ? file.substring(0, file.length() - META.length()) : file;
  }

  /** What the unmutated files give. */
  ReadResult baseline() {
    return baseline;
  }

  /** What the files give with some of them changed; null stands for a file that is gone. */
  ReadResult with(Map<String, byte[]> changed) {
    Set<String> touched = new LinkedHashSet<>();
    changed.keySet().forEach(f -> touched.add(group(f)));
    List<ComponentKey> gone = new ArrayList<>();
    Map<String, byte[]> input = new TreeMap<>();
    for (String g : touched) {
      gone.addAll(keys.getOrDefault(g, List.of()));
      groups.getOrDefault(g, List.of()).forEach(f -> input.put(f, files.get(f)));
    }
    input.putAll(changed);
    input.values().removeIf(b -> b == null);
    ReadResult again = ReadResult.ofSource(input, version);
    return new ReadResult(
        baseline.components().minus(gone).plus(again.components()), again.diagnostics(), version);
  }

  Set<String> files() {
    return files.keySet();
  }

  /** Files whose names end so. */
  List<String> files(String suffix) {
    return files.keySet().stream().filter(f -> f.endsWith(suffix)).toList();
  }

  /** The other files of the component that a file belongs to, and the file itself first. */
  List<String> together(String file) {
    List<String> all = new ArrayList<>(List.of(file));
    groups.get(group(file)).stream().filter(f -> !f.equals(file)).forEach(all::add);
    return all;
  }

  byte[] bytes(String file) {
    return files.get(file);
  }

  String text(String file) {
    return texts.computeIfAbsent(file, f -> new String(files.get(f), StandardCharsets.UTF_8));
  }

  /** Line of an offset, from 1. */
  int line(String file, int offset) {
    String text = text(file);
    int line = 1;
    for (int i = 0; i < offset && i < text.length(); i++) {
      if (text.charAt(i) == '\n') {
        line++;
      }
    }
    return line;
  }

  /** A metadata file with offsets. */
  XmlText xml(String file) {
    return parsed.computeIfAbsent(file, f -> XmlText.of(f, text(f)));
  }

  /** All metadata files with offsets. */
  List<XmlText> xml() {
    return files(META).stream().map(this::xml).toList();
  }

  /** A class or trigger with offsets. */
  ApexText apex(String file) {
    return apex.computeIfAbsent(file, f -> ApexText.of(f, text(f)));
  }

  /** All classes and triggers with offsets. */
  List<ApexText> apex() {
    return files.keySet().stream()
        .filter(f -> f.endsWith(".cls") || f.endsWith(".trigger"))
        .map(this::apex)
        .toList();
  }

  /** Whether classes and triggers declare the name once, so that any use means that declaration. */
  boolean declaredOnce(String name) {
    if (declarations.isEmpty()) {
      for (ApexText a : apex()) {
        for (int i = 0; i < a.tokens.size(); i++) {
          if (a.declares(i)) {
            declarations.merge(a.tok(i).text().toLowerCase(Locale.ROOT), 1, Integer::sum);
          }
        }
      }
    }
    return declarations.getOrDefault(name.toLowerCase(Locale.ROOT), 0) == 1;
  }
}
