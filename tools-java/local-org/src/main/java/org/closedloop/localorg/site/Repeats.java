package org.closedloop.localorg.site;

import java.util.List;
import java.util.function.IntConsumer;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.SObjectValue;

/** The components that bring a variable: apex:repeat and apex:variable. */
final class Repeats {

  private Repeats() {}

  /** Runs the body once per row with the variable set; the argument is the row's position. */
  static void each(PageRun run, PageNode.Element e, IntConsumer body) {
    String var = e.attribute("var").flatMap(a -> a.value().literal()).orElseThrow();
    Object value = e.attribute("value").map(a -> run.value(a.value())).orElse(null);
    int first = number(run, e, "first", 0);
    int rows = number(run, e, "rows", 0);
    int at = 0;
    for (Object item : items(value)) {
      int i = at++;
      if (i >= first && (rows <= 0 || i < first + rows)) {
        run.with(var, item, () -> body.accept(i));
      }
    }
  }

  private static int number(PageRun run, PageNode.Element e, String name, int otherwise) {
    return e.attribute(name)
        .map(a -> PageFunctions.number(run.value(a.value())).intValue())
        .orElse(otherwise);
  }

  static Iterable<?> items(Object value) {
    if (value == null) {
      return List.of();
    }
    if (value instanceof Iterable<?> it) {
      return it;
    }
    if (value instanceof ApexMap map) {
      return map.keys();
    }
    if (value instanceof SObjectValue row) {
      return List.of(row);
    }
    throw new PageFailure("apex:repeat needs a list, not " + PageFunctions.text(value));
  }

  static void define(PageRun run, PageNode.Element e) {
    String var = e.attribute("var").flatMap(a -> a.value().literal()).orElseThrow();
    run.define(var, e.attribute("value").map(a -> run.value(a.value())).orElse(null));
  }
}
