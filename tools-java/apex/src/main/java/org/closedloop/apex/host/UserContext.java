package org.closedloop.apex.host;

import java.time.ZoneId;
import java.util.Locale;

/** The running user, as {@code UserInfo} and {@code $User} see it. Ids are 18 characters. */
public record UserContext(
    String id,
    String username,
    String firstName,
    String lastName,
    String email,
    String profileId,
    String roleId,
    String userType,
    ZoneId zone,
    Locale locale,
    String language,
    String sessionId) {

  public String name() {
    return firstName == null || firstName.isEmpty() ? lastName : firstName + " " + lastName;
  }

  public boolean isGuest() {
    return "Guest".equals(userType);
  }

  public boolean isAutomatedProcess() {
    return "AutomatedProcess".equals(userType);
  }
}
