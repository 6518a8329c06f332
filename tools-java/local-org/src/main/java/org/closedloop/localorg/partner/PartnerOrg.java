package org.closedloop.localorg.partner;

import java.util.Optional;
import java.util.function.Function;
import org.closedloop.apex.host.ApexHost;
import org.closedloop.apex.host.OrgInfo;
import org.closedloop.apex.schema.Schema;

/** What the Partner API needs of the org behind it. */
public interface PartnerOrg {

  /**
   * Runs the body as one transaction of the user: commits when it returns, rolls back when it
   * throws.
   */
  <T> T asUser(String userId, Function<ApexHost, T> body);

  Schema schema();

  OrgInfo org();

  /** The id of the active user with this name and password, a security token appended or not. */
  Optional<String> authenticate(String username, String password);
}
