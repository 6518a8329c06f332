package org.closedloop.apex.bind;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.closedloop.apex.syntax.SourcePos;
import org.closedloop.metadata.Diagnostic;
import org.closedloop.metadata.Namespaces;

/** Collects the diagnostics of one source; one remark for each place and code. */
final class Problems {

  /** Code of references into installed packages. */
  static final String EXTERNAL = "external-reference";

  private final String file;
  private final String componentType;
  private final String fullName;
  private final boolean deferUnsupported;
  private final List<Diagnostic> found = new ArrayList<>();
  private final Set<String> seen = new HashSet<>();
  private final List<String> missing = new ArrayList<>();

  Problems(String file, String componentType, String fullName, boolean deferUnsupported) {
    this.file = file;
    this.componentType = componentType;
    this.fullName = fullName;
    this.deferUnsupported = deferUnsupported;
  }

  void error(SourcePos pos, String code, String message) {
    error(pos, code, message, "");
  }

  void error(SourcePos pos, String code, String message, String hint) {
    add(Diagnostic.Severity.ERROR, Diagnostic.Rule.REFUSED, pos, code, message, hint);
  }

  /**
   * An error about a name that nothing has. A name of an installed package is told apart: whether
   * the package has it, nobody can see here.
   *
   * @param name may be null when no name is at fault; the first prefixed step of a path counts
   */
  void absent(SourcePos pos, String code, String name, String message, String hint) {
    if (name != null && Namespaces.prefixedPath(name)) {
      error(pos, EXTERNAL, message, "it belongs to a package that is not here");
    } else {
      error(pos, code, message, hint);
    }
  }

  /**
   * Names something without which the code around it means nothing, such as an object: in a
   * deferring compilation the whole body refuses to run.
   */
  void missing(SourcePos pos, String feature) {
    missing.add(feature);
    unsupported(pos, feature);
  }

  /** What {@link #missing} named so far. */
  List<String> missing() {
    return missing;
  }

  /** Names a member that the platform has and this engine does not. */
  void unsupported(SourcePos pos, String feature) {
    add(
        deferUnsupported ? Diagnostic.Severity.INFO : Diagnostic.Severity.ERROR,
        Diagnostic.Rule.WRONG,
        pos,
        "unsupported-feature",
        "The local org does not support " + feature,
        "");
  }

  private void add(
      Diagnostic.Severity severity,
      Diagnostic.Rule rule,
      SourcePos pos,
      String code,
      String message,
      String hint) {
    if (seen.add(pos + code + message)) {
      found.add(
          new Diagnostic(
              code,
              severity,
              rule,
              file,
              pos.line(),
              pos.column(),
              componentType,
              fullName,
              message,
              hint));
    }
  }

  List<Diagnostic> found() {
    return found;
  }

  /** Whether something at the place was reported already. */
  boolean hasErrorAt(SourcePos pos) {
    return found.stream().anyMatch(d -> d.line() == pos.line() && d.column() == pos.column());
  }

  int size() {
    return found.size();
  }

  boolean hasErrors() {
    return found.stream().anyMatch(Diagnostic::isError);
  }

  /** {@code did you mean 'x'?} for the nearest of the names, or the empty text. */
  static String nearest(String wanted, Collection<String> names) {
    String best = null;
    int bestDistance = Math.max(2, wanted.length() / 3) + 1;
    String low = wanted.toLowerCase(Locale.ROOT);
    for (String n : names) {
      if (Math.abs(n.length() - low.length()) >= bestDistance) {
        continue;
      }
      int d = distance(low, n.toLowerCase(Locale.ROOT));
      if (d > 0 && d < bestDistance) {
        bestDistance = d;
        best = n;
      }
    }
    return best == null ? "" : "did you mean '" + best + "'?";
  }

  private static int distance(String a, String b) {
    int[] before = new int[b.length() + 1];
    int[] row = new int[b.length() + 1];
    for (int j = 0; j <= b.length(); j++) {
      before[j] = j;
    }
    for (int i = 1; i <= a.length(); i++) {
      row[0] = i;
      for (int j = 1; j <= b.length(); j++) {
        int change = before[j - 1] + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
        row[j] = Math.min(change, Math.min(before[j], row[j - 1]) + 1);
      }
      int[] t = before;
      before = row;
      row = t;
    }
    return before[b.length()];
  }
}
