package org.closedloop.apex.exec;

import org.closedloop.apex.value.Errors;

/** An expression ready to run. */
@FunctionalInterface
interface Node {

  Object eval(Frame f);

  /** The value of a condition; null is the platform's NullPointerException. */
  default boolean truth(Frame f) {
    Object v = eval(f);
    if (v == null) {
      throw Errors.nullPointer();
    }
    return (Boolean) v;
  }
}
