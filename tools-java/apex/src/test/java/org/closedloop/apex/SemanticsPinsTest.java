package org.closedloop.apex;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * Every rule of {@code docs/semantics} about Apex is pinned by a test or script that exists; the
 * pins of the other pages exist, and a row of theirs without one says so with a dash.
 */
class SemanticsPinsTest {

  private static final Path PAGES = Path.of("../../docs/semantics");

  @Test
  void everyRuleNamesATestThatExists() throws IOException {
    PinIndex index = PinIndex.read(Path.of(".."));
    List<Path> pages;
    try (Stream<Path> all = Files.list(PAGES)) {
      pages = all.filter(p -> p.toString().endsWith(".md")).sorted().toList();
    }
    assertTrue(pages.size() > 9, "pages found");
    List<String> problems = new ArrayList<>();
    for (Path p : pages) {
      String name = p.getFileName().toString();
      index.problems(name, Files.readString(p)).stream()
          .filter(x -> name.startsWith("apex-") || !x.contains(PinIndex.NOTHING))
          .forEach(problems::add);
    }
    assertEquals("", String.join("\n", problems));
  }

  @Test
  void aRowWithoutAPinIsTold() {
    TreeSet<String> some =
        PinIndex.declared("class SomeTest { @Nested class Inner { void holds() { } } }");
    PinIndex index = new PinIndex(Map.of("SomeTest", some), List.of("values.apex"));
    String page =
        """
        | rule | evidence | pinned by |
        |---|---|---|
        | a | [K] | `SomeTest.Inner` |
        | b `x \\| y` | [K] | SomeTest, values.apex |
        | c | [K] | `SomeTest.Inner.holds`, `holds` |
        | d | [K] | - |
        | e | [K] | |
        | f | [K] | compiled suites |
        | g | [K] | `OtherTest` |
        | h | [K] | `SomeTest.Outer` |
        | i | [K] | missing.apex |
        """;
    assertEquals(
        List.of(
            "page:6 pins nothing | d",
            "page:7 pins nothing | e",
            "page:8 names no test or script: compiled, suites | f",
            "page:9 names no test or script: OtherTest | g",
            "page:10 names no test or script: Outer | h",
            "page:11 names no test or script: missing.apex | i"),
        index.problems("page", page));
  }
}
