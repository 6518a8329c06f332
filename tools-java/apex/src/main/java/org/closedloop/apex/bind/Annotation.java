package org.closedloop.apex.bind;

import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.closedloop.apex.syntax.SourcePos;

/**
 * An annotation as written.
 *
 * @param name without the at sign, in declared case
 * @param values lower-case parameter name to its text; a lone value under {@code value}
 */
public record Annotation(String name, Map<String, String> values, SourcePos pos) {
  public Annotation {
    values = Map.copyOf(values);
  }

  public boolean is(String other) {
    return name.equalsIgnoreCase(other);
  }

  public Optional<String> value(String parameter) {
    return Optional.ofNullable(values.get(parameter.toLowerCase(Locale.ROOT)));
  }

  /** Whether the parameter is written as true. */
  public boolean flag(String parameter) {
    return value(parameter).map(v -> v.equalsIgnoreCase("true")).orElse(false);
  }
}
