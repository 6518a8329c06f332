package org.closedloop.localorg.site;

import org.closedloop.metadata.Namespaces;

/**
 * What is wrong with a part of a page.
 *
 * @param code of the diagnostic; {@link #LACKING} where only the local org lacks the part
 */
record PageProblem(String code, String message) {

  /** Code of parts that the platform has and the local org does not render. */
  static final String LACKING = "unsupported-page";

  static PageProblem lacking(String what) {
    return new PageProblem(LACKING, "The local org does not support " + what);
  }

  /** An unknown name; one with the prefix of an installed package cannot be checked here. */
  static PageProblem unknown(String code, String name, String message) {
    return new PageProblem(Namespaces.prefixed(name) ? "external-reference" : code, message);
  }
}
