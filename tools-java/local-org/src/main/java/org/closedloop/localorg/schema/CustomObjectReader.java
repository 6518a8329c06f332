package org.closedloop.localorg.schema;

import java.util.List;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef.Kind;
import org.closedloop.apex.schema.SObjectDef.Sharing;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/** Turns the metadata of a custom object, setting, metadata type or event into a draft. */
final class CustomObjectReader {

  private CustomObjectReader() {}

  static Kind kind(Component c) {
    String name = c.fullName();
    if (name.endsWith("__mdt")) {
      return Kind.CUSTOM_METADATA;
    }
    if (name.endsWith("__e")) {
      return Kind.PLATFORM_EVENT;
    }
    return switch (c.xml().token("customSettingsType", "")) {
      case "Hierarchy" -> Kind.HIERARCHY_SETTING;
      case "List" -> Kind.LIST_SETTING;
      default -> Kind.CUSTOM;
    };
  }

  static ObjectDraft read(Component c, boolean hasMaster) {
    XmlElement x = c.xml();
    ObjectDraft o = new ObjectDraft(c.fullName(), kind(c));
    o.label = x.has("label") ? x.text("label") : o.name;
    o.plural = x.has("pluralLabel") ? x.text("pluralLabel") : o.label;
    o.description = x.has("description") ? x.text("description") : null;
    switch (o.kind) {
      case CUSTOM_METADATA -> metadataType(o);
      case PLATFORM_EVENT -> event(o, x);
      case HIERARCHY_SETTING -> setting(o, true);
      case LIST_SETTING -> setting(o, false);
      default -> custom(o, x, hasMaster);
    }
    return o;
  }

  private static void custom(ObjectDraft o, XmlElement x, boolean hasMaster) {
    o.sharing =
        hasMaster
            ? Sharing.CONTROLLED_BY_PARENT
            : StandardObjects.sharing(x.token("sharingModel", "ReadWrite"));
    o.external =
        hasMaster
            ? Sharing.CONTROLLED_BY_PARENT
            : StandardObjects.sharing(x.token("externalSharingModel", "Private"));
    o.activities = x.bool("enableActivities", false);
    o.search = x.bool("enableSearch", false);
    o.trigger = true;
    o.recordTypes = true;
    SystemFields.id(o);
    if (!hasMaster) {
      SystemFields.owner(o, List.of("User", "Group"));
    }
    SystemFields.deleted(o);
    name(o, x);
    SystemFields.audit(o);
    if (o.activities) {
      o.field(SystemFields.readOnly("LastActivityDate", FieldType.DATE, "Last Activity Date"));
    }
    o.field(SystemFields.readOnly("LastViewedDate", FieldType.DATETIME, "Last Viewed Date"));
    o.field(
        SystemFields.readOnly("LastReferencedDate", FieldType.DATETIME, "Last Referenced Date"));
  }

  private static void name(ObjectDraft o, XmlElement x) {
    XmlElement n = x.child("nameField").orElse(null);
    FieldDef.Builder b =
        FieldDef.builder("Name", FieldType.STRING)
            .length(80)
            .nameField(true)
            .alwaysAccessible(true)
            .label(n == null || !n.has("label") ? o.label + " Name" : n.text("label"));
    if (n != null && "AutoNumber".equals(n.token("type", "Text"))) {
      b.autoNumberFormat(n.has("displayFormat") ? n.text("displayFormat") : "{0}");
    }
    o.field(b.build());
  }

  private static void metadataType(ObjectDraft o) {
    o.create = false;
    o.update = false;
    o.delete = false;
    o.sharing = Sharing.NONE;
    SystemFields.id(o);
    o.field(SystemFields.text("DeveloperName", "Custom Metadata Record Name", 40, false, false));
    o.field(SystemFields.text("MasterLabel", "Label", 40, false, false));
    o.field(SystemFields.text("Label", "Label", 40, false, false));
    o.field(SystemFields.text("Language", "Master Language", 40, false, false));
    o.field(SystemFields.text("NamespacePrefix", "Namespace Prefix", 15, false, false));
    o.field(SystemFields.text("QualifiedApiName", "Name", 70, false, false));
    o.field(SystemFields.readOnly("SystemModstamp", FieldType.DATETIME, "System Modstamp"));
  }

  private static void event(ObjectDraft o, XmlElement x) {
    o.update = false;
    o.delete = false;
    o.queryable = false;
    o.trigger = true;
    o.sharing = Sharing.NONE;
    o.publishAfterCommit =
        !"PublishImmediately".equals(x.token("publishBehavior", "PublishImmediately"));
    o.field(SystemFields.text("ReplayId", "Replay ID", 1000, false, false));
    o.field(SystemFields.text("EventUuid", "Event UUID", 36, false, false));
    o.field(SystemFields.readOnly("CreatedDate", FieldType.DATETIME, "Created Date"));
    o.field(
        FieldDef.builder("CreatedById", FieldType.REFERENCE)
            .label("Created By ID")
            .length(18)
            .writeable(false, false)
            .alwaysAccessible(true)
            .reference(List.of("User"), "CreatedBy", null)
            .build());
  }

  private static void setting(ObjectDraft o, boolean hierarchy) {
    o.sharing = Sharing.NONE;
    SystemFields.id(o);
    SystemFields.deleted(o);
    o.field(
        FieldDef.builder("Name", FieldType.STRING)
            .label("Name")
            .length(38)
            .nameField(true)
            .alwaysAccessible(true)
            .build());
    o.field(
        FieldDef.builder("SetupOwnerId", FieldType.REFERENCE)
            .label("Location")
            .length(18)
            .alwaysAccessible(true)
            .writeable(hierarchy, hierarchy)
            .reference(List.of("Organization", "Profile", "User"), "SetupOwner", null)
            .build());
    SystemFields.audit(o);
  }
}
