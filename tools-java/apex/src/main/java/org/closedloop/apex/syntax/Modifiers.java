package org.closedloop.apex.syntax;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * Words and annotations before a declaration.
 *
 * @param words lower case, sharing as {@code with sharing}; in source order
 */
public record Modifiers(Set<String> words, List<Annotated> annotations, SourcePos pos) {

  /** An annotation; values by lower-case parameter, a lone one under {@code value}. */
  public record Annotated(String name, Map<String, String> values, SourcePos pos) {
    public Annotated {
      values = Map.copyOf(values);
    }
  }

  public Modifiers {
    annotations = List.copyOf(annotations);
  }

  public boolean has(String word) {
    return words.contains(word.toLowerCase(Locale.ROOT));
  }

  public boolean annotated(String name) {
    return annotations.stream().anyMatch(a -> a.name().equalsIgnoreCase(name));
  }
}
