package org.closedloop.apex.schema;

import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * One object of the org with its fields, relationships and record types. Immutable; a deploy builds
 * new ones. Names are looked up without regard to case and answered as declared.
 */
public final class SObjectDef {

  /** What kind of thing the object is; kinds differ in DML, storage and access rules. */
  public enum Kind {
    STANDARD,
    CUSTOM,
    PLATFORM_EVENT,
    CUSTOM_METADATA,
    HIERARCHY_SETTING,
    LIST_SETTING,
    SHARE,
    HISTORY,
    /** The shape of an aggregate row; never stored. */
    AGGREGATE
  }

  /** Org-wide default of the object for internal users. */
  public enum Sharing {
    PRIVATE,
    READ,
    READ_WRITE,
    CONTROLLED_BY_PARENT,
    /** Setup objects and others without record sharing. */
    NONE
  }

  private final Builder b;
  private final Map<String, FieldDef> byName;
  private final Map<String, FieldDef> byRelationship;
  private final Map<String, ChildRelationship> byChildRelationship;
  private final Map<String, Integer> slots;

  private SObjectDef(Builder b) {
    this.b = b;
    byName = new LinkedHashMap<>();
    byRelationship = new LinkedHashMap<>();
    slots = new LinkedHashMap<>();
    for (FieldDef f : b.fields.values()) {
      slots.put(key(f.name()), byName.size());
      byName.put(key(f.name()), f);
      if (f.relationshipName() != null) {
        byRelationship.put(key(f.relationshipName()), f);
      }
    }
    byChildRelationship = new LinkedHashMap<>();
    for (ChildRelationship c : b.children) {
      if (c.name() != null) {
        byChildRelationship.putIfAbsent(key(c.name()), c);
      }
    }
  }

  private static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  public String name() {
    return b.name;
  }

  public String label() {
    return b.label;
  }

  public String pluralLabel() {
    return b.pluralLabel;
  }

  public Kind kind() {
    return b.kind;
  }

  /** Three characters; null for kinds without ids of their own. */
  public String keyPrefix() {
    return b.keyPrefix;
  }

  public boolean custom() {
    return b.custom;
  }

  public Sharing sharing() {
    return b.sharing;
  }

  public Sharing externalSharing() {
    return b.externalSharing;
  }

  public boolean queryable() {
    return b.queryable;
  }

  public boolean createable() {
    return b.createable;
  }

  public boolean updateable() {
    return b.updateable;
  }

  public boolean deletable() {
    return b.deletable;
  }

  public boolean undeletable() {
    return b.undeletable;
  }

  public boolean triggerable() {
    return b.triggerable;
  }

  public boolean searchable() {
    return b.searchable;
  }

  public boolean mergeable() {
    return b.mergeable;
  }

  public boolean activitiesEnabled() {
    return b.activities;
  }

  /** Setup objects take part in the mixed-DML rule. */
  public boolean setupObject() {
    return b.setup;
  }

  public String description() {
    return b.description;
  }

  /** For platform events: whether publishing waits for the commit. */
  public boolean publishAfterCommit() {
    return b.publishAfterCommit;
  }

  /** In declared order; the position is the row slot, see {@link #slot}. */
  public Collection<FieldDef> fields() {
    return Collections.unmodifiableCollection(byName.values());
  }

  public Optional<FieldDef> field(String name) {
    return Optional.ofNullable(byName.get(key(name)));
  }

  /** The field whose relationship name is given: {@code Account} or {@code Contact__r}. */
  public Optional<FieldDef> relationship(String name) {
    return Optional.ofNullable(byRelationship.get(key(name)));
  }

  /** The child relationship used in sub-selects; custom ones with {@code __r}. */
  public Optional<ChildRelationship> childRelationship(String name) {
    return Optional.ofNullable(byChildRelationship.get(key(name)));
  }

  public List<ChildRelationship> childRelationships() {
    return b.children;
  }

  public List<RecordTypeDef> recordTypes() {
    return b.recordTypes;
  }

  public List<FieldSetDef> fieldSets() {
    return b.fieldSets;
  }

  public Optional<FieldDef> nameField() {
    return byName.values().stream().filter(FieldDef::nameField).findFirst();
  }

  /** Position of the field in a row array, or -1. */
  public int slot(String fieldName) {
    Integer s = slots.get(key(fieldName));
    return s == null ? -1 : s;
  }

  public boolean hasOwner() {
    return byName.containsKey("ownerid");
  }

  @Override
  public String toString() {
    return b.name;
  }

  public static Builder builder(String name, Kind kind) {
    return new Builder(name, kind);
  }

  /** Collects the attributes; every setter returns the builder. */
  public static final class Builder {
    private final String name;
    private final Kind kind;
    private String label;
    private String pluralLabel;
    private String keyPrefix;
    private boolean custom;
    private Sharing sharing = Sharing.READ_WRITE;
    private Sharing externalSharing = Sharing.PRIVATE;
    private boolean queryable = true;
    private boolean createable = true;
    private boolean updateable = true;
    private boolean deletable = true;
    private boolean undeletable = true;
    private boolean triggerable = true;
    private boolean searchable;
    private boolean mergeable;
    private boolean activities;
    private boolean setup;
    private boolean publishAfterCommit = true;
    private String description;
    private final Map<String, FieldDef> fields = new LinkedHashMap<>();
    private List<ChildRelationship> children = List.of();
    private List<RecordTypeDef> recordTypes = List.of();
    private List<FieldSetDef> fieldSets = List.of();

    private Builder(String name, Kind kind) {
      this.name = name;
      this.kind = kind;
      this.label = name;
      this.pluralLabel = name;
    }

    public Builder label(String singular, String plural) {
      label = singular;
      pluralLabel = plural;
      return this;
    }

    public Builder keyPrefix(String v) {
      keyPrefix = v;
      return this;
    }

    public Builder custom(boolean v) {
      custom = v;
      return this;
    }

    public Builder sharing(Sharing internal, Sharing external) {
      sharing = internal;
      externalSharing = external;
      return this;
    }

    public Builder dml(boolean create, boolean update, boolean delete) {
      createable = create;
      updateable = update;
      deletable = delete;
      undeletable = delete;
      return this;
    }

    public Builder queryable(boolean v) {
      queryable = v;
      return this;
    }

    public Builder undeletable(boolean v) {
      undeletable = v;
      return this;
    }

    public Builder triggerable(boolean v) {
      triggerable = v;
      return this;
    }

    public Builder searchable(boolean v) {
      searchable = v;
      return this;
    }

    public Builder mergeable(boolean v) {
      mergeable = v;
      return this;
    }

    public Builder activities(boolean v) {
      activities = v;
      return this;
    }

    public Builder setup(boolean v) {
      setup = v;
      return this;
    }

    public Builder publishAfterCommit(boolean v) {
      publishAfterCommit = v;
      return this;
    }

    public Builder description(String v) {
      description = v;
      return this;
    }

    /** Adds or replaces a field; the first addition fixes its position. */
    public Builder field(FieldDef f) {
      fields.put(key(f.name()), f);
      return this;
    }

    public Builder children(List<ChildRelationship> v) {
      children = List.copyOf(v);
      return this;
    }

    public Builder recordTypes(List<RecordTypeDef> v) {
      recordTypes = List.copyOf(v);
      return this;
    }

    public Builder fieldSets(List<FieldSetDef> v) {
      fieldSets = List.copyOf(v);
      return this;
    }

    /** The builder must not be used afterwards. */
    public SObjectDef build() {
      return new SObjectDef(this);
    }
  }
}
