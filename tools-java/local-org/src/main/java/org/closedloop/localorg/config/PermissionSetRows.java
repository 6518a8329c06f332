package org.closedloop.localorg.config;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.XmlElement;

/**
 * Rows of ObjectPermissions and FieldPermissions that mirror what a permission set was deployed
 * with.
 */
final class PermissionSetRows {

  private PermissionSetRows() {}

  /**
   * One row.
   *
   * @param key tells the row from others of its object, over all deploys
   */
  record PermissionRow(String object, String key, List<Object> values) {

    /** Pairs of field and value, with the permission set that the row belongs to. */
    Object[] fields(String permissionSetId) {
      List<Object> all = new ArrayList<>(List.of("ParentId", permissionSetId));
      all.addAll(values);
      return all.toArray();
    }
  }

  static List<PermissionRow> of(Component permissionSet) {
    List<PermissionRow> out = new ArrayList<>();
    for (XmlElement e : permissionSet.xml().children("objectPermissions")) {
      String object = e.token("object", "");
      out.add(
          new PermissionRow(
              "ObjectPermissions",
              permissionSet.fullName() + ":" + object,
              List.of(
                  "SobjectType",
                  object,
                  "PermissionsRead",
                  e.bool("allowRead", false),
                  "PermissionsCreate",
                  e.bool("allowCreate", false),
                  "PermissionsEdit",
                  e.bool("allowEdit", false),
                  "PermissionsDelete",
                  e.bool("allowDelete", false),
                  "PermissionsViewAllRecords",
                  e.bool("viewAllRecords", false),
                  "PermissionsModifyAllRecords",
                  e.bool("modifyAllRecords", false))));
    }
    for (XmlElement e : permissionSet.xml().children("fieldPermissions")) {
      String field = e.token("field", "");
      out.add(
          new PermissionRow(
              "FieldPermissions",
              permissionSet.fullName() + ":" + field,
              List.of(
                  "SobjectType",
                  field.contains(".") ? field.substring(0, field.indexOf('.')) : "",
                  "Field",
                  field,
                  "PermissionsRead",
                  e.bool("readable", false) || e.bool("editable", false),
                  "PermissionsEdit",
                  e.bool("editable", false))));
    }
    return out;
  }
}
