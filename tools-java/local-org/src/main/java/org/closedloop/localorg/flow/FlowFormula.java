package org.closedloop.localorg.flow;

import org.closedloop.localorg.formula.Formula;
import org.closedloop.localorg.formula.FormulaContext;

/**
 * A formula that decides. The platform deploys one that does not compile, and fails what reads it.
 *
 * @param formula null when it does not compile
 * @param problem why it does not compile, or null
 */
public record FlowFormula(Formula formula, String source, String problem) {

  boolean isTrue(FormulaContext context) {
    if (formula == null) {
      throw new FlowFault("The formula is invalid: " + problem);
    }
    return formula.isTrue(context);
  }
}
