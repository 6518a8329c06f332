package org.closedloop.localorg.flow;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.localorg.formula.FormulaError;
import org.closedloop.localorg.formula.FormulaScope;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.Namespaces;
import org.closedloop.metadata.XmlElement;

/** Collects what is wrong with one flow. */
final class FlowProblems {

  private static final String LACKING = "The local org does not support ";

  private final Component component;
  private final List<Diagnostic> found = new ArrayList<>();

  FlowProblems(Component component) {
    this.component = component;
  }

  /** The platform refuses the deploy. */
  void refused(String code, XmlElement at, String message) {
    found.add(Diagnostic.refused(code, component, at, message, ""));
  }

  /** A name that is not here: refused, unless it belongs to an installed package. */
  void missing(String code, XmlElement at, String name, String message) {
    refused(Namespaces.prefixed(name) ? "external-reference" : code, at, message);
  }

  /** The platform deploys it and it is wrong all the same. */
  void wrong(String code, XmlElement at, String message) {
    found.add(Diagnostic.wrong(code, component, at, message, ""));
  }

  /** The platform has it and this engine does not. */
  void unsupported(XmlElement at, String what) {
    found.add(
        Diagnostic.refused(
            "unsupported-flow-feature",
            component,
            at,
            what.startsWith(LACKING) ? what : LACKING + what,
            ""));
  }

  void formula(XmlElement at, String where, FormulaError e) {
    if (e.unsupported()) {
      unsupported(at, where + ": " + e.getMessage());
    } else {
      wrong("flow-formula", at, where + ": " + e.describe());
    }
  }

  void reference(XmlElement at, FormulaScope.UnknownName e) {
    refused(e.external() ? "external-reference" : "flow-reference", at, e.withHint());
  }

  boolean hasErrors() {
    return found.stream().anyMatch(d -> d.isError() && d.rule() == Diagnostic.Rule.REFUSED);
  }

  List<Diagnostic> found() {
    return found;
  }
}
