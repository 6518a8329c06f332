package org.closedloop.localorg.formula;

import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.OrgInfo;
import org.closedloop.apex.host.UserContext;
import org.closedloop.apex.value.SObjectValue;

/** {@link OrgAccess} of a running request. */
public final class HostOrgAccess implements OrgAccess {

  private final ApexHost host;

  public HostOrgAccess(ApexHost host) {
    this.host = host;
  }

  @Override
  public UserContext user() {
    return host.user();
  }

  @Override
  public OrgInfo org() {
    return host.org();
  }

  @Override
  public SObjectValue setting(String typeName) {
    return host.config().hierarchySetting(typeName, null, true);
  }

  @Override
  public SObjectValue customMetadata(String typeName, String developerName) {
    for (SObjectValue row : host.config().customMetadata(typeName)) {
      if (row.get("DeveloperName") instanceof String n && n.equalsIgnoreCase(developerName)) {
        return row;
      }
    }
    return null;
  }

  @Override
  public boolean customPermission(String name) {
    return host.access().customPermission(name);
  }

  @Override
  public String label(String name) {
    return host.config().label(name);
  }
}
