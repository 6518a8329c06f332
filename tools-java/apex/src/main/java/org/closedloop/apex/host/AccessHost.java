package org.closedloop.apex.host;

import java.util.Set;

/** What the running user may do, from deployed profiles and permission sets. Names ignore case. */
public interface AccessHost {

  /** Rights on an object. */
  enum ObjectRight {
    READ,
    CREATE,
    EDIT,
    DELETE,
    VIEW_ALL,
    MODIFY_ALL
  }

  boolean object(String objectName, ObjectRight right);

  boolean fieldReadable(String objectName, String fieldName);

  boolean fieldEditable(String objectName, String fieldName);

  boolean customPermission(String name);

  /**
   * {@code UserInfo} and {@code $Permission} style system permissions, for example ModifyAllData.
   */
  boolean userPermission(String apiName);

  boolean apexClass(String className);

  boolean page(String pageName);

  /** Record access for {@code UserRecordAccess}: which of READ, EDIT, DELETE hold for the id. */
  Set<ObjectRight> record(String recordId);
}
