package org.closedloop.localorg.schema;

import java.util.List;
import java.util.Map;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.PicklistValue;
import org.closedloop.apex.schema.SObjectDef.Kind;
import org.closedloop.apex.schema.SObjectDef.Sharing;

/** The object that holds the share rows of another: {@code X__Share}, {@code AccountShare}. */
public final class ShareObjects {

  private static final Map<String, String> PREFIXES =
      Map.of(
          "Account", "00r",
          "Contact", "03s",
          "Opportunity", "00t",
          "Lead", "01o",
          "Case", "01n",
          "Campaign", "08s");

  private ShareObjects() {}

  static String prefix(String standardObject) {
    return PREFIXES.get(standardObject);
  }

  /** Name of the share object of an object. */
  public static String nameFor(String object) {
    return object.endsWith("__c") ? object.replaceFirst("__c$", "__Share") : object + "Share";
  }

  /** The field of the share object that leads to the shared record. */
  public static String parentField(String object) {
    return object.endsWith("__c") ? "ParentId" : object + "Id";
  }

  /** The field of the share object that holds the level: Read, Edit or All. */
  public static String levelField(String object) {
    return object.endsWith("__c") ? "AccessLevel" : object + "AccessLevel";
  }

  static ObjectDraft of(ObjectDraft o) {
    ObjectDraft s = new ObjectDraft(nameFor(o.name), Kind.SHARE);
    s.label = "Share: " + o.label;
    s.plural = s.label;
    s.sharing = Sharing.NONE;
    s.undelete = false;
    SystemFields.id(s);
    boolean custom = o.kind == Kind.CUSTOM;
    s.field(
        FieldDef.builder(parentField(o.name), FieldType.REFERENCE)
            .label(custom ? "Parent ID" : o.label + " ID")
            .length(18)
            .required(true)
            .writeable(true, false)
            .alwaysAccessible(true)
            .deleteConstraint(FieldDef.DeleteConstraint.CASCADE)
            .reference(List.of(o.name), custom ? "Parent" : o.name, "Shares")
            .build());
    s.field(
        FieldDef.builder("UserOrGroupId", FieldType.REFERENCE)
            .label("User/Group ID")
            .length(18)
            .required(true)
            .writeable(true, false)
            .alwaysAccessible(true)
            .deleteConstraint(FieldDef.DeleteConstraint.CASCADE)
            .reference(List.of("User", "Group"), "UserOrGroup", null)
            .build());
    s.field(
        FieldDef.builder(levelField(o.name), FieldType.PICKLIST)
            .label("Access Level")
            .length(40)
            .required(true)
            .alwaysAccessible(true)
            .picklist(
                List.of(
                    new PicklistValue("Read", "Read Only", false, true),
                    new PicklistValue("Edit", "Read/Write", false, true),
                    new PicklistValue("All", "Owner", false, true)),
                true)
            .build());
    s.field(
        FieldDef.builder("RowCause", FieldType.PICKLIST)
            .label("Row Cause")
            .length(40)
            .alwaysAccessible(true)
            .picklist(
                List.of(
                    new PicklistValue("Owner", "Owner", false, true),
                    new PicklistValue("Manual", "Manual Sharing", true, true),
                    new PicklistValue("Rule", "Sharing Rule", false, true)),
                false)
            .build());
    SystemFields.deleted(s);
    s.field(SystemFields.readOnly("LastModifiedDate", FieldType.DATETIME, "Last Modified Date"));
    s.field(
        FieldDef.builder("LastModifiedById", FieldType.REFERENCE)
            .label("Last Modified By ID")
            .length(18)
            .writeable(false, false)
            .alwaysAccessible(true)
            .reference(List.of("User"), "LastModifiedBy", null)
            .build());
    return s;
  }
}
