package org.closedloop.apex.library;

import java.util.UUID;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.PicklistValue;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.SObjectValue;

/** Default values that {@code newSObject(recordTypeId, true)} puts on a record. */
final class FieldDefaults {

  private FieldDefaults() {}

  /** Picklist defaults and what default formulas give. */
  static void fill(ApexContext ctx, SObjectValue r) {
    if (r.type().kind() == SObjectDef.Kind.PLATFORM_EVENT
        && r.type().field("EventUuid").isPresent()) {
      r.put("EventUuid", UUID.randomUUID().toString());
    }
    for (FieldDef f : r.type().fields()) {
      Object value = f.createable() ? of(ctx, r.type(), f) : null;
      if (value != null) {
        r.put(f.name(), value);
      }
    }
  }

  /** The raw value that a new record gets without being told, or null. */
  static Object of(ApexContext ctx, SObjectDef object, FieldDef f) {
    return f.picklistValues().stream()
        .filter(PicklistValue::isDefault)
        .map(PicklistValue::value)
        .findFirst()
        .map(Object.class::cast)
        .orElseGet(() -> computed(ctx, object, f));
  }

  private static Object computed(ApexContext ctx, SObjectDef object, FieldDef f) {
    String text = f.defaultValueFormula();
    if (text == null || text.isBlank()) {
      return null;
    }
    String literal = text.trim();
    if (f.type() == FieldType.BOOLEAN
        && (literal.equalsIgnoreCase("true") || literal.equalsIgnoreCase("false"))) {
      return Boolean.valueOf(literal);
    }
    return ctx.host().data().defaultValue(object, f);
  }
}
