package org.closedloop.apex.library;

import java.util.ArrayList;
import java.util.List;
import org.closedloop.apex.exec.ApexContext;
import org.closedloop.apex.host.AccessHost;
import org.closedloop.apex.host.AccessHost.ObjectRight;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.types.SetType;
import org.closedloop.apex.types.SimpleType;
import org.closedloop.apex.value.ApexList;
import org.closedloop.apex.value.ApexMap;
import org.closedloop.apex.value.ApexSet;
import org.closedloop.apex.value.EnumValue;
import org.closedloop.apex.value.SObjectValue;

/** Members of Security. */
@ApexType("System.Security")
final class SecurityLibrary {

  private SecurityLibrary() {}

  @ApexMethod("stripInaccessible(AccessType,List<SObject>)")
  static Decision stripInaccessible(ApexContext ctx, EnumValue type, ApexList records) {
    return stripInaccessible(ctx, type, records, true);
  }

  /** Copies of the records without the fields that the user may not use in that way. */
  @ApexMethod("stripInaccessible(AccessType,List<SObject>,Boolean)")
  static Decision stripInaccessible(
      ApexContext ctx, EnumValue type, ApexList records, Boolean enforceRootObject) {
    return new Stripper(ctx, type.name()).strip(records, enforceRootObject);
  }

  /** One call at work. */
  private static final class Stripper {
    private final ApexContext ctx;
    private final AccessHost access;
    private final String type;
    private final ApexMap removed;
    private boolean changed;

    Stripper(ApexContext ctx, String type) {
      this.ctx = ctx;
      this.access = ctx.host().access();
      this.type = type;
      this.removed = new ApexMap(SimpleType.STRING, new SetType(SimpleType.STRING));
    }

    Decision strip(ApexList records, boolean enforceRootObject) {
      ApexList out = new ApexList(records.elementType());
      ApexSet modified = new ApexSet(SimpleType.INTEGER);
      int row = 0;
      for (Object o : records) {
        SObjectValue r = (SObjectValue) o;
        if (enforceRootObject && !objectAllowed(r.type().name())) {
          throw Errors.of("NoAccessException", "No access to entity: " + r.type().name());
        }
        changed = false;
        out.add(copy(r));
        if (changed) {
          modified.add(ctx, row);
        }
        row++;
      }
      return new Decision(out, modified, removed);
    }

    private boolean objectAllowed(String object) {
      return switch (type) {
        case "READABLE" -> access.object(object, ObjectRight.READ);
        case "CREATABLE" -> access.object(object, ObjectRight.CREATE);
        case "UPDATABLE" -> access.object(object, ObjectRight.EDIT);
        default ->
            access.object(object, ObjectRight.CREATE) && access.object(object, ObjectRight.EDIT);
      };
    }

    private boolean childAllowed(SObjectValue parent, String relationship) {
      return parent
          .type()
          .childRelationship(relationship)
          .map(c -> ctx.host().schema().require(c.childObject()))
          .map(child -> child.setupObject() || objectAllowed(child.name()))
          .orElse(true);
    }

    private boolean fieldAllowed(String object, FieldDef f) {
      if (f.name().equals("Id") || f.alwaysAccessible()) {
        return true;
      }
      return type.equals("READABLE")
          ? access.fieldReadable(object, f.name())
          : access.fieldEditable(object, f.name());
    }

    private SObjectValue copy(SObjectValue r) {
      String object = r.type().name();
      SObjectValue out = new SObjectValue(r.type());
      r.fieldMap()
          .forEach(
              (name, value) -> {
                FieldDef f = r.type().field(name).orElse(null);
                if (f == null || fieldAllowed(object, f)) {
                  out.put(name, value);
                } else {
                  remove(object, name);
                }
              });
      r.parents()
          .forEach(
              (name, parent) -> {
                FieldDef lookup = r.type().relationship(name).orElse(null);
                if (lookup == null || fieldAllowed(object, lookup)) {
                  out.putParent(name, parent == null ? null : copy(parent));
                } else {
                  remove(object, lookup.name());
                }
              });
      r.childLists()
          .forEach(
              (name, rows) -> {
                if (!childAllowed(r, name)) {
                  remove(object, name);
                  return;
                }
                List<SObjectValue> kept = new ArrayList<>();
                rows.forEach(c -> kept.add(copy(c)));
                out.putChildren(name, kept);
              });
      if (r.queried()) {
        out.markQueried();
      }
      return out;
    }

    private void remove(String object, String field) {
      changed = true;
      ApexSet fields = (ApexSet) removed.get(ctx, object);
      if (fields == null) {
        fields = new ApexSet(SimpleType.STRING);
        removed.put(ctx, object, fields);
      }
      fields.add(ctx, field);
    }
  }

  /** A {@code SObjectAccessDecision}. */
  @ApexType("System.SObjectAccessDecision")
  static final class Decision extends LibraryValue {
    private final ApexList records;
    private final ApexSet modified;
    private final ApexMap removed;

    Decision(ApexList records, ApexSet modified, ApexMap removed) {
      this.records = records;
      this.modified = modified;
      this.removed = removed;
    }

    @ApexMethod
    ApexList getRecords() {
      return records;
    }

    @ApexMethod
    ApexSet getModifiedIndexes() {
      return modified;
    }

    @ApexMethod
    ApexMap getRemovedFields() {
      return removed;
    }
  }
}
