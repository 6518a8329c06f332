package org.closedloop.apex.library;

import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldSetDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.EnumValue;
import org.closedloop.apex.value.SObjectFieldToken;
import org.closedloop.apex.value.SObjectTypeToken;

/** A {@code Schema.FieldSet}. */
@ApexType("Schema.FieldSet")
final class FieldSetValue extends LibraryValue {

  private final SObjectDef object;
  private final FieldSetDef def;

  FieldSetValue(SObjectDef object, FieldSetDef def) {
    this.object = object;
    this.def = def;
  }

  @ApexMethod
  String getName() {
    return def.name();
  }

  @ApexMethod
  String getLabel() {
    return def.label();
  }

  @ApexMethod
  String getNameSpace() {
    return null;
  }

  @ApexMethod
  SObjectTypeToken getSObjectType() {
    return new SObjectTypeToken(object);
  }

  @ApexMethod
  ApexList getFields(ApexContext ctx) {
    ApexList out = new ApexList(PlatformType.of("Schema.FieldSetMember"));
    for (String path : def.fieldPaths()) {
      Member m = member(ctx.host().schema(), path);
      if (m != null) {
        out.add(m);
      }
    }
    return out;
  }

  @ApexProperty("Fields")
  ApexList fields(ApexContext ctx) {
    return getFields(ctx);
  }

  private Member member(Schema schema, String path) {
    SObjectDef at = object;
    String[] names = path.split("\\.");
    for (int i = 0; i < names.length - 1; i++) {
      FieldDef lookup = at.relationship(names[i]).orElse(null);
      if (lookup == null || lookup.referenceTo().isEmpty()) {
        return null;
      }
      at = schema.require(lookup.referenceTo().get(0));
    }
    SObjectDef owner = at;
    return at.field(names[names.length - 1]).map(f -> new Member(path, owner, f)).orElse(null);
  }

  /** A {@code Schema.FieldSetMember}. */
  @ApexType("Schema.FieldSetMember")
  static final class Member extends LibraryValue {
    private final String path;
    private final SObjectDef object;
    private final FieldDef field;

    Member(String path, SObjectDef object, FieldDef field) {
      this.path = path;
      this.object = object;
      this.field = field;
    }

    @ApexMethod
    String getFieldPath() {
      return path;
    }

    @ApexProperty("FieldPath")
    String fieldPath() {
      return path;
    }

    @ApexMethod
    String getLabel() {
      return field.label();
    }

    @ApexProperty("Label")
    String label() {
      return field.label();
    }

    @ApexMethod
    EnumValue getType() {
      return DescribeField.displayType(field);
    }

    @ApexMethod
    Boolean getRequired() {
      return false;
    }

    @ApexMethod
    Boolean getDbRequired() {
      return field.required();
    }

    @ApexMethod
    SObjectFieldToken getSObjectField() {
      return new SObjectFieldToken(object, field);
    }
  }
}
