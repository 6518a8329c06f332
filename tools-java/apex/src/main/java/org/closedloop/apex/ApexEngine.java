package org.closedloop.apex;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.closedloop.apex.bind.ApexCompiler;
import org.closedloop.apex.bind.BoundAnonymous;
import org.closedloop.apex.bind.BoundProgram;
import org.closedloop.apex.bind.CompileOptions;
import org.closedloop.apex.bind.CompileResult;
import org.closedloop.apex.exec.Program;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.ApexProgram;
import org.closedloop.apex.host.ApexSource;
import org.closedloop.apex.library.Library;
import org.closedloop.apex.schema.Schema;
import org.closedloop.metadata.Diagnostic;

/** The language as one piece: sources in, a program that runs out. */
public final class ApexEngine {

  /** What to do about problems. */
  public enum Mode {
    /** Any error, unsupported members included, gives no program. */
    REFUSE,
    /** Errors are told; sources that cannot be parsed are left out instead of failing the whole. */
    COLLECT,
    /** As COLLECT, and unsupported members are noted and fail when they run. */
    TOLERATE
  }

  /**
   * What a compilation gives.
   *
   * @param program empty when there are errors that the mode does not tolerate
   * @param failed names of the sources with errors
   */
  public record Compiled(
      Optional<ApexProgram> program, List<Diagnostic> diagnostics, Set<String> failed) {}

  private ApexEngine() {}

  public static Compiled compile(List<ApexSource> sources, Schema schema, Mode mode) {
    return compile(sources, schema, mode, source -> {});
  }

  /**
   * Compiles sources against each other and the schema.
   *
   * @param parsed hears of each source once it is parsed, which is most of the work
   */
  public static Compiled compile(
      List<ApexSource> sources, Schema schema, Mode mode, Consumer<ApexSource> parsed) {
    CompileOptions options = options(mode);
    CompileResult r = DeepStack.call(() -> ApexCompiler.compile(sources, schema, options, parsed));
    return new Compiled(
        Optional.ofNullable(r.program()).map(b -> program(b, options)),
        r.diagnostics(),
        r.failed());
  }

  private static CompileOptions options(Mode mode) {
    return new CompileOptions(
        mode == Mode.TOLERATE,
        mode != Mode.REFUSE,
        signature -> Library.get().implementation(signature).isPresent());
  }

  private static ApexProgram program(BoundProgram bound, CompileOptions options) {
    return new Program(
        bound,
        signature -> Library.get().implementation(signature).orElse(null),
        (source, program) -> anonymous(source, program, options));
  }

  private static BoundAnonymous anonymous(
      ApexSource source, BoundProgram program, CompileOptions options) {
    ApexCompiler.AnonymousResult r =
        DeepStack.call(() -> ApexCompiler.compileAnonymous(source, program, options));
    if (r.block() == null) {
      Diagnostic d = r.diagnostics().get(0);
      throw new ApexFailure("System.CompileException", "Line " + d.line() + ": " + d.message(), "");
    }
    return r.block();
  }
}
