package org.closedloop.localorg.check.flow;

import java.util.List;
import java.util.Set;
import org.closedloop.localorg.check.FlowScreenComponents;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/** Screens: fields have what their kind needs, components and choices exist. */
final class ScreenChecks {
  private static final Set<String> CHOOSING =
      Set.of("RadioButtons", "DropdownBox", "MultiSelectCheckboxes", "MultiSelectPicklist");

  private ScreenChecks() {}

  static void check(FlowCheck check) {
    if (!check.flow().plain()) {
      return;
    }
    for (XmlElement screen : check.flow().root().children("screens")) {
      screen.children("fields").forEach(f -> field(check, f));
    }
  }

  private static void field(FlowCheck check, XmlElement field) {
    String kind = field.token("fieldType", "");
    if (kind.equals("ComponentInstance")) {
      component(check, field);
    } else if (CHOOSING.contains(kind)) {
      for (XmlElement choice : field.children("choiceReferences")) {
        choice(check, choice);
      }
      field.child("defaultSelectedChoiceReference").ifPresent(c -> choice(check, c));
    }
    field.children("fields").forEach(f -> field(check, f));
  }

  private static void choice(FlowCheck check, XmlElement at) {
    var named = check.flow().named(at.token());
    if (named.isEmpty()) {
      check.refused(
          "unknown-reference",
          at,
          "The flow has no choice named '" + at.token() + "'",
          NearestName.hint(at.token(), check.flow().allNames()));
    }
  }

  private static void component(FlowCheck check, XmlElement field) {
    XmlElement at = field.child("extensionName").orElse(null);
    if (at == null) {
      check.refused("bad-screen", field, "Required field is missing: extensionName");
      return;
    }
    String name = at.token();
    if (!name.startsWith("c:")) {
      return;
    }
    String local = name.substring(2);
    check
        .context()
        .find("LightningComponentBundle", local)
        .flatMap(FlowScreenComponents::members)
        .ifPresent(members -> parameters(check, field, name, members));
    if (!check.context().has("LightningComponentBundle", local)
        && !check.context().has("AuraDefinitionBundle", local)) {
      check.refused(
          "unknown-reference",
          at,
          "There is no component " + name,
          check.context().hint("LightningComponentBundle", local));
    }
  }

  private static void parameters(
      FlowCheck check, XmlElement field, String component, Set<String> members) {
    for (String list : List.of("inputParameters", "outputParameters")) {
      for (XmlElement parameter : field.children(list)) {
        String name = parameter.token("name", "");
        if (!members.contains(name)) {
          check.wrong(
              "unknown-property",
              parameter.child("name").orElse(parameter),
              "The component " + component + " has no property " + name + " for screens",
              NearestName.hint(name, members));
        }
      }
    }
  }
}
