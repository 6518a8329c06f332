package org.closedloop.apex.exec;

import org.closedloop.apex.bind.BoundExpr;
import org.closedloop.apex.schema.ChildRelationship;
import org.closedloop.apex.schema.FieldDef;
import org.closedloop.apex.value.ApexId;
import org.closedloop.apex.value.Errors;
import org.closedloop.apex.value.SObjectFields;
import org.closedloop.apex.value.SObjectValue;

/** Fields, parents and children of records. A missing parent answers null for its fields. */
final class RecordNodes {

  private final Planner planner;

  RecordNodes(Planner planner) {
    this.planner = planner;
  }

  void register() {
    planner.on(BoundExpr.RecordField.class, this::field);
    planner.on(BoundExpr.ParentRecord.class, this::parent);
    planner.on(BoundExpr.ChildRecords.class, this::children);
  }

  private static boolean nullable(BoundExpr receiver) {
    return receiver instanceof BoundExpr.ParentRecord;
  }

  private static SObjectValue record(Object base) {
    if (base == null) {
      throw Errors.nullPointer();
    }
    return (SObjectValue) base;
  }

  private TargetNode field(BoundExpr.RecordField e) {
    Node receiver = planner.node(e.receiver());
    FieldDef field = e.field();
    boolean generic = e.object() == null;
    boolean nullable = nullable(e.receiver());
    return new TargetNode() {
      @Override
      public Object base(Frame f) {
        return receiver.eval(f);
      }

      @Override
      public Object load(Frame f, Object base) {
        if (base == null && nullable) {
          return null;
        }
        SObjectValue r = record(base);
        return generic ? ApexId.ofRaw(r.id()) : SObjectFields.get(r, field);
      }

      @Override
      public void store(Frame f, Object base, Object value) {
        SObjectValue r = record(base);
        if (generic) {
          SObjectFields.put(r, "Id", value);
        } else {
          SObjectFields.put(r, field, value);
        }
      }
    };
  }

  private TargetNode parent(BoundExpr.ParentRecord e) {
    Node receiver = planner.node(e.receiver());
    FieldDef lookup = e.lookup();
    boolean nullable = nullable(e.receiver());
    return new TargetNode() {
      @Override
      public Object base(Frame f) {
        return receiver.eval(f);
      }

      @Override
      public Object load(Frame f, Object base) {
        if (base == null && nullable) {
          return null;
        }
        return SObjectFields.parent(record(base), lookup);
      }

      @Override
      public void store(Frame f, Object base, Object value) {
        SObjectFields.putParent(record(base), lookup, (SObjectValue) value);
      }
    };
  }

  private Node children(BoundExpr.ChildRecords e) {
    Node receiver = planner.node(e.receiver());
    ChildRelationship rel = e.relationship();
    boolean nullable = nullable(e.receiver());
    return f -> {
      Object base = receiver.eval(f);
      return base == null && nullable ? null : SObjectFields.children(record(base), rel);
    };
  }
}
