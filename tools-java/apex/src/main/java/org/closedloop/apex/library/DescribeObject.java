package org.closedloop.apex.library;

import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.host.AccessHost.ObjectRight;
import org.closedloop.apex.schema.ChildRelationship;
import org.closedloop.apex.schema.RecordTypeDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexId;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.SObjectFieldToken;
import org.closedloop.apex.value.SObjectTypeToken;

/** A {@code Schema.DescribeSObjectResult}: an object as the running user may use it. */
@ApexType("Schema.DescribeSObjectResult")
final class DescribeObject extends LibraryValue {

  /** Id that the platform gives the master record type. */
  private static final String MASTER_RECORD_TYPE = "012000000000000AAA";

  private final SObjectDef def;

  DescribeObject(SObjectDef def) {
    this.def = def;
  }

  @ApexMethod
  String getName() {
    return def.name();
  }

  @ApexMethod
  String getLocalName() {
    return def.name();
  }

  @ApexMethod
  String getLabel() {
    return def.label();
  }

  @ApexMethod
  String getLabelPlural() {
    return def.pluralLabel();
  }

  @ApexMethod
  String getKeyPrefix() {
    return def.keyPrefix();
  }

  @ApexMethod
  SObjectTypeToken getSObjectType() {
    return new SObjectTypeToken(def);
  }

  @ApexProperty("SObjectType")
  SObjectTypeToken objectType() {
    return new SObjectTypeToken(def);
  }

  @ApexProperty("Name")
  String name() {
    return def.name();
  }

  @ApexProperty("Label")
  String label() {
    return def.label();
  }

  @ApexProperty("Fields")
  DescribeFields fields() {
    return new DescribeFields(def);
  }

  @ApexMethod("getFields")
  DescribeFields getFields() {
    return new DescribeFields(def);
  }

  @ApexProperty("FieldSets")
  DescribeFields.Sets fieldSets() {
    return new DescribeFields.Sets(def);
  }

  @ApexMethod
  DescribeFields.Sets getFieldSets() {
    return new DescribeFields.Sets(def);
  }

  private boolean may(ApexContext ctx, ObjectRight right) {
    return ctx.host().access().object(def.name(), right);
  }

  @ApexMethod
  Boolean getHasSubtypes() {
    return false;
  }

  @ApexMethod
  Boolean getIsInterface() {
    return false;
  }

  @ApexMethod
  Boolean getIsSubtype() {
    return false;
  }

  @ApexMethod
  Boolean isAccessible(ApexContext ctx) {
    return may(ctx, ObjectRight.READ);
  }

  @ApexMethod
  Boolean isCreateable(ApexContext ctx) {
    return def.createable() && may(ctx, ObjectRight.CREATE);
  }

  @ApexMethod
  Boolean isUpdateable(ApexContext ctx) {
    return def.updateable() && may(ctx, ObjectRight.EDIT);
  }

  @ApexMethod
  Boolean isDeletable(ApexContext ctx) {
    return def.deletable() && may(ctx, ObjectRight.DELETE);
  }

  @ApexMethod
  Boolean isUndeletable(ApexContext ctx) {
    return def.undeletable() && may(ctx, ObjectRight.DELETE);
  }

  @ApexMethod
  Boolean isQueryable() {
    return def.queryable();
  }

  /** The local org has no Chatter. */
  @ApexMethod
  Boolean isFeedEnabled() {
    return false;
  }

  @ApexMethod
  Boolean isSearchable() {
    return def.searchable();
  }

  @ApexMethod
  Boolean isMergeable() {
    return def.mergeable();
  }

  @ApexMethod
  Boolean isCustom() {
    return def.custom();
  }

  @ApexMethod
  Boolean isCustomSetting() {
    return def.kind() == SObjectDef.Kind.HIERARCHY_SETTING
        || def.kind() == SObjectDef.Kind.LIST_SETTING;
  }

  @ApexMethod
  Boolean isDeprecatedAndHidden() {
    return false;
  }

  @ApexMethod
  ApexList getChildRelationships(ApexContext ctx) {
    ApexList out = new ApexList(PlatformType.of("Schema.ChildRelationship"));
    for (ChildRelationship c : def.childRelationships()) {
      ctx.host().schema().object(c.childObject()).ifPresent(child -> out.add(new Child(c, child)));
    }
    return out;
  }

  @ApexMethod
  ApexList getRecordTypeInfos() {
    ApexList out = new ApexList(PlatformType.of("Schema.RecordTypeInfo"));
    boolean hasDefault = def.recordTypes().stream().anyMatch(RecordTypeDef::isDefault);
    def.recordTypes().forEach(r -> out.add(new RecordTypeInfo(r, false)));
    out.add(
        new RecordTypeInfo(
            new RecordTypeDef(MASTER_RECORD_TYPE, "Master", "Master", true, !hasDefault), true));
    return out;
  }

  private ApexMap infosBy(
      ApexContext ctx, SimpleType key, java.util.function.Function<RecordTypeInfo, Object> keyOf) {
    ApexMap out = new ApexMap(key, PlatformType.of("Schema.RecordTypeInfo"));
    for (Object o : getRecordTypeInfos()) {
      out.put(ctx, keyOf.apply((RecordTypeInfo) o), o);
    }
    return out;
  }

  @ApexMethod
  ApexMap getRecordTypeInfosByDeveloperName(ApexContext ctx) {
    return infosBy(ctx, SimpleType.STRING, RecordTypeInfo::getDeveloperName);
  }

  @ApexMethod
  ApexMap getRecordTypeInfosByName(ApexContext ctx) {
    return infosBy(ctx, SimpleType.STRING, RecordTypeInfo::getName);
  }

  @ApexMethod
  ApexMap getRecordTypeInfosById(ApexContext ctx) {
    return infosBy(ctx, SimpleType.ID, RecordTypeInfo::getRecordTypeId);
  }

  @Override
  public boolean equals(Object o) {
    return o instanceof DescribeObject d && d.def.name().equals(def.name());
  }

  @Override
  public int hashCode() {
    return def.name().hashCode();
  }

  @Override
  public String apexText() {
    return "Schema.DescribeSObjectResult[getKeyPrefix="
        + def.keyPrefix()
        + ";getLabel="
        + def.label()
        + ";getName="
        + def.name()
        + ";]";
  }

  /** A {@code Schema.ChildRelationship}. */
  @ApexType("Schema.ChildRelationship")
  static final class Child extends LibraryValue {
    private final ChildRelationship link;
    private final SObjectDef child;

    Child(ChildRelationship link, SObjectDef child) {
      this.link = link;
      this.child = child;
    }

    /** Equal by the relationship, so that describe results of two calls are the same map key. */
    @Override
    public boolean equals(Object o) {
      return o instanceof Child c && link.equals(c.link);
    }

    @Override
    public int hashCode() {
      return link.hashCode();
    }

    @ApexMethod
    SObjectTypeToken getChildSObject() {
      return new SObjectTypeToken(child);
    }

    @ApexMethod
    SObjectFieldToken getField() {
      return child.field(link.field()).map(f -> new SObjectFieldToken(child, f)).orElse(null);
    }

    @ApexMethod
    String getRelationshipName() {
      return link.name();
    }

    @ApexMethod
    Boolean isCascadeDelete() {
      return link.cascade();
    }

    @ApexMethod
    Boolean isDeprecatedAndHidden() {
      return false;
    }

    @ApexMethod
    Boolean isRestrictedDelete() {
      return child
          .field(link.field())
          .map(
              f ->
                  f.deleteConstraint()
                      == org.closedloop.apex.schema.FieldDef.DeleteConstraint.RESTRICT)
          .orElse(false);
    }
  }

  /** A {@code Schema.RecordTypeInfo}. */
  @ApexType("Schema.RecordTypeInfo")
  static final class RecordTypeInfo extends LibraryValue {
    private final RecordTypeDef def;
    private final boolean master;

    RecordTypeInfo(RecordTypeDef def, boolean master) {
      this.def = def;
      this.master = master;
    }

    @ApexMethod
    String getDeveloperName() {
      return def.developerName();
    }

    @ApexMethod
    String getName() {
      return def.label();
    }

    @ApexMethod
    ApexId getRecordTypeId() {
      return ApexId.ofRaw(def.id());
    }

    @ApexMethod
    Boolean isActive() {
      return def.active();
    }

    @ApexMethod
    Boolean isAvailable() {
      return def.active();
    }

    @ApexMethod
    Boolean isDefaultRecordTypeMapping() {
      return def.isDefault();
    }

    @ApexMethod
    Boolean isMaster() {
      return master;
    }
  }

  /** What {@code getSObjectType().getDescribe()} and the type's own members answer. */
  @ApexType("Schema.SObjectType")
  static final class TypeMembers {
    private TypeMembers() {}

    @ApexMethod
    static DescribeObject getDescribe(SObjectTypeToken self) {
      return new DescribeObject(self.def());
    }

    @ApexMethod
    static DescribeObject getDescribe(SObjectTypeToken self, @Nullable Object options) {
      return new DescribeObject(self.def());
    }

    @ApexMethod
    static org.closedloop.apex.value.SObjectValue newSObject(SObjectTypeToken self) {
      return new org.closedloop.apex.value.SObjectValue(self.def());
    }

    @ApexMethod
    static org.closedloop.apex.value.SObjectValue newSObject(
        SObjectTypeToken self, @Nullable ApexId id) {
      org.closedloop.apex.value.SObjectValue r = newSObject(self);
      org.closedloop.apex.value.SObjectFields.put(r, "Id", id);
      return r;
    }

    @ApexMethod
    static org.closedloop.apex.value.SObjectValue newSObject(
        ApexContext ctx, SObjectTypeToken self, @Nullable ApexId recordType, Boolean defaults) {
      org.closedloop.apex.value.SObjectValue r = newSObject(self);
      if (recordType != null) {
        org.closedloop.apex.value.SObjectFields.put(r, "RecordTypeId", recordType);
      }
      if (defaults) {
        FieldDefaults.fill(ctx, r);
      }
      return r;
    }
  }

  /** Members of Schema. */
  @ApexType("System.Schema")
  static final class SchemaMembers {
    private SchemaMembers() {}

    @ApexMethod
    static ApexMap getGlobalDescribe(ApexContext ctx) {
      ApexMap out = ApexMap.ignoringCase(SimpleType.STRING, PlatformType.SOBJECT_TYPE);
      for (SObjectDef d : ctx.host().schema().objects()) {
        if (d.kind() != SObjectDef.Kind.AGGREGATE) {
          out.put(ctx, d.name(), new SObjectTypeToken(d));
        }
      }
      return out;
    }

    @ApexMethod
    static ApexList describeSObjects(ApexContext ctx, ApexList names) {
      return describeSObjects(ctx, names, null);
    }

    @ApexMethod
    static ApexList describeSObjects(ApexContext ctx, ApexList names, @Nullable Object options) {
      ApexList out = new ApexList(PlatformType.DESCRIBE_SOBJECT);
      for (Object n : names) {
        out.add(
            new DescribeObject(
                ctx.host()
                    .schema()
                    .object((String) n)
                    .orElseThrow(
                        () ->
                            Errors.of(
                                "InvalidParameterValueException",
                                "Invalid sobject provided. The Schema.describeSObjects() methods"
                                    + " support only valid sObject types: "
                                    + n))));
      }
      return out;
    }
  }
}
