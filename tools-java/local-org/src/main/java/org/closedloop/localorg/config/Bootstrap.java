package org.closedloop.localorg.config;

import java.time.Instant;
import java.time.LocalTime;
import java.util.List;
import org.closedloop.apex.host.OrgInfo;
import org.closedloop.localorg.access.AccessModel;
import org.closedloop.localorg.schema.OrgSchema;
import org.closedloop.localorg.store.Transaction;

/** The rows of an org on its first day: organisation, licences, profiles, users, hours. */
public final class Bootstrap {

  /** Names of users that every org has. */
  public static final String AUTOMATED_PROCESS = "autoproc";

  private final SetupRows rows;
  private final OrgInfo org;
  private final String adminId;

  private Bootstrap(SetupRows rows, OrgInfo org, String adminId) {
    this.rows = rows;
    this.org = org;
    this.adminId = adminId;
  }

  /** Ids of the users made here. */
  public record Users(String adminId, String automatedProcessId) {}

  /** Id that the administrator of any local org gets. */
  public static String adminId(OrgSchema schema) {
    return schema.ids().recordId("005", "admin");
  }

  /**
   * Writes the rows.
   *
   * @param adminUsername login name of the administrator
   * @param adminEmail address of the administrator
   */
  public static Users write(
      Transaction tx,
      OrgSchema schema,
      OrgInfo org,
      Instant now,
      String adminUsername,
      String adminEmail) {
    String adminId = adminId(schema);
    SetupRows rows = new SetupRows(tx, schema, now, adminId);
    return new Bootstrap(rows, org, adminId).write(adminUsername, adminEmail);
  }

  private Users write(String adminUsername, String adminEmail) {
    rows.put(
        "Organization",
        org.id(),
        "Name",
        org.name(),
        "OrganizationType",
        org.organizationType(),
        "IsSandbox",
        org.sandbox(),
        "IsReadOnly",
        false,
        "InstanceName",
        "LOCAL",
        "DefaultLocaleSidKey",
        org.locale().toString(),
        "LanguageLocaleKey",
        org.language(),
        "TimeZoneSidKey",
        org.zone().getId(),
        "FiscalYearStartMonth",
        1);
    String license = license("Salesforce", "SFDC");
    String integration = license("Salesforce Integration", "SFDC_INTEGRATION");
    String guest = license("Guest User License", "GUEST");
    String admin = profile(AccessModel.ADMIN_PROFILE, license, "Standard", true);
    profile(AccessModel.STANDARD_PROFILE, license, "Standard", false);
    profile(AccessModel.MARKETING_PROFILE, license, "Standard", false);
    profile(AccessModel.SOLUTION_PROFILE, license, "Standard", false);
    profile(AccessModel.CONTRACT_PROFILE, license, "Standard", false);
    profile(AccessModel.MINIMUM_PROFILE, license, "Standard", false);
    profile(AccessModel.INTEGRATION_PROFILE, integration, "Standard", false);
    profile(AccessModel.GUEST_PROFILE, guest, "Guest", false);
    user(adminId, adminUsername, "Admin", "User", adminEmail, "admin", admin, "Standard");
    String automated = rows.id("User", AUTOMATED_PROCESS);
    user(
        automated,
        AUTOMATED_PROCESS + "@" + org.id().toLowerCase(java.util.Locale.ROOT),
        "Automated",
        "Process",
        AUTOMATED_PROCESS + "@example.invalid",
        "autoproc",
        null,
        "AutomatedProcess");
    rows.put(
        "Group",
        rows.id("Group", "AllInternalUsers"),
        "Name",
        "All Internal Users",
        "DeveloperName",
        "AllInternalUsers",
        "Type",
        "Organization");
    businessHours();
    rows.put(
        "Pricebook2",
        rows.id("Pricebook2", "Standard"),
        "Name",
        "Standard Price Book",
        "IsActive",
        true,
        "IsStandard",
        true);
    return new Users(adminId, automated);
  }

  private String license(String name, String key) {
    String id = rows.id("UserLicense", key);
    rows.put("UserLicense", id, "Name", name, "MasterLabel", name, "LicenseDefinitionKey", key);
    return id;
  }

  private String profile(String name, String license, String userType, boolean admin) {
    String id = rows.id("Profile", name);
    rows.put(
        "Profile",
        id,
        "Name",
        name,
        "UserLicenseId",
        license,
        "UserType",
        userType,
        "PermissionsModifyAllData",
        admin,
        "PermissionsViewAllData",
        admin,
        "PermissionsManageUsers",
        admin,
        "PermissionsCustomizeApplication",
        admin,
        "PermissionsAuthorApex",
        admin,
        "PermissionsViewSetup",
        admin,
        "PermissionsApiEnabled",
        !userType.equals("Guest"));
    return id;
  }

  private void user(
      String id,
      String username,
      String first,
      String last,
      String email,
      String alias,
      String profileId,
      String userType) {
    rows.put(
        "User",
        id,
        "Username",
        username,
        "FirstName",
        first,
        "LastName",
        last,
        "Name",
        first + " " + last,
        "Email",
        email,
        "Alias",
        alias,
        "CommunityNickname",
        alias,
        "ProfileId",
        profileId,
        "UserType",
        userType,
        "IsActive",
        true,
        "TimeZoneSidKey",
        org.zone().getId(),
        "LocaleSidKey",
        org.locale().toString(),
        "LanguageLocaleKey",
        org.language(),
        "EmailEncodingKey",
        "UTF-8");
  }

  /** A new org has one set of business hours: always. */
  private void businessHours() {
    Object[] fields = new Object[2 * (4 + 2 * 7)];
    int i = 0;
    fields[i++] = "Name";
    fields[i++] = "Default";
    fields[i++] = "IsActive";
    fields[i++] = true;
    fields[i++] = "IsDefault";
    fields[i++] = true;
    fields[i++] = "TimeZoneSidKey";
    fields[i++] = org.zone().getId();
    for (String day :
        List.of("Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")) {
      fields[i++] = day + "StartTime";
      fields[i++] = LocalTime.MIDNIGHT;
      fields[i++] = day + "EndTime";
      fields[i++] = LocalTime.MIDNIGHT;
    }
    rows.put("BusinessHours", rows.id("BusinessHours", "Default"), fields);
  }
}
