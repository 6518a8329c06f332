package org.closedloop.scenarios.mutation;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Collects the mutants that one operator can make. */
final class Sites {
  private static final int SHOWN = 70;
  private final String operator;
  private final Sources sources;
  private final List<Mutant> mutants = new ArrayList<>();

  Sites(String operator, Sources sources) {
    this.operator = operator;
    this.sources = sources;
  }

  List<Mutant> all() {
    return mutants;
  }

  /** A piece of a file's text written anew. */
  void replace(Verdict verdict, String reason, String file, int start, int end, String with) {
    String text = sources.text(file);
    add(
        verdict,
        reason,
        file,
        start,
        shown(text.substring(start, end)),
        shown(with),
        () ->
            Map.of(
                file,
                (text.substring(0, start) + with + text.substring(end))
                    .getBytes(StandardCharsets.UTF_8)));
  }

  /** Something put into a file. */
  void insert(Verdict verdict, String reason, String file, int at, String what) {
    replace(verdict, reason, file, at, at, what);
  }

  /** A piece of a file taken out and put in further down or up. */
  void move(Verdict verdict, String reason, String file, int start, int end, int to) {
    String text = sources.text(file);
    String piece = text.substring(start, end);
    add(
        verdict,
        reason,
        file,
        to,
        shown(piece),
        "moved to line " + sources.line(file, to),
        () -> {
          String moved =
              to >= end
                  ? text.substring(0, start) + text.substring(end, to) + piece + text.substring(to)
                  : text.substring(0, to) + piece + text.substring(to, start) + text.substring(end);
          return Map.of(file, moved.getBytes(StandardCharsets.UTF_8));
        });
  }

  /** A file under another name. */
  void rename(Verdict verdict, String reason, Map<String, String> names) {
    String first = names.keySet().iterator().next();
    files(
        verdict,
        reason,
        first,
        last(first),
        last(names.get(first)),
        () -> {
          Map<String, byte[]> changed = new HashMap<>();
          names.forEach(
              (from, to) -> {
                changed.put(from, null);
                changed.put(to, sources.bytes(from));
              });
          return changed;
        });
  }

  /** Files that are gone. */
  void delete(Verdict verdict, String reason, List<String> gone) {
    files(
        verdict,
        reason,
        gone.get(0),
        last(gone.get(0)),
        "(deleted)",
        () -> {
          Map<String, byte[]> changed = new HashMap<>();
          gone.forEach(f -> changed.put(f, null));
          return changed;
        });
  }

  private void files(
      Verdict verdict,
      String reason,
      String file,
      String before,
      String after,
      Mutant.Change change) {
    mutants.add(new Mutant(operator, verdict, reason, file, 0, before, after, change));
  }

  private void add(
      Verdict verdict,
      String reason,
      String file,
      int at,
      String before,
      String after,
      Mutant.Change change) {
    mutants.add(
        new Mutant(operator, verdict, reason, file, sources.line(file, at), before, after, change));
  }

  private static String last(String path) {
    return path.substring(path.lastIndexOf('/') + 1);
  }

  private static String shown(String text) {
    String line = text.strip().replaceAll("\\s+", " ");
    return line.isEmpty()
        ? "(nothing)"
        : line.length() <= SHOWN
            ? line
            : line.substring(0, SHOWN / 2) + " … " + line.substring(line.length() - SHOWN / 2);
  }
}
