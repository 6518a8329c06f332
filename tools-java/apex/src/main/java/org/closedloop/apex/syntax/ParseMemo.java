package org.closedloop.apex.syntax;

import java.lang.ref.SoftReference;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.closedloop.apex.syntax.ApexFrontEnd.Parsed;

/**
 * Remembers the trees of texts that were parsed lately. A deploy compiles all classes of an org
 * together although few of them changed; trees are immutable, so the same text may share its tree.
 * Bounded by the length of the texts; the trees themselves go when memory is short.
 */
final class ParseMemo<U extends ApexUnit> {
  private static final long MOST_CHARACTERS = 24_000_000;

  private final Map<String, SoftReference<Parsed<U>>> known = new LinkedHashMap<>(16, 0.75f, true);
  private long characters;

  Parsed<U> parse(String source, Function<String, Parsed<U>> parser) {
    SoftReference<Parsed<U>> held;
    synchronized (this) {
      held = known.get(source);
    }
    Parsed<U> parsed = held == null ? null : held.get();
    if (parsed == null) {
      parsed = parser.apply(source);
      remember(source, parsed);
    }
    return parsed;
  }

  private synchronized void remember(String source, Parsed<U> parsed) {
    if (known.put(source, new SoftReference<>(parsed)) == null) {
      characters += source.length();
    }
    Iterator<String> eldest = known.keySet().iterator();
    while (characters > MOST_CHARACTERS && eldest.hasNext()) {
      characters -= eldest.next().length();
      eldest.remove();
    }
  }

  synchronized void forget() {
    known.clear();
    characters = 0;
  }
}
