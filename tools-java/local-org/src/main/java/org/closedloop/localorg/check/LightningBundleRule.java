package org.closedloop.localorg.check;

import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ContentFile;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/**
 * Bundles of Lightning web components and of Aura: names, files, targets. What the targets offer:
 * {@link TargetConfigs}.
 */
final class LightningBundleRule implements Rule {
  private static final Pattern LEGAL_NAME = Pattern.compile("[a-z][a-zA-Z0-9]*(?:_[a-zA-Z0-9]+)*");
  static final Pattern API_MEMBER =
      Pattern.compile("@api\\s+(?:get\\s+|set\\s+|async\\s+)?([A-Za-z_$][\\w$]*)");
  static final Pattern PLAIN_CLASS =
      Pattern.compile(
          "export\\s+default\\s+class\\b[^{]*?(?:extends\\s+(LightningElement\\b"
              + "|NavigationMixin\\s*\\(\\s*LightningElement\\s*\\)))");

  static final Set<String> TARGETS =
      Set.of(
          "lightning__AppPage",
          "lightning__HomePage",
          "lightning__RecordPage",
          "lightning__RecordAction",
          "lightning__GlobalAction",
          "lightning__Tab",
          "lightning__UtilityBar",
          "lightning__FlowScreen",
          "lightning__FlowAction",
          "lightning__Inbox",
          "lightning__UrlAddressable",
          "lightning__EnablementProgram",
          "lightning__VoiceExtension",
          "lightning__ServiceCloudVoiceToolkit",
          "lightning__AgentforceInput",
          "lightning__AgentforceOutput",
          "lightning__ServiceDocument",
          "lightning__LightningOutApp",
          "lightning__dashboard",
          "lightningCommunity__Page",
          "lightningCommunity__Default",
          "lightningCommunity__Page_Layout",
          "lightningCommunity__Theme_Layout",
          "lightningSnapin__ChatHeader",
          "lightningSnapin__ChatMessage",
          "lightningSnapin__Minimized",
          "lightningSnapin__PreChat",
          "lightningStatic__Email",
          "analytics__Dashboard");

  @Override
  public Set<String> types() {
    return Set.of("LightningComponentBundle", "AuraDefinitionBundle");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    if (c.type().equals("AuraDefinitionBundle")) {
      aura(c, out);
      return;
    }
    if (!LEGAL_NAME.matcher(c.fullName()).matches()) {
      out.refused(
          "bad-name",
          c,
          c.xml(),
          "'" + c.fullName() + "' is no name of a bundle",
          "a lower-case letter first, then letters, digits and single underscores");
    }
    files(c, out);
    if (c.xml() == null) {
      return;
    }
    Set<String> targets = new LinkedHashSet<>();
    c.xml()
        .child("targets")
        .ifPresent(
            list -> {
              for (XmlElement target : list.children("target")) {
                target(c, target, targets, out);
              }
            });
    c.xml()
        .child("targetConfigs")
        .ifPresent(
            configs -> {
              new TargetConfigs(c, targets, context, out).check(configs);
              script(c, configs, out);
            });
    if (c.xml().bool("isExposed", false)
        && !targets.isEmpty()
        && file(c, c.fullName() + ".js") == null
        && file(c, c.fullName() + ".ts") == null) {
      out.refused(
          "missing-content", c, c.xml(), "An exposed component needs " + c.fullName() + ".js");
    }
  }

  private static void target(Component c, XmlElement target, Set<String> targets, Findings out) {
    if (!targets.add(target.token())) {
      out.refused("duplicate-target", c, target, "Duplicate target: " + target.token());
    }
    if (TARGETS.contains(target.token())) {
      return;
    }
    String near = NearestName.hint(target.token(), TARGETS);
    String message = "'" + target.token() + "' is no target";
    if (!target.token().matches("(lightning\\w*|analytics)__\\w+") || !near.isEmpty()) {
      out.refused("unknown-target", c, target, message, near);
    } else {
      out.warning("unknown-target", c, target, message, "not among the targets known here");
    }
  }

  private static void files(Component c, Findings out) {
    boolean main =
        List.of(".js", ".ts", ".html", ".css").stream()
            .anyMatch(suffix -> file(c, c.fullName() + suffix) != null);
    if (!main) {
      String hint =
          c.contents().stream()
              .map(f -> f.path().substring(f.path().lastIndexOf('/') + 1))
              .filter(n -> n.endsWith(".js") || n.endsWith(".html"))
              .findFirst()
              .map(n -> "the bundle holds " + n)
              .orElse("");
      out.refused(
          "missing-content",
          c,
          c.xml(),
          "The bundle has no file named " + c.fullName() + ".js, .html or .css",
          hint);
    }
  }

  static ContentFile file(Component c, String name) {
    return c.contents().stream()
        .filter(f -> f.path().endsWith("/" + name))
        .findFirst()
        .orElse(null);
  }

  /** Properties offered to the App Builder are public members of the class. */
  private static void script(Component c, XmlElement configs, Findings out) {
    ContentFile js = file(c, c.fullName() + ".js");
    if (js == null || !PLAIN_CLASS.matcher(js.text()).find()) {
      return;
    }
    Set<String> members = new HashSet<>();
    Matcher member = API_MEMBER.matcher(js.text());
    while (member.find()) {
      members.add(member.group(1));
    }
    for (XmlElement config : configs.children("targetConfig")) {
      for (XmlElement property : config.children("property")) {
        String name = property.attribute("name").orElse("").strip();
        if (!name.isEmpty() && !members.contains(name)) {
          out.wrong(
              "unknown-property",
              c,
              property,
              c.fullName() + ".js has no @api member " + name,
              NearestName.hint(name, members));
        }
      }
    }
  }

  private static void aura(Component c, Findings out) {
    boolean main =
        c.contents().stream()
            .map(f -> f.path().substring(f.path().lastIndexOf('/') + 1))
            .anyMatch(
                n ->
                    n.matches(Pattern.quote(c.fullName()) + "\\.(cmp|app|evt|intf|design|tokens)"));
    if (!main) {
      out.refused(
          "missing-content",
          c,
          c.xml(),
          "The bundle has no file named " + c.fullName() + ".cmp, .app, .evt, .intf or .tokens");
    }
  }
}
