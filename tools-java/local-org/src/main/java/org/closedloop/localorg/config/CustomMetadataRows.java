package org.closedloop.localorg.config;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.metadata.Component;
import org.closedloop.metadata.ComponentSet;
import org.closedloop.metadata.XmlElement;

/** Custom metadata records as rows, so that queries find them like any other. */
final class CustomMetadataRows {

  private final SetupRows rows;
  private final ComponentSet metadata;

  CustomMetadataRows(SetupRows rows, ComponentSet metadata) {
    this.rows = rows;
    this.metadata = metadata;
  }

  void sync() {
    Map<String, Set<String>> written = new LinkedHashMap<>();
    for (Component c : metadata.ofType("CustomMetadata")) {
      SObjectDef type = rows.schema().object(c.parentName() + "__mdt").orElse(null);
      if (type == null) {
        continue;
      }
      String id = id(type, c.localName());
      written.computeIfAbsent(type.name(), t -> new HashSet<>()).add(id);
      String label = c.xml().text("label");
      Map<String, Object> values = new LinkedHashMap<>();
      values.put("DeveloperName", c.localName());
      values.put("MasterLabel", label);
      values.put("Label", label);
      values.put("QualifiedApiName", c.localName());
      values.put("Language", "en_US");
      for (FieldDef f : type.fields()) {
        if (f.custom()) {
          values.put(f.name(), null);
        }
      }
      for (XmlElement v : c.xml().children("values")) {
        FieldDef field = type.field(v.text("field")).orElse(null);
        XmlElement value = v.child("value").orElse(null);
        if (field != null && value != null && !value.nil()) {
          values.put(field.name(), raw(field, value.text()));
        }
      }
      for (FieldDef f : type.fields()) {
        if (f.type() == FieldType.BOOLEAN && values.get(f.name()) == null && f.custom()) {
          values.put(f.name(), false);
        }
      }
      values.keySet().removeIf(name -> type.field(name).isEmpty());
      rows.put(type, id, values);
    }
    for (SObjectDef type : rows.schema().objects()) {
      if (type.kind() == SObjectDef.Kind.CUSTOM_METADATA) {
        rows.keepOnly(type.name(), written.getOrDefault(type.name(), Set.of()), r -> true);
      }
    }
  }

  private String id(SObjectDef type, String developerName) {
    return rows.schema().ids().recordId(type.keyPrefix(), developerName);
  }

  private Object raw(FieldDef field, String text) {
    if (text.isEmpty()) {
      return null;
    }
    if (field.type() == FieldType.REFERENCE) {
      SObjectDef target = rows.schema().object(field.referenceTo().get(0)).orElse(null);
      return target == null || target.kind() != SObjectDef.Kind.CUSTOM_METADATA
          ? text
          : id(target, text);
    }
    return switch (field.type()) {
      case BOOLEAN -> text.strip().equals("true") || text.strip().equals("1");
      case INTEGER -> new BigDecimal(text.strip()).intValue();
      case DOUBLE, CURRENCY, PERCENT ->
          new BigDecimal(text.strip())
              .setScale(Math.max(field.scale(), 0), java.math.RoundingMode.HALF_UP);
      case DATE -> LocalDate.parse(text.strip().substring(0, 10));
      case DATETIME -> instant(text.strip());
      default -> text;
    };
  }

  private static Instant instant(String text) {
    return text.endsWith("Z") ? Instant.parse(text) : OffsetDateTime.parse(text).toInstant();
  }
}
