package org.closedloop.localorg.check;

import java.util.Set;
import java.util.regex.Pattern;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Sites: their pages and resources exist, addresses and users are written as such. */
final class SiteRule implements Rule {
  private static final Pattern PREFIX = Pattern.compile("[A-Za-z][A-Za-z0-9_]*(/[A-Za-z0-9_]+)*");
  private static final Pattern USER = Pattern.compile("[^@\\s]+@[^@\\s]+\\.[^@\\s]+");
  private static final int MAX_LABEL = 80;

  private static final String[] PAGES = {
    "indexPage",
    "fileNotFoundPage",
    "genericErrorPage",
    "inactiveIndexPage",
    "inMaintenancePage",
    "authorizationRequiredPage",
    "bandwidthExceededPage",
    "changePasswordPage",
    "forgotPasswordPage",
    "myProfilePage",
    "selfRegPage",
    "robotsTxtPage",
    "siteTemplate"
  };

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
          "CommunitiesTemplate",
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
          "SiteTemplate",
          "StdExceptionTemplate",
          "Unauthorized",
          "UnderConstruction");

  @Override
  public Set<String> types() {
    return Set.of("CustomSite");
  }

  @Override
  public void check(Component c, CheckContext context, Findings out) {
    XmlElement xml = c.xml();
    for (String page : PAGES) {
      xml.child(page)
          .filter(p -> !p.token().isEmpty() && !STANDARD_PAGES.contains(p.token()))
          .ifPresent(p -> ScreenNames.requireComponent(c, p, "ApexPage", p.token(), context, out));
    }
    Lengths.filled(c, xml, "indexPage", out);
    Lengths.filled(c, xml, "masterLabel", out);
    Lengths.limit(c, xml, "masterLabel", MAX_LABEL, out);
    xml.child("urlPathPrefix")
        .filter(p -> !p.token().isEmpty() && !PREFIX.matcher(p.token()).matches())
        .ifPresent(
            p ->
                out.refused(
                    "bad-value",
                    c,
                    p,
                    "Invalid urlPathPrefix: " + p.token(),
                    "a letter first, then letters, digits and underscores"));
    for (String user : new String[] {"siteAdmin", "siteGuestRecordDefaultOwner"}) {
      xml.child(user)
          .filter(u -> !USER.matcher(u.token()).matches())
          .ifPresent(
              u ->
                  out.refused(
                      "bad-value",
                      c,
                      u,
                      "In field: " + user + " - no User named " + u.token() + " found",
                      "write the user name, such as admin@example.com"));
    }
    prefixes(c, context, out);
  }

  /** No two sites of an org answer under one address. */
  private static void prefixes(Component c, CheckContext context, Findings out) {
    XmlElement own = c.xml().child("urlPathPrefix").orElse(null);
    for (Component other : context.after().ofType("CustomSite")) {
      if (own != null
          && !other.fullName().equals(c.fullName())
          && other.xml().token("urlPathPrefix", "").equalsIgnoreCase(own.token())
          && other.xml().token("subdomain", "").equals(c.xml().token("subdomain", ""))) {
        out.refused(
            "duplicate-value", c, own, "The site " + other.fullName() + " has the same address");
      }
    }
  }
}
