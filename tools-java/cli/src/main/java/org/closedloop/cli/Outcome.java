package org.closedloop.cli;

import java.util.List;

/**
 * What a command answers.
 *
 * @param exit 0 when everything is well, 1 when a check failed
 * @param result JSON-able; the {@code result} of the envelope
 */
public record Outcome(int exit, Object result, List<String> warnings) {

  public static Outcome ok(Object result) {
    return new Outcome(0, result, List.of());
  }

  public static Outcome of(boolean good, Object result) {
    return new Outcome(good ? 0 : CliException.FAILED, result, List.of());
  }
}
