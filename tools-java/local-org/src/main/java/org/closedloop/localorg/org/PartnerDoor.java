package org.closedloop.localorg.org;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Optional;
import java.util.function.Function;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.ApexHost.Quiddity;
import org.closedloop.apex.host.OrgInfo;
import org.closedloop.apex.schema.Schema;
import org.closedloop.localorg.partner.PartnerOrg;

/** The org behind the Partner API. Only the administrator has a password. */
final class PartnerDoor implements PartnerOrg {

  private final LocalOrg org;
  private final byte[] adminPassword;

  PartnerDoor(LocalOrg org, String adminPassword) {
    this.org = org;
    this.adminPassword = adminPassword.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public <T> T asUser(String userId, Function<ApexHost, T> body) {
    return org.inRequest(userId, Quiddity.SOAP, body::apply);
  }

  @Override
  public Schema schema() {
    return org.version().schema();
  }

  @Override
  public OrgInfo org() {
    return org.org();
  }

  /** Compares in constant time; a security token appended to the password is part of the text. */
  @Override
  public Optional<String> authenticate(String username, String password) {
    boolean right = MessageDigest.isEqual(adminPassword, password.getBytes(StandardCharsets.UTF_8));
    boolean admin = username.equalsIgnoreCase(org.options().adminUsername());
    return right && admin ? org.userId(username) : Optional.empty();
  }
}
