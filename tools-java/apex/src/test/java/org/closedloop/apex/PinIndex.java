package org.closedloop.apex;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The tests and scripts that a rule's "pinned by" cell may name, and the check of such cells. A pin
 * is a test class, {@code Class.Nested}, {@code Class.method}, {@code Class.Nested.method}, or a
 * script file; after a class of the same cell its parts can stand alone.
 */
final class PinIndex {

  static final String NOTHING = "pins nothing";

  private static final Pattern PIN =
      Pattern.compile("\\b[A-Za-z_]\\w*(?:\\.[A-Za-z_]\\w*)*(?:\\.apex)?\\b");
  private static final Pattern DECLARED =
      Pattern.compile("\\b(?:class|interface)\\s+(\\w+)|\\b(\\w+)\\s*\\(");

  /** Everything a class file declares, by the name of the class. */
  private final Map<String, TreeSet<String>> classes;

  private final Collection<String> scripts;

  PinIndex(Map<String, TreeSet<String>> classes, Collection<String> scripts) {
    this.classes = classes;
    this.scripts = scripts;
  }

  /** Reads every test source below the modules, Java and Apex. */
  static PinIndex read(Path modules) throws IOException {
    Map<String, TreeSet<String>> classes = new TreeMap<>();
    TreeSet<String> scripts = new TreeSet<>();
    List<Path> roots;
    try (Stream<Path> all = Files.list(modules)) {
      roots = all.map(m -> m.resolve("src/test")).filter(Files::isDirectory).toList();
    }
    for (Path root : roots) {
      try (Stream<Path> files = Files.walk(root)) {
        for (Path f : files.filter(Files::isRegularFile).toList()) {
          String name = f.getFileName().toString();
          if (name.endsWith(".apex")) {
            scripts.add(name);
          } else if (name.endsWith("Test.java") || name.endsWith("Test.cls")) {
            classes.put(name.substring(0, name.indexOf('.')), declared(Files.readString(f)));
          }
        }
      }
    }
    return new PinIndex(classes, scripts);
  }

  static TreeSet<String> declared(String source) {
    TreeSet<String> out = new TreeSet<>();
    Matcher m = DECLARED.matcher(source);
    while (m.find()) {
      out.add(m.group(1) != null ? m.group(1) : m.group(2));
    }
    return out;
  }

  /** What is wrong with the tables of a page: one line for each bad row. */
  List<String> problems(String page, String text) {
    List<String> out = new ArrayList<>();
    int line = 0;
    boolean body = false;
    for (String row : text.lines().toList()) {
      line++;
      if (!row.startsWith("|")) {
        body = false;
      } else if (row.matches("\\|[-| ]+\\|")) {
        body = true;
      } else if (body) {
        String[] cells = row.strip().replaceAll("\\|$", "").split("(?<!\\\\)\\|", -1);
        String wrong = wrongPin(cells[cells.length - 1].strip());
        if (wrong != null) {
          out.add(page + ":" + line + " " + wrong + " | " + cells[1].strip());
        }
      }
    }
    return out;
  }

  /** Why a cell pins nothing, or null when it names something that exists and no more. */
  private String wrongPin(String cell) {
    List<String> unknown = new ArrayList<>();
    TreeSet<String> known = new TreeSet<>();
    String bare = cell.replaceAll("\\([^)]*\\)", "");
    Matcher m = PIN.matcher(bare);
    while (m.find()) {
      String pin = m.group();
      if (pin.endsWith(".apex")) {
        (scripts.contains(pin) ? known : (Collection<String>) unknown).add(pin);
      } else {
        List<String> parts = List.of(pin.split("\\."));
        if (classes.containsKey(parts.get(0))) {
          known.addAll(classes.get(parts.get(0)));
          known.add(parts.get(0));
        }
        unknown.addAll(parts.stream().filter(p -> !known.contains(p)).toList());
      }
    }
    if (!unknown.isEmpty()) {
      return unknown.stream().collect(Collectors.joining(", ", "names no test or script: ", ""));
    }
    return known.isEmpty() ? NOTHING : null;
  }
}
