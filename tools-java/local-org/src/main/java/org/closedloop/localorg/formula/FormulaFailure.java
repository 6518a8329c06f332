package org.closedloop.localorg.formula;

/**
 * A formula that compiled and cannot be computed from the values at hand, for example a division by
 * zero; the platform shows {@code #Error!}. The caller decides what that means for its field, rule
 * or flow.
 */
public final class FormulaFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public FormulaFailure(String message) {
    super(message, null, false, false);
  }
}
