package org.closedloop.localorg.check;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.XmlElement;

/** Collects what rules find. */
public final class Findings {
  private final List<Diagnostic> found = new ArrayList<>();

  /** An org refuses this. */
  public void refused(String code, Component c, XmlElement at, String message) {
    found.add(Diagnostic.refused(code, c, at, message, ""));
  }

  public void refused(String code, Component c, XmlElement at, String message, String hint) {
    found.add(Diagnostic.refused(code, c, at, message, hint));
  }

  /** An org deploys this although it cannot be meant. */
  public void wrong(String code, Component c, XmlElement at, String message) {
    found.add(Diagnostic.wrong(code, c, at, message, ""));
  }

  public void wrong(String code, Component c, XmlElement at, String message, String hint) {
    found.add(Diagnostic.wrong(code, c, at, message, hint));
  }

  /** What looks wrong, without evidence that it is. */
  public void warning(String code, Component c, XmlElement at, String message, String hint) {
    found.add(
        Diagnostic.wrong(code, c, at, message, hint).withSeverity(Diagnostic.Severity.WARNING));
  }

  /** Something accepted that the reader should know. */
  public void info(String code, Component c, XmlElement at, String message, String hint) {
    found.add(Diagnostic.wrong(code, c, at, message, hint).withSeverity(Diagnostic.Severity.INFO));
  }

  void addAll(List<Diagnostic> more) {
    found.addAll(more);
  }

  List<Diagnostic> list() {
    return found;
  }
}
