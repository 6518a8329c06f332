package org.closedloop.localorg.check;

import java.util.HashSet;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Lightning web components' targets, and pages built of components. */
final class LightningRule implements Rule {

  @Override
  public Set<String> types() {
    return Set.of("LightningComponentBundle", "FlexiPage");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    if (c.type().equals("FlexiPage")) {
      page(c, context, out);
    } else {
      bundle(c, context, out);
    }
  }

  private static void bundle(Component c, CheckContext context, Findings out) {
    XmlElement xml = c.xml();
    Set<String> targets = new HashSet<>();
    xml.child("targets").ifPresent(t -> targets.addAll(t.texts("target")));
    xml.child("targetConfigs")
        .ifPresent(
            configs -> {
              for (XmlElement config : configs.children("targetConfig")) {
                config(c, config, targets, context, out);
              }
            });
    boolean script =
        c.contents().stream()
            .anyMatch(
                f ->
                    f.path().endsWith("/" + c.fullName() + ".js")
                        || f.path().endsWith("/" + c.fullName() + ".ts")
                        || f.path().endsWith("/" + c.fullName() + ".html")
                        || f.path().endsWith("/" + c.fullName() + ".css"));
    if (!script) {
      out.refused(
          "missing-content",
          c,
          xml,
          "The bundle has no file named " + c.fullName() + ".js, .html or .css");
    }
  }

  private static void config(
      Component c, XmlElement config, Set<String> targets, CheckContext context, Findings out) {
    String named = config.attribute("targets").orElse("");
    if (named.isBlank()) {
      out.refused("bad-target-config", c, config, "A targetConfig needs the attribute targets");
    }
    for (String target : named.split(",")) {
      if (!target.isBlank() && !targets.contains(target.strip())) {
        out.refused(
            "bad-target-config",
            c,
            config,
            "targetConfig names " + target.strip() + ", which is not among the targets");
      }
    }
    config
        .child("objects")
        .ifPresent(
            list -> {
              for (XmlElement object : list.children("object")) {
                if (!context.objectExists(object.token())) {
                  out.refused(
                      "unknown-object",
                      c,
                      object,
                      "There is no object " + object.token(),
                      context.hint("CustomObject", object.token()));
                }
              }
            });
    Set<String> properties = new HashSet<>();
    for (XmlElement property : config.children("property")) {
      String name = property.attribute("name").orElse("");
      if (name.isEmpty() || !properties.add(name)) {
        out.refused("bad-target-config", c, property, "A property needs a name that is used once");
      }
    }
  }

  private static void page(Component c, CheckContext context, Findings out) {
    XmlElement object = c.xml().child("sobjectType").orElse(null);
    if (object != null && !context.objectExists(object.token())) {
      out.refused(
          "unknown-object",
          c,
          object,
          "There is no object " + object.token(),
          context.hint("CustomObject", object.token()));
      return;
    }
    Set<String> regions = new HashSet<>();
    Set<String> identifiers = new HashSet<>();
    for (XmlElement region : c.xml().children("flexiPageRegions")) {
      region
          .child("name")
          .filter(n -> !regions.add(n.token()))
          .ifPresent(n -> out.refused("duplicate-region", c, n, "Duplicate region: " + n.token()));
      for (XmlElement item : region.children("itemInstances")) {
        item.child("componentInstance").ifPresent(i -> instance(c, i, identifiers, context, out));
        if (object != null) {
          item.child("fieldInstance")
              .flatMap(i -> i.child("fieldItem"))
              .ifPresent(f -> field(c, f, object.token(), context, out));
        }
      }
    }
  }

  private static void instance(
      Component c,
      XmlElement instance,
      Set<String> identifiers,
      CheckContext context,
      Findings out) {
    instance
        .child("identifier")
        .filter(i -> !identifiers.add(i.token()))
        .ifPresent(
            i -> out.refused("duplicate-identifier", c, i, "Duplicate identifier: " + i.token()));
    XmlElement name = instance.child("componentName").orElse(null);
    if (name == null) {
      return;
    }
    String own = name.token().startsWith("c:") ? name.token().substring(2) : name.token();
    boolean foreign = own.indexOf(':') >= 0 || own.contains("__");
    if (!foreign
        && !context.has("LightningComponentBundle", own)
        && !context.has("AuraDefinitionBundle", own)) {
      out.refused(
          "unknown-reference",
          c,
          name,
          "We couldn't retrieve the design time component information for component c:" + own,
          context.hint("LightningComponentBundle", own));
    }
  }

  private static void field(
      Component c, XmlElement at, String object, CheckContext context, Findings out) {
    if (at.token().startsWith("Record.")) {
      context.requireField(object, at, at.token().substring("Record.".length()));
    }
  }
}
