package org.closedloop.localorg.formula;

import java.util.Collection;
import java.util.List;
import org.closedloop.metadata.Namespaces;
import org.closedloop.metadata.NearestName;

/** The names that a formula may use. */
public interface FormulaScope {

  /** Why a path does not resolve, with the names that would. */
  final class UnknownName extends RuntimeException {
    private static final long serialVersionUID = 1L;
    private final transient Collection<String> candidates;
    private final String name;
    private final boolean unsupported;

    private UnknownName(
        String message, String name, Collection<String> candidates, boolean unsupported) {
      super(message, null, false, false);
      this.name = name;
      this.candidates = candidates;
      this.unsupported = unsupported;
    }

    /** A name that the platform would not know either. */
    public static UnknownName of(String message, String name, Collection<String> candidates) {
      return new UnknownName(message, name, candidates, false);
    }

    /** A global that the platform has and this engine does not. */
    public static UnknownName unsupported(String name) {
      return new UnknownName(
          "The local org does not support the formula global " + name, name, null, true);
    }

    public String withHint() {
      String near = candidates == null ? null : NearestName.of(name, candidates).orElse(null);
      return near == null ? getMessage() : getMessage() + " Did you mean " + near + "?";
    }

    public boolean unsupported() {
      return unsupported;
    }

    /** Whether the name belongs to an installed package. */
    public boolean external() {
      return Namespaces.prefixed(name);
    }
  }

  /**
   * Resolves a dotted path.
   *
   * @throws UnknownName when there is no such thing
   */
  FormulaRef resolve(List<String> path);

  /** Whether picklists may be compared and joined as text, as flows do. */
  boolean picklistsAreText();

  /** Whether ISNEW, ISCHANGED and PRIORVALUE make sense here. */
  boolean hasChangeFunctions();
}
