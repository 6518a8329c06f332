package org.closedloop.localorg.check;

/** What becomes of metadata that the platform knows and the local org does not. */
public enum UnsupportedPolicy {
  /** A failure of the component by name. */
  REFUSE,
  /** Accepted with a remark; using it fails at run time. */
  DEFER
}
