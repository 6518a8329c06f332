package org.closedloop.localorg.deploy;

import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentKey;
import org.closedloop.metadata.ComponentSet;

/**
 * Everything that is deployed, with who put it there and when. Immutable; a deploy makes a new one.
 */
public final class OrgMetadata {
  /** The org before its first deploy. */
  public static final OrgMetadata EMPTY = new OrgMetadata(ComponentSet.empty(), Map.of());

  /**
   * Birth certificate of a component.
   *
   * @param id 18-character record id of the component
   */
  public record Info(
      String id,
      String createdById,
      Instant createdDate,
      String lastModifiedById,
      Instant lastModifiedDate) {}

  private final ComponentSet components;
  private final Map<ComponentKey, Info> infos;

  private OrgMetadata(ComponentSet components, Map<ComponentKey, Info> infos) {
    this.components = components;
    this.infos = infos;
  }

  /** The state as it was kept; components without an entry have no info. */
  public static OrgMetadata restore(ComponentSet components, Map<ComponentKey, Info> infos) {
    return new OrgMetadata(components, Map.copyOf(infos));
  }

  public ComponentSet components() {
    return components;
  }

  public Map<ComponentKey, Info> infos() {
    return infos;
  }

  public Optional<Info> info(ComponentKey key) {
    return Optional.ofNullable(infos.get(key));
  }

  /**
   * The state after a deploy.
   *
   * @param after all components after it
   * @param changed those that are new or differ
   * @param newId makes an id for a new component
   */
  OrgMetadata next(
      ComponentSet after,
      Collection<ComponentKey> changed,
      String userId,
      Instant now,
      Function<ComponentKey, String> newId) {
    Map<ComponentKey, Info> next = new HashMap<>();
    for (Component c : after) {
      Info before = infos.get(c.key());
      if (before == null) {
        next.put(c.key(), new Info(newId.apply(c.key()), userId, now, userId, now));
      } else if (changed.contains(c.key())) {
        next.put(
            c.key(),
            new Info(before.id(), before.createdById(), before.createdDate(), userId, now));
      } else {
        next.put(c.key(), before);
      }
    }
    return new OrgMetadata(after, Map.copyOf(next));
  }
}
