package org.closedloop.localorg.check;

import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/** Apps and the app menu: tabs, utility bar, page overrides and colours. */
final class ApplicationRule implements Rule {
  private static final Pattern COLOUR = Pattern.compile("#[0-9A-Fa-f]{6}");
  private static final int MAX_LABEL = 40;

  /** Standard tabs that are not those of an object. */
  private static final Set<String> STANDARD_TABS =
      Set.of(
          "home",
          "report",
          "dashboard",
          "chatter",
          "feed",
          "file",
          "forecasting3",
          "forecasts",
          "contentsearch",
          "contentsubscriptions",
          "workspace",
          "collaborationgroup",
          "otheruserprofile",
          "userprofile",
          "wavehome",
          "wavehomelightning",
          "knowledge",
          "knowledgepublishing",
          "portal",
          "console",
          "document",
          "social",
          "streamingchannel",
          "appexchange",
          "duplicaterecordset",
          "recyclebin",
          "quicktext",
          "mytodos",
          "todolist",
          "lightninginstrumentation",
          "applauncher",
          "approvalhome",
          "flowhome",
          "lightningdashboard",
          "scheduler",
          "queuewatcher");

  @Override
  public Set<String> types() {
    return Set.of("CustomApplication");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    XmlElement xml = c.xml();
    boolean standard = c.fullName().startsWith("standard__");
    Set<String> seen = new HashSet<>();
    for (XmlElement tab : xml.children("tabs")) {
      if (!seen.add(tab.token().toLowerCase(Locale.ROOT))) {
        out.refused("duplicate-tab", c, tab, "Duplicate tab: " + tab.token());
      }
      tab(c, tab, context, out);
    }
    xml.child("defaultLandingTab").ifPresent(t -> tab(c, t, context, out));
    if (!standard) {
      xml.child("utilityBar").ifPresent(bar -> utilityBar(c, bar, context, out));
    }
    for (String list : new String[] {"actionOverrides", "profileActionOverrides"}) {
      for (XmlElement override : xml.children(list)) {
        override(c, override, context, out);
      }
    }
    for (XmlElement brand : xml.children("brand")) {
      for (String colour : new String[] {"headerColor", "footerColor"}) {
        brand
            .child(colour)
            .filter(v -> !COLOUR.matcher(v.token()).matches())
            .ifPresent(
                v ->
                    out.refused(
                        "bad-value", c, v, "Invalid color: " + v.token(), "write it as #RRGGBB"));
      }
    }
    Lengths.limit(c, xml, "label", MAX_LABEL, out);
    lightning(c, out);
  }

  /** What a Lightning app cannot do without. */
  private static void lightning(Component c, Findings out) {
    XmlElement xml = c.xml();
    if (!xml.token("uiType", "").equals("Lightning")) {
      return;
    }
    if (xml.token("label", "").isEmpty() && !c.fullName().startsWith("standard__")) {
      out.refused("missing-element", c, xml, "Required field is missing: label");
    }
    Set<String> seen = new HashSet<>();
    for (XmlElement factor : xml.children("formFactors")) {
      if (!seen.add(factor.token())) {
        out.refused("duplicate-element", c, factor, "Duplicate form factor: " + factor.token());
      }
    }
  }

  private static void tab(Component c, XmlElement tab, CheckContext context, Findings out) {
    String name = tab.token();
    if (!name.startsWith("standard-")) {
      boolean ofObject = name.endsWith("__kav") || name.endsWith("__ka");
      if (!ofObject) {
        ScreenNames.requireComponent(c, tab, "CustomTab", name, context, out);
      }
      return;
    }
    String of = name.substring("standard-".length());
    if (STANDARD_TABS.contains(of.toLowerCase(Locale.ROOT)) || PlatformNames.object(of)) {
      return;
    }
    out.refused(
        "unknown-reference",
        c,
        tab,
        "In field: " + tab.name() + " - no CustomTab named " + name + " found",
        NearestName.hint(of.toLowerCase(Locale.ROOT), STANDARD_TABS));
  }

  private static void utilityBar(Component c, XmlElement bar, CheckContext context, Findings out) {
    if (!ScreenNames.requireComponent(c, bar, "FlexiPage", bar.token(), context, out)) {
      return;
    }
    String type =
        context.find("FlexiPage", bar.token()).map(p -> p.xml().token("type", "")).orElse("");
    if (!type.equals("UtilityBar")) {
      out.refused(
          "bad-page-type", c, bar, bar.token() + " is a page of type " + type + ", not UtilityBar");
    }
  }

  private static void override(
      Component c, XmlElement override, CheckContext context, Findings out) {
    XmlElement object = override.child("pageOrSobjectType").orElse(null);
    boolean record = object != null && !object.token().startsWith("standard-");
    boolean known = record && ScreenNames.requireObject(c, object, object.token(), context, out);
    XmlElement content = override.child("content").orElse(null);
    String kind = override.token("type", "").toLowerCase(Locale.ROOT);
    if (content == null) {
      if (!kind.equals("default") && !kind.equals("standard")) {
        out.refused("missing-element", c, override, "Required field is missing: content");
      }
      return;
    }
    switch (kind) {
      case "flexipage" -> {
        if (ScreenNames.requireComponent(c, content, "FlexiPage", content.token(), context, out)) {
          String of =
              context
                  .find("FlexiPage", content.token())
                  .map(p -> p.xml().token("sobjectType", ""))
                  .orElse("");
          if (known && !of.equalsIgnoreCase(object.token())) {
            out.refused(
                "bad-page-type",
                c,
                content,
                content.token() + " is no record page of " + object.token(),
                of.isEmpty() ? "it shows no records" : "it shows " + of);
          }
        }
      }
      case "visualforce" ->
          ScreenNames.requireComponent(c, content, "ApexPage", content.token(), context, out);
      case "lightningcomponent" -> {
        String name =
            content.token().startsWith("c:") ? content.token().substring(2) : content.token();
        if (!context.has("LightningComponentBundle", name)) {
          ScreenNames.requireComponent(c, content, "AuraDefinitionBundle", name, context, out);
        }
      }
      default -> {}
    }
  }
}
