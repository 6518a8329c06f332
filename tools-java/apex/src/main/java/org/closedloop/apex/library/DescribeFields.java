package org.closedloop.apex.library;

import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldSetDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.SObjectFieldToken;

/** A {@code Schema.SObjectTypeFields}: the fields of an object by name. */
@ApexType("Schema.SObjectTypeFields")
final class DescribeFields extends LibraryValue {

  private final SObjectDef def;

  DescribeFields(SObjectDef def) {
    this.def = def;
  }

  @ApexMethod
  ApexMap getMap(ApexContext ctx) {
    ApexMap out = ApexMap.ignoringCase(SimpleType.STRING, PlatformType.SOBJECT_FIELD);
    for (FieldDef f : def.fields()) {
      out.put(ctx, f.name(), new SObjectFieldToken(def, f));
    }
    return out;
  }

  /** A {@code Schema.SObjectTypeFieldSets}. */
  @ApexType("Schema.SObjectTypeFieldSets")
  static final class Sets extends LibraryValue {
    private final SObjectDef def;

    Sets(SObjectDef def) {
      this.def = def;
    }

    @ApexMethod
    ApexMap getMap(ApexContext ctx) {
      ApexMap out = ApexMap.ignoringCase(SimpleType.STRING, PlatformType.of("Schema.FieldSet"));
      for (FieldSetDef s : def.fieldSets()) {
        out.put(ctx, s.name(), new FieldSetValue(def, s));
      }
      return out;
    }
  }
}
