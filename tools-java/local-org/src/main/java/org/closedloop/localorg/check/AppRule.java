package org.closedloop.localorg.check;

import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Tabs, applications, quick actions and sites lead to what exists. */
final class AppRule implements Rule {

  @Override
  public Set<String> types() {
    return Set.of("CustomTab", "CustomApplication", "QuickAction", "CustomSite");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    switch (c.type()) {
      case "CustomTab" -> tab(c, context, out);
      case "CustomApplication" -> {
        for (XmlElement tab : c.xml().children("tabs")) {
          if (!tab.token().startsWith("standard-")) {
            exists(c, tab, "CustomTab", context, out);
          }
        }
        c.xml().child("utilityBar").ifPresent(bar -> exists(c, bar, "FlexiPage", context, out));
      }
      case "QuickAction" -> action(c, context, out);
      default -> {
        for (String page :
            new String[] {
              "indexPage",
              "fileNotFoundPage",
              "genericErrorPage",
              "inactiveIndexPage",
              "maintenancePage",
              "authorizationRequiredPage"
            }) {
          c.xml()
              .child(page)
              .filter(p -> !p.token().isEmpty() && !STANDARD_PAGES.contains(p.token()))
              .ifPresent(p -> exists(c, p, "ApexPage", context, out));
        }
      }
    }
  }

  /** Pages that every org with sites has. */
  private static final Set<String> STANDARD_PAGES =
      Set.of(
          "AnswersHome",
          "BandwidthExceeded",
          "ChangePassword",
          "CommunitiesLanding",
          "CommunitiesLogin",
          "CommunitiesSelfReg",
          "CommunitiesSelfRegConfirm",
          "Exception",
          "FileNotFound",
          "ForgotPassword",
          "ForgotPasswordConfirm",
          "IdeasHome",
          "InMaintenance",
          "MyProfilePage",
          "SiteLogin",
          "SiteRegister",
          "SiteRegisterConfirm",
          "Unauthorized",
          "UnderConstruction");

  private static void tab(Component c, CheckContext context, Findings out) {
    XmlElement xml = c.xml();
    if (xml.bool("customObject", false)) {
      if (!context.has("CustomObject", c.fullName())) {
        out.refused(
            "unknown-object",
            c,
            xml,
            "There is no custom object " + c.fullName(),
            context.hint("CustomObject", c.fullName()));
      }
      return;
    }
    xml.child("flexiPage").ifPresent(f -> exists(c, f, "FlexiPage", context, out));
    xml.child("page").ifPresent(p -> exists(c, p, "ApexPage", context, out));
    xml.child("lwcComponent")
        .ifPresent(l -> exists(c, l, "LightningComponentBundle", context, out));
    xml.child("auraComponent").ifPresent(a -> exists(c, a, "AuraDefinitionBundle", context, out));
  }

  private static void action(Component c, CheckContext context, Findings out) {
    XmlElement xml = c.xml();
    int dot = c.fullName().indexOf('.');
    if (dot > 0 && !context.objectExists(c.fullName().substring(0, dot))) {
      out.refused("unknown-object", c, xml, "There is no object " + c.fullName().substring(0, dot));
    }
    xml.child("lightningWebComponent")
        .ifPresent(l -> exists(c, l, "LightningComponentBundle", context, out));
    xml.child("flowDefinition").ifPresent(f -> exists(c, f, "Flow", context, out));
    xml.child("page").ifPresent(p -> exists(c, p, "ApexPage", context, out));
    xml.child("targetObject")
        .filter(t -> !context.objectExists(t.token()))
        .ifPresent(
            t ->
                out.refused(
                    "unknown-object",
                    c,
                    t,
                    "There is no object " + t.token(),
                    context.hint("CustomObject", t.token())));
  }

  private static void exists(
      Component c, XmlElement at, String type, CheckContext context, Findings out) {
    String name = at.token().startsWith("c:") ? at.token().substring(2) : at.token();
    if (!context.has(type, name)) {
      out.refused(
          "unknown-reference",
          c,
          at,
          "In field: " + at.name() + " - no " + type + " named " + name + " found",
          context.hint(type, name));
    }
  }
}
