package org.closedloop.apex.library;

import java.math.BigDecimal;
import java.util.UUID;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.PicklistValue;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.value.SObjectValue;

/** Default values that {@code newSObject(recordTypeId, true)} puts on a record. */
final class FieldDefaults {

  private FieldDefaults() {}

  /** Picklist defaults and literal defaults; a formula that is more than a literal is refused. */
  static void fill(SObjectValue r) {
    if (r.type().kind() == SObjectDef.Kind.PLATFORM_EVENT
        && r.type().field("EventUuid").isPresent()) {
      r.put("EventUuid", UUID.randomUUID().toString());
    }
    for (FieldDef f : r.type().fields()) {
      Object value =
          f.picklistValues().stream()
              .filter(PicklistValue::isDefault)
              .map(PicklistValue::value)
              .findFirst()
              .map(Object.class::cast)
              .orElseGet(() -> literal(f));
      if (value != null && f.createable()) {
        r.put(f.name(), value);
      }
    }
  }

  private static Object literal(FieldDef f) {
    String text = f.defaultValueFormula();
    if (text == null) {
      return null;
    }
    String t = text.trim();
    if (f.type() == FieldType.BOOLEAN) {
      return Boolean.valueOf(t);
    }
    if (f.type().isDecimal() && t.matches("-?\\d+(\\.\\d+)?")) {
      return new BigDecimal(t);
    }
    if (f.type().isText() && t.matches("\"[^\"]*\"")) {
      return t.substring(1, t.length() - 1);
    }
    throw new org.closedloop.apex.host.UnsupportedPlatformFeature(
        "newSObject with the default formula of " + f.name());
  }
}
