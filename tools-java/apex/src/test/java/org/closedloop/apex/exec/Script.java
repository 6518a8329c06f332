package org.closedloop.apex.exec;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.host.ApexSource;

/**
 * A script of the corpus: cases, each with sections that start with a line {@code //// kind rest}.
 * Kinds are {@code case NAME} (what came before is one of its own), {@code class NAME [version]},
 * {@code trigger NAME [version]}, {@code run [version]} (anonymous block), {@code output} (expected
 * debug lines), {@code error} (expected type and text of what leaves the block, then its stack),
 * {@code compile-error} (everything the compiler says, one remark a line), {@code statements
 * [version]} and {@code classes [version]} (each line one wrong method body or class, compiled with
 * the classes of the case, and indented below it what the compiler says).
 */
record Script(List<Case> cases) {

  /** Expectations that belong to one program; null where the case has no such section. */
  record Case(
      String name,
      List<ApexSource> sources,
      ApexSource run,
      List<String> output,
      String error,
      List<String> compileErrors,
      List<Mistake> mistakes) {}

  /** A wrong source and what is said about it. */
  record Mistake(ApexSource source, String text, List<String> remarks) {}

  private static final double VERSION = 62;

  static Script parse(String file, String text) {
    List<Case> cases = new ArrayList<>();
    for (String one : text.split("(?m)^(?=//// case )")) {
      if (!one.isBlank()) {
        cases.add(new Reader(file).read(one));
      }
    }
    return new Script(cases);
  }

  /** Reads the sections of one case. */
  private static final class Reader {
    private final String file;
    private String name = "";
    private final List<ApexSource> sources = new ArrayList<>();
    private ApexSource run;
    private List<String> output;
    private String error;
    private List<String> compileErrors;
    private final List<Mistake> mistakes = new ArrayList<>();

    Reader(String file) {
      this.file = file;
    }

    Case read(String text) {
      for (String section : text.split("(?m)^//// ")) {
        if (!section.isBlank()) {
          int eol = section.indexOf('\n');
          String head = section.substring(0, eol < 0 ? section.length() : eol).trim();
          section(head, eol < 0 ? "" : section.substring(eol + 1));
        }
      }
      if (run == null && compileErrors == null && mistakes.isEmpty()) {
        throw new IllegalArgumentException(file + ": case '" + name + "' expects nothing");
      }
      return new Case(name, sources, run, output, error, compileErrors, mistakes);
    }

    private void section(String head, String body) {
      String[] words = head.split(" ");
      switch (words[0]) {
        case "case" -> name = head.substring(5);
        case "class" -> sources.add(source(ApexSource.Kind.CLASS, words[1], body, words, 2));
        case "trigger" -> sources.add(source(ApexSource.Kind.TRIGGER, words[1], body, words, 2));
        case "run" -> run = source(ApexSource.Kind.CLASS, "AnonymousBlock", body, words, 1);
        case "output" -> output = lines(body);
        case "error" -> error = body.strip();
        case "compile-error" -> compileErrors = lines(body);
        case "statements", "classes" -> mistakes(words, body);
        default -> throw new IllegalArgumentException(file + ": section " + head);
      }
    }

    private static ApexSource source(
        ApexSource.Kind kind, String name, String body, String[] words, int versionAt) {
      double version =
          words.length > versionAt ? Double.parseDouble(words[versionAt]) : Script.VERSION;
      String file = name + (kind == ApexSource.Kind.CLASS ? ".cls" : ".trigger");
      return new ApexSource(kind, name, file, body, version);
    }

    private static List<String> lines(String body) {
      return new ArrayList<>(body.stripTrailing().lines().toList());
    }

    private void mistakes(String[] words, String body) {
      for (String line : lines(body)) {
        if (line.isBlank() || line.startsWith("#")) {
          continue;
        }
        if (line.startsWith("  ")) {
          mistakes.get(mistakes.size() - 1).remarks().add(line.strip());
        } else {
          boolean statement = words[0].equals("statements");
          String text =
              statement
                  ? "public class Wrong { Integer own; static void go() {\n" + line + "\n} }"
                  : line;
          String name =
              text.replaceFirst("(?s).*?\\b(?:class|interface|enum|trigger) +(\\w+).*", "$1");
          ApexSource.Kind kind =
              line.startsWith("trigger ") ? ApexSource.Kind.TRIGGER : ApexSource.Kind.CLASS;
          mistakes.add(new Mistake(source(kind, name, text, words, 1), line, new ArrayList<>()));
        }
      }
    }
  }
}
