package org.closedloop.apex.exec;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.host.ApexSource;

/**
 * A script of the runtime tests: sections that start with a line {@code //// kind rest}. Kinds are
 * {@code class NAME [version]}, {@code trigger NAME}, {@code run} (anonymous block), {@code output}
 * (expected debug lines), {@code error} (expected type and text of what leaves the block, then its
 * stack).
 */
record Script(List<ApexSource> sources, String run, List<String> output, String error) {

  static Script parse(String file, String text) {
    List<ApexSource> sources = new ArrayList<>();
    String run = "";
    List<String> output = new ArrayList<>();
    String error = null;
    for (String section : text.split("(?m)^//// ")) {
      if (section.isBlank()) {
        continue;
      }
      int eol = section.indexOf('\n');
      String[] head = section.substring(0, eol < 0 ? section.length() : eol).trim().split(" ");
      String body = eol < 0 ? "" : section.substring(eol + 1);
      switch (head[0]) {
        case "class" ->
            sources.add(
                new ApexSource(
                    ApexSource.Kind.CLASS,
                    head[1],
                    head[1] + ".cls",
                    body,
                    head.length > 2 ? Double.parseDouble(head[2]) : 62));
        case "trigger" ->
            sources.add(
                new ApexSource(ApexSource.Kind.TRIGGER, head[1], head[1] + ".trigger", body, 62));
        case "run" -> run = body;
        case "output" -> output.addAll(body.lines().toList());
        case "error" -> error = body.strip();
        default -> throw new IllegalArgumentException(file + ": section " + head[0]);
      }
    }
    while (!output.isEmpty() && output.get(output.size() - 1).isBlank()) {
      output.remove(output.size() - 1);
    }
    return new Script(sources, run, output, error);
  }
}
