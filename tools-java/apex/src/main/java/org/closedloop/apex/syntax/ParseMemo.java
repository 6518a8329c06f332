package org.closedloop.apex.syntax;

import java.lang.ref.SoftReference;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Function;
import org.closedloop.apex.syntax.ApexFrontEnd.Parsed;

/**
 * Remembers the trees of texts that were parsed lately. A deploy compiles all classes of an org
 * together although few of them changed; trees are immutable, so the same text may share its tree.
 */
final class ParseMemo<U extends ApexUnit> {
  private static final int MOST = 1000;
  private static final int LONGEST = 100_000;

  private final Map<String, SoftReference<Parsed<U>>> known =
      Collections.synchronizedMap(
          new LinkedHashMap<>(16, 0.75f, true) {
            private static final long serialVersionUID = 1L;

            @Override
            protected boolean removeEldestEntry(Map.Entry<String, SoftReference<Parsed<U>>> e) {
              return size() > MOST;
            }
          });

  Parsed<U> parse(String source, Function<String, Parsed<U>> parser) {
    SoftReference<Parsed<U>> held = known.get(source);
    Parsed<U> parsed = held == null ? null : held.get();
    if (parsed == null) {
      parsed = parser.apply(source);
      if (source.length() <= LONGEST) {
        known.put(source, new SoftReference<>(parsed));
      }
    }
    return parsed;
  }
}
