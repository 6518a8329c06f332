package org.closedloop.localorg.site;

import java.util.Optional;

/** A page ready to serve. */
record CompiledPage(String name, PageNode.Element root) {

  /** The Apex class behind the page. */
  Optional<String> controller() {
    return root.attribute("controller").flatMap(a -> a.value().literal()).map(String::trim);
  }

  /** The literal value of an attribute of apex:page, or the default. */
  String option(String attribute, String otherwise) {
    return root.attribute(attribute).flatMap(a -> a.value().literal()).orElse(otherwise);
  }

  boolean flag(String attribute, boolean otherwise) {
    return Boolean.parseBoolean(option(attribute, Boolean.toString(otherwise)));
  }
}
