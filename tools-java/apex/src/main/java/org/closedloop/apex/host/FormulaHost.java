package org.closedloop.apex.host;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Formulas that Apex builds at run time ({@code FormulaEval}). */
public interface FormulaHost {

  /** What the names of a formula are looked up in. */
  interface Context {

    /** The object whose fields the formula names, or empty for members of a class. */
    Optional<String> object();

    /** A member of the class by name in any case. */
    Optional<Member> member(String name);

    /** Names of all members, for hints. */
    Collection<String> memberNames();
  }

  /** A member of a class that formulas may name. */
  interface Member {
    String name();

    /** Apex name of a plain type ({@code String}, {@code Decimal}, ...), or null. */
    String plainType();

    /** What further names after a dot mean; null for plain types. */
    Context context();

    /** The member's raw value, or record or object, of an instance. */
    Object read(Object instance);
  }

  /**
   * A formula to build.
   *
   * @param returnType as {@code FormulaEval.FormulaReturnType} names it
   * @param context null when the formula names nothing but globals
   * @param globals roots of globals that may be named ({@code $User}), in lower case
   * @param template text with merge fields instead of a formula
   */
  record Source(
      String text,
      String returnType,
      Context context,
      Set<String> globals,
      boolean blanksAsZero,
      boolean template) {}

  /** A formula that was built. */
  interface Built {

    /**
     * The raw value for one record or instance, null for blank.
     *
     * @throws HostException FormulaEvaluationException
     */
    Object evaluate(Object instance);

    /** References as written, in order of appearance. */
    List<String> references();
  }

  /**
   * Checks and compiles.
   *
   * @throws HostException FormulaValidationException with the platform's text
   */
  Built build(Source source);
}
