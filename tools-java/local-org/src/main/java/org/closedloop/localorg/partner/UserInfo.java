package org.closedloop.localorg.partner;

import java.util.Currency;
import java.util.Locale;
import org.closedloop.apex.host.OrgInfo;
import org.closedloop.apex.host.UserContext;
import org.closedloop.localorg.http.MemorySessions;

/** Writes the GetUserInfoResult of a user. */
final class UserInfo {

  private UserInfo() {}

  static void write(SoapWriter w, UserContext user, OrgInfo org) {
    w.element("accessibilityMode", false).element("chatterExternal", false);
    w.element("currencySymbol", symbol(org));
    w.element("orgAttachmentFileSizeLimit", 5_242_880);
    w.element("orgDefaultCurrencyIsoCode", org.currency());
    w.element("orgDefaultCurrencyLocale", org.locale().toString());
    w.element("orgDisallowHtmlAttachments", false).element("orgHasPersonAccounts", false);
    w.element("organizationId", org.id()).element("organizationMultiCurrency", false);
    w.element("organizationName", org.name()).element("profileId", user.profileId());
    w.element("roleId", user.roleId());
    w.element("sessionSecondsValid", (int) MemorySessions.IDLE.toSeconds());
    w.nil("userDefaultCurrencyIsoCode").element("userEmail", user.email());
    w.element("userFullName", user.name()).element("userId", user.id());
    w.element("userLanguage", user.language());
    w.element("userLocale", user.locale().toString()).element("userName", user.username());
    w.element("userTimeZone", user.zone().getId()).element("userType", user.userType());
    w.element("userUiSkin", "Theme4d");
  }

  private static String symbol(OrgInfo org) {
    try {
      return Currency.getInstance(org.currency())
          .getSymbol(org.locale() == null ? Locale.ROOT : org.locale());
    } catch (IllegalArgumentException unknown) {
      return org.currency();
    }
  }
}
