package org.closedloop.apex.exec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.ApexEngine;
import org.closedloop.apex.host.ApexProgram;
import org.closedloop.apex.host.ApexSource;

/** Compiles sources of a test against {@link FakeSchema}. */
public final class Compiled {

  private Compiled() {}

  static FakeHost host(String... classes) {
    return new FakeHost(new FakeSchema(), program(62, classes));
  }

  /** A program of classes given as source; the name is read from the source. */
  public static ApexProgram program(double version, String... classes) {
    List<ApexSource> sources = new ArrayList<>();
    for (String c : classes) {
      String name = c.replaceFirst("(?s).*?(?:class|interface|enum)\\s+(\\w+).*", "$1");
      sources.add(new ApexSource(ApexSource.Kind.CLASS, name, name + ".cls", c, version));
    }
    return program(sources);
  }

  public static ApexProgram program(List<ApexSource> sources) {
    ApexEngine.Compiled r = ApexEngine.compile(sources, new FakeSchema(), ApexEngine.Mode.REFUSE);
    assertTrue(r.program().isPresent(), () -> r.diagnostics().toString());
    return r.program().get();
  }

  static void run(FakeHost host, String block) {
    host.session()
        .runAnonymous(new ApexSource(ApexSource.Kind.CLASS, "AnonymousBlock", "block", block, 62));
  }
}
