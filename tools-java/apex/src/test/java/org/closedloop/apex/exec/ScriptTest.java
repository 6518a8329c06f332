package org.closedloop.apex.exec;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.closedloop.apex.ApexEngine;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.ApexSource;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs every script of {@code resources/scripts} through compiler, planner and library. */
class ScriptTest {

  @TestFactory
  Stream<DynamicTest> scripts() throws IOException, URISyntaxException {
    Path dir = Path.of(ScriptTest.class.getResource("/scripts").toURI());
    List<Path> files;
    try (Stream<Path> all = Files.list(dir)) {
      files = all.filter(p -> p.toString().endsWith(".apex")).sorted().toList();
    }
    assertTrue(files.size() > 5, "scripts found");
    return files.stream()
        .map(p -> DynamicTest.dynamicTest(p.getFileName().toString(), () -> onBigStack(p)));
  }

  /** Scripts run on a stack as large as that of request threads. */
  private static void onBigStack(Path file) throws Throwable {
    Throwable[] thrown = new Throwable[1];
    Thread t =
        new Thread(
            null,
            () -> {
              try {
                check(file);
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

  private static void check(Path file) throws IOException {
    Script s = Script.parse(file.toString(), Files.readString(file));
    FakeSchema schema = new FakeSchema();
    ApexEngine.Compiled compiled = ApexEngine.compile(s.sources(), schema, ApexEngine.Mode.REFUSE);
    assertTrue(compiled.program().isPresent(), () -> compiled.diagnostics().toString());
    FakeHost host = new FakeHost(schema, compiled.program().get());
    String error = null;
    try {
      host.session()
          .runAnonymous(
              new ApexSource(ApexSource.Kind.CLASS, "AnonymousBlock", "run", s.run(), 62));
    } catch (ApexFailure e) {
      error = (e + "\n" + e.apexStack()).strip();
    }
    String seen = String.join("\n", host.log) + (error == null ? "" : "\n! " + error);
    assertEquals(String.join("\n", s.output()), String.join("\n", host.log), seen);
    if (s.error() != null && error != null && s.error().endsWith("...")) {
      String head = s.error().substring(0, s.error().length() - 3);
      assertTrue(error.startsWith(head), seen);
    } else {
      assertEquals(s.error(), error, seen);
    }
  }
}
