package org.closedloop.localorg.check.flow;

import org.closedloop.localorg.check.FieldFacts;

/**
 * What became of a reference.
 *
 * @param field the field in which the reference ends, or null
 * @param problem why there is no such thing, or null
 * @param hint nearest name, or empty
 */
record Resolved(ValueType type, FieldFacts field, String problem, String hint) {

  static Resolved of(ValueType type) {
    return new Resolved(type, null, null, "");
  }

  static Resolved of(ValueType type, FieldFacts field) {
    return new Resolved(type, field, null, "");
  }

  static Resolved none(String problem, String hint) {
    return new Resolved(ValueType.ANY, null, problem, hint);
  }

  boolean found() {
    return problem == null;
  }
}
