package org.closedloop.apex.library;

import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.host.AccessHost;
import org.closedloop.apex.host.AccessHost.ObjectRight;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.FieldType;
import org.closedloop.apex.schema.PicklistValue;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.EnumValue;
import org.closedloop.apex.value.RawValues;
import org.closedloop.apex.value.SObjectFieldToken;
import org.closedloop.apex.value.SObjectTypeToken;

/** A {@code Schema.DescribeFieldResult}: a field as the running user may use it. */
@ApexType("Schema.DescribeFieldResult")
final class DescribeField extends LibraryValue {

  private final SObjectDef object;
  private final FieldDef f;

  DescribeField(SObjectDef object, FieldDef field) {
    this.object = object;
    this.f = field;
  }

  static EnumValue displayType(FieldDef f) {
    return Enums.of("Schema.DisplayType", f.type().name());
  }

  @ApexMethod
  String getName() {
    return f.name();
  }

  @ApexProperty("Name")
  String name() {
    return f.name();
  }

  @ApexMethod
  String getLocalName() {
    return f.name();
  }

  @ApexMethod
  String getLabel() {
    return f.label();
  }

  @ApexProperty("Label")
  String label() {
    return f.label();
  }

  @ApexMethod
  EnumValue getType() {
    return displayType(f);
  }

  @ApexProperty("Type")
  EnumValue type() {
    return displayType(f);
  }

  @ApexMethod
  EnumValue getSoapType() {
    return soapType();
  }

  @ApexProperty("SoapType")
  EnumValue soapType() {
    String name =
        switch (f.type()) {
          case ID, REFERENCE -> "ID";
          case BOOLEAN -> "BOOLEAN";
          case INTEGER, LONG -> "INTEGER";
          case DOUBLE, CURRENCY, PERCENT -> "DOUBLE";
          case DATE -> "DATE";
          case DATETIME -> "DATETIME";
          case TIME -> "TIME";
          case BASE64 -> "BASE64BINARY";
          case ADDRESS -> "ADDRESS";
          case LOCATION -> "LOCATION";
          case ANYTYPE -> "ANYTYPE";
          default -> "STRING";
        };
    return Enums.of("Schema.SoapType", name);
  }

  @ApexMethod
  Integer getLength() {
    return f.length();
  }

  @ApexProperty("Length")
  Integer length() {
    return f.length();
  }

  @ApexMethod
  Integer getByteLength() {
    return f.length() * 3;
  }

  @ApexMethod
  Integer getPrecision() {
    return f.precision();
  }

  @ApexMethod
  Integer getScale() {
    return f.scale();
  }

  @ApexMethod
  Integer getDigits() {
    return f.type() == FieldType.INTEGER ? f.precision() : 0;
  }

  @ApexMethod
  String getCalculatedFormula() {
    return f.formula();
  }

  @ApexMethod
  Object getDefaultValue(ApexContext ctx) {
    if (f.type() == FieldType.BOOLEAN) {
      return Boolean.TRUE.equals(FieldDefaults.of(ctx, object, f));
    }
    return RawValues.fromRaw(f, FieldDefaults.of(ctx, object, f));
  }

  @ApexMethod
  String getDefaultValueFormula() {
    return f.defaultValueFormula();
  }

  @ApexMethod
  String getInlineHelpText() {
    return f.inlineHelpText();
  }

  @ApexMethod
  String getRelationshipName() {
    return f.relationshipName();
  }

  @ApexProperty("RelationshipName")
  String relationshipName() {
    return f.relationshipName();
  }

  @ApexMethod
  Integer getRelationshipOrder() {
    return f.masterDetail() ? 0 : null;
  }

  @ApexMethod
  ApexList getReferenceTo(ApexContext ctx) {
    ApexList out = new ApexList(PlatformType.SOBJECT_TYPE);
    for (String name : f.referenceTo()) {
      ctx.host().schema().object(name).ifPresent(d -> out.add(new SObjectTypeToken(d)));
    }
    return out;
  }

  @ApexProperty("ReferenceTo")
  ApexList referenceTo(ApexContext ctx) {
    return getReferenceTo(ctx);
  }

  @ApexMethod
  ApexList getPicklistValues() {
    ApexList out = new ApexList(PlatformType.of("Schema.PicklistEntry"));
    f.picklistValues().forEach(v -> out.add(new Entry(v)));
    return out;
  }

  @ApexProperty("PicklistValues")
  ApexList picklistValues() {
    return getPicklistValues();
  }

  @ApexMethod
  SObjectTypeToken getSObjectType() {
    return new SObjectTypeToken(object);
  }

  @ApexMethod("getSobjectField")
  SObjectFieldToken token() {
    return new SObjectFieldToken(object, f);
  }

  @ApexProperty("SobjectField")
  SObjectFieldToken sobjectField() {
    return token();
  }

  @ApexMethod
  Boolean isAccessible(ApexContext ctx) {
    return ctx.host().access().fieldReadable(object.name(), f.name());
  }

  @ApexMethod
  Boolean isCreateable(ApexContext ctx) {
    return f.createable() && may(ctx, ObjectRight.CREATE);
  }

  @ApexMethod
  Boolean isUpdateable(ApexContext ctx) {
    return f.updateable() && may(ctx, ObjectRight.EDIT);
  }

  /** A field without security of its own can be written as far as its object can. */
  private boolean may(ApexContext ctx, ObjectRight right) {
    AccessHost access = ctx.host().access();
    boolean objectDecides =
        f.alwaysAccessible()
            && !object.setupObject()
            && (object.kind() == SObjectDef.Kind.STANDARD
                || object.kind() == SObjectDef.Kind.CUSTOM);
    return access.fieldEditable(object.name(), f.name())
        && (!objectDecides || access.object(object.name(), right));
  }

  @ApexMethod
  Boolean isAutoNumber() {
    return f.autoNumber();
  }

  @ApexMethod
  Boolean isCalculated() {
    return f.calculated();
  }

  @ApexMethod
  Boolean isCascadeDelete() {
    return f.masterDetail() || f.deleteConstraint() == FieldDef.DeleteConstraint.CASCADE;
  }

  @ApexMethod
  Boolean isRestrictedDelete() {
    return f.deleteConstraint() == FieldDef.DeleteConstraint.RESTRICT;
  }

  @ApexMethod
  Boolean isCaseSensitive() {
    return f.caseSensitive();
  }

  @ApexMethod
  Boolean isCustom() {
    return f.custom();
  }

  @ApexMethod
  Boolean isDefaultedOnCreate() {
    return f.type() == FieldType.BOOLEAN
        || f.defaultValueFormula() != null
        || f.autoNumber()
        || f.picklistValues().stream().anyMatch(PicklistValue::isDefault);
  }

  @ApexMethod
  Boolean isDeprecatedAndHidden() {
    return false;
  }

  @ApexMethod
  Boolean isEncrypted() {
    return f.type() == FieldType.ENCRYPTEDSTRING;
  }

  @ApexMethod
  Boolean isExternalId() {
    return f.externalId();
  }

  @ApexMethod
  Boolean isIdLookup() {
    return f.externalId() || f.type() == FieldType.ID || f.nameField();
  }

  @ApexMethod
  Boolean isFilterable() {
    return !f.longText() && f.type() != FieldType.BASE64;
  }

  @ApexMethod
  Boolean isSortable() {
    return isFilterable() && f.type() != FieldType.MULTIPICKLIST;
  }

  @ApexMethod
  Boolean isGroupable() {
    return isSortable()
        && !f.type().isDecimal()
        && f.formula() == null
        && f.type() != FieldType.DATETIME;
  }

  @ApexMethod
  Boolean isAggregatable() {
    return isFilterable() && f.type() != FieldType.BOOLEAN;
  }

  @ApexMethod
  Boolean isAiPredictionField() {
    return false;
  }

  @ApexMethod
  Boolean isFormulaTreatNullNumberAsZero() {
    return f.formula() != null && f.formulaBlanksAsZero();
  }

  @ApexMethod
  Boolean isQueryByDistance() {
    return f.type() == FieldType.LOCATION;
  }

  @ApexMethod
  Boolean isHtmlFormatted() {
    return f.htmlFormatted();
  }

  @ApexMethod
  Boolean isNameField() {
    return f.nameField();
  }

  @ApexMethod
  Boolean isNamePointing() {
    return f.polymorphic();
  }

  @ApexMethod
  Boolean isNillable() {
    return !f.required() && f.type() != FieldType.BOOLEAN && f.type() != FieldType.ID;
  }

  @ApexMethod
  Boolean isPermissionable() {
    return !f.alwaysAccessible();
  }

  @ApexMethod
  Boolean isRestrictedPicklist() {
    return f.restrictedPicklist();
  }

  @ApexMethod
  Boolean isUnique() {
    return f.unique();
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof DescribeField d && d.token().equals(token());
  }

  @Override
  public int hashCode() {
    return token().hashCode();
  }

  @Override
  public String apexText() {
    return "Schema.DescribeFieldResult[getLabel="
        + f.label()
        + ";getName="
        + f.name()
        + ";getType="
        + f.type()
        + ";]";
  }

  /** A {@code Schema.PicklistEntry}. */
  @ApexType("Schema.PicklistEntry")
  static final class Entry extends LibraryValue {
    private final PicklistValue v;

    Entry(PicklistValue v) {
      this.v = v;
    }

    @ApexMethod
    String getLabel() {
      return v.label();
    }

    @ApexProperty("Label")
    String label() {
      return v.label();
    }

    @ApexMethod
    String getValue() {
      return v.value();
    }

    @ApexProperty("Value")
    String value() {
      return v.value();
    }

    @ApexMethod
    Boolean isActive() {
      return v.active();
    }

    @ApexMethod
    Boolean isDefaultValue() {
      return v.isDefault();
    }

    @Override
    public String apexText() {
      return "Schema.PicklistEntry[getLabel="
          + v.label()
          + ";getValue="
          + v.value()
          + ";isActive="
          + v.active()
          + ";isDefaultValue="
          + v.isDefault()
          + ";]";
    }
  }

  /** Members of the field token itself. */
  @ApexType("Schema.SObjectField")
  static final class TokenMembers {
    private TokenMembers() {}

    @ApexMethod
    static DescribeField getDescribe(SObjectFieldToken self) {
      return new DescribeField(self.object(), self.field());
    }

    @ApexMethod
    static DescribeField getDescribe(SObjectFieldToken self, @Nullable Object options) {
      return getDescribe(self);
    }
  }
}
