package org.closedloop.apex.bind;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.schema.SObjectDef;
import org.closedloop.apex.schema.Schema;
import org.closedloop.apex.types.ApexType;
import org.closedloop.apex.types.Conversions;
import org.closedloop.apex.types.PlatformType;
import org.closedloop.apex.types.SObjectType;
import org.closedloop.apex.types.SimpleType;

/** What every part of the binder shares: schema, types, rules and options. */
final class Env {
  final Schema schema;
  final PlatformTypes platform;
  final TypeTable types;
  final TypeResolver resolver;
  final Conversions conversions;
  final CompileOptions options;

  Env(Schema schema, CompileOptions options) {
    this.schema = schema;
    this.options = options;
    this.platform = new PlatformTypes(schema);
    this.types = new TypeTable(platform);
    this.resolver = new TypeResolver(types, platform);
    this.conversions = new Conversions(types);
  }

  /** The object of a record type, or null for the generic one and aggregate rows. */
  SObjectDef object(SObjectType t) {
    return schema.object(t.name()).orElse(null);
  }

  /** The Apex type of a field's values. */
  static ApexType fieldType(FieldDef f) {
    return switch (f.type()) {
      case ID, REFERENCE -> SimpleType.ID;
      case BOOLEAN -> SimpleType.BOOLEAN;
      case INTEGER -> SimpleType.INTEGER;
      case LONG -> SimpleType.LONG;
      case DOUBLE, CURRENCY, PERCENT -> SimpleType.DECIMAL;
      case DATE -> SimpleType.DATE;
      case DATETIME -> SimpleType.DATETIME;
      case TIME -> SimpleType.TIME;
      case BASE64 -> SimpleType.BLOB;
      case LOCATION -> PlatformType.of("System.Location");
      case ADDRESS -> PlatformType.of("System.Address");
      case ANYTYPE -> SimpleType.OBJECT;
      default -> SimpleType.STRING;
    };
  }

  /**
   * The type of the parent behind a lookup; the generic record when there are several, unresolved
   * when the target is not there.
   */
  ApexType parentType(FieldDef lookup) {
    if (lookup.referenceTo().size() != 1) {
      return SObjectType.GENERIC;
    }
    return platform.record(lookup.referenceTo().get(0)).orElse(SimpleType.NULL);
  }

  /** Objects whose fields can be read through a lookup: the target, or Name and all targets. */
  List<SObjectDef> parentObjects(FieldDef lookup) {
    List<SObjectDef> out = new ArrayList<>();
    if (lookup.referenceTo().size() != 1) {
      schema.object("Name").ifPresent(out::add);
    }
    lookup.referenceTo().forEach(n -> schema.object(n).ifPresent(out::add));
    return out;
  }
}
