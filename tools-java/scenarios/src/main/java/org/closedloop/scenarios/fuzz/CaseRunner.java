package org.closedloop.scenarios.fuzz;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.closedloop.apex.ApexEngine;
import org.closedloop.apex.exec.NotCompiled;
import org.closedloop.apex.host.ApexFailure;
import org.closedloop.apex.host.ApexHost.Quiddity;
import org.closedloop.apex.host.ApexProgram;
import org.closedloop.apex.host.ApexSource;
import org.closedloop.apex.host.HostException;
import org.closedloop.apex.host.Limits;
import org.closedloop.apex.host.UnsupportedPlatformFeature;
import org.closedloop.localorg.org.LocalOrg;
import org.closedloop.localorg.org.OrgOptions;
import org.closedloop.localorg.request.Request;
import org.closedloop.metadata.Diagnostic;

/**
 * Compiles a case in every mode and runs what compiled, on an org of its own that no case changes.
 * Judges what it sees: diagnostics, Apex exceptions and success are fine, anything else escapes.
 */
final class CaseRunner implements AutoCloseable {

  /** CPU milliseconds of the platform's measure that a case may use, so that loops end soon. */
  private static final long CPU = 300;

  private static final int TESTS = 3;
  private static final Pattern LEAK =
      Pattern.compile(
          "\\b(java|javax|sun|jdk|org\\.closedloop|org\\.antlr|com\\.fasterxml)\\.[a-z]"
              + "|ClassCastException|IndexOutOfBounds(?!.*List index)|StackOverflowError"
              + "|NumberFormatException|@[0-9a-f]{6,8}\\b|because \"");

  private final LocalOrg org = new LocalOrg(OrgOptions.defaults());
  private final List<String> log = new ArrayList<>();

  CaseRunner() {
    org.setDebugLog((id, level, line, text) -> log.add(text));
  }

  /** Compiles and runs; throws what a case lets escape. */
  Outcome run(FuzzCase c) {
    try {
      return org.inRequest(
          new Request.Start(org.adminId(), Quiddity.RUNTEST_SYNC, null, true, null, 0),
          request -> {
            request.limits().override(Limits.Counter.CPU_TICKS, CPU);
            throw new Judged(judge(c, request));
          });
    } catch (Judged e) {
      return e.outcome;
    }
  }

  /** Ends a request with a rollback, so that the next case starts from the same rows. */
  private static final class Judged extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Outcome outcome;

    Judged(Outcome outcome) {
      super(null, null, false, false);
      this.outcome = outcome;
    }
  }

  private Outcome judge(FuzzCase c, Request request) {
    Outcome last = null;
    for (ApexEngine.Mode mode : ApexEngine.Mode.values()) {
      ApexEngine.Compiled compiled = ApexEngine.compile(c.sources(), request.schema(), mode);
      Optional<String> wrong = wrong(c.sources(), compiled);
      if (wrong.isPresent()) {
        return Outcome.escape(mode + ": " + wrong.get());
      }
      if (compiled.program().isEmpty()) {
        last = new Outcome(Outcome.Kind.REFUSED, first(compiled.diagnostics()));
        if (c.expected() != null) {
          return Outcome.escape("a valid program is refused: " + last.what());
        }
        if (compiled.diagnostics().stream().noneMatch(Diagnostic::isError)) {
          return Outcome.escape(mode + ": refused without an error");
        }
      } else if (last == null || mode == ApexEngine.Mode.TOLERATE) {
        last = ran(c, compiled.program().get(), request);
        if (last.isEscape()) {
          return last;
        }
      }
    }
    return last;
  }

  // --- diagnostics ------------------------------------------------------------------------------

  private static String first(List<Diagnostic> all) {
    return all.isEmpty() ? "" : all.get(0).headline();
  }

  private static Optional<String> wrong(List<ApexSource> sources, ApexEngine.Compiled compiled) {
    Set<String> files = new HashSet<>();
    sources.forEach(s -> files.add(s.file()));
    for (Diagnostic d : compiled.diagnostics()) {
      if (!files.contains(d.file())) {
        return Optional.of("a remark on no file: " + d.headline());
      }
      if (d.line() < 1 || d.line() > lines(sources, d.file())) {
        return Optional.of("a remark outside its file: " + d.headline());
      }
      if (LEAK.matcher(d.message() + ' ' + d.hint()).find()
          && sources.stream().noneMatch(s -> s.source().contains("java"))) {
        return Optional.of("a remark in words of Java: " + d.headline());
      }
    }
    return Optional.empty();
  }

  private static long lines(List<ApexSource> sources, String file) {
    return sources.stream()
        .filter(s -> s.file().equals(file))
        .mapToLong(s -> 1 + s.source().chars().filter(ch -> ch == '\n' || ch == '\r').count())
        .max()
        .orElse(0);
  }

  // --- running ----------------------------------------------------------------------------------

  private Outcome ran(FuzzCase c, ApexProgram program, Request request) {
    Outcome first = once(c, program, request, c.block());
    if (c.expected() != null && !first.isEscape()) {
      List<String> printed = List.copyOf(log);
      if (first.kind() != Outcome.Kind.RAN) {
        return Outcome.escape("a valid program ends with " + first.what());
      }
      if (!printed.equals(c.expected())) {
        return Outcome.escape(difference(c.expected(), printed));
      }
      once(c, program, request, c.block());
      return log.equals(printed) ? first : Outcome.escape("a second run prints something else");
    }
    for (ApexProgram.TestMethod t : program.testMethods().stream().limit(TESTS).toList()) {
      if (first.isEscape()) {
        return first;
      }
      Outcome next = guarded(() -> program.open(request).runTest(t.className(), t.methodName()));
      first = next.isEscape() ? next : first;
    }
    return first;
  }

  private static String difference(List<String> expected, List<String> printed) {
    for (int i = 0; i < Math.max(expected.size(), printed.size()); i++) {
      String e = i < expected.size() ? expected.get(i) : "nothing";
      String p = i < printed.size() ? printed.get(i) : "nothing";
      if (!e.equals(p)) {
        return "line " + i + " of the output is <" + p + ">, not <" + e + ">";
      }
    }
    return "";
  }

  private Outcome once(FuzzCase c, ApexProgram program, Request request, String block) {
    log.clear();
    request.limits().set(Limits.Counter.CPU_TICKS, 0);
    ApexSource source =
        new ApexSource(ApexSource.Kind.CLASS, "AnonymousBlock", "run", block, FuzzCase.VERSION);
    return guarded(() -> program.open(request).runAnonymous(source));
  }

  /** What the engine may throw, told apart; everything else goes on as the escape it is. */
  private static Outcome guarded(Runnable body) {
    try {
      body.run();
      return new Outcome(Outcome.Kind.RAN, "");
    } catch (ApexFailure e) {
      if (e.getMessage() != null && LEAK.matcher(e.getMessage()).find()) {
        return Outcome.escape("an exception in words of Java: " + e);
      }
      return new Outcome(
          e.typeName().equals("System.LimitException") ? Outcome.Kind.LIMIT : Outcome.Kind.THREW,
          e.toString());
    } catch (HostException e) {
      return new Outcome(Outcome.Kind.THREW, e.apexType() + ": " + e.getMessage());
    } catch (UnsupportedPlatformFeature | NotCompiled e) {
      return new Outcome(Outcome.Kind.UNSUPPORTED, e.getMessage());
    }
  }

  @Override
  public void close() {
    org.close();
  }
}
