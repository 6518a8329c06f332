package org.closedloop.apex.library;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.schema.ChildRelationship;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.ClassType;
import org.closedloop.apex.types.ListType;
import org.closedloop.apex.types.MapType;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SetType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexBlob;
import org.closedloop.apex.value.ApexId;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.ApexObject;
import org.closedloop.apex.value.ApexSet;
import org.closedloop.apex.value.EnumValue;
import org.closedloop.apex.value.MemberInfo;
import org.closedloop.apex.value.RawValues;
import org.closedloop.apex.value.SObjectValue;

/** Makes Apex values of a wanted type out of JSON; {@code strict} refuses unknown members. */
final class JsonReader {

  private final ApexContext ctx;
  private final boolean strict;

  JsonReader(ApexContext ctx, boolean strict) {
    this.ctx = ctx;
    this.strict = strict;
  }

  /** A whole text; its first character must fit the type, whatever follows. */
  Object read(String text, ApexType type) {
    String t = text == null ? "" : text.stripLeading();
    if (!t.isEmpty() && !t.startsWith("null")) {
      if (type instanceof ListType || type instanceof SetType) {
        expect(t.charAt(0) == '[', "'[' at the beginning of List/Set");
      } else if (type instanceof SObjectType || type instanceof MapType) {
        expect(t.charAt(0) == '{', "'{' at the beginning of object");
      }
    }
    return read(JsonText.parse(text), type);
  }

  private static void expect(boolean met, String what) {
    if (!met) {
      throw Errors.json("Malformed JSON: Expected " + what);
    }
  }

  Object read(JsonNode n, ApexType type) {
    ctx.tick(1);
    if (n.isNull()) {
      return null;
    }
    if (type instanceof SimpleType s) {
      return s == SimpleType.OBJECT ? JsonText.untyped(ctx, n) : primitive(n, s);
    }
    if (type instanceof ListType t) {
      ApexList list = new ApexList(t.element());
      array(n).forEachRemaining(item -> list.add(read(item, t.element())));
      return list;
    }
    if (type instanceof SetType t) {
      ApexSet set = new ApexSet(t.element());
      array(n).forEachRemaining(item -> set.add(ctx, read(item, t.element())));
      return set;
    }
    if (type instanceof MapType t) {
      return map(n, t);
    }
    if (type instanceof SObjectType t) {
      return record(n, t);
    }
    if (type instanceof ClassType t) {
      return object(n, t);
    }
    return platform(n, (PlatformType) type);
  }

  private static Iterator<JsonNode> array(JsonNode n) {
    if (!n.isArray()) {
      throw Errors.json("Malformed JSON: Expected '[' at the beginning of List/Set");
    }
    return n.elements();
  }

  private static void expectObject(JsonNode n, String what) {
    if (!n.isObject()) {
      throw Errors.json("Malformed JSON: Expected '{' at the beginning of " + what);
    }
  }

  private ApexMap map(JsonNode n, MapType t) {
    expectObject(n, "Map");
    ApexMap map = new ApexMap(t.key(), t.value());
    n.fields()
        .forEachRemaining(
            e ->
                map.put(
                    ctx,
                    read(com.fasterxml.jackson.databind.node.TextNode.valueOf(e.getKey()), t.key()),
                    read(e.getValue(), t.value())));
    return map;
  }

  // --- primitives -------------------------------------------------------------------------------

  private static Object primitive(JsonNode n, SimpleType type) {
    if (n.isContainerNode()) {
      throw Errors.json("Illegal value for primitive");
    }
    String text = n.asText();
    try {
      return switch (type) {
        case STRING -> text;
        case ID -> ApexId.parse(text);
        case BOOLEAN -> bool(n, text);
        case INTEGER -> integer(n, text);
        case LONG -> n.isNumber() ? n.longValue() : Long.valueOf(text);
        case DOUBLE -> n.isNumber() ? n.doubleValue() : Double.valueOf(text);
        case DECIMAL -> n.isNumber() ? plain(n.decimalValue()) : new BigDecimal(text);
        case DATE -> DateLibrary.iso(text);
        case DATETIME -> datetime(text);
        case TIME ->
            LocalTime.parse(text.endsWith("Z") ? text.substring(0, text.length() - 1) : text);
        case BLOB -> ApexBlob.of(Base64.getDecoder().decode(text));
        default -> throw Errors.json("Apex Type unsupported in JSON: " + type.displayName());
      };
    } catch (NumberFormatException | DateTimeException e) {
      throw Errors.json("Illegal value for primitive: " + text);
    } catch (IllegalArgumentException e) {
      throw Errors.json("Illegal base64 value: " + e.getMessage());
    }
  }

  private static Object bool(JsonNode n, String text) {
    if (n.isBoolean()) {
      return n.booleanValue();
    }
    if (text.equalsIgnoreCase("true") || text.equalsIgnoreCase("false")) {
      return Boolean.valueOf(text);
    }
    throw Errors.json("Illegal value for primitive: " + text);
  }

  private static Object integer(JsonNode n, String text) {
    if (n.isNumber()) {
      if (n.isIntegralNumber() && n.canConvertToInt()) {
        return n.intValue();
      }
      throw Errors.json("Illegal value for primitive: " + text);
    }
    return Integer.valueOf(text);
  }

  private static BigDecimal plain(BigDecimal d) {
    return d.scale() < 0 ? d.setScale(0) : d;
  }

  /** ISO text with offset, with Z, or without (GMT); a date alone is its midnight. */
  static Instant datetime(String text) {
    String t = text.trim().replace(' ', 'T');
    if (t.length() == 10) {
      return LocalDate.parse(t).atStartOfDay().toInstant(ZoneOffset.UTC);
    }
    if (t.matches(".*[+-]\\d{4}")) {
      t = t.substring(0, t.length() - 2) + ":" + t.substring(t.length() - 2);
    }
    return t.endsWith("Z") || t.matches(".*[+-]\\d{2}:\\d{2}")
        ? OffsetDateTime.parse(t).toInstant()
        : LocalDateTime.parse(t).toInstant(ZoneOffset.UTC);
  }

  // --- objects ----------------------------------------------------------------------------------

  private Object object(JsonNode n, ClassType type) {
    for (EnumValue e : ctx.enumValues(type)) {
      if (n.isTextual() && e.name().equalsIgnoreCase(n.textValue())) {
        return e;
      }
    }
    if (!ctx.enumValues(type).isEmpty()) {
      throw Errors.json("Invalid value for enum " + type.name() + ": " + n.asText());
    }
    expectObject(n, "object");
    if (ctx.isAbstract(type)) {
      throw Errors.json("Apex Type unsupported in JSON: " + type.name() + " cannot be constructed");
    }
    ApexObject o = ctx.allocate(type);
    List<MemberInfo> members = ctx.members(o);
    n.fields()
        .forEachRemaining(
            e -> {
              MemberInfo m = member(members, e.getKey());
              if (m != null) {
                ctx.setMember(o, m, read(e.getValue(), m.type()));
              } else if (strict) {
                throw Errors.json("Unknown field: " + e.getKey());
              }
            });
    return o;
  }

  private static MemberInfo member(List<MemberInfo> members, String name) {
    for (MemberInfo m : members) {
      if (m.name().equalsIgnoreCase(name) && m.writable() && !m.isTransient()) {
        return m;
      }
    }
    return null;
  }

  private Object platform(JsonNode n, PlatformType type) {
    var known = org.closedloop.apex.platform.PlatformIndex.get().type(type.name());
    if (known.isPresent() && known.get().isEnum()) {
      return Enums.of(type.name(), n.asText());
    }
    if (type.name().equals("System.UUID")) {
      return UuidValue.fromString(n.asText());
    }
    expectObject(n, "object");
    if (known.isPresent() && Library.get().isPlainData(known.get())) {
      DataValue d = DataValue.blank(known.get());
      data(n, known.get(), d);
      return d;
    }
    Object made = ctx.newInstance(type);
    List<Beans.Attribute> attributes = Beans.of(made.getClass());
    if (attributes.isEmpty()) {
      throw Errors.json("Apex Type unsupported in JSON: " + type.name());
    }
    n.fields()
        .forEachRemaining(
            e ->
                attributes.stream()
                    .filter(a -> a.name().equalsIgnoreCase(e.getKey()))
                    .findFirst()
                    .ifPresentOrElse(
                        a -> a.set(made, attribute(e.getValue(), attributeType(known.get(), a))),
                        () -> unknown(e.getKey())));
    return made;
  }

  /** A result class takes text that is no id for none. */
  private Object attribute(JsonNode value, ApexType type) {
    return type == SimpleType.ID && value.asText().equals("null") ? null : read(value, type);
  }

  private void data(JsonNode n, org.closedloop.apex.platform.PlatformType owner, DataValue into) {
    n.fields()
        .forEachRemaining(
            e ->
                DataValue.typeOf(owner, e.getKey())
                    .ifPresentOrElse(
                        t ->
                            into.values().put(e.getKey(), read(e.getValue(), typeOf(t.toString()))),
                        () -> unknown(e.getKey())));
  }

  private ApexType typeOf(String text) {
    return ctx.findType(text).orElse(SimpleType.OBJECT);
  }

  private void unknown(String name) {
    if (strict) {
      throw Errors.json("Unknown field: " + name);
    }
  }

  private ApexType attributeType(
      org.closedloop.apex.platform.PlatformType owner, Beans.Attribute a) {
    String text = owner.property(a.name()).map(p -> p.type().toString()).orElse("String");
    return typeOf(text);
  }

  // --- records ----------------------------------------------------------------------------------

  private SObjectValue record(JsonNode n, SObjectType type) {
    expectObject(n, "object");
    String name = type.name();
    JsonNode attributes = n.get("attributes");
    if (type.isGeneric()) {
      if (attributes == null || !attributes.hasNonNull("type")) {
        throw Errors.json("Unable to determine SObject type: attributes.type is missing");
      }
      name = attributes.get("type").asText();
    }
    String wanted = name;
    SObjectDef def =
        ctx.host()
            .schema()
            .object(name)
            .orElseThrow(() -> Errors.json("Unknown SObject type: " + wanted));
    SObjectValue r = new SObjectValue(def);
    for (Iterator<Map.Entry<String, JsonNode>> it = n.fields(); it.hasNext(); ) {
      Map.Entry<String, JsonNode> e = it.next();
      if (!e.getKey().equals("attributes")) {
        member(r, e.getKey(), e.getValue());
      }
    }
    return r;
  }

  private void member(SObjectValue r, String name, JsonNode value) {
    SObjectDef def = r.type();
    FieldDef f = def.field(name).orElse(null);
    if (f != null) {
      r.put(f.name(), value.isNull() ? null : RawValues.toRaw(f, read(value, RawValues.typeOf(f))));
      return;
    }
    FieldDef lookup = def.relationship(name).orElse(null);
    if (lookup != null) {
      r.putParent(lookup.relationshipName(), value.isNull() ? null : parent(lookup, value));
      return;
    }
    ChildRelationship child = def.childRelationship(name).orElse(null);
    if (child == null) {
      if (value.isObject() && !name.endsWith("__r")) {
        return;
      }
      throw Errors.json("No such column '" + name + "' on sobject of type " + def.name());
    }
    List<SObjectValue> rows = new ArrayList<>();
    if (value.has("records")) {
      value
          .get("records")
          .forEach(row -> rows.add(record(row, new SObjectType(child.childObject()))));
    }
    r.putChildren(child.name(), rows);
  }

  private SObjectValue parent(FieldDef lookup, JsonNode value) {
    boolean typed = value.path("attributes").hasNonNull("type");
    return record(
        value,
        typed || lookup.referenceTo().isEmpty()
            ? SObjectType.GENERIC
            : new SObjectType(lookup.referenceTo().get(0)));
  }
}
