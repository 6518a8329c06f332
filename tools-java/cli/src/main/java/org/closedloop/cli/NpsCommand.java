package org.closedloop.cli;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/**
 * Frame of every command: runs it, turns its outcome or failure into an exit code and, with {@code
 * --json}, into the one envelope on standard output.
 */
public abstract class NpsCommand implements Callable<Integer> {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(
              new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance));

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
    String name = spec.qualifiedName().replaceFirst("^nps ", "");
    try {
      Outcome outcome = run(console);
      if (json) {
        console.envelope(
            envelope(name, outcome.exit(), outcome.result(), outcome.warnings(), null));
      } else {
        outcome.warnings().forEach(w -> console.log("warning: " + w));
      }
      return outcome.exit();
    } catch (CliException e) {
      return fail(console, name, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return fail(console, name, CliException.environment("interrupted", "Interrupted.", null));
    } catch (Exception e) {
      return fail(console, name, Failures.explain(e));
    }
  }

  private int fail(Console console, String name, CliException e) {
    if (json) {
      Map<String, Object> error = new LinkedHashMap<>();
      error.put("code", e.code());
      error.put("message", e.getMessage());
      error.put("where", e.where());
      error.put("hint", e.hint());
      console.envelope(envelope(name, e.exit(), null, List.of(), error));
    }
    console.log("error: " + (e.where() == null ? "" : e.where() + ": ") + e.getMessage());
    if (e.hint() != null) {
      console.log("hint: " + e.hint());
    }
    return e.exit();
  }

  private static String envelope(
      String command, int status, Object result, List<String> warnings, Object error) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("status", status);
    all.put("command", command);
    all.put("result", result);
    all.put("warnings", warnings);
    all.put("error", error);
    try {
      return JSON.writeValueAsString(all);
    } catch (com.fasterxml.jackson.core.JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
