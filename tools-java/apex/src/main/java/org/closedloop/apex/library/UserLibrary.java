package org.closedloop.apex.library;

import java.util.Map;
import java.util.TimeZone;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.EnumValue;

/** Members that tell who runs, where, and what the organisation has left. */
final class UserLibrary {

  private UserLibrary() {}

  /** Members of UserInfo. */
  @ApexType("System.UserInfo")
  static final class Info {
    private Info() {}

    @ApexMethod
    static String getUserId(ApexContext ctx) {
      return ctx.host().user().id();
    }

    @ApexMethod
    static String getUserName(ApexContext ctx) {
      return ctx.host().user().username();
    }

    @ApexMethod
    static String getFirstName(ApexContext ctx) {
      return ctx.host().user().firstName();
    }

    @ApexMethod
    static String getLastName(ApexContext ctx) {
      return ctx.host().user().lastName();
    }

    @ApexMethod
    static String getName(ApexContext ctx) {
      return ctx.host().user().name();
    }

    @ApexMethod
    static String getUserEmail(ApexContext ctx) {
      return ctx.host().user().email();
    }

    @ApexMethod
    static String getProfileId(ApexContext ctx) {
      return ctx.host().user().profileId();
    }

    @ApexMethod
    static String getUserRoleId(ApexContext ctx) {
      return ctx.host().user().roleId();
    }

    @ApexMethod
    static String getUserType(ApexContext ctx) {
      return ctx.host().user().userType();
    }

    @ApexMethod
    static String getLanguage(ApexContext ctx) {
      return ctx.host().user().language();
    }

    @ApexMethod
    static String getLocale(ApexContext ctx) {
      return ctx.host().user().locale().toString();
    }

    @ApexMethod
    static TimeZoneValue getTimeZone(ApexContext ctx) {
      return new TimeZoneValue(TimeZone.getTimeZone(ctx.userZone()));
    }

    @ApexMethod
    static String getSessionId(ApexContext ctx) {
      return ctx.host().user().sessionId();
    }

    @ApexMethod
    static String getOrganizationId(ApexContext ctx) {
      return ctx.host().org().id();
    }

    @ApexMethod
    static String getOrganizationName(ApexContext ctx) {
      return ctx.host().org().name();
    }

    @ApexMethod
    static String getDefaultCurrency(ApexContext ctx) {
      return ctx.host().org().currency();
    }

    @ApexMethod
    static Boolean isMultiCurrencyOrganization() {
      return false;
    }

    /** Lightning Experience. */
    @ApexMethod({"getUiTheme", "getUiThemeDisplayed"})
    static String getUiTheme() {
      return "Theme4d";
    }
  }

  /** Members of FeatureManagement. */
  @ApexType("System.FeatureManagement")
  static final class Features {
    private Features() {}

    @ApexMethod
    static Boolean checkPermission(ApexContext ctx, String customPermission) {
      return ctx.host().access().customPermission(customPermission);
    }
  }

  /** A {@code System.OrgLimit}. */
  @ApexType("System.OrgLimit")
  static final class OrgLimit extends LibraryValue {
    private final String name;
    private final long[] usedAndMax;

    OrgLimit(String name, long[] usedAndMax) {
      this.name = name;
      this.usedAndMax = usedAndMax;
    }

    @ApexMethod
    String getName() {
      return name;
    }

    @ApexMethod
    Integer getValue() {
      return (int) usedAndMax[0];
    }

    @ApexMethod
    Integer getLimit() {
      return (int) usedAndMax[1];
    }
  }

  /** Members of OrgLimits. */
  @ApexType("System.OrgLimits")
  static final class OrgLimits {
    private static final PlatformType TYPE = PlatformType.of("System.OrgLimit");

    private OrgLimits() {}

    @ApexMethod
    static ApexMap getMap(ApexContext ctx) {
      ApexMap out = new ApexMap(SimpleType.STRING, TYPE);
      for (Map.Entry<String, long[]> e : ctx.host().mail().orgLimits().entrySet()) {
        out.put(ctx, e.getKey(), new OrgLimit(e.getKey(), e.getValue()));
      }
      return out;
    }

    @ApexMethod
    static ApexList getAll(ApexContext ctx) {
      return ApexList.of(TYPE, getMap(ctx).values());
    }
  }

  /** A {@code System.Request}. */
  @ApexType("System.Request")
  static final class RequestValue extends LibraryValue {
    private final String id;
    private final EnumValue quiddity;

    private RequestValue(String id, EnumValue quiddity) {
      this.id = id;
      this.quiddity = quiddity;
    }

    @ApexMethod
    static RequestValue getCurrent(ApexContext ctx) {
      String name = ctx.host().quiddity().name();
      return new RequestValue(
          ctx.host().requestId(),
          Enums.of("System.Quiddity", name.equals("UNDEFINED") ? "UD" : name));
    }

    @ApexMethod
    String getRequestId() {
      return id;
    }

    @ApexMethod
    EnumValue getQuiddity() {
      return quiddity;
    }
  }
}
