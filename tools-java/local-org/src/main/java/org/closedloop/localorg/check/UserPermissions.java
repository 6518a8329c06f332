package org.closedloop.localorg.check;

import java.util.Collection;
import java.util.Set;
import java.util.TreeSet;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.NearestName;
import org.closedloop.metadata.XmlElement;

/**
 * Names of user permissions. Which there are depends on the org's features: a name that is nearly a
 * known one is a misspelling, any other unknown one is only told.
 */
final class UserPermissions {
  private static final String PREFIX = "Permissions";

  /** Known from files of real orgs, and not among the fields of profiles and permission sets. */
  private static final Set<String> MORE =
      Set.of(
          "ArchiveArticles",
          "CreateContentSpace",
          "EditTranslation",
          "ManagePackageLicenses",
          "PublishArticles",
          "PublishTranslation",
          "SubmitForTranslation",
          "ViewArchivedArticles",
          "ViewDraftArticles",
          "ViewFlowUsageAndFlowEventData");

  private static final Collection<String> NAMES = load();

  private UserPermissions() {}

  private static Collection<String> load() {
    Set<String> names = new TreeSet<>(MORE);
    for (String object : new String[] {"PermissionSet", "Profile"}) {
      for (String field : PlatformNames.fields(object)) {
        if (field.startsWith(PREFIX)) {
          names.add(field.substring(PREFIX.length()));
        }
      }
    }
    return names;
  }

  static void check(Component c, Findings out) {
    for (XmlElement item : c.xml().children("userPermissions")) {
      XmlElement at = item.child("name").orElse(null);
      if (at == null || NAMES.contains(at.token())) {
        continue;
      }
      String message = "Unknown user permission: " + at.token();
      String near = NearestName.hint(at.token(), NAMES);
      if (near.isEmpty() && !at.token().isEmpty()) {
        out.warning("unknown-permission", c, at, message, "the org may have it by a feature");
      } else {
        out.refused("unknown-permission", c, at, message, near);
      }
    }
  }
}
