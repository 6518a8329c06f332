package org.closedloop.localorg.schema;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.closedloop.apex.schema.ChildRelationship;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldSetDef;
import org.closedloop.apex.schema.RecordTypeDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.SObjectDef.Kind;
import org.closedloop.apex.schema.SObjectDef.Sharing;

/** An object while its parts are collected from the overlay and from metadata. */
final class ObjectDraft {

  final String name;
  final Kind kind;
  String label;
  String plural;
  String prefix;
  Sharing sharing = Sharing.READ_WRITE;
  Sharing external = Sharing.PRIVATE;
  boolean create = true;
  boolean update = true;
  boolean delete = true;
  boolean queryable = true;
  boolean undelete = true;
  boolean trigger;
  boolean search;
  boolean merge;
  boolean activities;
  boolean setup;
  boolean publishAfterCommit = true;
  boolean recordTypes;
  boolean virtual;

  /** Whether the platform brings the object, whatever its kind. */
  boolean standard;

  String description;
  private final Map<String, FieldDef> fields = new LinkedHashMap<>();

  ObjectDraft(String name, Kind kind) {
    this.name = name;
    this.kind = kind;
    this.label = name;
    this.plural = name;
  }

  /** A copy to which an org adds its own fields. */
  ObjectDraft copy() {
    ObjectDraft c = new ObjectDraft(name, kind);
    c.label = label;
    c.plural = plural;
    c.prefix = prefix;
    c.sharing = sharing;
    c.external = external;
    c.create = create;
    c.update = update;
    c.delete = delete;
    c.queryable = queryable;
    c.undelete = undelete;
    c.trigger = trigger;
    c.search = search;
    c.merge = merge;
    c.activities = activities;
    c.setup = setup;
    c.publishAfterCommit = publishAfterCommit;
    c.recordTypes = recordTypes;
    c.virtual = virtual;
    c.standard = standard;
    c.description = description;
    c.fields.putAll(fields);
    return c;
  }

  void field(FieldDef f) {
    fields.put(f.name().toLowerCase(Locale.ROOT), f);
  }

  void remove(String fieldName) {
    fields.remove(fieldName.toLowerCase(Locale.ROOT));
  }

  boolean has(String fieldName) {
    return fields.containsKey(fieldName.toLowerCase(Locale.ROOT));
  }

  FieldDef get(String fieldName) {
    return fields.get(fieldName.toLowerCase(Locale.ROOT));
  }

  Iterable<FieldDef> fields() {
    return fields.values();
  }

  boolean custom() {
    return !standard && kind != Kind.STANDARD && kind != Kind.AGGREGATE;
  }

  SObjectDef build(
      List<ChildRelationship> children, List<RecordTypeDef> types, List<FieldSetDef> sets) {
    SObjectDef.Builder b =
        SObjectDef.builder(name, kind)
            .label(label, plural)
            .keyPrefix(prefix)
            .custom(custom())
            .sharing(sharing, external)
            .dml(create, update, delete)
            .undeletable(undelete && delete)
            .queryable(queryable)
            .triggerable(trigger)
            .searchable(search)
            .mergeable(merge)
            .activities(activities)
            .setup(setup)
            .publishAfterCommit(publishAfterCommit)
            .description(description)
            .children(children)
            .recordTypes(types)
            .fieldSets(sets);
    fields.values().forEach(b::field);
    return b.build();
  }
}
