package org.closedloop.apex.library;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.closedloop.apex.bind.ApexCompiler;
import org.closedloop.apex.bind.CompileOptions;
import org.closedloop.apex.bind.CompileResult;
import org.closedloop.apex.exec.Program;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.ApexSource;
import org.closedloop.apex.platform.PlatformIndex;
import org.closedloop.apex.schema.Schema;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** Runs the Apex scripts beside this test; a script passes when none of its assertions fails. */
class LibraryScriptsTest {

  private static final Schema SCHEMA = FakeHost.schema();
  private static final CompileOptions OPTIONS =
      new CompileOptions(false, false, s -> PlatformIndex.get().implementation(s).isPresent());
  private static Program program;

  private static String read(String folder, String name) throws IOException {
    try (InputStream in = LibraryScriptsTest.class.getResourceAsStream(folder + "/" + name)) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
  }

  private static List<String> names(String folder) throws Exception {
    Path dir = Path.of(LibraryScriptsTest.class.getResource(folder).toURI());
    try (Stream<Path> files = Files.list(dir)) {
      return files.map(f -> f.getFileName().toString()).sorted().toList();
    }
  }

  @BeforeAll
  static void compile() throws Exception {
    List<ApexSource> sources = new ArrayList<>();
    for (String n : names("classes")) {
      String name = n.substring(0, n.indexOf('.'));
      sources.add(new ApexSource(ApexSource.Kind.CLASS, name, n, read("classes", n), 67.0));
    }
    CompileResult r = ApexCompiler.compile(sources, SCHEMA, OPTIONS);
    assertEquals(List.of(), r.diagnostics());
    program =
        new Program(
            r.program(),
            s -> PlatformIndex.get().implementation(s).orElse(null),
            (source, bound) -> {
              var a = ApexCompiler.compileAnonymous(source, bound, OPTIONS);
              if (a.block() == null) {
                throw new IllegalStateException(a.diagnostics().toString());
              }
              return a.block();
            });
  }

  @TestFactory
  Stream<DynamicTest> scripts() throws Exception {
    return names("scripts").stream().map(n -> DynamicTest.dynamicTest(n, () -> run(n)));
  }

  private static void run(String name) throws IOException {
    try {
      program
          .open(new FakeHost().host(SCHEMA))
          .runAnonymous(
              new ApexSource(
                  ApexSource.Kind.CLASS, "AnonymousBlock", name, read("scripts", name), 67.0));
    } catch (ApexFailure e) {
      fail(e.typeName() + ": " + e.getMessage() + "\n" + e.apexStack());
    }
  }
}
