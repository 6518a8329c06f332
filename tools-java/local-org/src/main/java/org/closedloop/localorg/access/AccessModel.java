package org.closedloop.localorg.access;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.closedloop.apex.host.AccessHost.ObjectRight;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.XmlElement;

/**
 * All profiles, permission sets and permission set groups of one version of the org, as grants by
 * name. The profiles that every org has come first; deployed ones add to them.
 */
public final class AccessModel {

  /** Names of the profiles that exist in a new org. */
  public static final String ADMIN_PROFILE = "System Administrator";

  public static final String STANDARD_PROFILE = "Standard User";
  public static final String MARKETING_PROFILE = "Marketing User";
  public static final String SOLUTION_PROFILE = "Solution Manager";
  public static final String CONTRACT_PROFILE = "Contract Manager";
  public static final String INTEGRATION_PROFILE = "Minimum Access - API Only Integrations";
  public static final String MINIMUM_PROFILE = "Minimum Access - Salesforce";
  public static final String GUEST_PROFILE = "Guest License User";

  /** System permissions of the shipped administrator profile that code or flows can ask for. */
  static final List<String> ADMIN_PERMISSIONS =
      List.of(
          "ModifyAllData",
          "ViewAllData",
          "ModifyMetadata",
          "AuthorApex",
          "CustomizeApplication",
          "ManageUsers",
          "AssignPermissionSets",
          "ViewSetup",
          "ApiEnabled",
          "RunReports",
          "RunFlow",
          "ManageFlow",
          "SendCustomNotifications",
          "TransferAnyEntity",
          "EditTask",
          "EditEvent",
          "ViewAllUsers",
          "ViewRoles",
          "ManageDashboards",
          "ScheduleReports");

  /**
   * Company data of a data service: fields that only the administrator's profile shows at first.
   */
  private static final Set<String> ADMIN_FIELDS =
      Set.of(
          "Account.DunsNumber",
          "Account.NaicsCode",
          "Account.NaicsDesc",
          "Account.Tradestyle",
          "Account.YearStarted",
          "Lead.CompanyDunsNumber");

  /** Objects that users of the other shipped profiles read and do not change. */
  private static final Set<String> READ_ONLY_OBJECTS =
      Set.of("Campaign", "Product2", "Pricebook2", "PricebookEntry");

  private static final List<String> STANDARD_USER_PERMISSIONS =
      List.of("ApiEnabled", "RunReports", "RunFlow", "EditTask", "EditEvent", "ViewRoles");

  private final Map<String, Grants> profiles = new HashMap<>();
  private final Map<String, Grants> permissionSets = new HashMap<>();
  private final Map<String, Grants> groups = new HashMap<>();

  private AccessModel() {}

  /** Reads the permissions out of a deployed set. */
  public static AccessModel build(ComponentSet metadata, Schema schema) {
    AccessModel model = new AccessModel();
    model.shippedProfiles(schema);
    for (Component c : metadata.ofType("Profile")) {
      model
          .profiles
          .computeIfAbsent(Grants.key(profileName(c.fullName())), n -> new Grants())
          .add(read(c.xml()));
    }
    for (Component c : metadata.ofType("PermissionSet")) {
      model.permissionSets.put(Grants.key(c.fullName()), read(c.xml()));
    }
    Map<String, Grants> muting = new HashMap<>();
    for (Component c : metadata.ofType("MutingPermissionSet")) {
      muting.put(Grants.key(c.fullName()), read(c.xml()));
    }
    for (Component c : metadata.ofType("PermissionSetGroup")) {
      Grants sum = new Grants();
      for (XmlElement e : c.xml().children("permissionSets")) {
        Grants g = model.permissionSets.get(Grants.key(e.text()));
        if (g != null) {
          sum.add(g);
        }
      }
      for (XmlElement e : c.xml().children("mutingPermissionSets")) {
        Grants g = muting.get(Grants.key(e.text()));
        if (g != null) {
          sum.mute(g);
        }
      }
      model.groups.put(Grants.key(c.fullName()), sum);
    }
    return model;
  }

  /** Metadata names of shipped profiles differ from their labels. */
  public static String profileName(String fullName) {
    return switch (fullName) {
      case "Admin" -> ADMIN_PROFILE;
      case "Standard" -> STANDARD_PROFILE;
      case "MarketingProfile" -> MARKETING_PROFILE;
      case "SolutionManager" -> SOLUTION_PROFILE;
      case "ContractManager" -> CONTRACT_PROFILE;
      default -> fullName;
    };
  }

  /** The union of one profile and any permission sets and groups; unknown names give nothing. */
  public Grants effective(
      String profile, Collection<String> permissionSetNames, Collection<String> groupNames) {
    Grants sum = new Grants();
    List<Grants> parts = new ArrayList<>();
    if (profile != null) {
      parts.add(profiles.get(Grants.key(profile)));
    }
    for (String n : permissionSetNames) {
      parts.add(permissionSets.get(Grants.key(n)));
    }
    for (String n : groupNames) {
      parts.add(groups.get(Grants.key(n)));
    }
    for (Grants g : parts) {
      if (g != null) {
        sum.add(g);
      }
    }
    return sum;
  }

  private void shippedProfiles(Schema schema) {
    Grants admin = new Grants();
    admin.grantStandardFields();
    admin.grantAllObjects();
    ADMIN_PERMISSIONS.forEach(p -> admin.grant(Grants.Kind.USER_PERMISSION, p));
    profiles.put(Grants.key(ADMIN_PROFILE), admin);

    profiles.put(Grants.key(STANDARD_PROFILE), standardUser(schema));
    profiles.put(Grants.key(SOLUTION_PROFILE), standardUser(schema));
    profiles.put(Grants.key(CONTRACT_PROFILE), standardUser(schema));
    Grants marketing = standardUser(schema);
    for (ObjectRight right : List.of(ObjectRight.CREATE, ObjectRight.EDIT, ObjectRight.DELETE)) {
      marketing.grantObject("Campaign", right);
    }
    profiles.put(Grants.key(MARKETING_PROFILE), marketing);

    // Minimum access profiles read the setup objects that every user sees, and nothing else.
    Grants minimum = new Grants();
    for (SObjectDef o : schema.objects()) {
      if (o.kind() == SObjectDef.Kind.STANDARD && o.setupObject()) {
        minimum.grantObject(o.name(), ObjectRight.READ);
        minimum.grantStandardFields(o.name());
      }
    }
    profiles.put(Grants.key(MINIMUM_PROFILE), minimum);
    Grants integration = new Grants();
    integration.add(minimum);
    integration.grant(Grants.Kind.USER_PERMISSION, "ApiEnabled");
    profiles.put(Grants.key(INTEGRATION_PROFILE), integration);
    profiles.put(Grants.key(GUEST_PROFILE), new Grants());
  }

  private static Grants standardUser(Schema schema) {
    Grants g = new Grants();
    g.grantStandardFieldsExcept(ADMIN_FIELDS);
    STANDARD_USER_PERMISSIONS.forEach(p -> g.grant(Grants.Kind.USER_PERMISSION, p));
    for (SObjectDef o : schema.objects()) {
      if (o.kind() != SObjectDef.Kind.STANDARD) {
        continue;
      }
      g.grantObject(o.name(), ObjectRight.READ);
      if (!o.setupObject() && !READ_ONLY_OBJECTS.contains(o.name())) {
        g.grantObject(o.name(), ObjectRight.CREATE);
        g.grantObject(o.name(), ObjectRight.EDIT);
        if (!o.name().equals("Case")) {
          g.grantObject(o.name(), ObjectRight.DELETE);
        }
      }
    }
    return g;
  }

  private static Grants read(XmlElement root) {
    Grants g = new Grants();
    for (XmlElement e : root.children("objectPermissions")) {
      String object = e.text("object");
      right(g, e, object, "allowRead", ObjectRight.READ);
      right(g, e, object, "allowCreate", ObjectRight.CREATE);
      right(g, e, object, "allowEdit", ObjectRight.EDIT);
      right(g, e, object, "allowDelete", ObjectRight.DELETE);
      right(g, e, object, "viewAllRecords", ObjectRight.VIEW_ALL);
      right(g, e, object, "modifyAllRecords", ObjectRight.MODIFY_ALL);
    }
    for (XmlElement e : root.children("fieldPermissions")) {
      // Tasks and events share their custom fields under Activity.
      for (String field : fieldNames(e.text("field"))) {
        if (e.bool("readable", false) || e.bool("editable", false)) {
          g.grant(Grants.Kind.FIELD_READ, field);
        }
        if (e.bool("editable", false)) {
          g.grant(Grants.Kind.FIELD_EDIT, field);
        }
      }
    }
    named(g, root, "classAccesses", "apexClass", Grants.Kind.APEX_CLASS);
    named(g, root, "pageAccesses", "apexPage", Grants.Kind.PAGE);
    named(g, root, "customPermissions", "name", Grants.Kind.CUSTOM_PERMISSION);
    named(g, root, "userPermissions", "name", Grants.Kind.USER_PERMISSION);
    named(g, root, "flowAccesses", "flow", Grants.Kind.FLOW);
    named(g, root, "customMetadataTypeAccesses", "name", Grants.Kind.CUSTOM_METADATA_TYPE);
    if (g.has(Grants.Kind.USER_PERMISSION, "ModifyAllData")) {
      g.grantAllObjects();
    }
    return g;
  }

  private static List<String> fieldNames(String field) {
    if (field.regionMatches(true, 0, "Activity.", 0, 9)) {
      String name = field.substring(9);
      return List.of(field, "Task." + name, "Event." + name);
    }
    if (field.regionMatches(true, 0, "Task.", 0, 5) && field.endsWith("__c")) {
      return List.of(field, "Event." + field.substring(5));
    }
    return List.of(field);
  }

  private static void right(
      Grants g, XmlElement e, String object, String element, ObjectRight right) {
    if (e.bool(element, false)) {
      g.grantObject(object, right);
    }
  }

  private static void named(
      Grants g, XmlElement root, String group, String name, Grants.Kind kind) {
    for (XmlElement e : root.children(group)) {
      if (e.bool("enabled", false)) {
        g.grant(kind, e.text(name));
      }
    }
  }
}
