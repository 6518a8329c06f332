package org.closedloop.localorg.config;

import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.zip.CRC32;
import org.closedloop.apex.schema.PicklistValue;
import org.closedloop.localorg.access.AccessModel;
import org.closedloop.localorg.schema.OrgSchema;
import org.closedloop.localorg.schema.StatusTraits;
import org.closedloop.localorg.store.Row;
import org.closedloop.localorg.store.Transaction;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.XmlElement;

/**
 * Keeps the rows that mirror metadata (permission sets, queues, record types, classes, templates)
 * in step with what is deployed. Runs in the transaction that makes a deploy the running org.
 */
public final class MetadataRows {

  private final SetupRows rows;
  private final ComponentSet metadata;
  private final Map<String, Set<String>> written = new HashMap<>();

  private MetadataRows(SetupRows rows) {
    this.rows = rows;
    this.metadata = rows.schema().metadata();
  }

  /**
   * Writes, updates and removes rows so that they mirror the schema's metadata.
   *
   * @param userId who deploys
   */
  public static void sync(Transaction tx, OrgSchema schema, Instant now, String userId) {
    new MetadataRows(new SetupRows(tx, schema, now, userId)).sync();
  }

  private void sync() {
    metadata.ofType("Profile").forEach(this::profile);
    metadata.ofType("PermissionSet").forEach(this::permissionSet);
    metadata.ofType("PermissionSetGroup").forEach(this::permissionSetGroup);
    metadata.ofType("CustomPermission").forEach(this::customPermission);
    metadata.ofType("Role").forEach(this::role);
    metadata.ofType("Group").forEach(this::group);
    metadata.ofType("Queue").forEach(this::queue);
    metadata.ofType("CustomNotificationType").forEach(this::notificationType);
    metadata.ofType("RecordType").forEach(this::recordType);
    metadata.ofType("ApexClass").forEach(c -> apex("ApexClass", c));
    metadata.ofType("ApexTrigger").forEach(c -> apex("ApexTrigger", c));
    metadata.ofType("ApexPage").forEach(this::page);
    metadata.ofType("StaticResource").forEach(this::staticResource);
    metadata.ofType("EmailFolder").forEach(this::emailFolder);
    metadata.ofType("EmailTemplate").forEach(this::emailTemplate);
    metadata.ofType("CustomSite").forEach(this::site);
    metadata.ofType("ApexComponent").forEach(this::component);
    metadata.ofType("PlatformCachePartition").forEach(this::cachePartition);
    applications();
    new CustomMetadataRows(rows, metadata).sync();
    statuses();
    for (String object :
        new String[] {
          "PermissionSet",
          "PermissionSetGroup",
          "CustomPermission",
          "CustomNotificationType",
          "RecordType",
          "ApexClass",
          "ApexTrigger",
          "ApexPage",
          "ApexComponent",
          "AppMenuItem",
          "PlatformCachePartition",
          "StaticResource",
          "TaskStatus",
          "CaseStatus",
          "LeadStatus",
          "OpportunityStage"
        }) {
      rows.keepOnly(object, written.getOrDefault(object, Set.of()), r -> true);
    }
    for (String object : new String[] {"ObjectPermissions", "FieldPermissions"}) {
      rows.keepOnly(
          object, written.getOrDefault(object, Set.of()), r -> rows.schema().ids().gave(r.id()));
    }
  }

  private void put(String object, String id, Object... fields) {
    written.computeIfAbsent(object, o -> new HashSet<>()).add(id);
    rows.put(object, id, fields);
  }

  /** The values of status fields with their meaning, one row each. */
  private void statuses() {
    StatusTraits traits = rows.schema().traits();
    status("TaskStatus", "Task", "IsClosed", traits::taskClosed);
    status("CaseStatus", "Case", "IsClosed", traits::caseClosed);
    status("LeadStatus", "Lead", "IsConverted", traits::leadConverted);
    int order = 0;
    for (PicklistValue v : values("Opportunity", "StageName")) {
      order++;
      StatusTraits.Stage stage = traits.stage(v.value());
      put(
          "OpportunityStage",
          rows.id("OpportunityStage", v.value()),
          "MasterLabel",
          v.label(),
          "ApiName",
          v.value(),
          "IsActive",
          v.active(),
          "SortOrder",
          order,
          "IsClosed",
          stage.closed(),
          "IsWon",
          stage.won(),
          "ForecastCategoryName",
          stage.forecast(),
          "DefaultProbability",
          BigDecimal.valueOf(stage.probability()));
    }
  }

  private List<PicklistValue> values(String object, String field) {
    return rows.schema().require(object).field(field).orElseThrow().picklistValues();
  }

  private void status(String object, String of, String flag, Predicate<String> meaning) {
    int order = 0;
    for (PicklistValue v : values(of, "Status")) {
      order++;
      put(
          object,
          rows.id(object, v.value()),
          "MasterLabel",
          v.label(),
          "ApiName",
          v.value(),
          "SortOrder",
          order,
          "IsDefault",
          v.isDefault(),
          flag,
          meaning.test(v.value()));
    }
  }

  private void profile(Component c) {
    String name = AccessModel.profileName(c.fullName());
    put("Profile", rows.id("Profile", name), "Name", name, "UserType", "Standard");
  }

  private void permissionSet(Component c) {
    String id = rows.id("PermissionSet", c.fullName());
    put(
        "PermissionSet",
        id,
        "Name",
        c.fullName(),
        "Label",
        text(c, "label", c.fullName()),
        "Type",
        "Regular");
    PermissionSetRows.of(c)
        .forEach(r -> put(r.object(), rows.id(r.object(), r.key()), r.fields(id)));
  }

  private void permissionSetGroup(Component c) {
    put(
        "PermissionSetGroup",
        rows.id("PermissionSetGroup", c.fullName()),
        "DeveloperName",
        c.fullName(),
        "MasterLabel",
        text(c, "label", c.fullName()),
        "Status",
        "Updated");
  }

  private void customPermission(Component c) {
    put(
        "CustomPermission",
        rows.id("CustomPermission", c.fullName()),
        "DeveloperName",
        c.fullName(),
        "MasterLabel",
        text(c, "label", c.fullName()));
  }

  private void role(Component c) {
    String parent = c.xml().text("parentRole");
    put(
        "UserRole",
        rows.id("UserRole", c.fullName()),
        "Name",
        text(c, "name", c.fullName()),
        "DeveloperName",
        c.fullName(),
        "ParentRoleId",
        parent == null ? null : rows.id("UserRole", parent));
  }

  private void group(Component c) {
    put(
        "Group",
        rows.id("Group", "group:" + c.fullName()),
        "Name",
        text(c, "name", c.fullName()),
        "DeveloperName",
        c.fullName(),
        "Type",
        "Regular",
        "DoesIncludeBosses",
        c.xml().bool("doesIncludeBosses", false));
  }

  private void queue(Component c) {
    String id = rows.id("Group", "queue:" + c.fullName());
    put(
        "Group",
        id,
        "Name",
        text(c, "name", c.fullName()),
        "DeveloperName",
        c.fullName(),
        "Type",
        "Queue",
        "Email",
        c.xml().text("email"),
        "DoesSendEmailToMembers",
        c.xml().bool("doesSendEmailToMembers", false));
    for (XmlElement s : c.xml().children("queueSobject")) {
      String object = s.text("sobjectType");
      put(
          "QueueSobject",
          rows.id("QueueSobject", c.fullName() + ":" + object),
          "QueueId",
          id,
          "SobjectType",
          object);
    }
    XmlElement members = c.xml().child("queueMembers").orElse(null);
    if (members != null) {
      members
          .child("users")
          .ifPresent(users -> users.texts("user").forEach(name -> member(id, name)));
    }
  }

  private void member(String groupId, String username) {
    for (Row u : rows.tx().find("User", "Username", username)) {
      put(
          "GroupMember",
          rows.id("GroupMember", groupId + ":" + u.id()),
          "GroupId",
          groupId,
          "UserOrGroupId",
          u.id());
    }
  }

  private void notificationType(Component c) {
    put(
        "CustomNotificationType",
        rows.id("CustomNotificationType", c.fullName()),
        "DeveloperName",
        c.fullName(),
        "MasterLabel",
        text(c, "masterLabel", c.fullName()),
        "CustomNotifTypeName",
        text(c, "customNotifTypeName", c.fullName()),
        "Desktop",
        c.xml().bool("desktop", false),
        "Mobile",
        c.xml().bool("mobile", false));
  }

  private void recordType(Component c) {
    rows.schema()
        .require(c.parentName())
        .recordTypes()
        .forEach(
            t -> {
              if (t.developerName().equalsIgnoreCase(c.localName())) {
                put(
                    "RecordType",
                    t.id(),
                    "Name",
                    t.label(),
                    "DeveloperName",
                    t.developerName(),
                    "SobjectType",
                    c.parentName(),
                    "IsActive",
                    t.active());
              }
            });
  }

  private void apex(String object, Component c) {
    put(
        object,
        rows.id(object, c.fullName()),
        "Name",
        c.fullName(),
        "ApiVersion",
        apiVersion(c),
        "Status",
        c.xml() == null ? "Active" : text(c, "status", "Active"),
        "IsValid",
        true,
        "Body",
        c.contentText(),
        "BodyCrc",
        checksum(c.content()),
        "LengthWithoutComments",
        c.contentText() == null ? 0 : c.contentText().length());
  }

  private static BigDecimal checksum(byte[] content) {
    if (content == null) {
      return null;
    }
    CRC32 crc = new CRC32();
    crc.update(content);
    return BigDecimal.valueOf(crc.getValue());
  }

  private static BigDecimal apiVersion(Component c) {
    String v = c.xml() == null ? null : c.xml().token("apiVersion", null);
    return v == null ? null : new BigDecimal(v);
  }

  private void page(Component c) {
    put(
        "ApexPage",
        rows.id("ApexPage", c.fullName()),
        "Name",
        c.fullName(),
        "MasterLabel",
        text(c, "label", c.fullName()),
        "ApiVersion",
        apiVersion(c),
        "Markup",
        c.contentText());
  }

  private void component(Component c) {
    put(
        "ApexComponent",
        rows.id("ApexComponent", c.fullName()),
        "Name",
        c.fullName(),
        "MasterLabel",
        text(c, "label", c.fullName()),
        "ApiVersion",
        apiVersion(c),
        "Markup",
        c.contentText());
  }

  private void cachePartition(Component c) {
    put(
        "PlatformCachePartition",
        rows.id("PlatformCachePartition", c.fullName()),
        "DeveloperName",
        c.fullName(),
        "MasterLabel",
        text(c, "masterLabel", c.fullName()),
        "IsDefaultPartition",
        c.xml().bool("isDefaultPartition", false));
  }

  /** Deployed applications in the order of their names; an administrator may reorder the rows. */
  private void applications() {
    int order = 0;
    for (Component c : metadata.ofType("CustomApplication")) {
      order++;
      String id = rows.id("AppMenuItem", c.fullName());
      boolean known = rows.tx().get("AppMenuItem", id) != null;
      put(
          "AppMenuItem",
          id,
          "Name",
          c.fullName(),
          "Label",
          text(c, "label", c.fullName()),
          "Description",
          c.xml().text("description"),
          "Type",
          "TabSet",
          "ApplicationId",
          rows.schema().ids().recordId("02u", c.fullName()));
      if (!known) {
        put("AppMenuItem", id, "SortOrder", order, "IsVisible", true);
      }
    }
  }

  private void staticResource(Component c) {
    put(
        "StaticResource",
        rows.id("StaticResource", c.fullName()),
        "Name",
        c.fullName(),
        "ContentType",
        text(c, "contentType", "application/octet-stream"),
        "CacheControl",
        text(c, "cacheControl", "Private"),
        "Body",
        c.content(),
        "BodyLength",
        c.content() == null ? 0 : c.content().length);
  }

  private void emailFolder(Component c) {
    put(
        "Folder",
        rows.id("Folder", "email:" + c.fullName()),
        "Name",
        text(c, "name", c.fullName()),
        "DeveloperName",
        c.fullName(),
        "AccessType",
        text(c, "accessType", "Public"),
        "Type",
        "Email");
  }

  private void emailTemplate(Component c) {
    int slash = c.fullName().indexOf('/');
    String folder = slash < 0 ? null : c.fullName().substring(0, slash);
    String developerName = c.fullName().substring(slash + 1);
    String type = text(c, "type", "text");
    String body = c.content() == null ? null : new String(c.content(), StandardCharsets.UTF_8);
    boolean html = type.equals("html") || type.equals("custom");
    put(
        "EmailTemplate",
        rows.id("EmailTemplate", c.fullName()),
        "Name",
        text(c, "name", developerName),
        "DeveloperName",
        developerName,
        "FolderId",
        folder == null ? null : rows.id("Folder", "email:" + folder),
        "IsActive",
        c.xml().bool("available", false),
        "TemplateType",
        type,
        "TemplateStyle",
        text(c, "style", "none"),
        "Encoding",
        text(c, "encodingKey", "UTF-8"),
        "Subject",
        c.xml().text("subject"),
        "HtmlValue",
        html ? body : null,
        "Body",
        html ? c.xml().text("textOnly") : body);
  }

  /** A site brings its guest user and the user's own profile. */
  private void site(Component c) {
    String profileName = text(c, "masterLabel", c.fullName()) + " Profile";
    String profile = rows.id("Profile", profileName);
    put("Profile", profile, "Name", profileName, "UserType", "Guest");
    String guest = guestUserId(rows.schema(), c.fullName());
    Row admin = rows.tx().get("User", Bootstrap.adminId(rows.schema()));
    String label = text(c, "masterLabel", c.fullName());
    put(
        "User",
        guest,
        "Username",
        c.fullName().toLowerCase(java.util.Locale.ROOT) + "@guest.example.invalid",
        "LastName",
        label + " Site Guest User",
        "Name",
        label + " Site Guest User",
        "Email",
        "guest@example.invalid",
        "Alias",
        "guest",
        "CommunityNickname",
        c.fullName(),
        "ProfileId",
        profile,
        "UserType",
        "Guest",
        "IsActive",
        true,
        "TimeZoneSidKey",
        admin == null ? "GMT" : admin.get("TimeZoneSidKey"),
        "LocaleSidKey",
        "en_US",
        "LanguageLocaleKey",
        text(c, "masterLanguage", "en_US"),
        "EmailEncodingKey",
        "UTF-8");
    put(
        "Site",
        rows.id("Site", c.fullName()),
        "Name",
        c.fullName(),
        "MasterLabel",
        text(c, "masterLabel", c.fullName()),
        "UrlPathPrefix",
        c.xml().text("urlPathPrefix"),
        "Status",
        c.xml().bool("active", false) ? "Active" : "Inactive",
        "SiteType",
        "Visualforce",
        "GuestUserId",
        guest,
        "GuestRecordDefaultOwnerId",
        defaultOwner(c));
  }

  private String defaultOwner(Component site) {
    String username = site.xml().text("siteGuestRecordDefaultOwner");
    if (username != null) {
      for (Row u : rows.tx().find("User", "Username", username)) {
        return u.id();
      }
    }
    return Bootstrap.adminId(rows.schema());
  }

  /** Id of the guest user that a site brings. */
  public static String guestUserId(OrgSchema schema, String siteName) {
    return schema.ids().recordId("005", "guest:" + siteName);
  }

  private static String text(Component c, String element, String orElse) {
    String v = c.xml().text(element);
    return v == null ? orElse : v;
  }
}
