package org.closedloop.localorg.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;
import org.closedloop.metadata.ComponentSet;

/** What exists in one version of the org; built by {@link SchemaRegistry}, immutable. */
public final class OrgSchema implements Schema {

  private final ComponentSet metadata;
  private final Map<String, SObjectDef> objects = new LinkedHashMap<>();
  private final Map<String, SObjectDef> byPrefix = new LinkedHashMap<>();
  private final Map<String, String> labels;
  private final Set<String> features;
  private final StableIds ids;
  private final StatusTraits traits;
  private final Set<String> withheld;

  OrgSchema(
      ComponentSet metadata,
      Collection<SObjectDef> defs,
      Map<String, String> labels,
      Set<String> features,
      StableIds ids,
      StatusTraits traits) {
    this.metadata = metadata;
    this.labels = labels;
    this.features = Set.copyOf(features);
    this.ids = ids;
    this.traits = traits;
    this.withheld = StandardObjects.withheld(features);
    for (SObjectDef d : defs) {
      objects.put(d.name().toLowerCase(Locale.ROOT), d);
      if (d.keyPrefix() != null) {
        byPrefix.put(d.keyPrefix(), d);
      }
    }
  }

  /** Everything deployed, of which this schema is the reading. */
  public ComponentSet metadata() {
    return metadata;
  }

  public boolean hasFeature(String name) {
    return features.contains(name);
  }

  /** Ids of things that metadata creates. */
  public StableIds ids() {
    return ids;
  }

  /** What stages and statuses mean: closed, won, converted. */
  public StatusTraits traits() {
    return traits;
  }

  @Override
  public Optional<SObjectDef> object(String name) {
    SObjectDef described = objects.get(name.toLowerCase(Locale.ROOT));
    if (described != null || withheld.contains(name.toLowerCase(Locale.ROOT))) {
      return Optional.ofNullable(described);
    }
    return StubDrafts.plain(name);
  }

  /** What is described in detail or deployed; {@link #object} knows every standard object. */
  @Override
  public Collection<SObjectDef> objects() {
    return Collections.unmodifiableCollection(objects.values());
  }

  @Override
  public Optional<SObjectDef> byKeyPrefix(String prefix) {
    SObjectDef described = byPrefix.get(prefix);
    return described != null ? Optional.of(described) : StubDrafts.byKeyPrefix(prefix);
  }

  /** The object that an id belongs to. */
  public Optional<SObjectDef> ofId(String id) {
    return id == null || id.length() < 15 ? Optional.empty() : byKeyPrefix(id.substring(0, 3));
  }

  @Override
  public Optional<String> label(String name) {
    return Optional.ofNullable(labels.get(name.toLowerCase(Locale.ROOT)));
  }

  @Override
  public boolean hasPage(String name) {
    return metadata.contains("ApexPage", name);
  }

  @Override
  public boolean hasFlow(String name) {
    return metadata.contains("Flow", name);
  }

  @Override
  public boolean hasCustomPermission(String name) {
    return metadata.contains("CustomPermission", name);
  }

  @Override
  public boolean hasStaticResource(String name) {
    return metadata.contains("StaticResource", name);
  }
}
