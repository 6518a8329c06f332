package org.closedloop.apex.library;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.value.ApexBlob;
import org.closedloop.apex.value.ApexId;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.ApexObject;
import org.closedloop.apex.value.ApexSet;
import org.closedloop.apex.value.EnumValue;
import org.closedloop.apex.value.ExceptionValue;
import org.closedloop.apex.value.MemberInfo;
import org.closedloop.apex.value.SObjectValue;
import org.closedloop.apex.value.ToText;
import org.closedloop.apex.value.TypeOf;

/** Writes Apex values as JSON: members in declared order, records with their attributes. */
final class JsonWriter {

  static final DateTimeFormatter DATETIME =
      DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS", Locale.ROOT)
          .withZone(ZoneOffset.UTC);
  static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("HH:mm:ss.SSS'Z'", Locale.ROOT);

  private static final int MAX_DEPTH = 200;

  private final ApexContext ctx;
  private final JsonGenerator out;
  private final boolean dropNulls;
  private int depth;

  JsonWriter(ApexContext ctx, JsonGenerator out, boolean dropNulls) {
    this.ctx = ctx;
    this.out = out;
    this.dropNulls = dropNulls;
  }

  void write(Object v) throws IOException {
    if (++depth > MAX_DEPTH) {
      throw Errors.json("Maximum nesting depth of " + MAX_DEPTH + " exceeded: cyclic data?");
    }
    ctx.tick(1);
    if (!scalar(v)) {
      composite(v);
    }
    depth--;
  }

  private boolean scalar(Object v) throws IOException {
    if (v == null) {
      out.writeNull();
    } else if (v instanceof String s) {
      out.writeString(s);
    } else if (v instanceof Boolean b) {
      out.writeBoolean(b);
    } else if (v instanceof Integer i) {
      out.writeNumber(i);
    } else if (v instanceof Long l) {
      out.writeNumber(l);
    } else if (v instanceof Double d) {
      out.writeNumber(d);
    } else if (v instanceof BigDecimal d) {
      out.writeNumber(d.toPlainString());
    } else if (v instanceof LocalDate d) {
      out.writeString(d.toString());
    } else if (v instanceof Instant t) {
      out.writeString(DATETIME.format(t) + "Z");
    } else if (v instanceof LocalTime t) {
      out.writeString(TIME.format(t));
    } else if (v instanceof ApexId || v instanceof EnumValue || v instanceof UuidValue) {
      out.writeString(ToText.concat(ctx, v));
    } else if (v instanceof ApexBlob b) {
      out.writeString(Base64.getEncoder().encodeToString(b.bytes()));
    } else {
      return false;
    }
    return true;
  }

  private void composite(Object v) throws IOException {
    if (v instanceof ApexList l) {
      array(l);
    } else if (v instanceof ApexSet s) {
      array(s);
    } else if (v instanceof ApexMap m) {
      map(m);
    } else if (v instanceof SObjectValue r) {
      record(r);
    } else if (v instanceof ExceptionValue e) {
      throw unsupported(e.typeName());
    } else if (v instanceof ApexObject o) {
      object(o);
    } else if (v instanceof LibraryValue b && !Beans.of(b.getClass()).isEmpty()) {
      bean(b);
    } else if (v instanceof DataValue d) {
      data(d);
    } else {
      throw unsupported(TypeOf.of(v).displayName());
    }
  }

  private void data(DataValue d) throws IOException {
    out.writeStartObject();
    for (Map.Entry<String, Object> e : d.values().entrySet()) {
      if (e.getValue() != null || !dropNulls) {
        out.writeFieldName(e.getKey());
        write(e.getValue());
      }
    }
    out.writeEndObject();
  }

  private static RuntimeException unsupported(String type) {
    return Errors.json("Apex Type unsupported in JSON: " + type);
  }

  private void array(Iterable<Object> values) throws IOException {
    out.writeStartArray();
    for (Object o : values) {
      write(o);
    }
    out.writeEndArray();
  }

  private void map(ApexMap m) throws IOException {
    out.writeStartObject();
    for (var it = m.iterator(); it.hasNext(); ) {
      Map.Entry<Object, Object> e = it.next();
      if (e.getKey() instanceof ApexObject
          || e.getKey() instanceof SObjectValue
          || e.getKey() instanceof ApexList
          || e.getKey() instanceof ApexMap) {
        throw unsupported("Map key " + TypeOf.of(e.getKey()).displayName());
      }
      if (dropNulls && e.getValue() == null) {
        continue;
      }
      out.writeFieldName(e.getKey() == null ? "null" : ToText.valueOf(ctx, e.getKey()));
      write(e.getValue());
    }
    out.writeEndObject();
  }

  private void object(ApexObject o) throws IOException {
    out.writeStartObject();
    for (MemberInfo m : ctx.members(o)) {
      if (m.isTransient() || !m.readable()) {
        continue;
      }
      Object v = ctx.getMember(o, m);
      if (v != null || !dropNulls) {
        out.writeFieldName(m.name());
        write(v);
      }
    }
    out.writeEndObject();
  }

  private void bean(LibraryValue b) throws IOException {
    out.writeStartObject();
    for (Beans.Attribute a : Beans.of(b.getClass())) {
      Object v = a.get(b);
      if (v != null || !dropNulls) {
        out.writeFieldName(a.name());
        write(v);
      }
    }
    out.writeEndObject();
  }

  private void record(SObjectValue r) throws IOException {
    out.writeStartObject();
    out.writeObjectFieldStart("attributes");
    out.writeStringField("type", r.type().name());
    if (r.id() != null) {
      out.writeStringField(
          "url", "/services/data/v" + version() + "/sobjects/" + r.type().name() + "/" + r.id());
    }
    out.writeEndObject();
    for (Map.Entry<String, Object> e : r.fieldMap().entrySet()) {
      if (e.getValue() == null && dropNulls) {
        continue;
      }
      out.writeFieldName(e.getKey());
      raw(e.getValue());
    }
    for (Map.Entry<String, SObjectValue> e : r.parents().entrySet()) {
      if (e.getValue() != null) {
        out.writeFieldName(e.getKey());
        write(e.getValue());
      }
    }
    for (Map.Entry<String, List<SObjectValue>> e : r.childLists().entrySet()) {
      out.writeObjectFieldStart(e.getKey());
      out.writeNumberField("totalSize", e.getValue().size());
      out.writeBooleanField("done", true);
      out.writeArrayFieldStart("records");
      for (SObjectValue child : e.getValue()) {
        write(child);
      }
      out.writeEndArray();
      out.writeEndObject();
    }
    out.writeEndObject();
  }

  private String version() {
    return String.format(Locale.ROOT, "%.1f", ctx.apiVersion());
  }

  /** Stored values; datetimes of records carry an offset instead of Z. */
  private void raw(Object v) throws IOException {
    if (v instanceof Instant t) {
      out.writeString(DATETIME.format(t) + "+0000");
    } else if (v instanceof byte[] b) {
      out.writeString(Base64.getEncoder().encodeToString(b));
    } else {
      write(v);
    }
  }
}
