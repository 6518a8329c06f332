package org.closedloop.apex.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicNode;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every script of {@code resources/scripts} through compiler, planner and library. */
class ScriptTest {

  @TestFactory
  Stream<DynamicNode> scripts() throws IOException, URISyntaxException {
    Path dir = Path.of(ScriptTest.class.getResource("/scripts").toURI());
    List<Path> files;
    try (Stream<Path> all = Files.list(dir)) {
      files = all.filter(p -> p.toString().endsWith(".apex")).sorted().toList();
    }
    assertTrue(files.size() > 5, "scripts found");
    return files.stream().map(ScriptTest::cases);
  }

  private static DynamicNode cases(Path file) {
    String name = file.getFileName().toString();
    try {
      return DynamicContainer.dynamicContainer(
          name,
          Script.parse(name, Files.readString(file)).cases().stream()
              .map(c -> DynamicTest.dynamicTest(name + " " + c.name(), () -> onBigStack(c))));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  /** Scripts run on a stack as large as that of request threads. */
  private static void onBigStack(Script.Case c) throws Throwable {
    Throwable[] thrown = new Throwable[1];
    Thread t =
        new Thread(
            null,
            () -> {
              try {
                check(c);
              } catch (Throwable e) {
                thrown[0] = e;
              }
            },
            "script",
            64L << 20);
    t.start();
    t.join();
    if (thrown[0] != null) {
      throw thrown[0];
    }
  }

  private static void check(Script.Case c) {
    assertEquals(
        lines(c.compileErrors()), lines(ScriptRun.remarks(c.sources())), "what the compiler says");
    for (Script.Mistake m : c.mistakes()) {
      assertEquals(lines(m.remarks()), lines(ScriptRun.remarks(c.sources(), m.source())), m.text());
    }
    if (c.run() == null) {
      return;
    }
    ScriptRun.Result r = ScriptRun.run(c.sources(), c.run());
    assertEquals(lines(c.output()), lines(r.log()), r::toString);
    if (c.error() != null && r.error() != null && c.error().endsWith("...")) {
      String head = c.error().substring(0, c.error().length() - 3);
      assertTrue(r.error().startsWith(head), r::toString);
    } else {
      assertEquals(c.error(), r.error(), r::toString);
    }
  }

  private static String lines(List<String> l) {
    return l == null ? "" : String.join("\n", l);
  }
}
