package org.closedloop.localorg.check.flow;

import java.util.regex.Pattern;
import org.closedloop.localorg.check.flow.FlowXml.Named;

/** Names of elements and resources: one namespace, API-name syntax, at most 80 characters. */
final class NameChecks {
  private static final Pattern NAME = Pattern.compile("[A-Za-z](?:_?[A-Za-z0-9])*");
  private static final int LONGEST = 80;

  private NameChecks() {}

  static void check(FlowCheck check) {
    for (Named twice : check.flow().doubles()) {
      check.refused(
          "duplicate-name",
          twice.element(),
          "The name '" + twice.name() + "' is used more than once in the flow",
          "names of elements, outcomes, resources and paths share one namespace");
    }
    for (Named named : check.flow().declared()) {
      String name = named.name();
      if (!NAME.matcher(name).matches()) {
        check.refused(
            "bad-name",
            named.element().child("name").orElse(named.element()),
            "'" + name + "' is no API name",
            "letters, digits and single underscores, beginning with a letter");
      } else if (name.length() > LONGEST) {
        check.refused(
            "bad-name",
            named.element().child("name").orElse(named.element()),
            "The name has " + name.length() + " characters, at most " + LONGEST + " are possible");
      }
    }
  }
}
