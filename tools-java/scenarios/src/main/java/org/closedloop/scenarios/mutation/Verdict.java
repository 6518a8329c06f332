package org.closedloop.scenarios.mutation;

/** What becomes of a mutant, stated by its operator before anything is checked. */
public enum Verdict {
  /** An org refuses it. */
  REFUSED,
  /** An org deploys it although it is wrong: dead, contradictory or failing when it runs. */
  WRONG,
  /** Nobody can tell it from what somebody meant: free text, an optional element, a label. */
  EQUIVALENT;

  /** Whether a check has to find it. */
  boolean counts() {
    return this != EQUIVALENT;
  }
}
