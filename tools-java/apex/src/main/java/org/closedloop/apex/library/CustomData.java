package org.closedloop.apex.library;

import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.RecordId;
import org.closedloop.apex.value.SObjectTypeToken;
import org.closedloop.apex.value.SObjectValue;

/**
 * Custom settings and custom metadata read through their type: {@code X__c.getInstance()}, {@code
 * X__mdt.getAll()}. The receiver is the type's token (or a record of the type).
 */
@ApexType("System.SObject")
final class CustomData {

  private CustomData() {}

  private static SObjectDef object(Object receiver) {
    return receiver instanceof SObjectValue r ? r.type() : ((SObjectTypeToken) receiver).def();
  }

  private static RuntimeException wrongKind(SObjectDef o) {
    return Errors.of(
        "SObjectException", o.name() + " is neither a custom setting nor custom metadata");
  }

  @ApexMethod
  static SObjectValue getInstance(ApexContext ctx, Object type) {
    SObjectDef o = object(type);
    if (o.kind() != SObjectDef.Kind.HIERARCHY_SETTING) {
      throw wrongKind(o);
    }
    return orEmpty(o, ctx.host().config().hierarchySetting(o.name(), null, true));
  }

  /** A hierarchy setting without any row answers a record without an id. */
  private static SObjectValue orEmpty(SObjectDef o, SObjectValue found) {
    return found == null ? new SObjectValue(o) : found;
  }

  /** A record by name, developer name or id; for hierarchy settings the owner's merged view. */
  @ApexMethod
  static SObjectValue getInstance(ApexContext ctx, Object type, @Nullable String key) {
    SObjectDef o = object(type);
    return switch (o.kind()) {
      case HIERARCHY_SETTING ->
          orEmpty(o, ctx.host().config().hierarchySetting(o.name(), key, true));
      case LIST_SETTING -> byName(ctx, o, "Name", key);
      case CUSTOM_METADATA -> metadata(ctx, o, key);
      default -> throw wrongKind(o);
    };
  }

  @ApexMethod
  static SObjectValue getValues(ApexContext ctx, Object type, @Nullable String key) {
    SObjectDef o = object(type);
    return o.kind() == SObjectDef.Kind.HIERARCHY_SETTING
        ? ctx.host().config().hierarchySetting(o.name(), key, false)
        : getInstance(ctx, type, key);
  }

  @ApexMethod
  static SObjectValue getOrgDefaults(ApexContext ctx, Object type) {
    SObjectDef o = object(type);
    if (o.kind() != SObjectDef.Kind.HIERARCHY_SETTING) {
      throw wrongKind(o);
    }
    return orEmpty(o, ctx.host().config().hierarchySetting(o.name(), ctx.host().org().id(), false));
  }

  private static SObjectValue metadata(ApexContext ctx, SObjectDef o, String key) {
    if (key == null) {
      return null;
    }
    String id = RecordId.isValid(key) ? RecordId.to18(key) : null;
    for (SObjectValue r : ctx.host().config().customMetadata(o.name())) {
      if (key.equalsIgnoreCase((String) r.get("DeveloperName"))
          || key.equalsIgnoreCase((String) r.get("QualifiedApiName"))
          || id != null && id.equals(r.id())) {
        return r;
      }
    }
    return null;
  }

  private static SObjectValue byName(ApexContext ctx, SObjectDef o, String field, String key) {
    for (SObjectValue r : ctx.host().config().listSetting(o.name())) {
      if (key != null && key.equalsIgnoreCase((String) r.get(field))) {
        return r;
      }
    }
    return null;
  }

  /** All records by name: developer name for metadata, Name for list settings. */
  @ApexMethod
  static ApexMap getAll(ApexContext ctx, Object type) {
    SObjectDef o = object(type);
    ApexMap out = new ApexMap(SimpleType.STRING, new SObjectType(o.name()));
    switch (o.kind()) {
      case CUSTOM_METADATA ->
          ctx.host()
              .config()
              .customMetadata(o.name())
              .forEach(r -> out.put(ctx, r.get("DeveloperName"), r));
      case LIST_SETTING ->
          ctx.host().config().listSetting(o.name()).forEach(r -> out.put(ctx, r.get("Name"), r));
      default -> throw wrongKind(o);
    }
    return out;
  }
}
