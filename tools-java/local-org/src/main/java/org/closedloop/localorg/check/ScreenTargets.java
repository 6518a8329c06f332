package org.closedloop.localorg.check;

import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Whether a Lightning web component is offered where something wants to show it. */
final class ScreenTargets {
  private ScreenTargets() {}

  /** Refuses a component of the project that is not exposed, or lacks the target. */
  static void require(
      Component c,
      XmlElement at,
      String component,
      String target,
      CheckContext context,
      Findings out) {
    String name = component.startsWith("c:") ? component.substring(2) : component;
    Component bundle = context.find("LightningComponentBundle", name).orElse(null);
    if (bundle == null || bundle.xml() == null) {
      return;
    }
    boolean offered =
        bundle.xml().child("targets").filter(t -> t.texts("target").contains(target)).isPresent();
    if (!offered) {
      out.refused(
          "not-exposed",
          c,
          at,
          "The component c:" + name + " does not have the target " + target,
          "add it to the targets of its js-meta.xml");
    } else if (!bundle.xml().bool("isExposed", false)) {
      out.warning(
          "not-exposed",
          c,
          at,
          "The component c:" + name + " is not exposed",
          "isExposed in its js-meta.xml");
    }
  }
}
