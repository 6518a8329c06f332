package org.closedloop.apex.exec;

/**
 * An expression that can be assigned to. {@link #base} evaluates what stands before the last name
 * once, so that a compound assignment reads and writes the same place.
 */
interface TargetNode extends Node {

  /** The receiver, or null for variables; a list element has a receiver of two parts. */
  Object base(Frame f);

  Object load(Frame f, Object base);

  void store(Frame f, Object base, Object value);

  @Override
  default Object eval(Frame f) {
    return load(f, base(f));
  }
}
