package org.closedloop.apex.exec;

import java.util.Arrays;
import java.util.function.Consumer;

/** The static variables of a session; a class is initialised by its first use. */
final class Statics {

  private Object[][] values;

  Statics(int classes) {
    values = new Object[classes][];
  }

  Object[] of(ExecContext ctx, ClassPlan c) {
    Object[] v = values[c.index()];
    return v != null ? v : initialise(ctx, c);
  }

  /** Makes room for the classes of an anonymous block. */
  void grow(int classes) {
    values = Arrays.copyOf(values, classes);
  }

  /** The variables of every class in use. */
  void values(Consumer<Object> reach) {
    for (Object[] of : values) {
      if (of != null) {
        for (Object v : of) {
          reach.accept(v);
        }
      }
    }
  }

  private Object[] initialise(ExecContext ctx, ClassPlan c) {
    Object[] v = new Object[c.bound().staticSlots()];
    values[c.index()] = v;
    boolean done = false;
    try {
      if (c.superclass() != null) {
        of(ctx, c.superclass());
      }
      c.initializers().runStatic(ctx);
      done = true;
    } finally {
      if (!done) {
        values[c.index()] = null;
      }
    }
    return v;
  }
}
