package org.closedloop.apex.exec;

/** How a statement ended, other than by running to its end; a returned value is in the frame. */
enum Completion {
  BREAK,
  CONTINUE,
  RETURN
}
