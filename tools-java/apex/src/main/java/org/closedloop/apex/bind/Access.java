package org.closedloop.apex.bind;

/** Who may use a declaration, widest last. */
public enum Access {
  PRIVATE,
  PROTECTED,
  PUBLIC,
  GLOBAL
}
