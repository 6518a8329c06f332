package org.closedloop.apex.library;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.closedloop.apex.exec.AddError;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.host.DataHost.DmlError;
import org.closedloop.apex.schema.ChildRelationship;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexId;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.RawValues;
import org.closedloop.apex.value.SObjectFieldToken;
import org.closedloop.apex.value.SObjectFields;
import org.closedloop.apex.value.SObjectTypeToken;
import org.closedloop.apex.value.SObjectValue;

/** Members of SObject. */
@ApexType("System.SObject")
final class SObjectLibrary {

  private SObjectLibrary() {}

  // --- errors -----------------------------------------------------------------------------------

  @ApexMethod({"addError(String)", "addError(Exception)"})
  static void addError(ApexContext ctx, SObjectValue self, Object message) {
    AddError.to(ctx, self, null, message, true);
  }

  @ApexMethod({"addError(String,Boolean)", "addError(Exception,Boolean)"})
  static void addError(ApexContext ctx, SObjectValue self, Object message, Boolean escape) {
    AddError.to(ctx, self, null, message, escape);
  }

  @ApexMethod({"addError(String,String)", "addError(Schema.SObjectField,String)"})
  static void addFieldError(ApexContext ctx, SObjectValue self, Object field, String message) {
    AddError.to(ctx, self, field(self, field).name(), message, true);
  }

  @ApexMethod({"addError(String,String,Boolean)", "addError(Schema.SObjectField,String,Boolean)"})
  static void addFieldError(
      ApexContext ctx, SObjectValue self, Object field, String message, Boolean escape) {
    AddError.to(ctx, self, field(self, field).name(), message, escape);
  }

  @ApexMethod
  static Boolean hasErrors(SObjectValue self) {
    return !self.errors().isEmpty();
  }

  @ApexMethod
  static ApexList getErrors(SObjectValue self) {
    List<DmlError> errors = new ArrayList<>();
    self.errors()
        .forEach(
            e ->
                errors.add(
                    new DmlError(
                        e.statusCode(),
                        e.message(),
                        e.field() == null ? List.of() : List.of(e.field()))));
    return DmlResult.errors(errors);
  }

  // --- fields -----------------------------------------------------------------------------------

  /** The field of a name or token, or the platform's exception. */
  static FieldDef field(SObjectValue self, Object nameOrToken) {
    if (nameOrToken instanceof SObjectFieldToken t) {
      if (!t.object().name().equals(self.type().name())) {
        throw Errors.of(
            "SObjectException",
            t.object().name()
                + "."
                + t.field().name()
                + " does not belong to SObject type "
                + self.type().name());
      }
      return t.field();
    }
    String name = nameOrToken.toString();
    return self.type().field(name).orElseThrow(() -> SObjectFields.invalidField(self, name));
  }

  @ApexMethod
  static Object get(SObjectValue self, Object field) {
    return field instanceof SObjectFieldToken
        ? SObjectFields.get(self, field(self, field))
        : SObjectFields.get(self, field.toString());
  }

  /** Answers the value that the field had. */
  @ApexMethod
  static Object put(SObjectValue self, Object field, @Nullable Object value) {
    FieldDef f = field(self, field);
    Object old = RawValues.fromRaw(f, self.get(f.name()));
    SObjectFields.put(self, f, value);
    return old;
  }

  @ApexMethod
  static Boolean isSet(SObjectValue self, Object field) {
    return self.isSet(field(self, field).name());
  }

  @ApexMethod
  static void clear(SObjectValue self) {
    SObjectFields.writable(self);
    List.copyOf(self.fieldNames()).forEach(self::unset);
  }

  /** Fields, then parents and child lists, under declared names. */
  @ApexMethod
  static ApexMap getPopulatedFieldsAsMap(ApexContext ctx, SObjectValue self) {
    ApexMap out = new ApexMap(SimpleType.STRING, SimpleType.OBJECT);
    for (Map.Entry<String, Object> e : self.fieldMap().entrySet()) {
      FieldDef f = self.type().field(e.getKey()).orElse(null);
      out.put(ctx, e.getKey(), f == null ? e.getValue() : RawValues.fromRaw(f, e.getValue()));
    }
    self.parents()
        .forEach(
            (name, parent) -> {
              if (parent != null) {
                out.put(ctx, name, parent);
              }
            });
    self.childLists()
        .forEach(
            (name, rows) -> {
              ChildRelationship c = self.type().childRelationship(name).orElse(null);
              if (c != null) {
                out.put(ctx, name, SObjectFields.children(self, c));
              }
            });
    return out;
  }

  // --- relationships ----------------------------------------------------------------------------

  private static FieldDef lookup(SObjectValue self, Object nameOrToken) {
    if (nameOrToken instanceof SObjectFieldToken) {
      return field(self, nameOrToken);
    }
    String name = nameOrToken.toString();
    return self.type()
        .relationship(name)
        .or(() -> self.type().field(name).filter(f -> f.relationshipName() != null))
        .orElseThrow(
            () ->
                Errors.of(
                    "SObjectException",
                    "Invalid relationship " + name + " for " + self.type().name()));
  }

  @ApexMethod
  static SObjectValue getSObject(SObjectValue self, Object relationship) {
    return SObjectFields.parent(self, lookup(self, relationship));
  }

  @ApexMethod
  static SObjectValue putSObject(
      SObjectValue self, Object relationship, @Nullable SObjectValue parent) {
    FieldDef lookup = lookup(self, relationship);
    SObjectValue old = self.parent(lookup.relationshipName());
    SObjectFields.putParent(self, lookup, parent);
    return old;
  }

  /** Null where the query found no rows, as the platform answers. */
  @ApexMethod("getSObjects(String)")
  static ApexList getSObjects(ApexContext ctx, SObjectValue self, String relationship) {
    ChildRelationship c =
        self.type()
            .childRelationship(relationship)
            .orElseThrow(
                () ->
                    Errors.of(
                        "SObjectException",
                        "Invalid relationship " + relationship + " for " + self.type().name()));
    ApexList rows = SObjectFields.children(self, c);
    // definitions are no stored records: theirs is an empty list where those of records are null
    boolean stored = ctx.host().schema().require(c.childObject()).keyPrefix() != null;
    return rows.isEmpty() && stored ? null : rows;
  }

  // --- the record -------------------------------------------------------------------------------

  @ApexMethod
  static SObjectTypeToken getSObjectType(SObjectValue self) {
    return new SObjectTypeToken(self.type());
  }

  @ApexProperty("Id")
  static Object id(SObjectValue self) {
    return self.type()
        .field("Id")
        .map(f -> SObjectFields.get(self, f))
        .orElseThrow(() -> SObjectFields.invalidField(self, "Id"));
  }

  @ApexProperty("Id")
  static void id(SObjectValue self, @Nullable ApexId id) {
    SObjectFields.put(self, "Id", id);
  }

  @ApexMethod("clone")
  static SObjectValue copy(ApexContext ctx, SObjectValue self, Object... flags) {
    SObjectValue out =
        RecordCopies.copy(self, flag(flags, 0), flag(flags, 1), flag(flags, 2), flag(flags, 3));
    ctx.state(Clones.class, Clones::new).source.put(out, self.id());
    return out;
  }

  private static boolean flag(Object[] flags, int i) {
    return i < flags.length && Boolean.TRUE.equals(flags[i]);
  }

  /** Which records of this session are clones, and of what. */
  private static final class Clones {
    final java.util.IdentityHashMap<SObjectValue, String> source =
        new java.util.IdentityHashMap<>();
  }

  @ApexMethod
  static Boolean isClone(ApexContext ctx, SObjectValue self) {
    return ctx.state(Clones.class, Clones::new).source.containsKey(self);
  }

  @ApexMethod
  static ApexId getCloneSourceId(ApexContext ctx, SObjectValue self) {
    return ApexId.ofRaw(ctx.state(Clones.class, Clones::new).source.get(self));
  }

  @ApexMethod
  static void recalculateFormulas(ApexContext ctx, SObjectValue self) {
    ctx.host().data().recalculateFormulas(List.of(self));
  }

  /** Options of one record's DML; kept with the record for this session. */
  @ApexMethod
  static void setOptions(ApexContext ctx, SObjectValue self, @Nullable Object options) {
    ctx.state(Options.class, Options::new).byRecord.put(self, (DmlOptionsValue) options);
  }

  @ApexMethod
  static DmlOptionsValue getOptions(ApexContext ctx, SObjectValue self) {
    return ctx.state(Options.class, Options::new).byRecord.get(self);
  }

  /** DML options by record. */
  static final class Options {
    final java.util.IdentityHashMap<SObjectValue, DmlOptionsValue> byRecord =
        new java.util.IdentityHashMap<>();
  }
}
