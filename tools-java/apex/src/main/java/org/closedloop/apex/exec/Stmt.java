package org.closedloop.apex.exec;

/** A statement ready to run. */
@FunctionalInterface
interface Stmt {

  /** Null when it ran to its end, otherwise how it ended. */
  Completion exec(Frame f);
}
