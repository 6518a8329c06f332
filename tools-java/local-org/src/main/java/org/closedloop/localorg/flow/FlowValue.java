package org.closedloop.localorg.flow;

import org.closedloop.localorg.formula.FormulaContext;

/**
 * A literal, a text with merge fields or a reference, ready to read.
 *
 * @param reference the reference as written, or null for literals
 */
public record FlowValue(FlowType type, Reader reader, String reference) {

  /** Reads the value in the context of one interview. */
  @FunctionalInterface
  public interface Reader {
    Object get(FormulaContext context);
  }

  public static FlowValue literal(FlowType type, Object value) {
    return new FlowValue(type, c -> value, null);
  }

  public Object get(FormulaContext context) {
    return reader.get(context);
  }
}
