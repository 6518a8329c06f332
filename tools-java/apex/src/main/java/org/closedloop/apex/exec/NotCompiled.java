package org.closedloop.apex.exec;

/**
 * Code that did not compile was reached in a run that tolerates such code; Apex cannot catch it.
 */
public final class NotCompiled extends RuntimeException {

  private static final long serialVersionUID = 1L;

  NotCompiled(String what) {
    super(what + " did not compile", null, false, false);
  }
}
