package org.closedloop.apex.exec;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.ApexEngine;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.ApexSource;
import org.closedloop.apex.host.UnsupportedPlatformFeature;
import org.closedloop.metadata.Diagnostic;

/** Compiles the sources of a script's case and runs its block on a {@link FakeHost}. */
final class ScriptRun {

  /**
   * What a block did.
   *
   * @param error type and text of what left it, then its stack; null when nothing did
   */
  record Result(List<String> log, String error) {
    @Override
    public String toString() {
      return String.join("\n", log) + (error == null ? "" : "\n! " + error);
    }
  }

  private ScriptRun() {}

  /** What the compiler says, as {@code file:line:column code message (hint)}. */
  static List<String> remarks(List<ApexSource> sources) {
    return ApexEngine.compile(sources, new FakeSchema(), ApexEngine.Mode.REFUSE)
        .diagnostics()
        .stream()
        .map(d -> d.file() + ":" + d.line() + ":" + remark(d))
        .toList();
  }

  /** What the compiler says about one source, as {@code column code message (hint)}. */
  static List<String> remarks(List<ApexSource> others, ApexSource wrong) {
    List<ApexSource> all = new ArrayList<>(others);
    all.add(wrong);
    return ApexEngine.compile(all, new FakeSchema(), ApexEngine.Mode.REFUSE).diagnostics().stream()
        .map(ScriptRun::remark)
        .toList();
  }

  private static String remark(Diagnostic d) {
    String severity = d.isError() ? "" : d.severity() + " ";
    String hint = d.hint().isEmpty() ? "" : " (" + d.hint() + ")";
    return d.column() + " " + severity + d.code() + " " + d.message() + hint;
  }

  static Result run(List<ApexSource> sources, ApexSource block) {
    FakeSchema schema = new FakeSchema();
    ApexEngine.Compiled compiled = ApexEngine.compile(sources, schema, ApexEngine.Mode.REFUSE);
    assertTrue(compiled.program().isPresent(), () -> compiled.diagnostics().toString());
    FakeHost host = new FakeHost(schema, compiled.program().get());
    try {
      host.session().runAnonymous(block);
      return new Result(host.log, null);
    } catch (ApexFailure e) {
      return new Result(host.log, (e + "\n" + e.apexStack()).strip());
    } catch (UnsupportedPlatformFeature e) {
      return new Result(host.log, "unsupported: " + e.getMessage());
    }
  }
}
