package org.closedloop.scenarios.fuzz;

/**
 * What came of a case.
 *
 * @param what for an escape, what escaped; else the first diagnostic or exception
 */
record Outcome(Kind kind, String what) {

  /** Everything but ESCAPE is as it should be. */
  enum Kind {
    REFUSED,
    RAN,
    THREW,
    LIMIT,
    UNSUPPORTED,
    ESCAPE
  }

  boolean isEscape() {
    return kind == Kind.ESCAPE;
  }

  static Outcome escape(String what) {
    return new Outcome(Kind.ESCAPE, what);
  }
}
