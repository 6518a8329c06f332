package org.closedloop.localorg.deploy;

import java.util.LinkedHashSet;
import java.util.Set;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentKey;
import org.closedloop.metadata.ComponentSet;

/**
 * What a deploy would do to the org.
 *
 * @param before the org as it is
 * @param deployed components in the package
 * @param after all components of the org as it would be
 * @param created keys that are new
 * @param changed keys that exist and differ
 * @param deleted keys that would be gone, children of deleted parents included
 * @param purgeOnDelete whether deleted data skips the recycle bin
 * @param userId who deploys
 * @param version API version of the package, empty when it names none
 */
public record ChangeSet(
    OrgMetadata before,
    ComponentSet deployed,
    ComponentSet after,
    Set<ComponentKey> created,
    Set<ComponentKey> changed,
    Set<ComponentKey> deleted,
    boolean purgeOnDelete,
    String userId,
    String version) {

  static ChangeSet of(
      OrgMetadata before,
      ComponentSet deployed,
      Set<ComponentKey> deletedFirst,
      Set<ComponentKey> deletedLast,
      boolean purgeOnDelete,
      String userId,
      String version) {
    ComponentSet current = before.components();
    ComponentSet after = current.minus(deletedFirst).plus(deployed).minus(deletedLast);
    Set<ComponentKey> created = new LinkedHashSet<>();
    Set<ComponentKey> changed = new LinkedHashSet<>();
    for (Component c : after) {
      Component old = current.find(c.type(), c.fullName()).orElse(null);
      if (old == null) {
        created.add(c.key());
      } else if (!old.equals(c)) {
        changed.add(c.key());
      }
    }
    Set<ComponentKey> deleted = new LinkedHashSet<>();
    for (Component c : current) {
      if (!after.contains(c.type(), c.fullName())) {
        deleted.add(c.key());
      }
    }
    return new ChangeSet(
        before, deployed, after, created, changed, deleted, purgeOnDelete, userId, version);
  }

  public boolean isEmpty() {
    return created.isEmpty() && changed.isEmpty() && deleted.isEmpty();
  }
}
