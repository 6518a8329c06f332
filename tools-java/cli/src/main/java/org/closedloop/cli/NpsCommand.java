package org.closedloop.cli;

import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Frame of every command: runs it, turns its outcome or failure into an exit code and, with {@code
 * --json}, into the one envelope on standard output.
 */
public abstract class NpsCommand implements Callable<Integer> {

  @Spec private CommandSpec spec;

  @Option(
      names = "--json",
      description = "Print one JSON envelope on standard output; logs go to standard error.")
  private boolean json;

  /** Does the work; a {@link CliException} ends it with its exit code. */
  protected abstract Outcome run(Console console) throws Exception;

  @Override
  public final Integer call() {
    Console console = ((Nps) spec.root().userObject()).console();
    console.setJson(json);
    try {
      Outcome outcome = run(console);
      if (json) {
        console.envelope(Envelope.of(spec, outcome));
      } else {
        outcome.warnings().forEach(w -> console.log("warning: " + w));
      }
      return outcome.exit();
    } catch (CliException e) {
      return fail(console, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return fail(console, CliException.environment("interrupted", "Interrupted.", null));
    } catch (Exception e) {
      return fail(console, Failures.explain(e));
    }
  }

  private int fail(Console console, CliException e) {
    if (json) {
      console.envelope(Envelope.failed(spec, e));
    }
    console.log("error: " + (e.where() == null ? "" : e.where() + ": ") + e.getMessage());
    if (e.hint() != null) {
      console.log("hint: " + e.hint());
    }
    return e.exit();
  }
}
