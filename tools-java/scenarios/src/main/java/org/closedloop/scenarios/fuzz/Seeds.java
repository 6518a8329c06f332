package org.closedloop.scenarios.fuzz;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.closedloop.apex.host.ApexSource;

/**
 * Sources to mutate: classes, triggers, and scripts (sections that begin with {@code //// class X},
 * {@code //// trigger X} or {@code //// run}; a script without sections is one block).
 */
final class Seeds {

  private static final String HEAD = "(?m)^//// ";

  /** One seed: some sources and a block. */
  private record Seed(String name, List<ApexSource> sources, String block) {}

  private final List<Seed> all = new ArrayList<>();

  /** Reads what lies under the folders. */
  static Seeds of(List<Path> folders) throws IOException {
    Seeds s = new Seeds();
    for (Path folder : folders) {
      List<Path> files;
      try (Stream<Path> walk = Files.walk(folder)) {
        files =
            walk.filter(p -> !p.toString().contains("target") && Files.isRegularFile(p))
                .sorted()
                .toList();
      }
      for (Path p : files) {
        s.read(p);
      }
    }
    return s;
  }

  int size() {
    return all.size();
  }

  private void read(Path file) throws IOException {
    String name = file.getFileName().toString();
    int dot = name.lastIndexOf('.');
    String simple = dot < 0 ? name : name.substring(0, dot);
    if (name.endsWith(".cls")) {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      all.add(new Seed(name, List.of(FuzzCase.classSource(simple, text)), "new " + simple + "();"));
    } else if (name.endsWith(".trigger")) {
      String text = Files.readString(file, StandardCharsets.UTF_8);
      all.add(new Seed(name, List.of(trigger(simple, text)), ""));
    } else if (name.endsWith(".apex")) {
      script(name, Files.readString(file, StandardCharsets.UTF_8));
    }
  }

  private static ApexSource trigger(String name, String text) {
    return new ApexSource(ApexSource.Kind.TRIGGER, name, name + ".trigger", text, FuzzCase.VERSION);
  }

  private void script(String name, String text) {
    if (!text.startsWith("//// ") && !text.contains("\n//// ")) {
      all.add(new Seed(name, List.of(), text));
      return;
    }
    List<ApexSource> sources = new ArrayList<>();
    String block = "";
    for (String section : text.split(HEAD)) {
      int eol = section.indexOf('\n');
      String[] head = section.substring(0, eol < 0 ? section.length() : eol).trim().split(" ");
      String body = eol < 0 ? "" : section.substring(eol + 1);
      if (head[0].equals("class") && head.length > 1) {
        sources.add(FuzzCase.classSource(head[1], body));
      } else if (head[0].equals("trigger") && head.length > 1) {
        sources.add(trigger(head[1], body));
      } else if (head[0].equals("run")) {
        block = body;
      }
    }
    all.add(new Seed(name, sources, block));
  }

  /** A mutant of a seed that the number picks. */
  FuzzCase mutant(long number) {
    Random r = new Random(number);
    Seed seed = all.get(r.nextInt(all.size()));
    Seed lender = all.get(r.nextInt(all.size()));
    String other = lender.sources().isEmpty() ? lender.block() : lender.sources().get(0).source();
    SourceMutator m = new SourceMutator(r);
    int parts = seed.sources().size() + (seed.block().length() > 40 ? 1 : 0);
    int damaged = parts == 0 ? 0 : r.nextInt(parts);
    List<ApexSource> sources = new ArrayList<>();
    for (int i = 0; i < seed.sources().size(); i++) {
      ApexSource s = seed.sources().get(i);
      sources.add(
          i == damaged
              ? new ApexSource(
                  s.kind(), s.name(), s.file(), m.mutate(s.source(), other), s.apiVersion())
              : s);
    }
    boolean inBlock = damaged >= seed.sources().size();
    String block = inBlock ? m.mutate(seed.block(), other) : seed.block();
    return FuzzCase.wild("mutant " + number + " of " + seed.name(), sources, block);
  }
}
