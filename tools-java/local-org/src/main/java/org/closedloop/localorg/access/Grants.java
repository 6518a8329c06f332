package org.closedloop.localorg.access;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.closedloop.apex.host.AccessHost.ObjectRight;

/**
 * What one profile, permission set or group of them gives. Names are kept in lower case. Built up
 * once at a deploy, then only read.
 */
public final class Grants {

  /** Things that are either granted by name or not. */
  public enum Kind {
    FIELD_READ,
    FIELD_EDIT,
    APEX_CLASS,
    PAGE,
    CUSTOM_PERMISSION,
    USER_PERMISSION,
    FLOW,
    CUSTOM_METADATA_TYPE
  }

  private final Map<String, EnumSet<ObjectRight>> objects = new HashMap<>();
  private final EnumMap<Kind, Set<String>> named = new EnumMap<>(Kind.class);
  private final Set<String> standardFields = new HashSet<>();
  private final Set<String> withheld = new HashSet<>();
  private boolean allStandardFields;
  private boolean allObjects;

  static String key(String name) {
    return name.toLowerCase(Locale.ROOT);
  }

  void grant(Kind kind, String name) {
    named.computeIfAbsent(kind, k -> new HashSet<>()).add(key(name));
  }

  void grantObject(String object, ObjectRight right) {
    objects.computeIfAbsent(key(object), o -> EnumSet.noneOf(ObjectRight.class)).add(right);
  }

  /** Field-level security of standard fields of all objects. */
  void grantStandardFields() {
    allStandardFields = true;
  }

  /** Field-level security of standard fields of all objects but those named. */
  void grantStandardFieldsExcept(Set<String> fields) {
    allStandardFields = true;
    fields.forEach(f -> withheld.add(key(f)));
  }

  /** Field-level security of standard fields of one object. */
  void grantStandardFields(String object) {
    standardFields.add(key(object));
  }

  /** Every right on every object, as Modify All Data gives. */
  void grantAllObjects() {
    allObjects = true;
  }

  void add(Grants other) {
    other.objects.forEach(
        (object, rights) ->
            objects.computeIfAbsent(object, o -> EnumSet.noneOf(ObjectRight.class)).addAll(rights));
    other.named.forEach(
        (kind, names) -> named.computeIfAbsent(kind, k -> new HashSet<>()).addAll(names));
    standardFields.addAll(other.standardFields);
    if (other.allStandardFields) {
      if (allStandardFields) {
        withheld.retainAll(other.withheld);
      } else {
        withheld.addAll(other.withheld);
      }
      allStandardFields = true;
    }
    allObjects |= other.allObjects;
  }

  /** Takes away what a muting permission set names. */
  void mute(Grants muted) {
    muted.objects.forEach(
        (object, rights) -> {
          EnumSet<ObjectRight> mine = objects.get(object);
          if (mine != null) {
            mine.removeAll(rights);
          }
        });
    muted.named.forEach(
        (kind, names) -> {
          Set<String> mine = named.get(kind);
          if (mine != null) {
            mine.removeAll(names);
          }
        });
  }

  boolean has(Kind kind, String name) {
    Set<String> names = named.get(kind);
    return names != null && names.contains(key(name));
  }

  boolean object(String object, ObjectRight right) {
    if (allObjects) {
      return true;
    }
    EnumSet<ObjectRight> rights = objects.get(key(object));
    return rights != null && rights.contains(right);
  }

  boolean standardField(String object, String field) {
    return standardFields.contains(key(object))
        || allStandardFields && !withheld.contains(key(object + "." + field));
  }
}
