package org.closedloop.localorg.formula;

import org.closedloop.apex.host.OrgInfo;
import org.closedloop.apex.host.UserContext;
import org.closedloop.apex.value.SObjectValue;

/** What formulas ask of the org and the running user. */
public interface OrgAccess {

  UserContext user();

  OrgInfo org();

  /** The hierarchy setting as the running user sees it; never null. */
  SObjectValue setting(String typeName);

  /** A custom metadata record by developer name, or null. */
  SObjectValue customMetadata(String typeName, String developerName);

  boolean customPermission(String name);

  /** Custom label in the user's language, or null. */
  String label(String name);
}
