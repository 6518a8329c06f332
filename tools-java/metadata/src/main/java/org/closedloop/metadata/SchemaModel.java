package org.closedloop.metadata;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The types of the Metadata API at one version: elements with their types and counts, and enums.
 *
 * <p>The model of 66.0 is the base. Up to 62.0 an element, value or required flag counts as newer
 * when two sources say so: the published schemas, and the vendor's client of 62.0. Where only the
 * published schemas say so it stays, with {@link Field#remark()}. What was taken out of the API
 * exists up to the last version that published it, and is doubtful later where only the published
 * schemas lack it.
 */
public final class SchemaModel {
  /** The newest version whose schema is known. */
  public static final String VERSION = "66.0";

  private static final int NEWEST = 66;

  /** The oldest version whose schema took part. */
  private static final int OLDEST = 47;

  /** Version of the vendor's client, the second witness. */
  private static final int WITNESSED = 62;

  /**
   * One element of a type.
   *
   * @param type a simple type ({@code string boolean int long double date dateTime time base64
   *     any}), an enum or another type
   * @param required whether it must be there
   * @param repeatable whether it may be there more than once
   * @param nillable whether {@code xsi:nil} stands for its value
   * @param remark what to say where it is used although it may be out of place in this version, or
   *     null
   */
  public record Field(
      String name,
      String type,
      boolean required,
      boolean repeatable,
      boolean nillable,
      Remark remark) {}

  /**
   * What to know about something whose time is not sure, or over.
   *
   * @param doubtful whether an org of this version may refuse it
   */
  public record Remark(boolean doubtful, String text) {}

  /** A type as the walk needs it: elements by name, and by number for bookkeeping. */
  static final class Shape {
    final Map<String, Integer> numbers = new HashMap<>();
    final List<Field> fields;
    final List<Integer> required = new ArrayList<>();

    Shape(Map<String, Field> byName) {
      fields = List.copyOf(byName.values());
      for (int i = 0; i < fields.size(); i++) {
        numbers.put(fields.get(i).name(), i);
        if (fields.get(i).required()) {
          required.add(i);
        }
      }
    }
  }

  private record Values(Map<String, Remark> known, Map<String, String> elsewhere) {}

  private static final class Holder {
    static final SchemaTable TABLE = SchemaTable.load();
  }

  private static final Map<Integer, SchemaModel> MODELS = new ConcurrentHashMap<>();

  private final SchemaTable table = Holder.TABLE;
  private final int version;
  private final Map<String, SchemaTable.Type> types = new ConcurrentHashMap<>();
  private final Map<String, Map<String, Field>> resolved = new ConcurrentHashMap<>();
  private final Map<String, Shape> shapes = new ConcurrentHashMap<>();
  private final Map<String, Values> enums = new ConcurrentHashMap<>();

  private SchemaModel(int version) {
    this.version = version;
  }

  /**
   * The schema for components of that API version; for the empty text, or one that is no version,
   * the newest known. Newer components are checked against what is known.
   */
  public static SchemaModel forVersion(String version) {
    return MODELS.computeIfAbsent(number(version), SchemaModel::new);
  }

  private static int number(String version) {
    int end = version.indexOf('.');
    try {
      int number = Integer.parseInt(end < 0 ? version : version.substring(0, end));
      return number <= 0 || number > NEWEST ? NEWEST : number;
    } catch (NumberFormatException e) {
      return NEWEST;
    }
  }

  /** The version that this model describes, such as {@code 62.0}. */
  public String version() {
    return version + ".0";
  }

  /** Whether elements that have gone before this version's successors are unknown. */
  boolean beforeHistory() {
    return version < OLDEST;
  }

  Iterable<String> typeNames() {
    return table.typeNames();
  }

  Iterable<String> enumNames() {
    return table.enumNames();
  }

  public boolean isType(String name) {
    return table.isType(name);
  }

  public boolean isEnum(String name) {
    return table.isEnum(name);
  }

  /** Values of an enum in their order; empty for a name that is no enum. */
  public List<String> enumValues(String name) {
    return isEnum(name) ? List.copyOf(values(name).known().keySet()) : List.of();
  }

  boolean isValue(String name, String value) {
    return values(name).known().containsKey(value);
  }

  /** What to say of a value of this version, or null. */
  Remark valueRemark(String name, String value) {
    return values(name).known().get(value);
  }

  /** Which version has a value that this one has not, or null. */
  String valueElsewhere(String name, String value) {
    return values(name).elsewhere().get(value);
  }

  private Values values(String name) {
    Values known = enums.get(name);
    if (known == null) {
      Map<String, Remark> here = new LinkedHashMap<>();
      Map<String, String> elsewhere = new HashMap<>();
      for (SchemaTable.Value value : table.values(name)) {
        if (exists(value.age())) {
          here.put(value.name(), remark(value.age()));
        } else {
          elsewhere.put(value.name(), when(value.age()));
        }
      }
      known = new Values(Collections.unmodifiableMap(here), elsewhere);
      enums.put(name, known);
    }
    return known;
  }

  /** All elements of a type, inherited ones first; empty for an unknown type. */
  public Map<String, Field> fields(String type) {
    if (!isType(type)) {
      return Map.of();
    }
    Map<String, Field> known = resolved.get(type);
    if (known == null) {
      Map<String, Field> all = new LinkedHashMap<>(fields(type(type).base()));
      for (SchemaTable.Element e : type(type).own()) {
        if (exists(e.age())) {
          all.put(e.name(), field(e));
        }
      }
      known = Collections.unmodifiableMap(all);
      resolved.put(type, known);
    }
    return known;
  }

  public Optional<Field> field(String type, String name) {
    return Optional.ofNullable(fields(type).get(name));
  }

  Shape shape(String type) {
    Shape known = shapes.get(type);
    if (known == null) {
      known = new Shape(fields(type));
      shapes.put(type, known);
    }
    return known;
  }

  /** Which version has an element that the type lacks in this one, or null. */
  String elsewhere(String type, String name) {
    for (String t = type; isType(t); t = type(t).base()) {
      for (SchemaTable.Element e : type(t).own()) {
        if (e.name().equals(name) && !exists(e.age())) {
          return when(e.age());
        }
      }
    }
    return null;
  }

  /** What to say of a component of this type, or null. */
  Remark typeRemark(String type) {
    return remark(type(type).age());
  }

  /** The type that brings an element: {@code type} itself or one that it extends. */
  Optional<String> declaringType(String type, String name) {
    for (String t = type; isType(t); t = type(t).base()) {
      if (type(t).own().stream().anyMatch(e -> e.name().equals(name))) {
        return Optional.of(t);
      }
    }
    return Optional.empty();
  }

  /** Whether {@code type} is {@code ancestor} or extends it. */
  public boolean extendsType(String type, String ancestor) {
    for (String t = type; isType(t); t = type(t).base()) {
      if (t.equals(ancestor)) {
        return true;
      }
    }
    return false;
  }

  private SchemaTable.Type type(String name) {
    SchemaTable.Type known = types.get(name);
    if (known == null) {
      known = table.type(name);
      types.put(name, known);
    }
    return known;
  }

  private Field field(SchemaTable.Element e) {
    return new Field(
        e.name(),
        e.type(),
        version < e.requiredBelow() && version >= e.age().since(),
        e.repeatable(),
        e.nillable(),
        remark(e.age()));
  }

  private boolean exists(SchemaTable.Age age) {
    boolean gone = age.over() && version > age.until();
    boolean proven = age.confirmed() && version <= WITNESSED;
    return !gone && !(proven && version < age.since());
  }

  private Remark remark(SchemaTable.Age age) {
    boolean outside = version < age.since() || (age.until() > 0 && version > age.until());
    return outside || age.until() > 0 ? new Remark(outside, when(age)) : null;
  }

  private String when(SchemaTable.Age age) {
    return age.until() > 0 && version >= age.since()
        ? "part of the API up to " + age.until() + ".0"
        : "needs API " + age.since() + ".0 or later";
  }
}
