package org.closedloop.apex.schema;

import java.util.Collection;
import java.util.Optional;

/**
 * What exists in one version of the org besides Apex: the names that the binder checks and that
 * describe calls answer. Immutable; a deploy swaps the whole. All look-ups ignore case.
 */
public interface Schema {

  Optional<SObjectDef> object(String name);

  Collection<SObjectDef> objects();

  /** The object whose ids start with the three characters. */
  Optional<SObjectDef> byKeyPrefix(String prefix);

  /** Text of a custom label. */
  Optional<String> label(String name);

  boolean hasPage(String name);

  boolean hasFlow(String name);

  boolean hasCustomPermission(String name);

  boolean hasStaticResource(String name);

  /** The object or an exception that names it; for callers that checked before. */
  default SObjectDef require(String name) {
    return object(name).orElseThrow(() -> new IllegalArgumentException("no object named " + name));
  }
}
