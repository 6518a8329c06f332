package org.closedloop.localorg.check;

import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Limits on the length of texts. */
final class Lengths {
  private Lengths() {}

  /** Refuses a text of {@code holder}'s child that is longer than {@code max} characters. */
  static void limit(Component c, XmlElement holder, String element, int max, Findings out) {
    XmlElement at = holder.child(element).orElse(null);
    if (at != null && at.token().length() > max) {
      out.refused(
          "too-long",
          c,
          at,
          element
              + " is "
              + at.token().length()
              + " characters long, at most "
              + max
              + " are allowed");
    }
  }

  /** Refuses an element that is there and empty. */
  static void filled(Component c, XmlElement holder, String element, Findings out) {
    XmlElement at = holder.child(element).orElse(null);
    if (at != null && at.isLeaf() && at.token().isEmpty() && !at.nil()) {
      out.refused("missing-attribute", c, at, "Required field is missing: " + element);
    }
  }
}
