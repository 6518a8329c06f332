package org.closedloop.apex.exec;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.function.Function;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.ApexObject;
import org.closedloop.apex.value.ApexSet;
import org.closedloop.apex.value.Errors;

/** Going over what Apex can go over, with the guard against changes of the collection. */
final class Iteration {

  private Iteration() {}

  /**
   * Hands each element to the step until one answers a completion other than CONTINUE.
   *
   * @return RETURN when a step did, else null
   */
  static Completion each(ExecContext ctx, Object source, Function<Object, Completion> step) {
    if (source == null) {
      throw Errors.nullPointer();
    }
    if (source instanceof ApexList l) {
      return list(l, step);
    }
    if (source instanceof ApexSet s) {
      s.beginIteration();
      try {
        return over(s.iterator(), step);
      } finally {
        s.endIteration();
      }
    }
    if (source instanceof ApexMap m) {
      m.beginIteration();
      try {
        return over(m.keys().iterator(), step);
      } finally {
        m.endIteration();
      }
    }
    if (source instanceof Iterable<?> i) {
      return over(i.iterator(), step);
    }
    if (source instanceof Iterator<?> i) {
      return over(i, step);
    }
    return user(ctx, source, step);
  }

  private static Completion list(ApexList l, Function<Object, Completion> step) {
    l.beginIteration();
    try {
      for (int i = 0; i < l.size(); i++) {
        Completion c = step.apply(l.get(i));
        if (c == Completion.BREAK) {
          return null;
        }
        if (c == Completion.RETURN) {
          return c;
        }
      }
      return null;
    } finally {
      l.endIteration();
    }
  }

  private static Completion over(Iterator<?> it, Function<Object, Completion> step) {
    while (it.hasNext()) {
      Completion c = step.apply(it.next());
      if (c == Completion.BREAK) {
        return null;
      }
      if (c == Completion.RETURN) {
        return c;
      }
    }
    return null;
  }

  private static Completion user(
      ExecContext ctx, Object source, Function<Object, Completion> step) {
    Object iterator =
        source instanceof ApexObject && ctx.hasMethod(source, "hasNext", 0)
            ? source
            : ctx.call(source, "iterator");
    if (iterator == null) {
      throw Errors.nullPointer();
    }
    return over(
        new Iterator<>() {
          @Override
          public boolean hasNext() {
            return Boolean.TRUE.equals(ctx.call(iterator, "hasNext"));
          }

          @Override
          public Object next() {
            return ctx.call(iterator, "next");
          }
        },
        step);
  }

  /** All elements of anything that can be iterated. */
  static ArrayList<Object> toList(ExecContext ctx, Object source) {
    ArrayList<Object> out = new ArrayList<>();
    each(
        ctx,
        source,
        v -> {
          out.add(v);
          return null;
        });
    return out;
  }
}
