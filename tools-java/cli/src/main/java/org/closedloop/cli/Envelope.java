package org.closedloop.cli;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.ToStringSerializer;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Model.CommandSpec;

/**
 * The one line on standard output with {@code --json}: status, command, result, warnings, error.
 */
final class Envelope {

  private static final ObjectMapper JSON =
      new ObjectMapper()
          .registerModule(
              new SimpleModule().addSerializer(Instant.class, ToStringSerializer.instance));

  private Envelope() {}

  static String of(CommandSpec command, Outcome outcome) {
    return text(command, outcome.exit(), outcome.result(), outcome.warnings(), null);
  }

  static String failed(CommandSpec command, CliException e) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("code", e.code());
    error.put("message", e.getMessage());
    error.put("where", e.where());
    error.put("hint", e.hint());
    return text(command, e.exit(), null, List.of(), error);
  }

  private static String text(
      CommandSpec command, int status, Object result, List<String> warnings, Object error) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("status", status);
    all.put("command", command.qualifiedName().replaceFirst("^nps ", ""));
    all.put("result", result);
    all.put("warnings", warnings);
    all.put("error", error);
    try {
      return JSON.writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }
}
