package org.closedloop.localorg.schema;

import java.util.List;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;

/** The fields that the platform gives every object of a kind. */
final class SystemFields {

  private SystemFields() {}

  static void id(ObjectDraft o) {
    o.field(
        FieldDef.builder("Id", FieldType.ID)
            .label("Record ID")
            .length(18)
            .writeable(false, false)
            .alwaysAccessible(true)
            .build());
  }

  static void deleted(ObjectDraft o) {
    o.field(readOnly("IsDeleted", FieldType.BOOLEAN, "Deleted"));
  }

  static void audit(ObjectDraft o) {
    o.field(readOnly("CreatedDate", FieldType.DATETIME, "Created Date"));
    o.field(user("CreatedById", "CreatedBy", "Created By ID"));
    o.field(readOnly("LastModifiedDate", FieldType.DATETIME, "Last Modified Date"));
    o.field(user("LastModifiedById", "LastModifiedBy", "Last Modified By ID"));
    o.field(readOnly("SystemModstamp", FieldType.DATETIME, "System Modstamp"));
  }

  static void owner(ObjectDraft o, List<String> targets) {
    o.field(
        FieldDef.builder("OwnerId", FieldType.REFERENCE)
            .label("Owner ID")
            .length(18)
            .reference(targets, "Owner", null)
            .alwaysAccessible(true)
            .build());
  }

  static void recordType(ObjectDraft o) {
    o.field(
        FieldDef.builder("RecordTypeId", FieldType.REFERENCE)
            .label("Record Type ID")
            .length(18)
            .reference(List.of("RecordType"), "RecordType", null)
            .alwaysAccessible(true)
            .build());
  }

  static FieldDef readOnly(String name, FieldType type, String label) {
    return FieldDef.builder(name, type)
        .label(label)
        .writeable(false, false)
        .alwaysAccessible(true)
        .build();
  }

  static FieldDef text(String name, String label, int length, boolean create, boolean update) {
    return FieldDef.builder(name, FieldType.STRING)
        .label(label)
        .length(length)
        .writeable(create, update)
        .alwaysAccessible(true)
        .build();
  }

  private static FieldDef user(String name, String relationship, String label) {
    return FieldDef.builder(name, FieldType.REFERENCE)
        .label(label)
        .length(18)
        .writeable(false, false)
        .alwaysAccessible(true)
        .reference(List.of("User"), relationship, null)
        .build();
  }
}
